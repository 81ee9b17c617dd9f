"""Covariances, profiles, bootstrap, and tests between models."""

import numpy as np
import polars as pl
import pytest
from scipy.stats import norm
from tests.games.two_moves import DOC, TRUTH

from foedus import games
from foedus.errors import InputError
from foedus.games.tree.bootstrap import _alone, _refit, _weights
from foedus.games.tree.inference import covariance, draws


@pytest.fixture(scope="module")
def frame():
    rng = np.random.default_rng(4)
    made = pl.DataFrame({c: rng.normal(size=900) for c in "xwz"})
    labels = games.simulate(games.loads(DOC), made, TRUTH, seed=4)
    return made.with_columns(outcome=pl.Series(labels), dyad=pl.int_range(900) // 3)


@pytest.fixture(scope="module")
def fit(frame):
    return games.fit(games.loads(DOC), frame)


def test_robust_is_near_the_information_where_the_model_holds(fit):
    ratio = games.standard_errors(fit, "robust") / fit.se
    assert np.all((ratio > 0.85) & (ratio < 1.18))


def test_clusters_of_one_are_robust_and_copies_do_not_deceive(frame, fit):
    own = covariance(fit, "cluster", np.arange(fit.n))
    assert own == pytest.approx(covariance(fit, "robust"), rel=1e-12)
    game = games.loads(DOC + "cluster: row\n")
    twice = games.fit(game, pl.concat([frame.with_row_index("row")] * 2))
    naive, honest = twice.se, games.standard_errors(twice, "cluster")
    assert naive == pytest.approx(fit.se / np.sqrt(2), rel=1e-6)
    assert honest == pytest.approx(games.standard_errors(fit, "robust"), rel=1e-6)


def test_too_few_clusters_are_refused(fit):
    with pytest.raises(InputError, match="4 clusters"):
        covariance(fit, "cluster", np.arange(fit.n) % 4)
    with pytest.raises(InputError, match="no clusters"):
        covariance(fit, "cluster")


def test_profile_interval_is_where_the_likelihood_has_fallen(fit):
    found = games.profile(fit, "two(war):z")
    at = fit.names.index("two(war):z")
    half = norm.ppf(0.975) * fit.se[at]
    assert found.low == pytest.approx(fit.coef[at] - half, abs=0.3 * half)
    assert found.high == pytest.approx(fit.coef[at] + half, abs=0.3 * half)
    assert found.loglik.max() == pytest.approx(fit.loglik, abs=1e-9)
    assert found.higher is None
    held = DOC + f"fixed: {{'two(war):z': {found.high!r}}}\n"
    edge = games.fit(games.loads(held), fit.prepared.frame)
    assert 2 * (fit.loglik - edge.loglik) == pytest.approx(3.841458820694124, abs=1e-4)


def test_draws_have_the_covariance(fit):
    many = draws(fit, 40_000, seed=1)
    spread = np.cov(many.T)
    scale = np.sqrt(np.outer(np.diag(fit.covariance), np.diag(fit.covariance)))
    assert np.abs((spread - fit.covariance) / scale).max() < 0.03


def test_batched_bootstrap_equals_one_fit_a_replication(fit):
    weights = _weights(fit, 6, np.random.default_rng(2))
    together = _refit(fit, weights)
    for b in range(6):
        alone = _alone(fit, fit.prepared.likelihood, weights[b])
        assert np.abs((together[b] - alone) / fit.se).max() < 1e-3


def test_bootstrap_of_rows_and_clusters(frame, fit):
    ratio = games.bootstrap(fit, 300, seed=3).se / fit.se
    assert np.all((ratio > 0.8) & (ratio < 1.25))
    clustered = games.fit(games.loads(DOC + "cluster: dyad\n"), frame)
    found = games.bootstrap(clustered, 50, seed=3)
    assert found.unit == "clusters"
    drawn = _weights(clustered, 1, np.random.default_rng(0))[0].reshape(-1, 3)
    assert np.all(drawn == drawn[:, :1])  # rows of a cluster are drawn together


def test_bootstrap_is_reproducible(fit):
    one, two = (games.bootstrap(fit, 20, seed=9).coef for _ in range(2))
    assert np.array_equal(one, two)


def test_vuong_and_clarke_by_hand(fit, frame):
    other = games.fit(games.loads(DOC.replace("war: z}", "war: w}")), frame)
    gain = fit.prepared.likelihood.row_loglik(fit.coef) - other.prepared.likelihood.row_loglik(
        other.coef
    )
    correction = (fit.parameters - other.parameters) * np.log(fit.n) / 2
    z = (gain.sum() - correction) / (np.sqrt(fit.n) * gain.std())
    found = games.vuong(fit, other)
    assert found.statistic == pytest.approx(z, rel=1e-12)
    assert found.p_value == pytest.approx(2 * norm.sf(abs(z)), rel=1e-9)
    assert found.favors == 1
    assert games.clarke(fit, other).statistic == (gain > correction / fit.n).sum()
    assert games.vuong(other, fit).statistic == pytest.approx(-z, rel=1e-12)


def test_models_on_other_rows_are_not_compared(fit, frame):
    other = games.fit(games.loads(DOC), frame.head(800))
    with pytest.raises(InputError, match="rows"):
        games.vuong(fit, other)


def test_one_outcome_can_be_compared(fit, frame):
    other = games.fit(games.loads(DOC.replace("war: z}", "war: w}")), frame)
    chance = fit.prepared.likelihood.label_probabilities(fit.coef)[:, 2]
    war = (frame["outcome"] == "war").to_numpy()
    mine = np.log(np.where(war, chance, 1 - chance))
    from foedus.games.tree.compare import row_loglik

    assert row_loglik(fit, "war") == pytest.approx(mine, abs=1e-12)
    assert games.vuong(fit, other, outcome="war").n == 900


def test_predictions_what_ifs_and_grids(fit, frame):
    solved = games.predict(fit)
    assert solved.labels.sum(axis=1) == pytest.approx(np.ones(900), abs=1e-12)
    assert solved.labels.mean(axis=0) == pytest.approx(
        [(frame["outcome"] == o).mean() for o in ("quiet", "gain", "war")], abs=0.02
    )
    effect = games.what_if(fit, {"z": "+1"})
    moved = games.predict(fit, frame.with_columns(pl.col("z") + 1)).labels.mean(axis=0)
    assert effect.after == pytest.approx(moved, abs=1e-12)
    assert effect.change.sum() == pytest.approx(0.0, abs=1e-12)
    spread = np.std(
        [
            _mean(fit, frame.with_columns(pl.col("z") + 1), c) - _mean(fit, frame, c)
            for c in draws(fit, 300, seed=5)
        ],
        axis=0,
    )
    assert effect.se == pytest.approx(spread, rel=0.2)  # delta method against draws
    band = games.along(fit, "z", points=5)
    assert (band["low(war)"] <= band["Pr(war)"]).all()
    assert (band["Pr(war)"] <= band["high(war)"]).all()
    assert band["Pr(war)"].is_sorted()


def _mean(fit, rows, coef):
    from dataclasses import replace

    return games.predict(replace(fit, coef=coef), rows).labels.mean(axis=0)


def test_changes_are_read_as_written(fit):
    shift = games.what_if(fit, {"z": "-0.5"})
    zero = games.what_if(fit, {"z": "*1"})
    assert zero.change == pytest.approx(np.zeros(3), abs=1e-15)
    assert shift.change[2] < 0
    with pytest.raises(InputError, match="unknown column"):
        games.what_if(fit, {"zz": 1})
    with pytest.raises(InputError, match="not a change"):
        games.what_if(fit, {"z": "+a"})
