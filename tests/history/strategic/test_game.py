"""The game: chances against backward induction written out, columns against the ladder's."""

import numpy as np
from scipy.special import expit

from foedus.history.covariates import RUNGS
from foedus.history.strategic.game import PAYOFFS, REGRESSORS, declare, regressors
from foedus.history.strategic.model import Strategic


def test_coefficients_stand_in_the_order_of_the_payoffs(shipped: Strategic) -> None:
    expected = [f"{who}({end}):{name}" for (who, end), names in PAYOFFS.items() for name in names]
    assert list(shipped.names) == expected


def test_chances_are_backward_induction(shipped: Strategic) -> None:
    rng = np.random.default_rng(1)
    rows = {name: rng.normal(size=50) for name in REGRESSORS}

    def payoff(who: str, end: str) -> np.ndarray:
        total = np.zeros(50)
        for name in PAYOFFS.get((who, end), ()):
            value = 1.0 if name == "constant" else rows[name]
            total = total + shipped.coefficient(f"{who}({end}):{name}")[0] * value
        return total

    help_ = expit(payoff("helper", "joined"))
    resist = expit((1 - help_) * payoff("target", "bilateral") + help_ * payoff("target", "joined"))
    worth = resist * help_ * payoff("challenger", "joined")
    challenge = expit(worth - payoff("challenger", "status quo"))
    found = shipped.chances(rows)
    np.testing.assert_allclose(found["help"], help_, rtol=1e-10)
    np.testing.assert_allclose(found["resist"], resist, rtol=1e-10)
    np.testing.assert_allclose(found["challenge"], challenge, rtol=1e-10)
    np.testing.assert_allclose(found["joined"], resist * help_, rtol=1e-10)


def test_draws_of_coefficients_run_beside_rows(shipped: Strategic) -> None:
    rows = {name: np.array([0.2, 0.4, 0.9]) for name in REGRESSORS}
    theta = shipped.draws(5, np.random.default_rng(0))
    many = shipped.chances(rows, theta)
    for place in range(5):
        one = shipped.chances(rows, theta[place])
        np.testing.assert_allclose(many["challenge"][place], one["challenge"])


def test_regressors_are_the_ladders_own_and_three_of_third_states() -> None:
    plain = {
        "conttype": 1.0, "capdist": 800.0, "rivalry": 1.0, "cinc1": 0.1, "cinc2": 0.02,
        "mid_pair_h2": 0.5, "mid_pair_h8": 1.0, "mid_past12_h8": 0.4, "mid_others1_h2": 2.0,
        "since_mid": 3.0, "democracy1": 0.4,
    }  # fmt: skip
    found = regressors(plain, {"reach": 1.0, "depth": 6, "rivals": 3})
    assert set(found) == set(REGRESSORS)
    ladder = {c.name: c for c in RUNGS["onset"]}
    assert found["quiet"] == ladder["quiet"].of(plain)
    assert found["depth"] == 1.5
    assert found["rivals"] == np.log(4.0)
    assert found["promised"] == 1.0
    assert regressors(plain, {"reach": 1, "depth": 0, "rivals": 0, "promised": 0})["promised"] == 0


def test_the_payoff_of_waiting_has_no_part_in_the_helpers_move() -> None:
    game = declare()
    assert game.reachable("helper") == ("bilateral", "joined")
    assert game.tree.outcomes == ("status quo", "concession", "bilateral", "joined")
