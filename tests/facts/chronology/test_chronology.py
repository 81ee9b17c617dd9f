"""What the chronology adds to a question: disputes since the data's end, and pacts."""

import re
from datetime import date
from math import isnan

import pytest

from foedus import scenario
from foedus.assessment.reference_class import began
from foedus.evidence.chronology import chronology
from foedus.evidence.spells import retained
from foedus.facts import assembly
from foedus.facts.chronology import digest, disputes
from foedus.facts.chronology.pacts import CHANGES, changes, chronicled
from foedus.facts.known import Facts
from foedus.facts.pacts import atop
from foedus.facts.pacts.atop import Bond, Pact
from foedus.facts.pacts.baseline import standing
from foedus.facts.pacts.protection import protection
from foedus.facts.pacts.standing import StandingPact
from foedus.facts.setting import setting
from foedus.history.setting import Setting
from foedus.record import DocumentError
from foedus.scenario import Scenario
from foedus.terms import names

BARE = (0,) * 8


def asked(one: str, two: str, day: str, situation: str = "", more: str = "") -> Scenario:
    return scenario.loads(
        f"foedus: 1\ntitle: t\nas_of: {day}\nchallenger: {one}\nprotege: {two}\n"
        f"situation: {{{situation}}}\n{more}designs: {{none: {{}}}}\n"
    )


def read(question: Scenario) -> tuple[Setting, Facts]:
    facts = assembly.facts(question)
    return setting(question, facts), facts


def phases(question: Scenario) -> list[str]:
    return [name for each in disputes.between(question) for name in each.phases]


def same(one: Setting, other: Setting) -> bool:
    return str(one) == str(other)  # as text, since what never was is NaN


@pytest.mark.data
def test_armenia_on_the_eve_sees_2016_and_july_and_not_september() -> None:
    question = asked("AZE", "ARM", "2020-09-01")
    assert phases(question) == [
        "azerbaijan-armenia-2014", "azerbaijan-armenia-2016", "azerbaijan-armenia-tovuz-2020",
    ]  # fmt: skip
    found, facts = read(question)
    quiet = setting(asked("AZE", "ARM", "2020-09-01", "chronology: no"), facts)
    assert found.memory["since_mid"] == 1 < quiet.memory["since_mid"]
    assert found.memory["since_war"] == quiet.memory["since_war"] > 20
    assert not found.ongoing
    for name in ("mid_pair_h8", "deadly_pair_h25"):  # one dispute, begun in years of the data
        assert found.memory[name] == quiet.memory[name] > 0
    back = found.back
    assert back is not None
    assert back.memory["since_mid"] == 1
    during, _ = read(asked("AZE", "ARM", "2020-10-15"))
    assert during.ongoing
    after, _ = read(asked("AZE", "ARM", "2021-03-01"))
    assert not after.ongoing
    assert after.memory["since_war"] == 1
    assert after.memory["mid_past12_h8"] > during.memory["mid_past12_h8"] * retained(8.0)


def test_a_war_is_an_event_beside_its_dispute() -> None:
    told = [(each.id, each.war, each.counts) for each in
            disputes.between(asked("RUS", "UKR", "2025-08-18"))]  # fmt: skip
    assert told == [("russia-ukraine-2014", False, True), ("russia-ukraine-2022", True, True)]
    assert "russia-ukraine-kerch-2018" in phases(asked("RUS", "UKR", "2025-08-18"))


def test_who_joined_met_and_did_not_begin() -> None:
    [joined] = disputes.between(asked("PRK", "UKR", "2025-08-18"))
    assert (joined.war, joined.counts) == (True, False)
    question = asked("PRK", "UKR", "2025-08-18")
    assert joined.dispute in disputes.met(question)
    assert joined.dispute not in disputes.begun(question)
    assert disputes.between(asked("PRK", "UKR", "2024-06-01")) == ()


