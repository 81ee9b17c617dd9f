"""The record of forecasts of every pair: what is kept and shipped."""

from dataclasses import dataclass

from foedus.history.measures import Measures
from foedus.history.pairs.mean import Window

#: In the order of tables. The mean is that of ``foedus.history.pairs.mean``.
MODELS = ("base rate", "ladder", "trees", "mean")


@dataclass(frozen=True, slots=True)
class PairScore:
    """Forecasts of one event over all scored windows: every pair, or the relevant ones alone.

    measures: model -> scores. gain: model -> log loss that it leaves over the ladder's, summed,
    and its standard error by pairs (both ways and all years of two states go together).
    """

    event: str
    pairs: str  # all, relevant
    measures: dict[str, Measures]
    gain: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Later:
    """One model's forecast from 2010 of what another coder has for 2011–2014.

    events: event -> scores; expected is ``mean`` times ``n``.
    """

    model: str
    events: dict[str, Measures]


@dataclass(frozen=True, slots=True)
class PairRecord:
    """Windows that weights are learned from, scores of those from ``scored`` on, and later years.

    coders: "disputes", "force" -> how many initiations "cow" and "gml" have of 1993–2010.
    """

    windows: tuple[Window, ...]
    scored: int
    rows: tuple[PairScore, ...]
    later: tuple[Later, ...]
    coders: dict[str, dict[str, int]]
