"""Agreement with the R package games 1.1.2 at the maximum of the same likelihood.

Tolerances: the package's numbers carry 17 digits and were polished by Newton steps, so likelihoods
agree to rounding and estimates to what is left of the gradient (SE^2 times 1e-9).
"""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from foedus import games
from foedus.games.tree.data import prepare
from foedus.games.tree.predict import along

HERE = Path(__file__).resolve().parents[1]
REFERENCE = HERE.parent / "reference" / "games"
ANSWERS = json.loads((REFERENCE / "answers.json").read_text("utf-8"))
FITS = ANSWERS["fits"]
POLISHED = [name for name, a in FITS.items() if "loglik" in a]

LOGLIK = 1e-11  # relative
COEF = 1e-7  # absolute
SE = 1e-7  # relative


def test_every_reference_fit_has_a_document():
    assert {p.stem for p in REFERENCE.glob("*.yaml")} == set(FITS)


@pytest.mark.parametrize("name", sorted(FITS))
def test_every_reference_document_reads(name):
    assert games.load(REFERENCE / f"{name}.yaml").title == name


@cache  # several tests ask the same fits
def fitted(name, folder):
    table = games.read_table(folder / f"{FITS[name]['dataset']}.csv")
    return games.fit(games.load(REFERENCE / f"{name}.yaml"), table)


@pytest.mark.parametrize("name", POLISHED)
def test_fit_is_the_rivals_maximum(name, rival_data):
    answer, fit = FITS[name], fitted(name, rival_data)
    assert list(fit.names) == answer["parameters"]
    assert fit.n == answer["n"]
    assert fit.status == "converged"
    assert fit.gradient_norm < 1e-6
    assert fit.loglik == pytest.approx(answer["loglik"], rel=LOGLIK)
    assert fit.coef == pytest.approx(np.array(answer["coef"]), abs=COEF)
    if answer["se"]:
        theirs = np.array([np.nan if s is None else s for s in answer["se"]], dtype=float)
        assert np.array_equal(np.isnan(theirs), ~fit.free)
        assert fit.se == pytest.approx(theirs, rel=SE, nan_ok=True)


def test_student_offers_reaches_the_true_maximum(rival_data):
    # The package stops at -663.45 of a likelihood cut off at 2.2e-16, which is -698.7 uncut.
    fit = fitted("student_offers.both.s2_1", rival_data)
    assert fit.loglik == pytest.approx(-696.8091487120137, abs=1e-8)


def test_private_122_needs_no_scale_equation(rival_data):
    # The package stops with "subscript out of bounds"; its own functions at unit scales do not.
    fit = fitted("data_122.private.probit", rival_data)
    answer = FITS["data_122.private.probit.unit_scales_by_internals"]
    assert fit.loglik == pytest.approx(answer["loglik"], rel=LOGLIK)
    assert fit.coef == pytest.approx(np.array(answer["coef"]), abs=COEF)


CHECKED = [n for n in POLISHED if FITS[n].get("loglik_checks", {}).get("at_half_estimate")]


@pytest.mark.parametrize("name", CHECKED)
def test_likelihood_agrees_away_from_the_maximum(name, rival_data):
    answer = FITS[name]
    table = games.read_table(rival_data / f"{answer['dataset']}.csv")
    prepared = prepare(games.load(REFERENCE / f"{name}.yaml"), table)
    package = np.array(answer["package_coef"])
    fixed = np.nan_to_num(prepared.values)
    for point, theta in (
        ("at_zero_free_parameters", fixed),
        ("at_half_estimate", np.where(prepared.free, 0.5 * package, fixed)),
    ):
        value = prepared.likelihood.value(theta)
        assert value == pytest.approx(answer["loglik_checks"][point], rel=1e-10)


@pytest.mark.parametrize("name", [n for n in POLISHED if "first5_probabilities" in FITS[n]])
def test_probabilities_agree(name, rival_data):
    fit = fitted(name, rival_data)
    answer = FITS[name]
    exact = replace(fit, coef=np.array(answer["coef"]))
    found = games.predict(exact).labels[:5]
    assert found == pytest.approx(np.array(answer["first5_probabilities"]), abs=1e-12)


LABELS = {"~esc": "Pr..esc.", "esc,~war": "Pr.esc..war.", "esc,war": "Pr.esc.war."}


@pytest.mark.parametrize(
    ("key", "column", "settings"),
    [
        ("s_wt_re1", "s_wt_re1", {}),
        ("s_wt_re1_profile", "s_wt_re1", {"revis1": 1, "balanc": 0.7}),
        ("regime1", "regime1", {}),
    ],
)
def test_profiles_agree(key, column, settings, rival_data, answers):
    fit = fitted("war1800.agent.probit", rival_data)
    package = replace(fit, coef=np.array(FITS["war1800.agent.probit"]["package_coef"]))
    theirs = answers["profiles"][key]["columns"]
    found = along(package, column, points=5, settings=settings)
    for label, name in LABELS.items():
        assert found[f"Pr({label})"].to_numpy() == pytest.approx(np.array(theirs[name]), abs=1e-12)


def test_vuong_and_clarke_agree(rival_data, answers):
    pair = []
    for kind in ("private", "agent"):
        name = f"leblang2003.{kind}.probit"
        fit = fitted(name, rival_data)
        pair.append(replace(fit, coef=np.array(FITS[name]["package_coef"])))
    theirs = {t["test"]: t for t in answers["nonnested"][:2]}
    vuong, clarke = games.vuong(*pair), games.clarke(*pair)
    assert vuong.statistic == pytest.approx(theirs["vuong"]["statistic"], rel=1e-8)
    # Rows all but certain under both models differ by less than the package's cut at 2.2e-16.
    assert clarke.statistic == pytest.approx(theirs["clarke"]["statistic"], abs=8)
    assert vuong.n == theirs["vuong"]["n"]


def test_bootstrap_is_near_the_rivals(rival_data):
    # Resamples differ; standard errors of 100 replications carry about 7% noise each.
    fit = fitted("data_122.agent.probit", rival_data)
    ratio = games.bootstrap(fit, 400, seed=1).se / fit.se
    assert np.all((ratio > 0.8) & (ratio < 1.25))