def test_the_last_war_began_as_the_chronology_says() -> None:
    assert began(asked("AZE", "ARM", "2025-01-01"))
    assert not began(asked("ARM", "AZE", "2025-01-01"))


@pytest.mark.data
def test_india_and_china() -> None:
    found, facts = read(asked("CHN", "IND", "2025-01-01"))
    quiet = setting(asked("CHN", "IND", "2025-01-01", "chronology: no"), facts)
    assert phases(asked("CHN", "IND", "2025-01-01")) == [
        "china-india-2020", "china-india-yangtse-2022",
    ]  # fmt: skip
    kept = retained(25.0)
    force = found.memory["force_pair_h25"] - quiet.memory["force_pair_h25"]
    assert force == pytest.approx(kept**5 + kept**3)
    deadly = found.memory["deadly_pair_h25"] - quiet.memory["deadly_pair_h25"]
    assert deadly == pytest.approx(kept**5)  # the second took no lives
    assert found.memory["since_mid"] == 3
    basis = digest.plain(asked("CHN", "IND", "2025-01-01"), facts)
    assert [each["level"] for each in basis["between_the_two"]] == ["deadly", "force"]


@pytest.mark.data
def test_a_pair_without_records_is_unchanged() -> None:
    found, facts = read(asked("BRA", "URY", "2025-01-01"))
    assert disputes.between(asked("BRA", "URY", "2025-01-01")) == ()
    assert same(found, setting(asked("BRA", "URY", "2025-01-01", "chronology: no"), facts))


@pytest.mark.data
def test_before_the_chronology_begins_nothing_enters() -> None:
    question = asked("AZE", "ARM", "2014-12-31")
    assert disputes.entries(question) == ()
    assert digest.head(question, None) == ""
    assert digest.details(question, None) == []
    found, facts = read(question)
    assert same(found, setting(asked("AZE", "ARM", "2014-12-31", "chronology: no"), facts))


SKIRMISH = "{initiator: CHN, target: IND, start: 2020-05-05, end: 2021-02-10, hostility: force, " \
    "deadly: yes, source: s t}"  # fmt: skip


@pytest.mark.data
def test_a_dispute_listed_and_recorded_counts_once() -> None:
    alone, facts = read(asked("CHN", "IND", "2025-01-01"))
    both = asked("CHN", "IND", "2025-01-01", f"disputes: [{SKIRMISH}]")
    assert same(setting(both, facts), alone)
    [taken] = [each for each in disputes.between(both) if each.instead]
    assert (taken.id, taken.instead[0].start) == ("china-india-2020", date(2020, 5, 5))
    assert any("(2020-05-05) by that of 2020-05-05" in each
               for each in digest.details(both, facts))  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "taken"),
    [("2021-03-12", "2021-04-01", True), ("2021-03-13", "2021-04-01", False),
     ("2020-01-01", "2020-04-05", True), ("2020-01-01", "2020-04-04", False)],
)  # fmt: skip
def test_near_is_thirty_days(start: str, end: str, taken: bool) -> None:
    one = f"{{initiator: IND, target: CHN, start: {start}, end: {end}, hostility: display}}"
    found = disputes.between(asked("CHN", "IND", "2022-01-01", f"disputes: [{one}]"))
    assert [bool(each.instead) for each in found] == [taken]


def test_a_listed_war_takes_the_place_of_the_war_and_leaves_the_dispute() -> None:
    war = "{initiator: RUS, target: UKR, start: 2022-02-24, hostility: war, source: s t}"
    found = disputes.between(asked("RUS", "UKR", "2025-08-18", f"disputes: [{war}]"))
    assert [(each.id, bool(each.instead)) for each in found] == [
        ("russia-ukraine-2014", False), ("russia-ukraine-2022", True),
    ]  # fmt: skip


def test_another_pair_of_the_same_days_is_left_alone() -> None:
    one = "{initiator: CHN, target: VNM, start: 2020-05-05, hostility: force, source: s t}"
    found = disputes.between(asked("CHN", "IND", "2025-01-01", f"disputes: [{one}]"))
    assert found
    assert not any(each.instead for each in found)


