"""Intensity: bounds that hold under every toll and day, checked against all of them."""

from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from tests.watches import at, pledge, report

from foedus.terms.compliance import Intensity
from foedus.watch.casus.intensity import Burden, first_day, rule
from foedus.watch.casus.truth import Truth

DAY = date(2014, 4, 12)
ASKED = Intensity(deaths=25, days=7)


def burden(
    name: str, first: int, tolls: tuple[int, int, int], last: int | None = None,
    counts: Truth = Truth.MET,
) -> Burden:  # fmt: skip
    days = timedelta(days=first), timedelta(days=first if last is None else last)
    return Burden(name, DAY + days[0], DAY + days[1], *tolls, counts)


def test_a_sure_toll_decides() -> None:
    assert rule([burden("a", 0, (25, 30, 40))], ASKED).truth is Truth.MET
    assert rule([burden("a", 0, (5, 10, 24))], ASKED).truth is Truth.NOT_MET
    assert rule([], ASKED).truth is Truth.NOT_MET


def test_an_uncertain_toll_is_named() -> None:
    found = rule([burden("a", 0, (5, 5, 5)), burden("b", 3, (10, 22, 40))], ASKED)
    assert found.truth is Truth.UNDETERMINED
    assert (found.least, found.most) == (15, 45)
    assert found.deciding == ("b", "toll")


def test_one_coarse_record_leaves_it_open() -> None:
    # UCDP 155086: 228 deaths between 12 April and 17 August 2014
    found = rule(
        [burden("155086", 0, (228, 228, 228), 127, Truth.UNDETERMINED), burden("b", 3, (2, 2, 2))],
        ASKED,
    )
    assert found.truth is Truth.UNDETERMINED
    assert found.deciding == ("155086", "conditions")


def test_deaths_outside_a_window_are_not_added() -> None:
    apart = [burden("a", 0, (13, 13, 13)), burden("b", 7, (13, 13, 13))]
    assert rule(apart, ASKED).truth is Truth.NOT_MET
    assert first_day(apart, ASKED) is None
    near = [burden("a", 0, (13, 13, 13)), burden("b", 6, (13, 13, 13))]
    assert rule(near, ASKED).truth is Truth.MET
    assert first_day(near, ASKED) == DAY + timedelta(days=6)


def test_active_days() -> None:
    sustained = Intensity(active=3, days=5)
    days = [burden(str(day), day, (0, 0, 0)) for day in (0, 2, 4)]
    assert rule(days, sustained).truth is Truth.MET
    assert rule(days[:2], sustained).truth is Truth.NOT_MET
    assert rule([burden("a", 0, (0, 0, 0), 4)], sustained).truth is Truth.UNDETERMINED
    assert first_day(days, sustained) == DAY + timedelta(days=4)


tolls = st.tuples(st.integers(0, 20), st.integers(0, 10), st.integers(0, 10)).map(
    lambda t: (t[0], t[0] + t[1], t[0] + t[1] + t[2])
)
burdens = st.lists(
    st.builds(
        lambda first, more, toll, counts: burden("x", first, toll, first + more, counts),
        st.integers(0, 6), st.integers(0, 3), tolls, st.sampled_from(list(Truth)),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


def every_world(given: list[Burden], asked: Intensity) -> set[bool]:
    """Whether the threshold is reached in each admissible world, by brute force."""
    choices = []
    for each in given:
        days = [each.first.toordinal() + k for k in range((each.last - each.first).days + 1)]
        real = {Truth.MET: [1], Truth.NOT_MET: [0], Truth.UNDETERMINED: [0, 1]}[each.counts]
        choices.append(
            [(d, toll * c) for d in days for toll in (each.low, each.high) for c in real]
        )
    found = set()
    for world in product(*choices):
        starts = {day for day, _ in world}
        top = max(sum(n for d, n in world if s <= d < s + asked.days) for s in starts)
        found.add(top >= (asked.deaths or 0))
    return found


@given(burdens, st.integers(1, 40), st.integers(1, 4))
def test_a_ruling_never_contradicts_a_possible_world(
    given: list[Burden], deaths: int, days: int
) -> None:
    asked = Intensity(deaths=deaths, days=days)
    truth, worlds = rule(given, asked).truth, every_world(given, asked)
    if truth is Truth.MET:
        assert worlds == {True}
    if truth is Truth.NOT_MET:
        assert worlds == {False}
    if worlds == {False}:  # the upper bound is exact
        assert truth is Truth.NOT_MET


def test_a_class_of_deaths_without_an_upper_bound_may_be_any_number() -> None:
    text = pledge({"casus": {"many": {"intensity": {"deaths": 2_000, "days": 7},
                                      "attribution": "unneeded"}}})  # fmt: skip
    for low, said in ((1_000, "undetermined"), (2_500, "met")):
        [ruled] = at(3, report(deaths={"low": low}), guarantee=text).rulings
        assert ruled.truth.word == said
        assert f"{low} or more deaths" in ruled.grounds[0].fact
