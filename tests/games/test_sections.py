"""What a fit and a prediction say: whole, aligned, an interval beneath its number."""

import numpy as np
import polars as pl
import pytest

from foedus import games
from foedus.games import sections
from foedus.games.estimates import Estimates
from foedus.report.text import text

FRAME = pl.DataFrame({
    "x": [1.0, 2.0], "Pr(war)": [0.25, 0.5], "low(war)": [0.125, 0.0625],
    "high(war)": [0.375, 0.75], "sf": [0.1, 0.2], "sf_low": [0.0, 0.1], "sf_high": [0.2, 0.3],
    "stable": [True, False],
})  # fmt: skip


def test_an_interval_stands_beneath_its_number() -> None:
    assert text(sections.rows(FRAME)).splitlines() == [
        "     x      Pr      sf  stable",
        "         (war)     low",
        "           low    high",
        "          high",
        "1.0000  0.2500  0.1000     yes",
        "        0.1250  0.0000",
        "        0.3750  0.2000",
        "2.0000  0.5000  0.2000      no",
        "        0.0625  0.1000",
        "        0.7500  0.3000",
    ]


def test_rows_left_out_are_counted() -> None:
    assert "… 1 more rows" in text(sections.rows(FRAME, 1))
    assert "more rows" not in text(sections.rows(FRAME, None))


def test_tests_of_coefficients_and_of_those_without() -> None:
    fit = Estimates(("a", "b", "c"), np.array([1.96, 2.0, 1e-5]), np.array([1.0, np.nan, np.nan]),
                    frozenset({"b"}))  # fmt: skip
    assert fit.z[0] == pytest.approx(1.96)
    assert fit.p[0] == pytest.approx(0.05, abs=1e-4)
    assert [row[1:] for row in sections.coefficients(fit).rows] == [
        ("1.9600", "1.0000", "1.96", "0.0500"),
        ("2.0000", "fixed", "", ""),
        ("1e-05", "none", "", ""),
    ]


def test_every_game_of_the_catalog_fits_eighty_columns() -> None:
    from foedus.games.values import description

    for name in games.catalog():
        said = text(sections.description(description(games.load(name))), 80)
        assert max(map(len, said.splitlines())) <= 80
        assert games.load(name).title[:60] in said
