"""Full likelihood over equilibria: derivatives, recovery, what selection does."""

import numpy as np
import polars as pl
import pytest

from foedus.errors import FitError, InputError
from foedus.games.signaling import fit, payoffs, simulate, solve
from foedus.games.signaling.design import DesignMatrix
from foedus.games.signaling.full import (
    MIXTURE,
    SELECTIONS,
    equilibrium_slopes,
    fit_full,
    full_loglik,
)
from foedus.games.signaling.likelihood import value
from foedus.games.signaling.masses import masses
from foedus.games.signaling.payoffs import UTILITIES, Payoffs
from foedus.games.signaling.specification import Specification

# three equilibria in every game, none near a fold, where the likelihood jumps
TRUTH = np.array([-1.9, -2.9, 0.1, -1.2])
NAMES = ("barWA:c", "barWB:c", "barWB:x", "bara:c")
OWNER = np.array([3, 4, 4, 5])


def design(n: int, random: np.random.Generator) -> DesignMatrix:
    """VA = VB = 1, SA = CB = 0; the war payoffs and the price of backing down are to be found."""
    one, x = np.ones(n), random.uniform(0, 1, n)
    fixed = payoffs(VA=np.ones(n), VB=1.0).table()
    return DesignMatrix(np.column_stack([one, one, x, one]), OWNER, NAMES, fixed)


