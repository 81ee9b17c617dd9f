"""One decision: far tails, and multinomial probit against what is known of it."""

import numpy as np
import pytest

from foedus.games.tree.induction.choice import Logit, binary_logit, binary_probit, log_normal_tails
from foedus.games.tree.induction.multiprobit import Probit

# log Phi(-z) to 15 digits, from the asymptotic series summed in exact rational arithmetic.
TAILS = {5.0: -15.064998393988725, 10.0: -53.23128515051247, 40.0: -804.6084420137538}


@pytest.mark.parametrize(("z", "log"), TAILS.items())
def test_normal_tails_are_exact(z, log):
    low, high, _, _ = log_normal_tails(np.array([z, -z]))
    assert low[0] == pytest.approx(log, rel=1e-13)
    assert high[1] == pytest.approx(log, rel=1e-13)


def test_tails_stay_finite_far_beyond_double_precision():
    for made in (binary_probit, binary_logit):
        choice = made(np.array([-1e6, -60.0, 0.0, 60.0, 1e6]))
        assert np.isfinite(choice.logs).all()
        assert np.isfinite(choice.hazard).all()
        assert np.array(choice.probs).sum(axis=0) == pytest.approx(1.0, abs=1e-15)


def test_two_action_forms_agree():
    z = np.linspace(-6, 6, 25)
    many = Probit([np.zeros(25), z * np.sqrt(2.0)])
    assert many.logs[1] == pytest.approx(binary_probit(z).logs[1], abs=1e-12)
    assert Logit([np.zeros(25), z]).logs[1] == pytest.approx(binary_logit(z).logs[1], abs=1e-13)


def test_private_two_action_form_has_the_summed_variance():
    z = np.linspace(-3, 3, 7)
    rho = [np.full(7, 0.6), np.full(7, 1.0)]
    found = Probit([np.zeros(7), z], rho).logs[1]
    assert found == pytest.approx(binary_probit(z / np.sqrt(0.36 + 1.0)).logs[1], abs=1e-11)


def test_equal_payoffs_share_equally():
    for made in (Probit, Logit):
        assert made([np.zeros(2)] * 4).probs == [pytest.approx(0.25, abs=1e-13)] * 4


def test_multinomial_probit_matches_simulation():
    y, rho = np.array([0.3, -0.4, 0.9]), np.array([0.7, 1.0, 0.8])
    rng = np.random.default_rng(3)
    wins = np.argmax(y + rho * rng.normal(size=(400_000, 3)), axis=1)
    shares = np.bincount(wins) / 400_000
    found = Probit([np.array([v]) for v in y], [np.array([v]) for v in rho]).probs
    assert np.ravel(found) == pytest.approx(shares, abs=4 * 0.5 / np.sqrt(400_000))
    assert sum(found)[0] == pytest.approx(1.0, abs=1e-12)


def test_multinomial_probit_far_tail():
    found = Probit([np.array([0.0]), np.array([40.0]), np.array([0.0])])
    # Once action 1 beats action 2 its error is near 20, and action 3 no longer matters.
    alone = binary_probit(np.array([40.0 / np.sqrt(2)])).logs[0][0]
    assert found.logs[0][0] == pytest.approx(alone, rel=1e-9)
    assert found.logs[0][0] == pytest.approx(found.logs[2][0], abs=1e-10)
