"""Analogues: the distance, the rule for rivals, what is counted, and the facts frozen for it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.analogy import library as analogue_library
from foedus.analogy.analogues import NEAR, NEAR_ALONE, Analogues, analogues, measures
from foedus.analogy.commitment import (
    DISPUTED,
    MEASURES,
    SCALES,
    STANDING,
    Circumstances,
    Commitment,
    CommitmentCall,
    Course,
)
from foedus.analogy.disputes import Confrontation
from foedus.analogy.distance import GROUPS, Field, Profile, checked, scaled
from foedus.analogy.rates import MEANINGS, seen, share
from foedus.analogy.score import FEWEST, scores
from foedus.analogy.sections import sections
from foedus.analogy.support import support
from foedus.analogy.world import complete, recency
from foedus.assessment import assess
from foedus.assessment.result import Assessment
from foedus.errors import InputError, UnknownNameError
from foedus.report.text import text
from foedus.terms import get
from foedus.terms.features import FEATURES, features

PROMISING = ("budapest-style", "article-5-like", "article-5-like-stationed", "nato")


@pytest.fixture(scope="module")
def assessed() -> dict[str, Assessment]:
    return {name: assess(name, draws=200) for name in ("ukraine-2025", "taiwan-2025")}


@pytest.fixture(scope="module")
def library() -> list[Commitment]:
    return analogue_library.commitments(date(2026, 1, 1))


def named(some: list[Commitment], name: str) -> Commitment:
    return next(each for each in some if each.name == name)


# Distance


def cases(some: list[Commitment]) -> list[Profile]:
    return [Profile(each.terms, each.place.measures) for each in some]


def test_a_commitment_lies_at_no_distance_from_itself_and_at_some_from_others(
    library: list[Commitment],
) -> None:
    field = Field(cases(library), checked(None))
    whole = [each for each in library if None not in each.place.measures.values()]
    assert len(whole) > 40
    for one in whole[::8]:
        totals = field.totals(Profile(one.terms, one.place.measures))
        place = library.index(one)
        assert totals[place] == pytest.approx(0.0, abs=1e-12)
        assert (np.delete(totals, place) > 0).all()
        assert totals.max() <= 1


def test_weights_pick_the_groups(library: list[Commitment]) -> None:
    one = named(library, "us-korea-1953")
    case = Profile(one.terms, one.place.measures)
    for group in GROUPS:
        alone = checked({name: float(name == group) for name in GROUPS})
        found = Field(cases(library), alone).apart(case)
        for each in found:
            if each.groups[group] is not None:
                assert each.total == pytest.approx(each.groups[group])


def test_what_is_not_known_makes_no_case_near(library: list[Commitment]) -> None:
    one = named(library, "us-korea-1953")
    blank = Profile(one.terms, dict.fromkeys(MEASURES))
    field = Field([*cases(library), blank], checked(None))
    found = field.apart(Profile(one.terms, one.place.measures))
    others = list(found[:-1])
    assert found[-1].groups["threat"] is None
    known = [each.groups["threat"] for each in others if each.groups["threat"] is not None]
    # three groups at the average of those known, clauses at 0
    assert found[-1].total > min(known) / 4
    assert found[-1].total == pytest.approx(
        sum(
            np.mean([[g for g in [each.measures[m]] if g is not None] or [np.nan]
                     for each in others if each.measures[m] is not None])
            / (list(MEASURES.values()).count(group) * 4)
            for m, group in MEASURES.items()
        )
    )  # fmt: skip


@given(
    st.dictionaries(st.sampled_from(list(MEASURES)), st.floats(1e-9, 1e6)),
)
def test_scaled_measures_lie_between_0_and_1(found: dict[str, float]) -> None:
    if "contiguity" in found:
        found["contiguity"] = float(int(found["contiguity"]) % 6)
    values = scaled(found)
    known = values[~np.isnan(values)]
    assert ((known >= 0) & (known <= 1)).all()
    assert len(known) == len(found)


def test_scales_keep_their_order() -> None:
    contiguity = SCALES["geography"]["contiguity"]
    assert [contiguity(each) for each in (1, 2, 3, 4, 5, 0)] == pytest.approx(
        [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    )
    assert recency(float("nan")) == 0
    assert recency(10) == pytest.approx(0.5)
    ratio = complete({"guarantors_share": 0.2, "rival_share": 0.1})
    assert ratio["guarantors_to_rival"] == pytest.approx(2.0)
    assert ratio["protege_to_rival"] is None


@pytest.mark.parametrize("weights", [{"threat": -1.0}, dict.fromkeys(GROUPS, 0.0)])
def test_weights_that_cannot_serve(weights: dict[str, float]) -> None:
    with pytest.raises(InputError):
        checked(weights)


def test_an_unknown_group() -> None:
    with pytest.raises(UnknownNameError, match="geografy"):
        checked({"geografy": 1.0})


# What is counted


def commitment(**changes: Any) -> Commitment:
    """Signed in 1950, standing, its rival at war with its protégé after 30 months."""
    place = Circumstances(
        protege="KOR", rival="PRK", chosen="told", guarantors=("USA",),
        measures=dict.fromkeys(MEASURES), met={"dispute": 3, "force": 30, "war": 30}, seen=700,
    )  # fmt: skip
    course = Course((), STANDING, None, 800, 800, broken=False, stood=True, source="told")
    for part in ("place", "course"):
        mine = {k.removeprefix(part + "_"): v for k, v in changes.items() if k.startswith(part)}
        if part == "place":
            place = replace(place, **mine)
        else:
            course = replace(course, **mine)
    return Commitment("told", "told", None, 1950, 1, ("USA", "KOR"), {}, place, course)


@pytest.mark.parametrize(
    ("changes", "years", "met", "counted"),
    [
        ({}, 10, True, True),
        ({}, 2, False, False),  # 30 months lie beyond two years
        ({"course_ended": 24, "course_end": "violated"}, 10, False, False),  # over before
        ({"course_ended": 30, "course_end": "violated"}, 10, True, True),  # ended by it
        ({"place_seen": 60}, 10, True, None),  # seen in part: told of, not counted
        ({"place_seen": 20}, 10, None, None),  # the data end before
        ({"place_seen": -5}, 10, None, None),
        ({"place_ongoing": True}, 10, True, None),
        ({"place_ongoing": True, "place_met": {"war": None}}, 10, None, None),
        ({"place_met": {"war": None}}, 10, False, False),
        ({"place_rival": None}, 10, None, None),
        ({"course_stood": False, "course_end": "never-in-force"}, 10, None, None),
        ({"course_end": "violated"}, 10, None, None),  # nobody says when
    ],
)
def test_war_is_met_while_it_stood(
    changes: dict[str, Any], years: int, met: bool | None, counted: bool | None
) -> None:
    one = commitment(**changes)
    assert one.met("war", years) is met
    assert one.counted("war", years) is counted


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, False),
        ({"course_ended": 100, "course_end": "violated", "course_broken": True}, True),
        ({"course_ended": 130, "course_end": "violated", "course_broken": True}, False),
        ({"course_ended": 100, "course_end": "expired"}, False),
        ({"course_followed": 100}, None),
        ({"course_end": "violated", "course_broken": True}, None),
    ],
)
def test_broken_within_ten_years(changes: dict[str, Any], expected: bool | None) -> None:
    assert commitment(**changes).broken_within(10) is expected


def call(after: int, answer: str = "honored") -> CommitmentCall:
    return CommitmentCall("a war", answer, "told", after)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"course_calls": (call(100),)}, True),
        ({"course_calls": (call(120),)}, True),
        ({"course_calls": (call(121),)}, False),  # later than the ten years
        ({"course_calls": (call(3, DISPUTED),)}, False),
        ({"course_calls": (call(100),), "course_heard": 119}, None),
        ({"course_calls": (), "course_heard": 119}, None),
        ({"course_stood": False}, None),
    ],
)
def test_called_within_ten_years(changes: dict[str, Any], expected: bool | None) -> None:
    assert commitment(**changes).called_within(10) is expected


def test_what_came_later_was_not_known() -> None:
    signed = 12 * 1950
    one = commitment(
        course_calls=(call(20), call(60)), course_ended=90, course_end="violated",
        course_broken=True,
    )  # fmt: skip
    then = one.known(signed + 25)
    assert [each.after for each in then.course.calls] == [20]
    assert (then.course.end, then.course.ended, then.course.broken) == (STANDING, None, False)
    assert then.met("war", 2) is False  # it came after 30 months, when two years were over
    assert then.met("war", 10) is None
    assert then.called_within(10) is then.broken_within(10) is None
    assert then.called_within(2) is True
    assert one.known(signed + 400) == replace(
        one,
        place=replace(one.place, seen=400),
        course=replace(one.course, followed=400, heard=400),
    )


def test_a_dispute_has_the_level_that_was_known() -> None:
    told = Confrontation(began=100, over=140, fought=None, year=8, hostility=5, by=2)
    assert [told.level(month) for month in (100, 139, 140, 200)] == [1, 1, 5, 5]
    fought = replace(told, fought=120)
    assert [fought.level(month) for month in (119, 120)] == [1, 5]
    assert replace(told, hostility=0).level(100) == 0


@pytest.mark.parametrize("asked", [date(1936, 3, 1), date(1955, 7, 1), date(1990, 6, 30)])
def test_the_fate_of_an_instrument_is_that_of_the_day(asked: date) -> None:
    for each in analogue_library.commitments(asked):
        since = 12 * asked.year + asked.month - 2 - (12 * each.year + each.month - 1)
        assert each.course.ended is None or each.course.ended <= since
        assert all(one.after <= since for one in each.course.calls)
        assert each.place.seen <= since


def test_shares_are_jeffreys() -> None:
    found = share([True, False, None, True])
    assert (found.n, found.yes, found.share) == (3, 2, pytest.approx(2 / 3))
    x = np.linspace(0.0, 1.0, 200_001)
    density = x**1.5 * (1 - x) ** 0.5  # Beta(½ + 2, ½ + 1)
    below = np.cumsum(density) / density.sum()
    assert np.interp([found.low, found.high], x, below) == pytest.approx([0.05, 0.95], abs=1e-3)
    assert share([None]).share is None


def test_disputed_calls_are_not_counted(library: list[Commitment]) -> None:
    armenia = named(library, "russia-armenia-1997")
    answers = [call.answer for call in armenia.course.calls]
    assert DISPUTED in answers
    assert seen("honored", [armenia]) == [False] * (len(answers) - answers.count(DISPUTED))


# The library's facts


@pytest.mark.parametrize(
    ("name", "protege", "rival"),
    [
        ("us-korea-1953", "KOR", "PRK"),
        ("us-taiwan-1954", "TWN", "CHN"),
        ("britain-poland-1939", "POL", "DEU"),
        ("belgium-1839", "BEL", "NLD"),
        ("budapest-memorandum-1994", "UKR", "RUS"),  # a party may be the threat
        ("locarno-1925", "FRA", "DEU"),
        ("cyprus-guarantee-1960", "CYP", "TUR"),
        ("north-atlantic-1949", "GBR", "RUS"),
    ],
)
def test_who_faced_whom(library: list[Commitment], name: str, protege: str, rival: str) -> None:
    place = named(library, name).place
    assert (place.protege, place.rival) == (protege, rival)
    assert rival not in place.guarantors
    assert protege not in place.guarantors


def test_cases_whose_course_is_known(library: list[Commitment]) -> None:
    poland = named(library, "britain-poland-1939")
    assert poland.met("war", 10) is True  # a week after the signature
    assert poland.course.ended == 1
    korea = named(library, "us-korea-1953")
    assert [korea.met(event, 10) for event in ("dispute", "force", "war")] == [True, True, False]
    vietnam = named(library, "us-vietnam-1973")
    assert vietnam.place.ongoing
    assert vietnam.counted("war", 10) is None
    assert vietnam.broken_within(10) is True
    prague = named(library, "czechoslovakia-guarantee-1938")
    assert prague.broken_within(10) is True
    assert seen("honored", [prague]) == [False]


def test_every_instrument_has_its_facts() -> None:
    from foedus.terms import names

    frozen = analogue_library.shipped()
    places = frozen.places
    assert set(places) == set(names())
    for place in places.values():
        assert set(place.measures) == set(MEASURES)
        assert set(place.met) == {"dispute", "force", "war"}
    assert analogue_library.loads(analogue_library.dumps(frozen), "here") == frozen


def test_a_file_of_something_else() -> None:
    with pytest.raises(InputError, match="no file of frozen facts"):
        analogue_library.loads('{"foedus_analogues": 99}', "facts.json")


def test_an_end_without_a_date_is_dated_by_the_last_call() -> None:
    budapest = get("budapest-memorandum-1994")
    place = analogue_library.shipped().places[budapest.name]
    assert budapest.ended is None
    found = analogue_library.course(budapest, place, date(2026, 1, 1))
    assert found.broken
    assert found.ended == (2022 - 1994) * 12 + 2 - 12


@pytest.mark.data
def test_the_frozen_facts_are_those_of_the_data() -> None:
    from foedus.analogy.world import StateHistory, hashes

    shipped = analogue_library.shipped()
    assert shipped.hashes == hashes()
    found = replace(shipped, places=analogue_library.from_data(StateHistory.load()))
    assert analogue_library.loads(analogue_library.dumps(found), "data") == shipped


# The answer


def test_a_design_copied_from_an_instrument_is_nearest_to_it_in_its_clauses(
    assessed: dict[str, Assessment],
) -> None:
    found = analogues(assessed["taiwan-2025"], "relations-act", atop=False)
    first = found.nearest[0]
    assert first.commitment.name == "us-taiwan-1979"
    assert first.apart.groups["clauses"] == pytest.approx(0.0)
    assert first.apart.groups["geography"] == pytest.approx(0.0, abs=0.01)


@pytest.mark.parametrize("design", PROMISING)
def test_every_design_that_promises_something(assessed: dict[str, Assessment], design: str) -> None:
    found = analogues(assessed["ukraine-2025"], design, 4, atop=False)
    assert found.alliances == 0
    assert len(found.nearest) == 4
    totals = [each.apart.total for each in found.nearest]
    assert totals == sorted(totals)
    assert found.support.nearest == totals[0]
    assert [each.name for each in found.rates] == list(MEANINGS)
    modeled = {each.name for each in found.rates if each.model is not None}
    binds = assessed["ukraine-2025"].designs[design].reading.binds
    assert modeled == {"dispute", "force", "war"} | ({"honored", "broken"} if binds else set())
    for columns in (80, 100):
        assert max(map(len, text(sections(found), columns).splitlines())) <= columns
    said = " ".join(text(sections(found)).split())
    assert "alone. ATOP's alliances need the public data" in said
    assert found.support.words.split(":")[1].strip() in said


def test_only_what_was_signed_before_is_searched(assessed: dict[str, Assessment]) -> None:
    found = analogues(assessed["ukraine-2025"], "nato", 100, atop=False)
    named_ = {each.commitment.name for each in found.nearest}
    assert "us-qatar-2025" not in named_  # September 2025, after the question
    assert "uk-ukraine-2025" in named_
    assert len(named_) == found.instruments


def test_the_design_has_measures_of_its_own(assessed: dict[str, Assessment]) -> None:
    mine = measures(assessed["ukraine-2025"], "nato")
    less = measures(assessed["ukraine-2025"], "article-5-like")
    assert mine["rivalry"] == mine["major_guarantor"] == mine["nuclear_guarantor"] == 1
    assert (mine["guarantors_share"] or 0) > (less["guarantors_share"] or 0) > 0.1
    assert mine["recent_war"] == pytest.approx(2 ** (-1 / 10), abs=1e-3)  # fought in 2025
    assert mine["contiguity"] == 1


def test_support_is_a_share_of_commitments(library: list[Commitment]) -> None:
    field = Field(cases(library), checked(None))
    assert support(0.0, field, library).percentile == 0
    assert support(1.0, field, library).percentile == 1
    assert "nothing like it" in support(1.0, field, library).words


def test_a_design_that_promises_nothing(assessed: dict[str, Assessment]) -> None:
    with pytest.raises(InputError, match="none promises nothing") as caught:
        analogues(assessed["ukraine-2025"], "none")
    assert "nato" in str(caught.value)


def test_wrong_numbers_and_names(assessed: dict[str, Assessment]) -> None:
    found = assessed["ukraine-2025"]
    with pytest.raises(UnknownNameError, match="nota"):
        analogues(found, "nota")
    part = replace(found, designs={"nato": found.designs["nato"]})
    with pytest.raises(UnknownNameError, match="article-5-like"):
        analogues(part, "article-5-like")
    for wrong in ({"most": 0}, {"near": 101}, {"most": True}):
        with pytest.raises(InputError, match="allowed: 1 to 100"):
            analogues(found, "nato", atop=False, **wrong)  # type: ignore[arg-type]


def test_scores_find_what_is_there_and_nothing_where_there_is_nothing() -> None:
    """Two kinds, told apart by rivalry: one is always broken, or either half the time."""
    rng = np.random.default_rng(3)
    blank = dict.fromkeys(FEATURES, 0.0)

    def made(kind: int, broken: bool, year: int) -> Commitment:
        told = commitment(course_ended=50, course_end="ended", course_broken=broken)
        measures_ = dict.fromkeys(MEASURES, None) | {"rivalry": float(kind)}
        return replace(told, year=year, terms=blank, place=replace(told.place, measures=measures_))

    kinds = [(int(k), 1816 + at // 2) for at, k in enumerate(rng.integers(0, 2, 300))]
    told = scores([made(kind, bool(kind), year) for kind, year in kinds])["broken"]
    chance = scores([made(kind, bool(rng.integers(0, 2)), year) for kind, year in kinds])["broken"]
    assert told.n == chance.n == sum(1 for _, y in kinds if y - 10 > kinds[FEWEST - 1][1])
    assert told.low > 0.8
    assert chance.low < 0.05
    assert chance.gain < 0.05


def test_no_forecast_sees_what_came_after_it() -> None:
    """Old alliances are called on only after the last year of any that is scored."""
    blank = dict.fromkeys(FEATURES, 0.0)

    def made(at: int, after: int) -> Commitment:
        told = commitment(course_calls=(call(after),), course_followed=9999, course_heard=9999)
        measures_ = dict.fromkeys(MEASURES, None) | {"rivalry": float(at % 2)}
        place = replace(told.place, measures=measures_)
        return replace(told, year=1816 + at, terms=blank, place=place)

    late = scores([made(at, 12 * 300 if at % 2 else 50) for at in range(200)])["called"]
    never = scores([replace(one, course=replace(one.course, calls=one.course.calls[:at % 2 == 0]))
                    for at in range(200) for one in [made(at, 50)]])["called"]  # fmt: skip
    assert late == never


# With ATOP


@pytest.fixture(scope="module")
def with_atop(assessed: dict[str, Assessment]) -> Analogues:
    return analogues(assessed["ukraine-2025"], "nato", 100, atop=True)


@pytest.mark.data
def test_atop_is_searched_beside_the_library(with_atop: Analogues) -> None:
    numbers = [each.commitment.atop for each in with_atop.nearest if each.commitment.atop]
    assert len(numbers) == len(set(numbers))  # the library stands for what it holds
    assert 680 < with_atop.alliances < 745
    assert any(each.commitment.name.startswith("atop-") for each in with_atop.nearest)
    assert with_atop.near == 30
    assert "ATOP's" in text(sections(with_atop))


@pytest.mark.data
def test_library_and_atop_agree_on_the_place_of_an_alliance() -> None:
    """The same rule, on ATOP's own coding of the parties: most pairs are the same."""
    from foedus.analogy.atop import commitments
    from foedus.analogy.world import StateHistory
    from foedus.terms import library as instruments

    coded = {each.atop: each for each in commitments(StateHistory.load(), set())}
    assert len(coded) > 740
    both = [(analogue_library.shipped().places[name], coded[each.atop].place)
            for name, each in instruments().items() if each.atop in coded]  # fmt: skip
    same = [mine.protege == theirs.protege and mine.rival == theirs.rival for mine, theirs in both]
    assert len(both) > 40
    assert np.mean(same) > 0.6