def test_a_scenario_refuses_it() -> None:
    question = asked("RUS", "UKR", "2025-08-18", "chronology: no")
    assert disputes.entries(question) == disputes.begun(question) == ()
    assert changes(question) == ()
    assert digest.plain(question, None)["use"] == "refused"
    assert "chronology: no" in digest.head(question, None)
    assert not scenario.loads(scenario.dumps(question)).situation.chronology
    with pytest.raises(DocumentError, match=r"situation\.chronology: found 'maybe'"):
        asked("RUS", "UKR", "2025-08-18", "chronology: maybe")


def test_the_answer_says_what_came_from_it() -> None:
    question = asked("CHN", "IND", "2025-01-01")
    many = len([e for e in disputes.elsewhere(question) if e.dispute.start.year > 2014])
    assert f"2 disputes between the two, {many} with others" in digest.head(question, None)
    first = digest.details(question, None)[0]
    assert "Galwan valley (2020-05-05); A fight at Yangtse" in first
    assert "reach to June 2026" in first


def test_what_began_in_the_datas_years_is_told_as_counted_from_them() -> None:
    """The record of 2014 says how long it went on; the count of disputes has it from the data."""
    question = scenario.load("ukraine-2025")
    told = " ".join(digest.details(question, None))
    assert "Begun by 2014 and counted from the data, which have those years: " in told
    assert "Crimea and the Donbas, until the invasion of 2022 (2014-" in told
    (crimea,) = [e for e in disputes.between(question) if e.id == "russia-ukraine-2014"]
    assert not crimea.instead


def test_the_top_line_counts_what_the_scenario_lists_itself() -> None:
    line = digest.head(scenario.load("ukraine-2025"), None)
    assert re.search(r"since 2014, [1-9]\d* disputes? listed by the scenario; from the", line)
    assert ": 0 more between the two, " in line


def test_with_others_both_sides_are_told() -> None:
    question = asked("RUS", "UKR", "2025-08-18")
    sides = [each.sides for each in disputes.elsewhere(question)]
    assert frozenset(("TUR", "RUS")) in sides  # against the challenger, for the way back
    assert all(len(each & {"RUS", "UKR"}) == 1 for each in sides)


# Pacts


def pact(number: int, *states: str, owes: tuple[str, ...] = ("defense",)) -> Pact:
    return Pact(number, (Bond(states, date(1990, 1, 1), None, owes, BARE),))


def by_name(question: Scenario, *mine: Pact) -> dict[str, StandingPact]:
    return {each.name: each for each in standing(question, mine)}


@pytest.mark.data
def test_finland_is_in_nato_from_the_day_of_its_accession() -> None:
    for day, member in (("2022-06-01", False), ("2023-04-03", False), ("2023-04-04", True),
                        ("2024-06-01", True)):  # fmt: skip
        question = asked("RUS", "FIN", day)
        facts = assembly.facts(question)
        assert ("pact.north-atlantic-1949" in facts) is member
        columns = protection(question, facts).columns
        assert columns["nuclear"] == 1.0  # by the Union's clause, before NATO too
        if member:
            assert "USA" in facts["pact.north-atlantic-1949"].value.defense  # type: ignore[union-attr]


CSTO = pact(4220, "ARM", "RUS", "BLR", "KAZ", "KGZ", "TJK")


@pytest.mark.parametrize(("day", "owed"), [("2024-02-21", True), ("2024-02-22", False)])
def test_armenia_suspended_its_part(day: str, owed: bool) -> None:
    found = by_name(asked("AZE", "ARM", day), CSTO, pact(4890, "ARM", "RUS"))
    assert ("csto-1992" in found and bool(found["csto-1992"].owed("ARM"))) is owed
    assert found["russia-armenia-1997"].owed("ARM") == ("RUS",)
    kept = by_name(asked("AZE", "ARM", day, "chronology: no"), CSTO)
    assert kept["csto-1992"].owed("ARM")


