"""Depth as an origin knows it: the trait of texts and ties among the alliances signed by then."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.history.depth import DepthModel
from foedus.history.depth.model import LAYOUT
from foedus.history.origins.digits import COARSE, DIGITS, covariance, one, read_covariance, short

if TYPE_CHECKING:
    import polars as pl

_COUNTS = ("alliances", "incomplete", "first", "last")


def fit(alliances: "pl.DataFrame", last: int, command: str) -> DepthModel:
    """Depth on the alliances signed by the end of ``last``, from ATOP's alliance-level frame.

    A category of a tie that none of them has rests on its prior. Raises FitError as
    ``foedus.history.depth.fit.fit_depth`` does.
    """
    import polars as pl

    from foedus.history.depth.fit import fit_depth

    return fit_depth(alliances.filter(pl.col("begyr") <= last), command=command)


def pack(model: DepthModel) -> dict[str, Any]:
    """What measures a guarantee, as plain values; the alliances' own scores are left out."""
    ranks, counts = np.unique(np.round(model.ranks, COARSE), return_counts=True)
    return {
        **{name: getattr(model, name) for name in _COUNTS},
        "loglik": one(model.loglik, DIGITS), "gradient_norm": one(model.gradient_norm),
        "mean": short(model.mean, DIGITS), "cov": covariance(model.cov),
        "ranks": short(ranks, DIGITS), "counts": counts.tolist(),
    }  # fmt: skip


def unpack(told: Mapping[str, Any], about: Mapping[str, Any]) -> DepthModel:
    """The model again; about: its version, command and hashes.

    Raises KeyError, TypeError or ValueError where the values are none of it.
    """
    mean = np.asarray(told["mean"], dtype=np.float64)
    counts: dict[str, Any] = {name: int(told[name]) for name in _COUNTS}
    if len(mean) != LAYOUT.parameters:
        raise ValueError(f"{len(mean)} parameters of depth, not {LAYOUT.parameters}")
    return DepthModel(
        mean=mean, cov=read_covariance(told["cov"]),
        loglik=told["loglik"], gradient_norm=told["gradient_norm"],
        ranks=np.repeat(np.asarray(told["ranks"], dtype=np.float64), told["counts"]),
        **counts, **about,
    )  # fmt: skip
