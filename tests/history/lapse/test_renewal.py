"""Terms that ran out: counted, and drawn."""

import numpy as np
import polars as pl
import pytest

from foedus.errors import UnknownNameError
from foedus.history.lapse import Lapse
from foedus.history.lapse.ends import LAST_YEAR, memberships
from foedus.history.lapse.renewal import Renewal, RenewalCount, renewal


def held(*rows: tuple[int, int, int, int, float | None, str, str]) -> pl.DataFrame:
    names = ["alliance", "member", "first", "last", "term", "renewal", "kind"]
    return pl.DataFrame(rows, schema=names, orient="row").with_columns(phase=pl.lit(0))


def test_what_counts_as_renewed() -> None:
    found = renewal(
        held(
            (1, 10, 1900, 1930, 10.0, "automatic", "broken"),  # went on for twenty years
            (1, 20, 1900, 1930, 10.0, "automatic", "broken"),  # the same phase: counted once
            (2, 10, 1900, 1911, 10.0, "automatic", "replaced"),
            (3, 10, 1900, 1910, 10.0, "automatic", "expired"),
            (4, 10, 1900, 1905, 10.0, "automatic", "broken"),  # never reached its term
            (5, 10, 2010, 2016, 20.0, "automatic", "standing"),  # nor did this one yet
            (6, 10, 1900, 1990, None, "none", "standing"),  # had none
            (7, 10, 1900, 1910, 10.0, "none", "broken"),  # broken as the term ended
        ),
        LAST_YEAR,
    )
    assert found == Renewal(
        {"automatic": RenewalCount(3, 1, 1), "none": RenewalCount(1, 0, 0)},
    )
    assert (found.n, found.renewed) == (4, 2)


def test_draws_are_of_the_beta_posterior() -> None:
    record = Renewal({"automatic": RenewalCount(9, 5, 3), "none": RenewalCount(4, 1, 0)})
    rng = np.random.default_rng(0)
    assert record.draws(20_000, rng, "automatic").mean() == pytest.approx(9 / 11, abs=0.005)
    assert record.draws(20_000, rng, "none").mean() == pytest.approx(2 / 6, abs=0.005)
    assert record.draws(20_000, rng).mean() == pytest.approx(10 / 15, abs=0.005)
    with pytest.raises(UnknownNameError, match="automatic"):
        record.draws(1, rng, "automated")


@pytest.mark.data
def test_the_shipped_record_is_that_of_the_data(shipped: Lapse) -> None:
    assert renewal(memberships().filter("defense"), LAST_YEAR) == shipped.renewal
