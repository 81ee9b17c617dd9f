"""Trees that ship: the same chances as those of the fit they were taken from."""

import numpy as np
import pytest

from foedus.history import boosting
from foedus.history.forest import MOST_LEAVES, forest

from .test_boosting import SETTINGS, world


@pytest.mark.parametrize("weighted", [True, False])  # with bins made here, and with the library's
@pytest.mark.parametrize("seed", [1, 2])
def test_chances_are_those_of_the_fit(seed, weighted):
    X, y, weight = world(seed)
    new, _, _ = world(seed + 10)
    fitted = boosting.fit(X, y, weight if weighted else None, **SETTINGS)
    found = forest(fitted)
    for rows in (X, new):
        np.testing.assert_allclose(found.chances(rows), fitted.chances(rows), rtol=1e-12)


def test_what_is_missing_alone_is_told_apart():
    """A split that sends every number one way and what is missing the other."""
    rng = np.random.default_rng(3)
    gone = rng.random(2000) < 0.4
    X = np.where(gone, np.nan, rng.normal(size=2000)).astype(np.float32)[:, None]
    y = rng.random(2000) < np.where(gone, 0.8, 0.2)
    for weight in (None, rng.choice([1.0, 3.0], 2000)):
        fitted = boosting.fit(X, y, weight, max_iter=5, max_leaf_nodes=2, min_samples_leaf=20)
        found = forest(fitted)
        assert np.isinf(found.threshold).any()
        np.testing.assert_allclose(found.chances(X), fitted.chances(X), rtol=1e-12)


def test_numbers_at_a_threshold_go_as_they_do_in_the_fit():
    X, y, weight = world(4)
    fitted = boosting.fit(X, y, weight, **SETTINGS)
    found = forest(fitted)
    at = np.repeat(X[:1], 3 * len(found.column), axis=0)
    for place, (column, most) in enumerate(zip(found.column, found.threshold, strict=True)):
        near = (np.nextafter(most, -np.inf), most, np.nextafter(most, np.inf))
        at[3 * place : 3 * place + 3, column] = near
    np.testing.assert_allclose(found.chances(at), fitted.chances(at), rtol=1e-12)


def test_a_tree_of_too_many_leaves_is_refused():
    X, y, weight = world(5)
    many = boosting.fit(X, y, weight, max_iter=2, max_leaf_nodes=40, min_samples_leaf=20)
    with pytest.raises(ValueError, match=f"more than {MOST_LEAVES}"):
        forest(many)
