"""What the ladder looks at: covariates computed from a challenger, a target and a year.

Each covariate is a named function of plain columns (one value a directed dyad-year, the names of
the panel's columns; ``1`` is the challenger, ``2`` the target). The same functions serve the
panel, a scenario and a simulated path, so a number means the same everywhere.

Which covariates are in, and in which form, was chosen by log loss in rolling-origin evaluation
(docs/ladder.md): decaying counts of disputes enter as logs, because risk grows with the
proportion of a history, not with its length.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.deferred import Deferred
from foedus.estimate import Array

Columns = Mapping[str, Any]  # name -> array; the arrays broadcast against each other

#: Half-lives of the decaying counts, in years: the recent past, a decade, a generation.
HALF_LIVES = (2.0, 8.0, 25.0)
#: Latent depth (``foedus.history.depth``) in the unit of the depth covariates, in its sds: about
#: half the way from no tie to every tie.
DEPTH_UNIT = 2.0
#: The same of a plain count of ties, 0 to 8, where a model still goes by it.
TIES_UNIT = 4.0
# polyarchy on polity2 by least squares over state-years with both; a test refits it.
POLITY_INTERCEPT, POLITY_SLOPE = 0.341, 0.0320
#: Polyarchy where neither index is known: the mean over the state-years that are.
UNKNOWN_DEMOCRACY = 0.265
#: Years since a dispute beyond which more quiet is taken to add nothing; also "never".
LONGEST_QUIET = 60.0


@dataclass(frozen=True, slots=True)
class Covariate:
    """A column of the design: its name, what it means in words, and how it is computed."""

    name: str
    meaning: str
    of: Callable[[Columns], Any]
    guarantee: bool = False  # a term of the guarantee: unscaled, skeptical prior, pooled by era


def logistic(x: Any) -> Array:
    """1 / (1 + e^-x), exact in both tails; in NumPy alone, since SciPy costs half a second."""
    with np.errstate(over="ignore"):  # e^-x past the largest number: the chance is 0
        chance: Array = 1.0 / (1.0 + np.exp(np.negative(x)))
    return chance


def democracy(polyarchy: Any, polity2: Any) -> Array:
    """Electoral democracy, 0 to 1: V-Dem's index, or read off Polity where that is missing."""
    known = np.asarray(polyarchy, dtype=np.float64)
    from_polity = np.clip(POLITY_INTERCEPT + POLITY_SLOPE * np.asarray(polity2, float), 0.0, 1.0)
    filled = np.where(np.isnan(known), from_polity, known)
    return np.where(np.isnan(filled), UNKNOWN_DEMOCRACY, filled)


def _capability(cinc: Any) -> Array:
    """Log share of the world's capabilities; a missing one counts as a microstate's."""
    share = np.asarray(cinc, dtype=np.float64)
    return np.log(np.where(np.isnan(share), 1e-4, share) + 1e-5)


def _among(column: str, *values: int) -> Callable[[Columns], Any]:
    return lambda c: np.isin(c[column], values).astype(np.float32)


def _own(column: str) -> Callable[[Columns], Any]:
    return lambda c: np.asarray(c[column])


class ColumnCache(dict[str, Any]):
    """Columns that keep what was computed of one of them, for those that ask again.

    kept: what is kept; mappings that have columns in common may share it.
    """

    def __init__(self, columns: Columns, kept: dict[tuple[Any, ...], tuple[Any, Any]]) -> None:
        super().__init__(columns)
        self.kept = kept


def _once(c: Columns, name: str, compute: Callable[..., Any], *given: float) -> Any:
    """``compute`` of a column, once where the columns are ``ColumnCache``."""
    column = c[name]
    if not isinstance(c, ColumnCache):
        return compute(column, *given)
    key = (id(column), compute, *given)
    if key not in c.kept:  # the column is kept too, so that its identity stays its own
        c.kept[key] = column, compute(column, *given)
    return c.kept[key][1]


def _log(count: Any, floor: float) -> Any:
    return np.log(np.maximum(count, 0.0) + floor)


def log_past(c: Columns, column: str, floor: float) -> Any:
    """Log of a decayed count; ``floor`` (disputes) is what no record at all stands for."""
    return _once(c, column, _log, floor)


def _log_past(column: str, floor: float) -> Callable[[Columns], Any]:
    return lambda c: log_past(c, column, floor)


def quiet(since: Any) -> Array:
    """Years since the last dispute, at most ``LONGEST_QUIET`` (never disputed: that many)."""
    years = np.asarray(since)
    known: Array = np.fmin(years, LONGEST_QUIET)  # of a number and NaN, the number
    return known


