"""Reference classes: the rules, the interval, and that no pair counts twice."""

import json
import subprocess
import sys
from typing import Any

import pytest

from foedus.history.reference.posterior import shipped
from foedus.history.reference.record import LATELY, LEAST, Cases, ReferencePair, Share

BASE: dict[str, Any] = {
    "begins": 1950, "war": "", "began": False, "rival": True, "land": True, "relevant": True,
    "major": False, "fought": (),
}  # fmt: skip
ASKED: dict[str, Any] = {
    "lately": False, "began": False, "rival": True, "land": False, "relevant": True,
    "major": False, "years": 20,
}  # fmt: skip


def case(one: str, two: str, **told: Any) -> ReferencePair:
    return ReferencePair(one, two, **(BASE | told))


def many(count: int, **told: Any) -> tuple[ReferencePair, ...]:
    return tuple(case(f"a{place}", f"b{place}", **told) for place in range(count))


def test_the_interval_is_wilsons() -> None:
    """Its ends p solve (k/n - p)² = z² p (1 - p) / n (Wilson 1927)."""
    share = Share.of(4, 39)
    for p in (share.low, share.high):
        assert (4 / 39 - p) ** 2 == pytest.approx(1.6449**2 * p * (1 - p) / 39)
    assert share.low < 4 / 39 < share.high
    none = Share.of(0, 20)
    assert (none.low, none.high) == (0.0, pytest.approx(1.6449**2 / (20 + 1.6449**2)))
    assert Share.of(20, 20).high == 1.0
    wider = Share.of(1, 10)
    assert wider.low < 0.1 < wider.high < 0.5


def test_the_first_war_after_and_within_counts() -> None:
    one = case("a", "b", fought=((1967, False), (1956, True), (1950, True)))
    assert one.within(5) is None
    assert one.within(6) == (1956, True)  # not the one in the year in which the case begins
    assert one.within(40) == (1956, True)
    assert case("a", "b", fought=((1971, True),)).within(20) is None


@pytest.mark.parametrize(
    ("asked", "fits", "other"),
    [
        ({"rival": True}, {"rival": True, "land": False}, {"rival": False}),
        ({"rival": False, "land": True}, {"rival": False, "land": True}, {"rival": True}),
        (
            {"rival": False, "land": False},
            {"rival": False, "land": False},
            {"rival": False, "land": True},
        ),
    ],
)
def test_pairs_at_peace_are_matched_by_rivalry_and_border(
    asked: dict[str, Any], fits: dict[str, Any], other: dict[str, Any]
) -> None:
    cases = Cases((), many(LEAST, **fits) + many(7, **other), 2025)
    found = cases.of(**(ASKED | asked))
    assert found
    assert found.own.n == LEAST
    assert found.quiet == many(LEAST, **fits)


def test_after_a_war_the_side_that_began_it_is_told_apart() -> None:
    mine = many(LEAST, war="w", began=True)
    cases = Cases(mine + many(LEAST + 3, war="w", began=False), many(50), 2025)
    found = cases.of(**(ASKED | {"lately": True, "began": True}))
    assert found
    assert found.quiet == mine
    assert "the one that had begun it" in found.rule
    found = cases.of(**(ASKED | {"lately": True, "began": False}))
    assert found
    assert found.own.n == LEAST + 3
    # Only neighbors or rivals, and from 1946 on.
    for told in ({"rival": False, "land": False}, {"begins": 1940}):
        far = Cases(many(30, war="w", began=True, **told), (), 2025)
        assert far.of(**(ASKED | {"lately": True, "began": True})) is None


def test_the_narrower_rule_stands_only_with_enough_cases() -> None:
    asked = ASKED | {"major": True}
    for count, taken in ((LEAST, LEAST), (LEAST - 1, LEAST - 1 + 30)):
        cases = Cases((), many(count, major=True) + many(30), 2025)
        found = cases.of(**asked)
        assert found
        assert found.own.n == taken
        assert ("a major power" in found.rule) == (count == LEAST)
    few = Cases((), many(LEAST - 1), 2025)
    assert few.of(**ASKED) is None


def test_only_cases_followed_for_the_years_asked_count() -> None:
    cases = Cases((), many(LEAST, begins=1990) + many(12, begins=2006), 2025)
    found = cases.of(**ASKED)
    assert found
    assert found.own.n == LEAST
    short = cases.of(**(ASKED | {"years": 10}))
    assert short
    assert short.own.n == LEAST + 12


def test_remote_pairs_have_no_class() -> None:
    cases = Cases((), many(50, rival=False, land=False, relevant=False), 2025)
    remote = ASKED | {"rival": False, "land": False, "relevant": False}
    assert cases.of(**remote) is None


def test_a_pair_that_stands_both_ways_counts_once_for_either() -> None:
    """Egypt–Israel is among the cases as either's challenger: one fight, one pair."""
    ahead = case("EGY", "ISR", fought=((1967, False),))
    back = case("ISR", "EGY", fought=((1967, True),))
    cases = Cases((), (ahead, back, *many(LEAST)), 2025)
    found = cases.of(**ASKED)
    assert found
    assert (found.own.k, found.own.n) == (1, LEAST + 2)
    assert (found.either.k, found.either.n) == (1, LEAST + 1)
    assert len(found.fought) + len(found.quiet) == found.own.n
    told = json.loads(json.dumps(found.to_dict()))
    assert [each["begun_by_the_first"] for each in told["fought_again"]] == [False, True]


def test_the_shipped_cases_are_apart_from_each_other() -> None:
    cases = shipped()
    windows = [(each.one, each.two, each.begins) for each in cases.windows]
    assert len(set(windows)) == len(windows)
    years = {each.begins for each in cases.windows}
    assert {year % LATELY for year in years} == {1946 % LATELY}  # none overlaps another
    assert all(not each.war and each.relevant for each in cases.windows)
    after = [(each.one, each.two, each.begins, each.war) for each in cases.after_war]
    assert len(set(after)) == len(after)


def test_the_shipped_cases_tell_of_known_wars() -> None:
    cases = {(each.one, each.two, each.begins): each for each in shipped().after_war}
    sinai = cases["ISR", "EGY", 1956]
    assert sinai.began
    assert sinai.within(20) == (1967, True)
    mirrored = cases["EGY", "ISR", 1956]
    assert not mirrored.began
    assert mirrored.within(20) == (1967, False)
    for each in shipped().after_war:
        back = next(
            other for (one, two, year), other in cases.items()
            if (one, two, year) == (each.two, each.one, each.begins)
        )  # fmt: skip
        assert back.fought == tuple((year, not own) for year, own in each.fought)
        assert all(year > each.begins for year, _ in each.fought)


def test_the_shipped_cases_are_read_without_scipy() -> None:
    code = (
        "import sys; from foedus.history.reference.posterior import shipped; shipped(); "
        "print('scipy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
