"""The masses of A's types, against one-dimensional integrals by other means."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from foedus.games.signaling.masses import hazards, masses, slopes

PLACES = st.floats(-8, 8)
NODES, WEIGHTS = np.polynomial.legendre.leggauss(300)
OUTCOMES = ("keep", "challenge", "firm", "back")


def at(u: float, v: float) -> tuple[np.ndarray, np.ndarray]:
    return np.array([u]), np.array([v])


def wedge(u: float, v: float) -> float:
    """Pr(e_A >= -u, e_a <= e_A + u - v): its density over e_A, summed on two fine panels."""
    low = max(-u, min((v - u) / 2, 0.0) - 12)
    high = max(low, (v - u) / 2, 0.0) + 12
    cut = np.clip((v - u) / 2, low, high)
    total = 0.0
    for left, right in ((low, cut), (cut, high)):
        x = left + (right - left) * (NODES + 1) / 2
        total += (right - left) / 2 * WEIGHTS @ (stats.norm.pdf(x) * special.ndtr(x + u - v))
    return float(total)


@given(PLACES, PLACES)
@settings(max_examples=80, deadline=None)
def test_firm_mass_is_the_integral(u: float, v: float) -> None:
    m = masses(*at(u, v))
    assert np.exp(m.firm[0]) == pytest.approx(wedge(u, v), rel=2e-11, abs=0)
    assert np.exp(m.back[0]) == pytest.approx(wedge(v, u), rel=2e-11, abs=0)


@pytest.mark.parametrize(("u", "v"), [(0, 0), (0, 1), (1, 0), (2, 2), (-1, -1), (0, -3), (-3, 0)])
def test_where_owens_t_has_corners(u: float, v: float) -> None:
    m = masses(*at(u, v))
    assert np.exp(m.firm[0]) == pytest.approx(wedge(u, v), rel=1e-12)


@given(PLACES, PLACES)
@settings(max_examples=100, deadline=None)
def test_outcomes_share_all_types(u: float, v: float) -> None:
    m = masses(*at(u, v))
    assert np.exp(m.keep + 0) + np.exp(m.firm) + np.exp(m.back) == pytest.approx(1.0, abs=1e-13)
    assert np.logaddexp(m.firm, m.back) == pytest.approx(m.challenge, rel=1e-11, abs=1e-12)
    assert m.log_bluff == pytest.approx(m.back - m.firm, rel=1e-9, abs=1e-9)


def test_exchanging_the_types_exchanges_the_outcomes() -> None:
    random = np.random.default_rng(2)
    u, v = random.normal(0, 3, 200), random.normal(0, 3, 200)
    one, two = masses(u, v), masses(v, u)
    np.testing.assert_allclose(one.firm, two.back, rtol=1e-11, atol=1e-14)
    np.testing.assert_allclose(one.log_bluff, -two.log_bluff, rtol=1e-9, atol=1e-11)


def test_far_in_the_tail_the_odds_follow_the_densities() -> None:
    """As c rises the odds of a bluff tend to those of the two normal tails."""
    c, strong, weak = np.array([1e2, 1e3, 1e5]), 1.0, 1.5
    m = masses(strong - c, weak - c)
    expected = (weak - strong) * (c - (weak + strong) / 2) + np.log((c - strong) / (c - weak))
    np.testing.assert_allclose(m.log_bluff, expected, rtol=1e-6)
    assert np.isfinite(m.firm).all()


@pytest.mark.parametrize("spread", [0.7, 3.0])
def test_slopes_are_derivatives(spread: float) -> None:
    random = np.random.default_rng(3)
    u, v = random.normal(-1, spread, 300), random.normal(-1, spread, 300)
    parts, step = slopes(u, v, masses(u, v)), 1e-5
    for name, part in zip(OUTCOMES, parts, strict=True):
        place = OUTCOMES.index(name)

        def log(x: np.ndarray, y: np.ndarray, name: str = name) -> np.ndarray:
            return getattr(masses(x, y), name)

        def first(
            x: np.ndarray, y: np.ndarray, place: int = place
        ) -> tuple[np.ndarray, np.ndarray]:
            slope = slopes(x, y, masses(x, y))[place]
            return slope.u, slope.v

        du = (log(u + step, v) - log(u - step, v)) / (2 * step)
        dv = (log(u, v + step) - log(u, v - step)) / (2 * step)
        np.testing.assert_allclose(part.u, du, rtol=1e-6, atol=1e-7)
        np.testing.assert_allclose(part.v, dv, rtol=1e-6, atol=1e-7)
        up, down = first(u + step, v), first(u - step, v)
        np.testing.assert_allclose(part.uu, (up[0] - down[0]) / (2 * step), rtol=1e-5, atol=1e-7)
        np.testing.assert_allclose(part.uv, (up[1] - down[1]) / (2 * step), rtol=1e-5, atol=1e-7)
        up, down = first(u, v + step), first(u, v - step)
        np.testing.assert_allclose(part.vv, (up[1] - down[1]) / (2 * step), rtol=1e-5, atol=1e-7)


@given(PLACES, PLACES, st.floats(0.001, 3))
@settings(max_examples=150, deadline=None)
def test_what_the_certificate_rests_on(strong: float, weak: float, rise: float) -> None:
    """Both hazards rise with c, and the odds of a bluff move one way."""
    c = np.array([0.0, rise])
    u, v = strong - c, weak - c
    m = masses(u, v)
    firm, back = hazards(u, v, m)
    slack = 1e-9 * (1 + firm.max() + back.max())
    assert firm[1] >= firm[0] - slack
    assert back[1] >= back[0] - slack
    moved = m.log_bluff[1] - m.log_bluff[0]
    assert moved * np.sign(weak - strong) >= -1e-9
