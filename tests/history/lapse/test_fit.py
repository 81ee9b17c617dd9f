"""The fit finds what made the rows, and what ships is what the data give."""

import numpy as np
import pytest

from foedus.errors import FitError
from foedus.history.lapse import Lapse, posterior
from foedus.history.lapse.covariates import KEPT, TRIED, design
from foedus.history.lapse.fit import _posterior, fit_lapse
from foedus.history.lapse.rows import Years


def test_the_causes_of_made_up_breaks_are_found(years: Years) -> None:
    X, Z, fit, cov = _posterior(years, KEPT)
    np.testing.assert_allclose(Z[:, 1:].mean(axis=0), 0.0, atol=1e-9)
    S = fit.selector(-1)
    mean, sd = S @ fit.theta, np.sqrt(np.diag(S @ cov @ S.T))
    scale = X.std(axis=0)
    truth = {"parties": -0.5, "multilateral": 0.0, "democracy": -2.0, "ratified": 0.0, "support": 0}
    for place, covariate in enumerate(KEPT[1:], start=1):
        assert abs(mean[place] - truth[covariate.name] * scale[place]) < 3 * sd[place]
    assert mean[3] < -3 * sd[3]  # democracy is told apart from nothing


def test_nothing_to_learn_from_is_told(years: Years) -> None:
    with pytest.raises(FitError, match="both outcomes"):
        _posterior(years.take(~years.broken), KEPT)


def test_covariates_are_named_once_and_known_everywhere(years: Years) -> None:
    names = [each.name for each in KEPT + TRIED]
    assert len(set(names)) == len(names)
    assert KEPT[-1].name == "support"  # the model averages over the last
    assert np.isfinite(design(years.columns, KEPT + TRIED)).all()


def test_what_ships_is_of_these_covariates(shipped: Lapse) -> None:
    assert shipped.names == tuple(each.name for each in KEPT)
    assert [(t["name"], t["kept"]) for t in shipped.terms] == [
        (each.name, each in KEPT) for each in (*KEPT[1:], *TRIED)
    ]
    assert np.linalg.eigvalsh(shipped.cov)[0] > 0
    assert (shipped.sd > 0.999 * shipped.model_sd).all()
    assert (shipped.sd[1:] < shipped.prior_sd[1:]).all()


@pytest.mark.data
def test_the_shipped_posterior_is_refitted(shipped: Lapse) -> None:
    again = fit_lapse()
    apart = posterior.apart(again, shipped)
    assert apart is not None
    assert apart < 1e-5
    assert again.record["ends"] == shipped.record["ends"]
