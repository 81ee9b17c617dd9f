"""Lapse as an origin knows it: member-years, ends and renewals to the end of its last year."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.history.lapse import Lapse
from foedus.history.lapse.covariates import KEPT
from foedus.history.lapse.renewal import Renewal
from foedus.history.origins.digits import COARSE, DIGITS, covariance, one, read_covariance, short

if TYPE_CHECKING:
    from foedus.history.model import Report

_FINE = ("center", "scale", "mean", "model_sd", "prior_sd", "lowest", "highest")
_ROUGH = ("middle", "leverage")
_TERM = ("mean", "sd", "prior_sd", "one_sd")


def fit(last: int, command: str, report: "Report") -> Lapse:
    """Lapse through ``last``. Raises FitError, and DataError where data cannot be had."""
    from foedus.history.lapse.fit import fit_lapse

    return fit_lapse(through=last, command=command, report=report)


def pack(model: Lapse) -> dict[str, Any]:
    """The hazard, renewals, counts and where the rows lie, as plain values."""
    return {
        "first": model.first, "last": model.last, "names": list(model.names),
        **{name: short(getattr(model, name), DIGITS) for name in _FINE},
        **{name: short(getattr(model, name), COARSE) for name in _ROUGH},
        "cov": covariance(model.cov), "spread": covariance(model.spread),
        "support_rates": short(model.support_rates, COARSE),
        "terms": {
            each["name"]: [one(each[what]) for what in _TERM]
            for each in model.terms
            if each["kept"]
        },
        "renewal": model.renewal.to_dict(), "record": model.record,
    }  # fmt: skip


def unpack(told: Mapping[str, Any], about: Mapping[str, Any]) -> Lapse:
    """The model again; about: its version, command and hashes.

    Raises KeyError, TypeError or ValueError where the values are none of it.
    """
    meaning = {each.name: each.meaning for each in KEPT}
    if tuple(told["names"]) != tuple(meaning):
        raise ValueError(f"the covariates of lapse are others: {told['names']}")
    arrays: dict[str, Any] = {
        name: np.asarray(told[name], dtype=np.float64) for name in (*_FINE, *_ROUGH)
    }
    return Lapse(
        names=tuple(meaning), first=told["first"], last=told["last"],
        cov=read_covariance(told["cov"]), spread=read_covariance(told["spread"]),
        support_rates=tuple(told["support_rates"]),
        terms=tuple(
            {"name": name, "meaning": meaning[name], "kept": True,
             **dict(zip(_TERM, values, strict=True))}
            for name, values in told["terms"].items()
        ),
        renewal=Renewal.from_dict(told["renewal"]), record=told["record"], **arrays, **about,
    )  # fmt: skip
