"""Boosted trees: the same as scikit-learn's own, missing values and weights among them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.ensemble import HistGradientBoostingClassifier

from foedus.history import boosting

SETTINGS = {"max_iter": 20, "max_leaf_nodes": 8, "min_samples_leaf": 20}


def world(seed, n=4000):
    """Columns of every sort: smooth, few values, one value, skewed, with gaps."""
    rng = np.random.default_rng(seed)
    X = np.column_stack([
        rng.normal(size=n), rng.integers(0, 7, n), np.ones(n), rng.exponential(size=n) ** 3,
        np.where(rng.random(n) < 0.2, np.nan, rng.normal(size=n)), rng.integers(0, 600, n),
    ]).astype(np.float32)  # fmt: skip
    y = rng.random(n) < 1 / (1 + np.exp(2 - X[:, 0] - np.nan_to_num(X[:, 4])))
    return X, y, np.where(y, 1.0, rng.choice([1.0, 5.0, 50.0], n))


@pytest.mark.parametrize("weighted", [True, False])
@pytest.mark.parametrize("seed", [1, 2])
def test_chances_are_those_of_the_library(seed, weighted):
    X, y, weight = world(seed)
    new, _, _ = world(seed + 10)
    weight = weight if weighted else None
    theirs = HistGradientBoostingClassifier(early_stopping=False, random_state=0, **SETTINGS)
    theirs.fit(X, y, sample_weight=weight)
    ours = boosting.fit(X, y, weight, **SETTINGS).chances(new)
    assert np.ptp(ours) > 0.1
    np.testing.assert_allclose(ours, theirs.predict_proba(new)[:, 1], rtol=1e-12)


@given(
    st.lists(st.floats(-1e6, 1e6, width=32), min_size=2, max_size=2000),
    st.integers(0, 2**32 - 1),
)
def test_edges_ascend_between_the_least_and_the_greatest_value(values, seed):
    column = np.array(values, dtype=np.float32)
    weight = np.random.default_rng(seed).integers(1, 9, len(values)).astype(float)
    edges = boosting.thresholds(column, weight)
    assert len(edges) <= boosting.BINS - 1
    assert (np.diff(edges) > 0).all()
    if len(edges):
        assert column.min() <= edges[0]
        assert edges[-1] <= column.max()
