"""What drives the risk: each covariate's part in the logit of each rung, first year."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.history.covariates import RUNGS, Covariate, design
from foedus.history.direction import reads
from foedus.history.ladder import Ladder
from foedus.history.memory import COUNTS, SINCE

#: Columns that past disputes between the two write.
_PAIR = frozenset((*SINCE, "mid_past12_h8", *(name for name in COUNTS if "_pair_" in name)))


@dataclass(frozen=True, slots=True)
class Driver:
    """A covariate's part in a rung's logit, beside a typical politically relevant pair."""

    name: str
    meaning: str
    value: float  # of the covariate
    typical: float  # its mean over politically relevant pairs; 0 for the guarantee's
    effect: float  # on the logit
    sd: float  # of that effect


def drivers(ladder: Ladder, columns: Mapping[str, Any]) -> dict[str, tuple[Driver, ...]]:
    """Rung -> its covariates but the guarantee's, the strongest first. Columns hold scalars."""
    return {name: _ordered(ladder, columns, name, guarantee=False) for name in RUNGS}


def guarantee(ladder: Ladder, columns: Mapping[str, Any]) -> dict[str, tuple[Driver, ...]]:
    """Rung -> the guarantee's terms that are not 0, in the model's order."""
    return {
        name: tuple(
            one for one in _drivers(ladder, columns, name, guarantee=True) if one.value != 0.0
        )
        for name in RUNGS
    }


def past_disputes(ladder: Ladder, columns: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """Rung -> (effect, sd) on the logit of all that is computed from past disputes of the two.

    Those covariates overlap, with signs that undo each other; their sum is what counts.
    """
    return _together(ladder, columns, lambda each: bool(reads(each) & _PAIR))


def guarantee_total(ladder: Ladder, columns: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """Rung -> (effect, sd) on the logit of all terms of the guarantee."""
    return _together(ladder, columns, lambda each: each.guarantee)


def _together(
    ladder: Ladder, columns: Mapping[str, Any], belongs: Callable[[Covariate], bool]
) -> dict[str, tuple[float, float]]:
    """The sum of several covariates' parts, the correlation of their coefficients included."""
    found = {}
    for name, covariates in RUNGS.items():
        rung, z = ladder.rungs[name], ladder.rungs[name].standardized(columns)
        picked = np.where([belongs(each) for each in covariates], z, 0.0)
        found[name] = (float(picked @ rung.mean), float(np.sqrt(picked @ rung.cov @ picked)))
    return found


def _ordered(
    ladder: Ladder, columns: Mapping[str, Any], name: str, *, guarantee: bool
) -> tuple[Driver, ...]:
    found = _drivers(ladder, columns, name, guarantee=guarantee)
    return tuple(sorted(found, key=lambda one: -abs(one.effect)))


def _drivers(
    ladder: Ladder, columns: Mapping[str, Any], name: str, *, guarantee: bool
) -> list[Driver]:
    rung = ladder.rungs[name]
    z: Array = rung.standardized(columns)
    raw, sd = design(columns, name), np.sqrt(np.diag(rung.cov))
    return [
        Driver(
            name=covariate.name,
            meaning=covariate.meaning,
            value=float(raw[place]),
            typical=float(rung.center[place]),
            effect=float(rung.mean[place] * z[place]),
            sd=float(sd[place] * abs(z[place])),
        )
        for place, covariate in enumerate(RUNGS[name])
        if covariate.guarantee == guarantee and covariate.name != "constant"
    ]
