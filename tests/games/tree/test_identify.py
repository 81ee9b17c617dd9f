"""What cannot be estimated is told, whatever the size of the numbers."""

import numpy as np
import polars as pl
import pytest
from tests.games.two_moves import TEXT

from foedus import games
from foedus.errors import DataError

TWO = TEXT.format(quiet="x + y", war="constant")


def rows(scale: float) -> pl.DataFrame:
    rng = np.random.default_rng(3)
    x, z = rng.normal(size=(2, 60))
    outcome = rng.choice(["quiet", "gain", "war"], 60)
    return pl.DataFrame({"outcome": outcome, "x": x * scale, "y": x**2 * scale, "z": z})


@pytest.mark.parametrize("scale", [1e-90, 1e-20, 1.0, 1e20, 1e90])
def test_the_size_of_a_regressor_does_not_make_it_dependent(scale: float) -> None:
    found = games.findings(games.prepare(games.loads(TWO), rows(scale)))
    assert not [each for each in found if each.kind == "collinear"]


@pytest.mark.parametrize("scale", [1e-90, 1.0, 1e90])
def test_a_combination_is_found_at_any_size(scale: float) -> None:
    given = rows(scale).with_columns(y=2 * pl.col("x"))
    [found] = games.findings(games.prepare(games.loads(TWO), given))
    assert found.kind == "collinear"


@pytest.mark.parametrize(("cell", "what"), [(1e200, "1e+200, too large"), (float("inf"), "not a")])
def test_a_cell_that_overflows_is_refused_with_its_row(cell: float, what: str) -> None:
    given = rows(1.0).with_columns(
        x=pl.when(pl.int_range(pl.len()) == 6).then(cell).otherwise(pl.col("x"))
    )
    with pytest.raises(DataError, match=r"regressor 'x'") as error:
        games.findings(games.prepare(games.loads(TWO), given))
    assert what in str(error.value)
    assert "in row 7" in str(error.value)