@pytest.mark.data
def test_atop_cases_whose_course_is_known() -> None:
    from foedus.analogy.atop import commitments
    from foedus.analogy.world import StateHistory

    coded = {each.atop: each for each in commitments(StateHistory.load(), set())}
    taiwan = coded[3270]
    assert (taiwan.place.protege, taiwan.place.rival) == ("TWN", "CHN")
    assert (taiwan.course.end, taiwan.course.ended) == ("broken", 301)
    prague = coded[2140]
    assert prague.course.broken
    called = [each for each in coded.values() if each.course.calls]
    answers = [call.answer for each in called for call in each.course.calls]
    assert set(answers) == {"honored", "violated"}
    assert (answers.count("honored"), answers.count("violated")) == (69, 70)
    assert all(call.after >= 0 for each in called for call in each.course.calls)
    within = {each.called_within(10) for each in coded.values() if each.year > 1993}
    assert within == {None}  # calls are coded to 2003


@pytest.mark.data
def test_a_rivalry_counts_from_the_year_after_its_first() -> None:
    from foedus.analogy.world import rivalry
    from foedus.evidence.table import table

    spells: dict[tuple[int, int], list[int]] = {}
    for row in table("tss-rivalries").iter_rows(named=True):
        for pair in ((row["ccode1"], row["ccode2"]), (row["ccode2"], row["ccode1"])):
            spells.setdefault(pair, []).append(row["start"])
    once = [(*pair, *years) for pair, years in spells.items() if len(years) == 1 and years > [1816]]
    assert len(once) > 100
    ones, twos, years = np.array(once).T
    assert not rivalry(ones, twos, years).any()
    assert rivalry(ones, twos, years + 1).all()