def test_a_pact_that_the_library_holds_is_counted_once() -> None:
    later = by_name(asked("AZE", "ARM", "2024-06-01"))
    assert [name for name, each in later.items() if {*each.members} == {"AZE", "TUR"}] == [
        "shusha-2021"
    ]
    korea = by_name(asked("PRK", "KOR", "2025-06-01"))
    assert [name for name in korea if "RUS" in korea[name].members] == ["russia-north-korea-2024"]


def test_every_pact_of_the_same_states_and_year_as_one_of_the_library_names_it() -> None:
    """Else it would stand twice."""
    texts = [each for each in map(atop.named, names()) if each is not None and each.signed]
    for change in chronology().pacts:
        if change.change not in {"made", "changed"} or change.instrument:
            continue
        everyone = {*change.states, *change.partners}
        twins = [text.name for text in texts
                 if {*text.guarantors, *([text.protege] if text.protege else [])} == everyone
                 and text.signed and text.signed.year == change.declared.year]  # fmt: skip
        assert twins == [], change.id


def test_what_the_chronology_alone_has_stands_without_ties() -> None:
    question = asked("DZA", "MLI", "2025-06-01")
    mine = by_name(question)["sahel-alliance-2023"]
    assert mine.owed("MLI") == ("BFA", "NER")
    assert mine.ties == BARE
    assert "sahel-alliance-2023" not in by_name(asked("DZA", "MLI", "2023-09-15"))
    ended = asked("DZA", "MLI", "2025-06-01", more="baseline: [{ends: sahel-alliance-2023}]\n")
    assert "sahel-alliance-2023" not in by_name(ended)
    with pytest.raises(DocumentError, match="no instrument is called"):
        asked("DZA", "MLI", "2025-06-01", more="baseline: [{stands: sahel-alliance-2023}]\n")


def test_one_side_alone_promises_where_a_pact_is_not_mutual() -> None:
    found = by_name(asked("CHN", "TUV", "2025-06-01"))["australia-tuvalu-2023"]
    assert found.owed("TUV") == ("AUS",)
    assert found.owed("AUS") == ()


def test_those_that_left_by_number_are_out() -> None:
    ecowas = pact(3895, "MLI", "NER", "GHA", "NGA")
    for day, many in (("2025-01-28", 3), ("2025-01-29", 0)):
        found = by_name(asked("GHA", "MLI", day), ecowas)
        assert len(found["atop-3895"].owed("MLI")) == many
    left = by_name(asked("DZA", "MLI", "2025-06-01"), ecowas)
    assert "atop-3895" not in left  # it binds neither of the two any more


def test_a_pact_made_and_suspended_is_gone() -> None:
    for day, stands in (("2025-11-09", True), ("2025-11-10", False)):
        found = by_name(asked("THA", "KHM", day))
        assert ("thailand-cambodia-2025-made" in found) is stands


def test_order_and_rules_of_changes() -> None:
    found = changes(asked("USA", "QAT", "2026-06-01"))
    assert all(each.atop_rule and each.effective for each in found)
    days = [each.effective for each in found if each.effective]
    assert days == sorted(days)
    assert days[0] > atop.LAST_DAY
    assert chronicled(asked("BRA", "URY", "2026-06-01"), ()) == ()


@pytest.mark.data
def test_facts_name_the_source() -> None:
    facts = assembly.facts(asked("DZA", "MLI", "2025-06-01"))
    mine = facts["pact.sahel-alliance-2023"]
    assert (mine.source, mine.origin) == ("foedus.evidence.chronology", "package")
    told = facts[CHANGES].value
    assert isinstance(told, tuple)
    assert "sahel-alliance-2023" in told
    assert not isnan(protection(asked("DZA", "MLI", "2025-06-01"), facts).columns["depth_minor"])
