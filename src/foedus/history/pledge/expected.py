"""What the ladder expects where a pledge is owed, had it learned from pairs without one alone."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.history.covariates import RUNGS, logistic
from foedus.history.ladder import era_of
from foedus.history.model import Report
from foedus.history.rows import Data


def expected(
    data: Data,
    without: NDArray[np.bool_],
    rows: NDArray[np.int64],
    count: int,
    rng: np.random.Generator,
    report: Report = lambda _: None,
) -> Iterator[Array]:
    """Yearly chances in ``rows`` by a ladder fitted to those ``without``: (rungs, len(rows)) each.

    Unconditional chances of each event, lowest first. First those at the posterior's mode, then
    ``count`` draws. Raises FitError as the fits.
    """
    from foedus.history.ladder.fit import covariance, fit_rung  # SciPy loads with it

    era = era_of(data.year[rows])
    fits = []
    for rung in RUNGS:
        report(f"{rung}: fitted to pairs without a pledge")
        risk = data.at_risk(rung)
        fitted = fit_rung(data, rung, risk[without[risk]], past=True)
        root = np.linalg.cholesky(covariance(data, rung, fitted, past=True))
        z = (data.design(rung, rows) - fitted.center) / fitted.scale
        fits.append((fitted.fit, root, z.astype(np.float32)))
    for draw in range(count + 1):
        reached: Array = np.ones(len(rows))
        chances = np.empty((len(fits), len(rows)))
        for place, (fit, root, covariates) in enumerate(fits):
            normals = rng.standard_normal(len(root)) if draw else np.zeros(len(root))
            theta = fit.theta + root @ normals
            for label in np.unique(era):
                mine = era == label
                beta = fit.selector(int(label)) @ theta
                reached[mine] *= logistic(covariates[mine] @ beta.astype(np.float32))
            chances[place] = reached
        yield chances
