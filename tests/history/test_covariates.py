"""The ladder's covariates."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.history import covariates as cv


@pytest.mark.parametrize("rung", list(cv.RUNGS))
def test_a_design_has_a_column_a_covariate_and_no_gap(small, rung):
    X = small.design(rung, small.at_risk(rung))
    assert X.shape == (len(small.at_risk(rung)), len(cv.RUNGS[rung]))
    assert np.isfinite(X).all()
    assert (X[:, 0] == 1).all()


@pytest.mark.parametrize("rung", list(cv.RUNGS))
def test_names_are_unique_and_the_guarantee_comes_last(rung):
    names = [c.name for c in cv.RUNGS[rung]]
    assert len(set(names)) == len(names)
    assert [c for c in cv.RUNGS[rung] if c.guarantee] == list(cv.GUARANTEE)
    assert cv.RUNGS[rung][-len(cv.GUARANTEE) :] == cv.GUARANTEE


def test_columns_broadcast_so_that_designs_and_draws_share_a_base(small):
    base = {name: column[:1] for name, column in small.columns.items()}
    varied = {**base, "depth_major": np.array([[0.0], [2.0]]), "major": np.ones((2, 1))}
    X = cv.design(varied, "onset")
    assert X.shape == (2, 1, len(cv.RUNGS["onset"]))
    names = [c.name for c in cv.RUNGS["onset"]]
    np.testing.assert_allclose(X[:, 0, names.index("depth_major")], [0.0, 1.0])


def test_a_major_guarantor_leaves_the_minor_terms_at_zero(small):
    X = small.design("onset", np.arange(len(small.year)))
    names = [c.name for c in cv.RUNGS["onset"]]
    led = small.columns["major"] > 0
    assert (X[led][:, [names.index("minor"), names.index("depth_minor")]] == 0).all()


@given(st.floats(0, 1), st.integers(-10, 10))
def test_democracy_prefers_polyarchy_and_stays_in_its_range(index, polity):
    assert cv.democracy(index, polity) == index
    assert 0 <= cv.democracy(np.nan, polity) <= 1
    assert cv.democracy(np.nan, np.nan) == cv.UNKNOWN_DEMOCRACY


@settings(max_examples=30)
@given(st.floats(0, 200))
def test_never_disputed_counts_as_the_longest_quiet(years):
    assert cv.quiet(np.nan) == cv.LONGEST_QUIET
    assert cv.quiet(years) == min(years, cv.LONGEST_QUIET)


@pytest.mark.data
def test_the_line_from_polity_to_polyarchy_is_the_least_squares_one():
    from foedus.evidence.add.regime import polity2, v2x_polyarchy

    both = polity2().join(v2x_polyarchy(), on=["ccode", "year"]).drop_nulls()
    slope, intercept = np.polyfit(both["polity2"], both["v2x_polyarchy"], 1)
    assert slope == pytest.approx(cv.POLITY_SLOPE, abs=5e-4)
    assert intercept == pytest.approx(cv.POLITY_INTERCEPT, abs=5e-3)
    everyone = v2x_polyarchy()["v2x_polyarchy"].mean()
    assert everyone == pytest.approx(cv.UNKNOWN_DEMOCRACY, abs=5e-3)
