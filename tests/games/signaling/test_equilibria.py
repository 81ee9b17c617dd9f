"""Every equilibrium, none missed: against the references, against grids, against logic."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from foedus.errors import InputError, UnknownNameError
from foedus.games.signaling import Payoffs, payoffs, solve
from foedus.games.signaling.equilibria import ARGUMENTS

EXACT = 1e-12  # probabilities at given parameters, absolute
UTILITY = st.floats(-5, 5).map(lambda x: round(x, 6))
GAMES = st.builds(
    lambda *given: payoffs(**dict(zip(Payoffs.__dataclass_fields__, given, strict=True))),
    *[UTILITY] * 7,
)


def bivariate(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Phi2(x, y; 1/sqrt 2) by Gauss–Legendre over the correlation (Drezner & Wesolowsky 1990)."""
    nodes, weights = np.polynomial.legendre.leggauss(80)
    r = (1 / np.sqrt(2)) * (nodes + 1) / 2
    one = 1 - r * r
    exponent = -(x[:, None] ** 2 - 2 * r * x[:, None] * y[:, None] + y[:, None] ** 2) / (2 * one)
    area = (np.exp(exponent) / np.sqrt(one)) @ weights * (1 / np.sqrt(2)) / 2
    return special.ndtr(x) * special.ndtr(y) + area / (2 * np.pi)


def gap(games: Payoffs, row: int, p: np.ndarray) -> np.ndarray:
    """f(h(c(p))/g(c(p))) - p as the literature writes it, for one game."""
    S, V, C, W, w, a, B = games.table()[row]
    c = (S - (1 - p) * V) / p
    g = 1 - special.ndtr(c - W) * special.ndtr(c - a)
    h = bivariate(np.full_like(c, (W - a) / np.sqrt(2)), W - c)
    with np.errstate(all="ignore"):
        firm = h / g
        value = special.ndtr((firm * w + (1 - firm) * B - C) / firm) - p
    # this plain form loses its digits where nearly nobody challenges or stands firm
    return np.where((g > 1e-8) & (h > 1e-8), value, np.nan)


@pytest.mark.parametrize("case", ["covariate", "constants"])
def test_reference_tables(case: str, sigint: dict[str, Any]) -> None:
    x1 = np.linspace(-1, 2, 101)
    war = -2.9 + 0.1 * x1 if case == "covariate" else np.linspace(-2.9, -2.2, 15)
    found = solve(payoffs(VA=1, barWA=-1.9, barWB=war, bara=-1.2, VB=1))
    table = sigint["equilibria"][case]["predicted"]
    np.testing.assert_array_equal(found.row + 1, table["Row"])
    for name, mine in (("pc", found.challenge), ("pr", found.resist), ("pf", found.firm)):
        np.testing.assert_allclose(mine, table[name], rtol=0, atol=EXACT)
    assert found.certified.all()


def test_number_by_row(sigint: dict[str, Any]) -> None:
    found = solve(
        payoffs(VA=1, barWA=-1.9, barWB=-2.9 + 0.1 * np.linspace(-1, 2, 101), bara=-1.2, VB=1)
    )
    expected = sigint["equilibria"]["covariate"]["number_of_equilibria_by_row"]
    np.testing.assert_array_equal(found.number, expected)
    # with three, dynamics leave the middle one
    middle = (found.number[found.row] == 3) & (found.rank == 1)
    np.testing.assert_array_equal(found.stable, ~middle)


@given(GAMES)
@settings(max_examples=150, deadline=None)
def test_no_sign_change_of_a_grid_is_missed(games: Payoffs) -> None:
    found = solve(games)
    assert found.certified.all()
    p = np.linspace(0.003, 0.997, 1200)
    value = gap(games, 0, p)
    value[np.abs(value) < 1e-6] = np.nan
    with np.errstate(invalid="ignore"):
        changes = np.flatnonzero(value[1:] * value[:-1] < 0)
    for k in changes:
        assert ((found.resist > p[k]) & (found.resist < p[k + 1])).any()


