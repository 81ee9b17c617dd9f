"""The record of pledges: counts by hand, known truths found again, the shipped file."""

import numpy as np
import pytest
from tests.histories import made_up

from foedus.errors import InputError
from foedus.history import pledge
from foedus.history.pledge.owed import KINDS, PledgesOwed
from foedus.history.pledge.record import follow, ratio, record
from foedus.history.rows import Data


def panel(years: range, pairs: int = 40, seed: int = 0) -> Data:
    """A made-up panel in which every pair has every year; columns as `made_up` has them."""
    size = len(years) * pairs
    data = made_up(rows=size, seed=seed)
    one = np.repeat(np.arange(pairs) % 12 + 2, len(years)).astype(np.int16)
    two = np.repeat(np.arange(pairs) // 12 + 20, len(years)).astype(np.int16)
    year = np.tile(np.array(years, dtype=np.int16), pairs)
    return Data(
        one, two, year, data.relevant, data.columns, data.onset, data.force, data.deadly,
        data.war,
    )  # fmt: skip


def test_a_pledge_is_followed_from_the_year_after_it() -> None:
    data = panel(range(1900, 1930), pairs=1)
    flags = np.isin(data.year, (1903, 1904, 1905, 1920))
    spell, row, tau = follow(data, flags)
    starts = data.year[spell]
    assert set(starts) == {1903, 1920}
    assert (data.year[row] == starts + tau).all()
    assert tau[starts == 1903].tolist() == list(range(1, 21))  # no further than the horizon
    assert tau[starts == 1920].tolist() == list(range(1, 10))  # nor than the data


def test_a_pair_that_leaves_is_followed_no_further() -> None:
    data = panel(range(1900, 1930), pairs=1)
    kept = np.flatnonzero(data.year != 1910)
    gap = Data(
        data.ccode1[kept], data.ccode2[kept], data.year[kept], data.relevant[kept], {},
        data.onset[kept], data.force[kept], data.deadly[kept], data.war[kept],
    )  # fmt: skip
    _, row, _ = follow(gap, gap.year == 1905)
    assert gap.year[row].tolist() == [1906, 1907, 1908, 1909]


@pytest.fixture(scope="module")
def found() -> tuple[Data, PledgesOwed, tuple, tuple]:
    data = panel(range(1920, 2011), pairs=80, seed=2)
    rng = np.random.default_rng(1)
    any_ = np.repeat(rng.random(80) < 0.4, 91) & (data.year >= 1960)
    owed = PledgesOwed(any_, any_ & (data.ccode1 % 2 == 0))
    rates, broken = record(data, owed, replicates=60)
    return data, owed, rates, broken


def test_observed_is_what_was_begun_while_the_pledge_stood(found: tuple) -> None:
    data, owed, rates, _ = found
    kinds = owed.kinds()
    assert set(kinds) == set(KINDS)
    reached = {"dispute": data.onset, "force": data.force, "deadly": data.deadly,
               "war": data.war}  # fmt: skip
    for each in rates:
        if each.era == "all":
            assert each.observed == int((kinds[each.kind] & reached[each.event]).sum())
            assert each.years == int(kinds[each.kind].sum())
    for event in reached:
        parts = [r for r in rates if (r.kind, r.event) == ("any", event) and r.era != "all"]
        total = next(r for r in rates if (r.kind, r.event, r.era) == ("any", event, "all"))
        assert sum(r.observed for r in parts) == total.observed
        assert sum(r.expected for r in parts) == pytest.approx(total.expected)


def test_where_pledges_do_nothing_as_much_happens_as_is_expected(found: tuple) -> None:
    *_, rates, _ = found
    total = next(r for r in rates if (r.kind, r.event, r.era) == ("any", "dispute", "all"))
    assert total.observed > 100
    assert total.ratio == pytest.approx(total.observed / total.expected)
    assert total.low < 1.0 < total.high
    assert total.high - total.low < 0.5


def test_shares_broken_are_those_of_first_events(found: tuple) -> None:
    data, owed, _, broken = found
    ten = next(
        b for b in broken
        if (b.kind, b.event, b.era, b.within) == ("any", "dispute", "all", 10)
    )  # fmt: skip
    rows = np.flatnonzero(owed.any & (data.year == 1960))
    hits = sum(bool(data.onset[row + 1 : row + 11].any()) for row in rows)
    assert ten.pledges == len(rows)
    assert ten.observed == hits
    assert ten.share == pytest.approx(hits / len(rows))  # nobody leaves within ten years
    assert ten.share_low <= ten.share <= ten.share_high
    assert ten.share == pytest.approx(ten.expected_share, abs=0.2)


def test_without_an_event_the_upper_end_is_three_events() -> None:
    assert ratio(np.zeros(5), np.full(5, 2.0)) == (0.0, 0.0, pytest.approx(2.9957 / 2, rel=1e-4))


def test_the_interval_is_centered_on_the_estimates_expected_count() -> None:
    """Draws whose mean lies above the estimate do not push the interval down."""
    rng = np.random.default_rng(0)
    observed = np.concatenate([[100.0], rng.poisson(100.0, 4000)])
    awaited = np.concatenate([[100.0], np.full(4000, 130.0)])
    middle, low, high = ratio(observed, awaited)
    assert middle == 1.0
    assert (low + high) / 2 == pytest.approx(1.0, abs=0.02)


def test_the_shipped_record_says_what_the_docs_say() -> None:
    shipped = pledge.shipped()
    called = {each.signed: (each.honored, each.called) for each in shipped.calls}
    assert called == {"any year": (18, 49), "before 1945": (15, 23), "from 1945": (3, 26)}
    # A pledge between the two: as many disputes, and as many wars, as without one.
    for event in ("dispute", "force", "deadly", "war"):
        rate = shipped.rate(event)
        assert rate.low < 1.0 < rate.high
    # On trial, a pledge of the two alone gains clearly on no rung: the ladder has none.
    changes = [each["change"] for each in shipped.trials["bilateral"].values()]
    assert len(changes) == 4
    assert all(each["sum"] > -2 * each["se"] for each in changes)
    assert sum(each["sum"] for each in changes) > 0
    with pytest.raises(InputError, match="no record"):
        shipped.rate("skirmish")
    with pytest.raises(InputError, match="no record"):
        shipped.after("war", 15)


def test_a_file_of_another_kind_is_refused(tmp_path) -> None:
    path = tmp_path / "x.json"
    pledge.save(pledge.shipped(), path)
    assert pledge.load(path) == pledge.shipped()
    path.write_text('{"foedus_posterior": 1, "model": "ladder"}', "utf-8")
    with pytest.raises(InputError, match="no record of pledges"):
        pledge.load(path)
    path.write_text("[]", "utf-8")
    with pytest.raises(InputError, match="no record of pledges"):
        pledge.load(path)


@pytest.mark.data
def test_history_has_the_pledges_it_should() -> None:
    from foedus.history.pledge.calls import calls
    from foedus.history.pledge.owed import owed
    from foedus.history.rows import load

    data = load(1930, 1995)
    found = owed(data)

    def held(one: int, two: int, year: int) -> tuple[bool, bool]:
        [row] = np.flatnonzero(
            (data.ccode1 == one) & (data.ccode2 == two) & (data.year == year)
        )  # fmt: skip
        return bool(found.any[row]), bool(found.bilateral[row])

    assert held(255, 365, 1940) == (True, True)  # Molotov–Ribbentrop
    assert held(365, 375, 1938) == (True, True)  # USSR and Finland, 1932
    assert held(365, 369, 1993) == (True, True)  # Russia and Ukraine, 1990
    assert held(380, 365, 1985) == (True, False)  # Sweden and the USSR: Helsinki
    assert held(2, 365, 1950) == (False, False)
    assert held(2, 20, 1950) == (False, False)  # an ally owes defense
    assert not (found.bilateral & ~found.any).any()
    # The same list gives the known record of promises of defense.
    [defense, early, late], _ = calls("defense")
    assert (defense.honored, defense.called) == (39, 96)
    assert (early.honored / early.called, late.honored / late.called) == (
        pytest.approx(0.63, abs=0.005), pytest.approx(0.12, abs=0.005),
    )  # fmt: skip