def test_slopes_at_an_equilibrium() -> None:
    """First and second derivatives against differences of the root itself, away from folds."""
    random = np.random.default_rng(11)
    games = Payoffs(*random.normal(0, 1, (7, 200)))
    found = solve(games)
    usual = np.isin(np.arange(200), found.row[np.abs(found.z) > 3], invert=True)
    games = games.at(usual)
    found = solve(games)
    assert len(games) > 100
    row = found.row
    counts = random.multinomial(20, [0.4, 0.2, 0.2, 0.2], len(row)).astype(float)
    sub = games.at(row)
    G, M = equilibrium_slopes(sub, found.z, found.threshold, counts)

    def follow(table: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The root nearest to where each was."""
        moved = Payoffs(*table.T)
        near = solve(moved)
        z, c = np.empty(len(row)), np.empty(len(row))
        for i in range(len(row)):
            mine = np.flatnonzero(near.row == i)
            best = mine[np.argmin(np.abs(near.z[mine] - found.z[i]))]
            z[i], c[i] = near.z[best], near.threshold[best]
        logl = value(counts, masses(moved.barWA - c, moved.bara - c), z)
        return logl, *equilibrium_slopes(moved, z, c, counts)[:1], z

    table, step = sub.table(), 1e-5
    usual = (np.abs(G).max(1) < 1e3) & (np.abs(M).max((1, 2)) < 1e4)
    assert usual.mean() > 0.5
    for j in range(len(UTILITIES)):
        move = np.zeros(7)
        move[j] = step
        up, down = follow(table + move), follow(table - move)
        slope, bend = (up[0] - down[0]) / (2 * step), (up[1] - down[1]) / (2 * step)
        np.testing.assert_allclose(G[usual, j], slope[usual], rtol=1e-5, atol=1e-4)
        np.testing.assert_allclose(M[usual, j], bend[usual], rtol=1e-4, atol=1e-2)


@pytest.mark.parametrize("selection", SELECTIONS)
def test_gradient_at_the_maximum_is_that_of_the_likelihood(selection: str) -> None:
    random = np.random.default_rng(3)
    games = design(150, random)
    rule = "lowest" if selection == "best" else selection
    counts, _ = simulate(games.payoffs(TRUTH), 100, random=random, selection=rule, odds=(-2.0, 0.5))
    found = fit_full(games, counts, [TRUTH], selection)
    assert found.maximum.status == "converged"
    assert np.abs(found.maximum.value.gradient).max() < 1e-6
    np.testing.assert_allclose(found.scores.sum(0), found.maximum.value.gradient, atol=1e-8)
    # the point is a maximum of the likelihood as computed without derivatives
    theta, top = found.maximum.theta, found.maximum.value.loglik
    spread = np.sqrt(np.diag(np.linalg.inv(-found.maximum.value.hessian)))
    wide = games.extend(MIXTURE) if selection == "mixture" else games
    assert full_loglik(wide, counts, theta, selection) == pytest.approx(top, rel=1e-12)
    for j in range(len(theta)):
        for sign in (-1, 1):
            near = theta.copy()
            near[j] += sign * 0.1 * spread[j]
            assert full_loglik(wide, counts, near, selection) < top
    # shares are probabilities of one equilibrium a game
    total = np.zeros(150)
    np.add.at(total, found.equilibria.row, found.share)
    np.testing.assert_allclose(total, 1.0)


@pytest.mark.parametrize("selection", ["lowest", "highest", "mixture"])
def test_recovers_what_was_simulated(selection: str) -> None:
    random = np.random.default_rng(8)
    games = design(400, random)
    odds = (-1.0, 0.8)
    counts, played = simulate(
        games.payoffs(TRUTH), 200, random=random, selection=selection, odds=odds
    )
    number = solve(games.payoffs(TRUTH)).number
    assert (number > 1).sum() > 50  # selection matters here
    found = fit_full(games, counts, [TRUTH + 0.01, TRUTH - 0.01], selection)
    truth = np.append(TRUTH, odds) if selection == "mixture" else TRUTH
    spread = np.sqrt(np.diag(np.linalg.inv(-found.maximum.value.hessian)))
    assert found.maximum.status == "converged"
    assert (np.abs(found.maximum.theta - truth) < 4 * spread).all()
    assert spread[:4].max() < 0.2
    # each game's outcomes tell which equilibrium it played
    best = found.equilibria.rank[found.share > 0.5]
    assert (best == played[found.equilibria.row[found.share > 0.5]]).mean() > 0.95


def test_the_wrong_rule_fits_worse() -> None:
    random = np.random.default_rng(9)
    games = design(300, random)
    counts, _ = simulate(games.payoffs(TRUTH), 100, random=random, selection="highest")
    at = {rule: full_loglik(games, counts, TRUTH, rule) for rule in ("lowest", "highest", "best")}
    assert at["highest"] > at["lowest"] + 100
    assert at["best"] >= max(at["lowest"], at["highest"])


def test_mixture_needs_several_equilibria() -> None:
    random = np.random.default_rng(10)
    games = design(100, random)
    unique = np.array([-0.5, -0.5, 0.1, -1.0])
    counts, _ = simulate(games.payoffs(unique), 50, random=random)
    with pytest.raises(FitError, match="every game has one equilibrium"):
        fit_full(games, counts, [unique], "mixture")


def test_a_crisis_without_an_equilibrium_is_impossible() -> None:
    """SA > VA, weak A, VB < CB with nothing to resist for: quiet is the only limit."""
    quiet = payoffs(SA=2, barWA=-1, barWB=-3, bara=1, CB=1, VB=-1)
    assert solve(quiet).number[0] == 0
    counts, played = simulate(quiet, 10, random=np.random.default_rng(0))
    np.testing.assert_array_equal(counts, [[10, 0, 0, 0]])
    assert played[0] == -1
    bare = DesignMatrix(np.empty((1, 0)), np.empty(0, np.int64), (), quiet.table())
    assert full_loglik(bare, counts, np.empty(0)) == 0.0
    assert full_loglik(bare, np.array([[9.0, 1, 0, 0]]), np.empty(0)) == -np.inf
    with pytest.raises(FitError, match="no equilibrium there"):
        fit_full(bare, np.array([[9.0, 1, 0, 0]]), [np.empty(0)])


def test_simulation_draws_the_equilibrium_probabilities() -> None:
    random = np.random.default_rng(4)
    games = payoffs(VA=1, barWA=-1.9, barWB=-2.9, bara=-1.2, VB=1)
    counts, played = simulate(games, 200_000, random=random, selection="highest")
    np.testing.assert_allclose(
        counts[0] / 200_000, solve(games).probabilities()[played[0]], atol=0.006
    )
    with pytest.raises(InputError, match="best"):
        simulate(games, 1, random=random, selection="best")


def test_all_estimators_agree_where_the_game_is_what_they_assume() -> None:
    """Many plays of games with one equilibrium: PL, NPL and full likelihood near the truth."""
    random = np.random.default_rng(12)
    n = 300
    frame = pl.DataFrame({"x": random.normal(0, 1, n), "y": random.normal(0, 1, n)})
    truth = {"SA": -0.5, "VA": 0.8, "barWA": -0.3, "barWB": -0.4, "bara": -1.0, "VB": 0.4}
    games = payoffs(
        SA=truth["SA"] * frame["x"].to_numpy(), VA=truth["VA"], CB=-0.5 * frame["y"].to_numpy(),
        barWA=truth["barWA"] + 0.3 * frame["x"].to_numpy(), barWB=truth["barWB"],
        bara=truth["bara"], VB=truth["VB"],
    )  # fmt: skip
    assert (solve(games).number == 1).mean() > 0.95
    counts, _ = simulate(games, 300, random=random)
    frame = frame.with_columns(
        **{name: counts[:, j] for j, name in enumerate(("sq", "cd", "sf", "bd"))}
    )
    document = {
        "game": "signaling",
        "utilities": {"SA": "x - 1", "VA": "constant", "CB": "y - 1", "barWA": "x",
                      "barWB": "constant", "bara": "constant", "VB": "constant"},
        "first_stage": {"kind": "logit", "formula": "poly(x, 3) + poly(y, 3) + x:y"},
    }  # fmt: skip
    expected = [-0.5, 0.8, -0.5, -0.3, 0.3, -0.4, -1.0, 0.4]
    for method in ("pl", "npl", "full"):
        found = fit(Specification.model_validate(document | {"method": method}), frame)
        assert found.status == "converged", method
        assert found.standard_errors is not None
        if method != "pl":  # PL inherits the bias of a logit that is not the game's reply
            assert (np.abs(found.coef - expected) < 4 * found.standard_errors).all(), method
        np.testing.assert_allclose(found.coef, expected, atol=0.35)