@given(GAMES)
@settings(max_examples=200, deadline=None)
def test_each_is_an_equilibrium(games: Payoffs) -> None:
    found = solve(games)
    prob = found.probabilities()
    np.testing.assert_allclose(prob.sum(1), 1.0, atol=1e-13)
    assert ((prob >= 0) & (prob <= 1)).all()
    S, V, C, W, w, a, B = games.at(found.row).table().T
    # B is indifferent at its index: firm (w + z) ... resists iff e_B >= -z
    with np.errstate(divide="ignore", invalid="ignore"):
        reply = (w - C) + (B - C) * (1 - found.firm) / found.firm
    scale = 1 + np.abs(found.z) + np.abs(w - C)
    usual = found.firm > 1e-8
    assert (np.abs(reply - found.z)[usual] < 1e-7 * scale[usual]).all()
    # A of the marginal type is indifferent between keeping quiet and its better crisis payoff
    with np.errstate(divide="ignore", invalid="ignore"):
        c = V + (S - V) / special.ndtr(found.z)
    far = ~(np.abs(c) < 30)
    np.testing.assert_allclose(found.threshold[~far], c[~far], rtol=1e-9, atol=1e-9)
    kept = special.ndtr(found.threshold - W) * special.ndtr(found.threshold - a)
    np.testing.assert_allclose(1 - found.challenge, kept, atol=1e-12)


@given(GAMES)
@settings(max_examples=300, deadline=None)
def test_the_number_is_odd_unless_quiet_is_a_limit(games: Payoffs) -> None:
    found = solve(games)
    S, V, C, W, _, a, B = games.table()[0]
    rising = (S - V) * (W - a) * (B - C) > 0
    endless = rising and S > V and a > W
    if not found.certified.all():
        return  # a tangency may count for two or none
    assert found.number[0] % 2 == (0 if endless else 1)
    if not rising:
        assert found.number[0] == 1
        assert ARGUMENTS[found.argument[0]] == "falling reply"


@given(st.lists(UTILITY, min_size=7, max_size=7), UTILITY)
@settings(max_examples=60, deadline=None)
def test_only_differences_count(given_: list[float], shift: float) -> None:
    """A constant added to all of A's payoffs moves nothing but the threshold."""
    names = list(Payoffs.__dataclass_fields__)
    one = dict(zip(names, given_, strict=True))
    two = {k: v + shift if k in ("SA", "VA", "barWA", "bara") else v for k, v in one.items()}
    a, b = solve(payoffs(**one)), solve(payoffs(**two))
    if (a.number != b.number).any():  # equal payoffs may differ by a rounding once shifted
        assert min(abs(one["SA"] - one["VA"]), abs(one["barWA"] - one["bara"])) < 1e-5
        return
    np.testing.assert_allclose(a.probabilities(), b.probabilities(), atol=1e-6)


@given(st.permutations([-2.0, -0.5, 0.7, 2.0]), st.permutations([-1.5, -0.2, 1.1]))
@settings(max_examples=80, deadline=None)
def test_vanishing_shocks_leave_backward_induction(
    a_side: list[float], b_side: list[float]
) -> None:
    """With payoffs large against the shocks, one equilibrium plays as complete information does."""
    S, V, W, a = a_side
    C, w, B = b_side
    firm = a < W
    resists = (w if firm else B) > C
    end = ("sf" if firm else "bd") if resists else "cd"
    worth = {"sf": W, "bd": a, "cd": V}[end]
    outcome = end if worth > S else "sq"
    big = 60.0
    found = solve(payoffs(SA=S * big, VA=V * big, CB=C * big, barWA=W * big, barWB=w * big,
                          bara=a * big, VB=B * big))  # fmt: skip
    j = ("sq", "cd", "sf", "bd").index(outcome)
    best = found.probabilities()[:, j].max() if len(found.row) else float(outcome == "sq")
    assert best > 0.99


def test_work_is_batched_and_rows_do_not_touch() -> None:
    random = np.random.default_rng(5)
    games = Payoffs(*random.normal(0, 2, (7, 500)))
    whole = solve(games)
    for row in random.integers(0, 500, 20):
        alone = solve(games.at(np.array([row])))
        np.testing.assert_allclose(whole.resist[whole.row == row], alone.resist, rtol=1e-13)


def test_refusals() -> None:
    with pytest.raises(InputError, match="barWA is nan in game 2"):
        solve(payoffs(barWA=[0.0, np.nan]))
    with pytest.raises(UnknownNameError, match="did you mean barWA"):
        payoffs(barwa=1)