def _apart(c: Columns) -> Any:
    return 1.0 - np.asarray(c["relevant"])


def _distance(c: Columns) -> Any:
    return np.log(np.asarray(c["capdist"]) + 50.0)


def _share(c: Columns) -> Any:
    return 1.0 / (1.0 + np.exp(_capability(c["cinc2"]) - _capability(c["cinc1"])))


def _ratio(top: tuple[str, ...], bottom: tuple[str, ...], prior: float, weight: float) -> Any:
    """Log of (top + prior · weight) / (bottom + weight): a shrunken share of past disputes."""

    def of(c: Columns) -> Any:
        up = sum(np.maximum(np.asarray(c[name]), 0.0) for name in top)
        down = sum(np.maximum(np.asarray(c[name]), 0.0) for name in bottom)
        return np.log((up + prior * weight) / (down + weight))

    return of


_ONE = Covariate("constant", "the constant", lambda c: np.ones_like(_capability(c["cinc1"])))
_BASIC = (
    Covariate("capability_1", "challenger's share of world capabilities, log",
              lambda c: _capability(c["cinc1"])),
    Covariate("capability_2", "target's share of world capabilities, log",
              lambda c: _capability(c["cinc2"])),
    Covariate("land", "the two share a land border", _among("conttype", 1)),
    Covariate("distance", "distance between capitals, log", _distance),
    Covariate("both_major", "both are major powers",
              lambda c: np.asarray(c["cowmaj1"]) * np.asarray(c["cowmaj2"])),
    Covariate("democracy_1", "challenger's electoral democracy", _own("democracy1")),
    Covariate("democracy_2", "target's electoral democracy", _own("democracy2")),
    Covariate("rivalry", "the two are strategic rivals", _own("rivalry")),
    Covariate("dyad_decade", "disputes between the two, half-life 8 years, log",
              _log_past("mid_pair_h8", 0.02)),
)  # fmt: skip
_MAJOR_2 = Covariate("major_2", "target is a major power", _own("cowmaj2"))
_MAJOR_1 = Covariate("major_1", "challenger is a major power", _own("cowmaj1"))
_BOTH_DEMOCRATIC = Covariate(
    "both_democratic", "product of the two states' democracy",
    lambda c: np.asarray(c["democracy1"]) * np.asarray(c["democracy2"]),
)  # fmt: skip
_ONSET = (
    Covariate("share", "challenger's share of the two's capabilities", _share),
    Covariate("sea_12", "up to 12 miles of water apart", _among("conttype", 2)),
    Covariate("sea_150", "12 to 150 miles of water apart", _among("conttype", 3, 4)),
    Covariate("sea_400", "150 to 400 miles of water apart", _among("conttype", 5)),
    _MAJOR_2,
    _BOTH_DEMOCRATIC,
    Covariate("allied", "challenger owes target defense", _own("atop_defense")),
    Covariate("dyad_recent", "disputes between the two, half-life 2 years, log",
              _log_past("mid_pair_h2", 0.02)),
    Covariate("dyad_generation", "disputes between the two, half-life 25 years, log",
              _log_past("mid_pair_h25", 0.02)),
    Covariate("begun_by_1", "disputes that the challenger began against the target, log",
              _log_past("mid_past12_h8", 0.03)),
    Covariate("elsewhere_1", "disputes that the challenger lately began with others, log",
              _log_past("mid_others1_h2", 0.2)),
    Covariate("elsewhere_2", "disputes that others lately began with the target, log",
              _log_past("mid_others2_h2", 0.2)),
    Covariate("generation_2", "disputes that others began with the target in a generation, log",
              _log_past("mid_others2_h25", 0.2)),
    Covariate("quiet", "years since the last dispute between the two, log",
              lambda c: np.log1p(_once(c, "since_mid", quiet))),
    Covariate("dispute_last_year", "a dispute between the two, fading over two years",
              lambda c: np.exp(_once(c, "since_mid", quiet) / -2)),
    Covariate("war_recent", "a war between the two, fading over ten years",
              lambda c: np.exp(-np.nan_to_num(np.asarray(c["since_war"]), nan=1e3) / 10)),
    Covariate("rivalry_recent", "rivals with a dispute lately",
              lambda c: np.asarray(c["rivalry"]) * np.exp(_once(c, "since_mid", quiet) / -10)),
    # Risks that both run high add up to less than their logs would have it.
    Covariate("elsewhere_1_dyad", "the challenger's disputes with others and with the target",
              lambda c: _log_past("mid_others1_h2", 0.2)(c) * _log_past("mid_pair_h8", 0.02)(c)),
    Covariate("dyad_decade_land", "disputes over a decade, log, if they share a land border",
              lambda c: _log_past("mid_pair_h8", 0.02)(c) * _among("conttype", 1)(c)),
    Covariate("remote", "neither near each other nor a major power among them", _apart),
    # Centered near the remote pairs' own middle, so that they do not stand in for "remote".
    Covariate("distance_remote", "distance, for such remote pairs",
              lambda c: (_distance(c) - 8.5) * _apart(c)),
    Covariate("capability_1_remote", "challenger's capability, for remote pairs",
              lambda c: (_capability(c["cinc1"]) + 7.0) * _apart(c)),
    Covariate("capability_2_remote", "target's capability, for remote pairs",
              lambda c: (_capability(c["cinc2"]) + 7.0) * _apart(c)),
)  # fmt: skip
_FORCE = (
    Covariate("force_dyad", "share of the two's past disputes that reached force, log",
              _ratio(("force_pair_h25",), ("mid_pair_h25",), 0.7, 0.5)),
    Covariate("force_1", "share of the challenger's past disputes that reached force, log",
              _ratio(("force_past1_h25",), ("mid_past1_h25",), 0.7, 1.0)),
    Covariate("force_2", "share of the target's past disputes that reached force, log",
              _ratio(("force_past2_h25",), ("mid_past2_h25",), 0.7, 1.0)),
    _MAJOR_1,
    _MAJOR_2,
)  # fmt: skip
_DEADLY = (
    Covariate("deadly_dyad", "share of the two's past uses of force that were deadly, log",
              _ratio(("deadly_pair_h25",), ("force_pair_h25",), 0.4, 0.5)),
    Covariate("deadly_1", "share of the challenger's past uses of force that were deadly, log",
              _ratio(("deadly_past1_h25",), ("force_past1_h25",), 0.4, 1.0)),
    Covariate("deadly_2", "share of the force used on the target that was deadly, log",
              _ratio(("deadly_past2_h25",), ("force_past2_h25",), 0.4, 1.0)),
    _MAJOR_1,
    _MAJOR_2,
    *(each for each in _BASIC
      if each.name in {"land", "distance", "democracy_1", "democracy_2", "rivalry"}),
)  # fmt: skip
#: The guarantee, as the challenger sees it. Unscaled: a coefficient is a change in the logit.
GUARANTEE = (
    Covariate("minor", "a minor power is bound to defend the target, no major power is",
              lambda c: np.asarray(c["minor"]) * (1 - np.asarray(c["major"])), True),
    Covariate("major", "a major power is bound to defend the target", _own("major"), True),
    Covariate("nuclear", "a nuclear power is bound to defend the target", _own("nuclear"), True),
    Covariate("depth_minor", "two sds more of depth with a minor guarantor alone",
              lambda c: np.asarray(c["depth_minor"]) / DEPTH_UNIT
              * (1 - np.asarray(c["major"])), True),
    Covariate("depth_major", "two sds more of depth with a major guarantor",
              lambda c: np.asarray(c["depth_major"]) / DEPTH_UNIT, True),
)  # fmt: skip

#: The rungs, first to last, and the covariates of each: a dispute (or war) begun; force in it;
#: deadly force; a war begun.
RUNGS: dict[str, tuple[Covariate, ...]] = {
    "onset": (_ONE, *_BASIC, *_ONSET, *GUARANTEE),
    "force": (_ONE, *_FORCE, *GUARANTEE),
    "deadly": (_ONE, *_DEADLY, *GUARANTEE),
    # Of what force has turned deadly nothing on trial told war apart (docs/ladder.md).
    "war": (_ONE, *GUARANTEE),
}


def design(columns: Columns, rung: str, extra: tuple[Covariate, ...] = ()) -> Array:
    """(..., k) covariates of a rung, and any ``extra`` ones after them.

    The columns broadcast to a common shape.
    """
    given = columns
    columns = Deferred(given, lambda name: np.asarray(given[name], dtype=np.float64))
    wanted = (*RUNGS[rung], *extra)
    values = [np.asarray(covariate.of(columns), dtype=np.float64) for covariate in wanted]
    shape = np.broadcast_shapes(*(value.shape for value in values))
    out = np.empty((*shape, len(values)))
    for place, value in enumerate(values):
        out[..., place] = value
    return out
