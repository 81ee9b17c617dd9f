"""What ATOP's termination codes mean, held by cases whose end is known."""

import polars as pl
import pytest

from foedus.evidence.table import table
from foedus.history.lapse.ends import KINDS, LAST_YEAR, _joined, memberships
from foedus.states import find

# Instrument, member, its last year, and how it ended.
KNOWN = [
    (3180, "USA", LAST_YEAR, "standing"),  # North Atlantic
    (3200, "CHN", 1980, "expired"),  # with the Soviet Union: thirty years, not renewed
    (1350, "ITA", 1915, "broken"),  # the Triple Alliance: attacked its ally
    (2140, "FRA", 1938, "broken"),  # Czechoslovakia abandoned at Munich
    (2385, "EGY", 1951, "broken"),  # the treaty of 1936 denounced
    (3075, "CUB", 1962, "broken"),  # Rio
    (3215, "NZL", 1986, "broken"),  # ANZUS
    (3270, "USA", 1980, "broken"),  # Taiwan
    (3285, "ALB", 1968, "broken"),  # Warsaw Pact, left by Albania
    (2135, "FRA", 1939, "dissolved"),  # Poland conquered
    (3285, 265, 1990, "dissolved"),  # Warsaw Pact, East Germany
    (2025, "GBR", 1918, "accomplished"),  # the treaty of London, in victory
    (1335, "DEU", 1918, "defeated"),  # the Dual Alliance
]


@pytest.mark.data
@pytest.mark.parametrize(("alliance", "state", "last", "kind"), KNOWN)
def test_ends_that_are_known(alliance: int, state: str | int, last: int, kind: str) -> None:
    code = state if isinstance(state, int) else find(state).ccode
    [found] = (
        memberships()
        .filter((pl.col("alliance") == alliance) & (pl.col("member") == code))
        .filter(pl.col("last") == pl.col("last").max())
        .select("last", "kind")
        .rows()
    )
    assert found == (last, kind)


@pytest.mark.data
def test_the_coarser_code_agrees() -> None:
    coarse = {"standing": 0, "dissolved": 0, "expired": 1, "accomplished": 1, "defeated": 1,
              "broken": 2, "replaced": 3}  # fmt: skip
    frame = table("atop-members").filter(pl.col("defense") == 1).select("term", "termmode")
    agree = [coarse[KINDS[mode]] == term for term, mode in frame.rows()]
    assert sum(agree) / len(agree) > 0.95


def test_a_phase_that_follows_on_a_replaced_one_continues_it() -> None:
    rows = pl.DataFrame(
        {
            "alliance": [1, 1, 1, 1, 2],
            "member": [10, 10, 10, 20, 10],
            "first": [1900, 1905, 1920, 1905, 1911],
            "last": [1905, 1910, 1930, 1910, 1912],
            "kind": ["replaced", "broken", "standing", "standing", "standing"],
        }
    )
    assert _joined(rows)["since"].to_list() == [1900, 1900, 1920, 1905, 1911]
