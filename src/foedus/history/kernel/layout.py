"""What the compiled kernel reads of a pair: one row a number, one column a draw.

The kernel knows how disputes move a path's history, and which functions of it the ladder's
covariates are. A covariate that it does not know makes ``rows`` None: then arrays do it all.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from foedus.history.covariates import LONGEST_QUIET, log_past
from foedus.history.direction import SINGLE, Direction
from foedus.history.pair import PairLadder

#: What both ways share, as kernel.c lists it; "war" is ten years' fading.
_COMMON = ("mid_pair_h2", "mid_pair_h8", "mid_pair_h25", "force_pair_h25", "deadly_pair_h25")
#: Each way's own counts.
_OWN = ("mid_past12_h8", "mid_past1_h25", "mid_past2_h25", "force_past1_h25", "force_past2_h25",
        "deadly_past1_h25", "deadly_past2_h25")  # fmt: skip
#: Each slope's covariates: rung and name, with what stays in it as a factor.
Factor = Callable[[Mapping[str, Any]], Any] | None
_SLOPES: tuple[tuple[tuple[str, str, Factor], ...], ...] = (
    (("onset", "rivalry", None),),
    (("onset", "dyad_recent", None),),
    (
        ("onset", "dyad_decade", None),
        ("onset", "elsewhere_1_dyad", lambda c: log_past(c, "mid_others1_h2", 0.2)),
        ("onset", "dyad_decade_land", lambda c: np.asarray(c["conttype"]) == 1),
    ),
    (("onset", "dyad_generation", None),),
    (("onset", "begun_by_1", None),),
    (("onset", "quiet", None),),
    (("onset", "dispute_last_year", None),),
    (("onset", "war_recent", None),),
    (("onset", "rivalry_recent", None),),
    (("force", "force_dyad", None),),
    (("force", "force_1", None),),
    (("force", "force_2", None),),
    (("deadly", "deadly_dyad", None),),
    (("deadly", "deadly_1", None),),
    (("deadly", "deadly_2", None),),
    (("deadly", "rivalry", None),),
)
_PLACE = {
    (rung, name): (place, factor)
    for place, slope in enumerate(_SLOPES)
    for rung, name, factor in slope
}
#: What those factors, and a rivalry's start, are read from.
_FACTORS = ("mid_others1_h2", "conttype", "relevant")
_TIES = 5
_WAY = 2 * len(_OWN) + len(_SLOPES)
#: Rows in all.
ROWS = len(_COMMON) + 3 + _TIES + 2 * _WAY


def rows(pair: PairLadder, count: int) -> Any:
    """(1 or D, ROWS, count) float32 of a pair with so many draws, one table where designs do not
    differ in it; None where the kernel does not know a covariate.
    """
    if pair.ladder.rivalry is None and not np.isin(pair.rival, (0.0, 1.0)).all():
        return None  # the kernel's rivalry is one or none
    found: Any = np.zeros((_width(pair), ROWS, count), SINGLE)
    by_row = found.transpose(1, 0, 2)
    top = len(_COMMON)
    for place, name in enumerate(_COMMON):
        by_row[place] = _lines(pair.memory[name])
    since, fought = (_lines(pair.memory[name]) for name in ("since_mid", "since_war"))
    by_row[top] = np.fmin(since, LONGEST_QUIET)
    by_row[top + 1] = np.where(np.isnan(fought), 0.0, np.exp(-fought / 10))
    by_row[top + 2] = _lines(pair.rival)
    _ties(pair, by_row[top + 3 : top + 3 + _TIES])
    start = top + 3 + _TIES
    for way in (pair.ahead, pair.back):
        if way is not None and not _way(way, by_row[start : start + _WAY]):
            return None
        start += _WAY
    return found


def _width(pair: PairLadder) -> int:
    """1, or D where what stays or is remembered differs between designs."""
    ways = [way for way in (pair.ahead, pair.back) if way is not None]
    read = [*pair.memory.values(), pair.rival]
    for way in ways:
        read += [*way.memory.values(), *way.refill.values()]
        read += [way.fixed[name] for name in _FACTORS]
    return max((len(value) for value in read if np.ndim(value)), default=1)


def _ties(pair: PairLadder, out: Any) -> None:
    """How a rivalry goes on: ``foedus.history.rivalry.Rivalry.chance`` in five rows."""
    model = pair.ladder.rivalry
    if model is None:
        return  # one that stands stays, and none begins
    constant, land, disputes = model.begins
    fixed = pair.ahead.fixed
    relevant = _lines(fixed["relevant"])
    out[0] = constant + land * (_lines(fixed["conttype"]) == 1)
    out[1] = disputes
    out[2] = relevant
    out[3] = (1.0 - relevant) * model.remote
    out[4] = model.ends


def _way(way: Direction, out: Any) -> bool:
    """One way's counts, refills and slopes; whether all its moving covariates are known."""
    for place, name in enumerate(_OWN):
        out[place] = _lines(way.memory[name])
        if name in way.refill:
            out[len(_OWN) + place] = _lines(way.refill[name])
    slopes = out[2 * len(_OWN) :]
    for rung, moving in way.moving.items():
        for covariate, slope in moving:
            if (rung, covariate.name) not in _PLACE:
                return False
            place, factor = _PLACE[rung, covariate.name]
            slopes[place] += slope if factor is None else slope * _lines(factor(way.fixed))
    return True


def _lines(value: Any) -> Any:
    """A number as it is; (D, 1, b) as (D, b)."""
    return value[:, 0] if np.ndim(value) else value