@pytest.mark.data
def test_a_war_to_come_makes_no_rival() -> None:
    """In September 1940 Japan and the United States had a dispute that became war in 1941."""
    from foedus.analogy.world import StateHistory

    world, month = StateHistory.load(), 12 * 1940 + 8
    assert max(each.hostility for each in world.met[2, 740] if each.began <= month) == 5
    assert world.hostility(2, 740, month) < 5
    assert world.hostility(255, 220, month) == 5  # Germany and France were at war


def test_features_of_a_design_are_those_of_the_library(assessed: dict[str, Assessment]) -> None:
    design = assessed["taiwan-2025"].scenario.designs["relations-act"]
    mine = features(design)
    theirs = features(get("us-taiwan-1979"))
    assert {k: v for k, v in mine.items() if v is not None} == {
        k: v for k, v in theirs.items() if v is not None
    }


# The page


def test_the_page_holds_the_scores() -> None:
    page = (Path(__file__).parents[2] / "docs" / "analogues.md").read_text("utf-8")
    for name, each in analogue_library.shipped().scores.items():
        saved = f"{each.gain:.0%} ({each.low:.0%} to {each.high:.0%})"
        row = f"| {name} | {each.n} | {each.every:.3f} | {each.nearest:.3f} | {saved} |"
        assert row in page
    assert f"the nearest {NEAR}, or {NEAR_ALONE} of the library alone" in " ".join(page.split())
