"""Words that models share: what is clear and what is not, and dashes where nothing is known."""

import pytest

from foedus.history import sections
from foedus.history.measures import Measures

FLAT = Measures(96, 39, None, None, 0.2, 0.6, None, 0.4)
OWN = Measures(96, 39, 0.71, 0.6, 0.2, 0.55, 1.04, 0.406)


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        ((4.0, 3.0), "+4.0 ± 3.0\nno clear difference"),
        ((-4.0, 3.0), "-4.0 ± 3.0\nno clear difference"),
        ((6.0, 3.0), "+6.0 ± 3.0"),
        ((-6.0, 3.0), "-6.0 ± 3.0\nbetter than the ladder"),
        (None, ""),
    ],
)
def test_a_gain_says_what_is_clear(gain: sections.Gain | None, said: str) -> None:
    assert sections.over(gain, "the ladder") == said


def test_measures_have_a_row_a_model_and_a_dash_for_what_a_constant_has_not() -> None:
    found = sections.measures(
        "x", {"base rate": FLAT, "own": OWN}, {"base rate": (4.8, 1.0)}, own="own", digits=3
    )
    assert found.columns == ("", "AUC", "Brier", "log loss", "slope", "mean", "log loss over own's")
    assert found.rows == (
        ("base rate", "–", "0.200", "0.600", "–", "40%", "+4.8 ± 1.0"),
        ("own", "0.710", "0.200", "0.550", "1.04", "41%", ""),
    )
    assert all(len(row) == len(found.columns) == len(found.align) for row in found.rows)


def test_bins_have_an_interval_where_it_is_known() -> None:
    bare = {"forecast": 0.1, "observed": 0.2, "n": 1000.0}
    assert sections.bins("x", [bare], 1).rows == (("10.0%", "20.0%", "1,000.0"),)
    whole = {**bare, "n": 1000, "low": 0.15, "high": 0.25}
    assert sections.bins("x", [whole], 1).rows == (("10.0%", "20.0%", "15.00%–25.00%", "1,000"),)


@pytest.mark.parametrize(("apart", "said"), [(None, "Not comparable"), (1.23e-8, "1.2e-08")])
def test_how_far_a_fit_is_from_the_shipped_one(apart: float | None, said: str) -> None:
    assert said in sections.difference(apart).text
