"""A second data set: Leeds & Anac (2005), alliances called on in war, 1816–1944.

One row an alliance and war, with the member at war. The same kind of model on their own measures;
``honor3`` is whether the commitment was fulfilled. Their rows end in 1944, so they say nothing of
era.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.evidence.table import table
from foedus.history.honor.inference import WORST_R, PosteriorSample, sample
from foedus.history.honor.likelihood import CONSTANT_SD, FEATURE_SD, WAR_SD, Target
from foedus.history.honor.model import HIGH, LOW
from foedus.history.honor.record import count

SOURCES = ("leeds-anac",)
#: Their columns -> words; the index of institutions runs from 0 to 2.
COLUMNS = {
    "milinst": "military institutionalization, 0 to 2",
    "formal": "formality of the treaty, 0 to 2",
    "chcap2d": "capabilities changed since signature",
    "dinstch2": "domestic institutions changed since signature",
    "origtar1": "the war's original target is a member",
    "wartime": "signed during a war",
    "bilat": "two members alone",
}
DRAWS, THIN, SEED = 8_000, 10, 2005


def rows() -> tuple[Array, NDArray[np.bool_], NDArray[np.int64]]:
    """(n, 8) columns with the constant, (n,) whether honored, (n,) wars."""
    found = table("leeds-anac")
    X = np.column_stack([np.ones(found.height), *(found[name].to_numpy() for name in COLUMNS)])
    return X.astype(np.float64), found["honor3"].to_numpy() == 1, found["war"].to_numpy()


def prior() -> Array:
    """(8,) prior sds of the constant and of the columns."""
    return np.array([CONSTANT_SD, *[FEATURE_SD] * len(COLUMNS)])


def posterior(
    X: Array,
    y: NDArray[np.bool_],
    war: NDArray[np.int64],
    draws: int = DRAWS,
    *,
    thin: int = THIN,
    worst: float = WORST_R,
) -> tuple[Array, PosteriorSample]:
    """(B, k + 2) draws, the sd between wars last, and how it went. Their rows hold no families.

    worst: R-hat that is still trusted. Raises FitError as the sampling.
    """
    target = Target(X, y, (war,), prior(), (WAR_SD,))
    found = sample(target, draws, SEED, watch=target.parameters, thin=thin, worst=worst)
    return target.parameters(found.draws), found


def fit() -> dict[str, Any]:
    """The record and every coefficient, prior beside posterior, as plain values."""
    X, y, war = rows()
    theta, found = posterior(X, y, war)
    meanings = {"constant": "the constant", **COLUMNS, "sigma": "sd between wars"}
    raw = count(len(y), int(y.sum()))
    return {
        "record": {"called": raw.called, "honored": raw.honored, "low": raw.low, "high": raw.high},
        "wars": len(np.unique(war)),
        "effective": found.effective,
        "rhat": found.rhat,
        "coefficients": {
            name: {
                "meaning": meaning,
                "prior_sd": float(scale), "mean": float(column.mean()), "sd": float(column.std()),
                "low": float(np.quantile(column, LOW)), "high": float(np.quantile(column, HIGH)),
            }
            for (name, meaning), scale, column in zip(
                meanings.items(), np.append(prior(), WAR_SD), theta.T, strict=True
            )
        },
    }  # fmt: skip
