"""Fitting, keeping and reading the ladder."""

import json

import numpy as np
import pytest
from tests.histories import made_up

from foedus.errors import DataError, FitError, InputError
from foedus.history.covariates import GUARANTEE, RUNGS
from foedus.history.ladder import era_of, posterior
from foedus.history.ladder.fit import fit_ladder


@pytest.fixture(scope="module")
def ladder(small):
    return fit_ladder(small)


def test_eras_begin_when_they_say():
    np.testing.assert_array_equal(era_of([1816, 1945, 1946, 1989, 1990, 2040]), [0, 0, 1, 1, 2, 2])


def test_a_known_truth_is_recovered(small):
    ladder = fit_ladder(made_up(rows=30_000, seed=3))
    onset = ladder.rungs["onset"]

    def found(name):
        place = onset.names.index(name)
        return onset.mean[place], np.sqrt(onset.cov[place, place])

    mean, sd = found("depth_major")  # truth: -0.3 an sd, two sds a unit
    assert abs(mean - -0.6) < 3 * sd + 0.1
    assert mean < -3 * sd
    mean, sd = found("rivalry")
    place = onset.names.index("rivalry")
    assert mean / onset.scale[place] == pytest.approx(1.0, abs=0.2)
    assert abs(found("minor")[0]) < 3 * found("minor")[1] + 0.05


def test_each_chance_is_no_more_than_the_one_before(small, ladder):
    chances = ladder.probabilities(small.columns)
    assert (chances["onset"] >= chances["force"]).all()
    assert (chances["force"] >= chances["war"]).all()
    assert (chances["war"] > 0).all()


def test_draws_have_the_posteriors_mean_and_covariance(ladder):
    drawn = ladder.draws(20_000, np.random.default_rng(1))["war"]
    war = ladder.rungs["war"]
    sd = np.sqrt(np.diag(war.cov))
    assert (np.abs(drawn.mean(0) - war.mean) < 5 * sd / np.sqrt(20_000)).all()
    np.testing.assert_allclose(np.cov(drawn.T), war.cov, atol=0.05 * sd.max() ** 2)


def test_same_seed_same_draws(ladder):
    one, two = (ladder.draws(10, np.random.default_rng(7)) for _ in range(2))
    assert all((one[name] == two[name]).all() for name in RUNGS)


def test_robust_uncertainty_is_at_least_the_models(ladder):
    for rung in ladder.rungs.values():
        assert (np.sqrt(np.diag(rung.cov)) >= rung.model_sd * (1 - 1e-9)).all()


def test_every_guarantee_term_has_prior_and_posterior_by_era(ladder):
    for rung in ladder.rungs.values():
        assert {(t["name"], t["era"]) for t in rung.terms} == {
            (c.name, era) for c in GUARANTEE
            for era in ("pooled", "1816–1945", "1946–1989", "1990–")
        }  # fmt: skip
        assert {(v["name"], v["kind"]) for v in rung.variants} == {
            (c.name, kind) for c in GUARANTEE for kind in ("within", "between")
        }


def test_a_posterior_survives_the_disk(ladder, tmp_path):
    path = tmp_path / "ladder.json"
    posterior.save(ladder, path)
    again = posterior.load(path)
    assert posterior.apart(ladder, again) < 1e-6
    assert again.hashes == ladder.hashes
    posterior.save(again, tmp_path / "twice.json")
    assert (tmp_path / "twice.json").read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"foedus_posterior": 99, "model": "ladder"}', "\x00\x01", "null"]
)
def test_a_file_that_is_no_posterior_is_refused(text, tmp_path):
    path = tmp_path / "bad.json"
    path.write_text(text)
    with pytest.raises(InputError, match=r"bad\.json"):
        posterior.load(path)


def test_a_mangled_posterior_is_refused(ladder, tmp_path):
    path = tmp_path / "ladder.json"
    posterior.save(ladder, path)
    document = json.loads(path.read_text())
    del document["rungs"]["war"]["mean"]
    path.write_text(json.dumps(document))
    with pytest.raises(InputError):
        posterior.load(path)


def test_a_missing_posterior_says_so(tmp_path):
    with pytest.raises(DataError, match="No such file"):
        posterior.load(tmp_path / "none.json")


def test_nothing_to_learn_from_is_refused(small):
    quiet = made_up(rows=500)
    quiet.onset[:] = quiet.force[:] = quiet.war[:] = False
    with pytest.raises(FitError):
        fit_ladder(quiet)


def test_the_shipped_posterior_is_of_this_model():
    shipped = posterior.shipped()
    for name, rung in shipped.rungs.items():
        assert rung.names == tuple(c.name for c in RUNGS[name])
        assert np.isfinite(rung.mean).all()
        assert np.linalg.eigvalsh(rung.cov).min() > 0
    assert set(shipped.scores) == set(RUNGS)


def test_the_record_speaks_as_design_and_docs_say():
    """Depth with a major guarantor lowers onset; of war given deadly force too little is seen."""
    terms = {
        (rung, t["name"]): t
        for rung, found in posterior.shipped().rungs.items()
        for t in found.terms
        if t["era"] == "pooled"
    }
    depth = terms["onset", "depth_major"]
    assert depth["mean"] < -depth["sd"]
    assert terms["onset", "major"]["mean"] > 0  # a shallow pledge by a major power deters nothing
    assert sum(terms[rung, "nuclear"]["mean"] for rung in RUNGS) < 0
    for each in GUARANTEE:
        war, onset = terms["war", each.name], terms["onset", each.name]
        assert abs(war["mean"]) < war["sd"]
        assert war["sd"] / war["prior_sd"] > 1.2 * onset["sd"] / onset["prior_sd"]


@pytest.mark.data
@pytest.mark.slow
def test_refitting_gives_the_shipped_posterior_again():
    """To 1e-5 posterior sd: nine digits are kept, and BLAS may sum in another order."""
    from foedus.history.rows import load

    assert posterior.apart(fit_ladder(load(), variants=False), posterior.shipped()) < 1e-5
