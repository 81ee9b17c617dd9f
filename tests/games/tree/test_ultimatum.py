"""The ultimatum game: derivatives, tails, best offers, recovery."""

import numpy as np
import polars as pl
import pytest
from scipy.integrate import quad

from foedus import games
from foedus.errors import InputError
from foedus.games.tree.ultimatum import (
    OfferLikelihood,
    accept_probability,
    best_offer,
    expected_offer,
    offer_below,
)

DOC = """\
game: ultimatum
title: Simulated
offer: offer
accept: accept
largest: 15
proposer: x
responder: z
"""
TRUTH = np.array([4.0, 1.5, 6.0, -1.2, np.log(3.0), np.log(0.8)])


def simulated(n=1500, seed=3):
    rng = np.random.default_rng(seed)
    x, z = rng.normal(size=(2, n))
    R1, R2 = TRUTH[0] + TRUTH[1] * x, TRUTH[2] + TRUTH[3] * z
    s1, s2 = np.exp(TRUTH[4:])
    offer = best_offer(15.0, 0.0, R1, R2, s2, rng.logistic(scale=s1, size=n))
    accept = (offer >= R2 + rng.logistic(scale=s2, size=n)).astype(float)
    return pl.DataFrame({"x": x, "z": z, "offer": offer, "accept": accept})


def likelihood(index, offer, accept):
    n = len(offer)
    return OfferLikelihood(
        X=np.ones((n, 4)), cut=(0, 1, 2, 3, 4), weights=None, offer=offer, accepted=accept,
        smallest=0.0, largest=15.0,
    ), index  # fmt: skip


def test_derivatives_are_exact():
    rng = np.random.default_rng(0)
    offer = np.array([0.0, 0.0, 15.0, 15.0, 3.0, 7.5, 12.0, 5.0])
    accept = np.array([0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0])
    index = rng.normal(size=(4, 8)) * 0.4 + np.array([[4.0], [6.0], [1.0], [0.5]])
    for answers in (accept, None):
        like, _ = likelihood(index, offer, answers)
        _, slope, curve = like.row_curves(index)
        for m in range(4):
            up, down = index.copy(), index.copy()
            up[m] += 1e-5
            down[m] -= 1e-5
            found = (like.row_values(up) - like.row_values(down)) / 2e-5
            bend = (like.row_slopes(up)[1] - like.row_slopes(down)[1]) / 2e-5
            assert slope[m] == pytest.approx(found, rel=1e-6, abs=1e-7)
            assert curve[m] == pytest.approx(bend, rel=1e-6, abs=1e-6)


def test_density_and_bounds_add_up_to_one():
    index = np.array([[4.0], [6.0], [1.0], [-0.2]])

    def density(y):
        like, _ = likelihood(index, np.array([y]), None)
        return float(np.exp(like.row_values(index))[0])

    inside = quad(density, 1e-6, 15 - 1e-6, epsabs=1e-10, limit=200)[0]
    assert inside + density(0.0) + density(15.0) == pytest.approx(1.0, abs=1e-5)


def test_tails_are_not_cut_off():
    # An accepted offer 60 scales below the responder's value: log probability -60, not -36.04.
    index = np.array([[40.0], [61.0], [3.0], [0.0]])
    like, _ = likelihood(index, np.array([1.0]), np.array([1.0]))
    offers_only, _ = likelihood(index, np.array([1.0]), None)
    answer = like.row_values(index) - offers_only.row_values(index)
    assert answer[0] == pytest.approx(-60.0, abs=1e-12)


def test_best_offer_maximizes_the_proposers_payoff():
    R1, R2, s2 = 4.0, 6.0, 0.8
    for error in (-3.0, 0.0, 2.0):
        grid = np.linspace(0, 15, 150_001)
        taken = accept_probability(grid, R2, s2)
        worth = taken * (15 - grid) + (1 - taken) * (R1 + error)
        found = best_offer(15.0, 0.0, R1, R2, s2, error)
        assert found == pytest.approx(grid[np.argmax(worth)], abs=2e-4)


def test_expectations_match_simulation():
    rng = np.random.default_rng(1)
    offers = best_offer(15.0, 0.0, 4.0, 6.0, 0.8, rng.logistic(scale=3.0, size=200_000))
    one = np.array([1.0])
    mean, taken = expected_offer(0.0, 15.0, 4.0 * one, 6.0 * one, 3.0 * one, 0.8 * one)
    assert mean[0] == pytest.approx(offers.mean(), abs=4 * offers.std() / 447)
    assert taken[0] == pytest.approx(accept_probability(offers, 6.0, 0.8).mean(), abs=0.005)
    assert offer_below(6.0, 15.0, 4.0, 6.0, 3.0, 0.8) == pytest.approx(
        (offers <= 6.0).mean(), abs=0.005
    )


@pytest.mark.parametrize("doc", [DOC, DOC.replace("accept: accept\n", "")])
def test_recovers_the_truth(doc):
    fit = games.fit(games.loads(doc), simulated())
    assert fit.status == "converged"
    assert fit.gradient_norm < 1e-6
    assert np.all(np.abs(fit.coef - TRUTH) < 4 * fit.se)


def test_fixed_scales_predictions_and_range():
    game = games.loads(DOC + "scales: {responder: 0.8}\n")
    frame = simulated()
    fit = games.fit(game, frame)
    assert fit.coef[-1] == pytest.approx(np.log(0.8))
    assert np.isnan(fit.se[-1])
    predicted = games.predict_offers(fit)
    assert predicted["E(offer)"].mean() == pytest.approx(frame["offer"].mean(), abs=0.1)
    assert predicted["Pr(accept)"].mean() == pytest.approx(frame["accept"].mean(), abs=0.02)
    with pytest.raises(InputError, match="outside"):
        games.fit(game, frame.with_columns(pl.col("offer") + 20))
