"""The R package sigInt's answers, each specification read from its document.

Tolerances: log-likelihoods 1e-8 relative and 1e-10 at given parameters; coefficients and standard
errors 1e-5 of a unit or of their size. The package's own stopping rules (NPL at 1e-7, an optimizer
that stops on the value) leave it up to 1e-7 from its fixed point.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from foedus.games.signaling import fit, predict, read, trace
from foedus.games.signaling.first_stage import beliefs_of
from foedus.games.signaling.fit import SignalingFit
from foedus.games.signaling.pseudo import npl_covariance, pseudo_objective
from foedus.games.signaling.sample import sample

FOLDER = Path(__file__).resolve().parents[2] / "reference" / "signaling"
IDS = sorted(path.stem for path in FOLDER.glob("*.yaml"))
CLOSE = 1e-5

pytestmark = pytest.mark.usefixtures("sanctions")


def fitted(name: str, frame: pl.DataFrame) -> SignalingFit:
    return fit(read(FOLDER / f"{name}.yaml"), frame)


@pytest.fixture(scope="module")
def answers(sigint: dict[str, Any]) -> dict[str, Any]:
    return {given["id"]: given for given in sigint["fits"]}


def test_every_answer_has_its_document(answers: dict[str, Any]) -> None:
    assert set(IDS) == set(answers)


@pytest.mark.parametrize("name", IDS)
def test_fit(name: str, sanctions: pl.DataFrame, answers: dict[str, Any]) -> None:
    mine, theirs = fitted(name, sanctions), answers[name]
    assert mine.status == "converged"
    assert mine.gradient_norm < 1e-6
    assert list(mine.names) == theirs["parameters"]
    assert mine.loglik == pytest.approx(theirs["loglik"], rel=1e-8)
    np.testing.assert_allclose(mine.coef, theirs["coef"], rtol=CLOSE, atol=CLOSE)
    if "se" in theirs:
        np.testing.assert_allclose(mine.standard_errors, theirs["se"], rtol=CLOSE)
    else:
        assert mine.standard_errors is None
        assert "unknown" in str(mine.withheld)


def test_tight_npl_to_more_digits(sanctions: pl.DataFrame, answers: dict[str, Any]) -> None:
    name = "npl.user_phat_forest_columns.tight"
    mine, theirs = fitted(name, sanctions), answers[name]
    assert mine.loglik == pytest.approx(theirs["loglik"], rel=1e-12)
    np.testing.assert_allclose(mine.coef, theirs["coef"], rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(mine.standard_errors, theirs["se"], rtol=1e-8)
    np.testing.assert_allclose(mine.covariance, theirs["vcov"], rtol=1e-6, atol=1e-10)


@pytest.mark.parametrize("name", ["pl.user_phat_forest_columns", "pl.user_phat_npl_columns"])
def test_pseudo_likelihood_at_given_parameters(
    name: str, sanctions: pl.DataFrame, answers: dict[str, Any]
) -> None:
    theirs = answers[name]
    spec = read(FOLDER / f"{name}.yaml")
    made = sample(spec, sanctions)
    beliefs = beliefs_of(spec, made).beliefs
    there = np.array(theirs["coef"])
    at = {
        "at_zero": 0 * there,
        "at_start": np.array(theirs["start_values"]),
        "at_half_estimate": there / 2,
        "at_estimate_with_final_probabilities": there,
    }
    for check, theta in at.items():
        value = pseudo_objective(made.design, made.counts, beliefs)(theta).loglik
        assert value == pytest.approx(theirs["pseudo_loglik_checks"][check], rel=1e-10)


def test_first_five_games(sanctions: pl.DataFrame, answers: dict[str, Any]) -> None:
    theirs = answers["pl.user_phat_npl_columns"]
    made = sample(read(FOLDER / "pl.user_phat_npl_columns.yaml"), sanctions)
    games = made.design.payoffs(np.array(theirs["coef"]))
    for name, values in theirs["first5"]["utilities"].items():
        np.testing.assert_allclose(getattr(games, name)[:5], values, rtol=1e-12)


def test_all_equilibria_at_the_estimate(sanctions: pl.DataFrame, sigint: dict[str, Any]) -> None:
    found = predict(fitted("npl.user_phat_forest_columns.tight", sanctions)).equilibria
    theirs = sigint["equilibria"]["predict_npl_all"]["predicted"]
    np.testing.assert_array_equal(found.row + 1, theirs["Row"])
    for name, mine in (("pc", found.challenge), ("pr", found.resist), ("pf", found.firm)):
        np.testing.assert_allclose(mine, theirs[name], rtol=1e-7)


def test_comparative_static(sanctions: pl.DataFrame, sigint: dict[str, Any]) -> None:
    static = sigint["equilibria"]["comparative_static_abar"]
    found = fitted("pl.user_phat_forest_columns", sanctions)
    path = trace(found, static["parameter_19_name"], np.linspace(-6, 0, 25)).equilibria
    theirs = static["predicted"]
    np.testing.assert_array_equal(path.row + 1, theirs["Row"])
    for name, mine in (("pc", path.challenge), ("pr", path.resist), ("pf", path.firm)):
        np.testing.assert_allclose(mine, theirs[name], rtol=1e-7)


def test_block_covariance_is_the_dense_one(
    sanctions: pl.DataFrame, answers: dict[str, Any]
) -> None:
    """The 2D x 2D inverse written out, on every fourth game."""
    from foedus.games.signaling.likelihood import (
        belief_slopes,
        indices,
        payoff_gradient,
        reply_slopes,
        terms,
        weights,
    )

    spec = read(FOLDER / "npl.user_phat_forest_columns.yaml")
    made = sample(spec, sanctions.gather_every(4))
    n, theta = len(made.design), np.array(answers["npl.user_phat_forest_columns.tight"]["coef"])
    beliefs = beliefs_of(spec, made).beliefs
    w, table = weights(beliefs), made.design.index(theta)
    d = terms(made.counts, *indices(table, w))
    r = reply_slopes(table, beliefs, w)
    du, dt = belief_slopes(table, beliefs)
    s = made.design.scores(payoff_gradient(d, w))
    q = np.zeros((n, 2 * n))
    q[range(n), range(n)], q[range(n), range(n, 2 * n)] = (d.u + d.v) * du, d.t * dt
    zero = np.zeros((n, n))
    jacobian = np.block([[zero, np.diag(r.J_resist)], [np.diag(r.J_firm), zero]])
    K = np.concatenate([made.design.scores(r.K_resist), made.design.scores(r.K_firm)])
    A = s.T @ s
    T = A + s.T @ q @ np.linalg.inv(np.eye(2 * n) - jacobian.T) @ K
    B = A + K.T @ np.linalg.inv(np.eye(2 * n) - jacobian) @ q.T @ s
    dense = np.linalg.inv(T) @ A @ np.linalg.inv(B)
    block = npl_covariance(made.design, made.counts, beliefs, theta)
    np.testing.assert_allclose(block, dense, rtol=1e-6, atol=1e-9 * np.abs(dense).max())


def test_full_likelihood_is_no_lower_than_npl(sanctions: pl.DataFrame) -> None:
    spec = read(FOLDER / "npl.user_phat_forest_columns.tight.yaml")
    npl = fit(spec, sanctions)
    full = fit(spec.model_copy(update={"method": "full"}), sanctions)
    assert full.status == "converged"
    assert full.gradient_norm < 1e-6
    assert full.loglik > npl.loglik + 1
    assert full.equilibria.certified.all()
    assert np.ptp(full.reached) < 1e-6  # all starts agree


def test_command_line(sanctions_path: Path, answers: dict[str, Any]) -> None:
    name = "npl.user_phat_forest_columns"
    run = subprocess.run(
        [sys.executable, "-c", "from foedus.cli.game.signaling import app; app()", "fit",
         str(FOLDER / f"{name}.yaml"), "--data", str(sanctions_path), "--json"],
        capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    said = json.loads(run.stdout)
    assert said["status"] == "converged"
    assert said["n"] == 418
    assert said["loglik"] == pytest.approx(answers[name]["loglik"], rel=1e-8)
    assert list(said["coefficients"]) == answers[name]["parameters"]
    assert said["equilibria"]["games_by_number"] == {"1": 418}
    np.testing.assert_allclose(
        list(said["standard_errors"].values()), answers[name]["se"], rtol=CLOSE
    )
