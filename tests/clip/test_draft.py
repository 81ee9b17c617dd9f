"""One text clipped: spans, speakers, modes, grades, and what was left out."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clip.articles import ARTICLE, PEOPLE, clip

from foedus.clip.claim import DraftClaim
from foedus.clip.people.roster import shipped
from foedus.clip.sections import sections
from foedus.clip.several import bundle
from foedus.errors import InputError


def found(start: str) -> DraftClaim:
    return next(each for each in clip().claims if start in each.text)


def test_every_span_gives_back_the_words_of_the_original() -> None:
    it = clip()
    assert len(it.claims) == 7
    for each in it.claims:
        assert it.original.text[slice(*each.span)] == each.text
        assert ARTICLE[slice(*each.span)] == each.text
        assert it.original.text[slice(*each.cue_span)] == each.cue
        assert each.status == "draft"


def test_a_mangled_name_is_proposed_by_its_office_and_never_put_right_in_silence() -> None:
    each = found("We have come a long way")
    assert each.speaker.name == "Whetkom"
    assert [one.name for one in each.speaker.candidates] == ["Harlan Whitcomb", "Odell Farrow"]
    assert each.speaker.state == "USA"
    [repair] = [one for one in clip().repairs if one.kind == "name"]
    assert (repair.said, repair.read_as) == ("whetkom", "Harlan Whitcomb")


def test_speech_that_lost_its_marks_is_grown_and_marked_uncertain() -> None:
    each = found("We have come a long way")
    assert each.uncertain
    assert each.text == "We have come a long way, and we can offer ships"
    assert each.via == ("Reuters",)
    assert each.chain[-2:] == ("Reuters", "the text")


def test_texts_and_the_page_do_not_speak() -> None:
    drafted = " ".join(each.text for each in clip().claims)
    assert "attack on one" not in drafted
    assert "viewpoint" not in drafted
    assert any("viewpoint" in each.text for each in clip().dropped)


def test_agreed_is_not_willing_to_consider_and_the_text_is_told_to_contradict_itself() -> None:
    headline, body = found("Russia Accepts"), found("Russia’s willingness")
    assert (headline.mode, body.mode) == ("agreed", "considering")
    assert headline.speaks_of == body.speaks_of == "RUS"
    pairs = [{each.one, each.other} for each in clip().contradictions]
    assert {headline.id, body.id} in pairs
    assert body.grading.grade == "C4"  # hearsay of another state's consent
    assert headline.grading.grade[0] == "D"


def test_never_is_refused_and_a_broken_quotation_is_one_claim() -> None:
    each = found("foreign bases")
    assert each.mode == "refused"
    assert each.quoted
    assert len(each.pieces) == 2
    assert (each.speaker.name, each.grading.grade) == ("Oleg Sorin", "B3")


def test_days_are_those_of_the_text_and_today_is_an_interval() -> None:
    it = clip()
    assert (it.first, it.last) == (date(1995, 5, 9), date(1995, 5, 12))
    told = found("exploring").on
    assert told is not None
    assert (told.first, told.last, told.precision) == (
        date(1995, 5, 9), date(1995, 5, 12), "interval",
    )  # fmt: skip


def test_a_known_meeting_tells_a_wrong_place() -> None:
    [repair] = [each for each in clip().repairs if each.kind == "place"]
    assert repair.said == "Halsunka"
    assert repair.read_as == "Helsinki"
    assert ARTICLE[slice(*repair.span)] == "Halsunka"


def test_rows_of_a_timeline_are_events_planned_or_past() -> None:
    told = {each.text: (each.first, each.standing) for each in clip().events}
    assert told["Talks between Sorin and Brandt in Halsunka."] == (date(1995, 5, 9), "past")
    assert told["Brandt to meet with Estonian leaders."] == (date(1995, 5, 12), "planned")


def test_lost_capitals_and_blanks_are_damage_and_no_edit() -> None:
    it = clip()
    kinds = {(each.said, each.kind) for each in it.repairs}
    assert {("estonia", "capital"), ("reuters", "capital"), (",", "blank")} <= kinds
    assert it.damage > 0
    assert "estonia" in it.original.text


def test_a_sentence_of_speech_that_gives_no_claim_is_shown() -> None:
    it = clip("The treaty of 1994 says that Ukraine keeps its borders, and no more than that.")
    assert it.claims == ()
    assert [each.text[:10] for each in it.not_understood] == ["The treaty"]


def test_another_language_is_refused_by_name() -> None:
    german = (
        "Der Minister sagte am Montag, dass die Truppen des Landes nicht abgezogen werden. " * 3
    )
    with pytest.raises(InputError, match="German"):
        clip(german)


def test_the_same_text_gives_the_same_drafts() -> None:
    assert clip() == clip()


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_text_is_read_or_refused(text: str) -> None:
    words = f"{text} said the minister, who agreed to nothing and said so in the house."
    try:
        it = clip(words)
    except InputError:
        return
    for each in it.claims:
        assert it.original.text[slice(*each.span)] == each.text
    bundle([it])


def test_a_roster_of_another_time_proposes_nobody() -> None:
    it = clip(ARTICLE.replace("1995", "1895"), roster=PEOPLE)
    assert all(not each.speaker.candidates for each in it.claims)


def test_a_speaker_by_dates_from_memory_is_told() -> None:
    text = "Russian spokeswoman Maria Zakharova said on May 9, 2025 that Russia would never sign.\n"
    own = shipped()
    people = tuple(replace(each, checked=None) for each in own.people)
    roster = replace(own, people=people)
    [claim] = clip(text, roster=roster).claims
    assert (claim.speaker.name, claim.speaker.doubt) == (
        "Maria Zakharova", "dates of office from memory",
    )  # fmt: skip
    [section] = [each for each in sections(bundle([clip(text, roster=roster)]))
                 if each.id == "drafts"]  # fmt: skip
    [table] = section.blocks
    assert "Dates of office from memory: Maria Zakharova." in str(table)


def test_what_one_says_that_another_said_is_both_their_claims_and_one_origin() -> None:
    text = "Lyle Brandt said on May 9, 1995 that Oleg Sorin had told him that Russia would sign.\n"
    outer, inner = clip(text).claims
    assert (outer.speaker.name, inner.speaker.name) == ("Lyle Brandt", "Oleg Sorin")
    assert inner.text == "that Russia would sign"
    assert inner.via == ("Lyle Brandt",)
    assert inner.grading.grade[0] == "C"
    assert inner.origin == outer.origin


def test_what_turns_the_writing_hides_no_refusal_and_stays_in_the_words() -> None:
    quoted = "“We will \u202enot\u202c sign,”"
    it = clip(f"{quoted} Russian President Oleg\u200b Sorin said on May 9, 1995.\n")
    [claim] = it.claims
    assert (claim.mode, claim.speaker.name) == ("refused", "Oleg Sorin")
    assert claim.text == it.original.text[slice(*claim.span)] == quoted


@pytest.mark.parametrize("line", ["X" * 20_000, "said that " * 400, "Aa, " * 2_000])
def test_hostile_lines_hold_no_claim(line: str) -> None:
    it = clip("The talks of the two sides were in the town that the ministers had left.\n" + line)
    assert it.claims == ()
