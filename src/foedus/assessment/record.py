"""How the ladder's own forecasts of this size came out, on years it was not fitted on."""

from dataclasses import dataclass
from typing import Any

from foedus.history.covariates import Columns
from foedus.history.honor import Honor
from foedus.history.ladder import Ladder
from foedus.history.pair import EVENTS


@dataclass(frozen=True, slots=True)
class ForecastRecord:
    """The bin of out-of-sample forecasts that a forecast falls into, for one rung."""

    rung: str
    asked: float  # the ladder's chance of the rung in the first year, given the rung before it
    forecast: float  # mean of the forecasts in the bin
    observed: float  # share of them that came true
    low: float  # 90% interval of that share
    high: float
    n: int  # forecasts in the bin
    events: int

    @property
    def off(self) -> str:
        """``high`` or ``low`` where the bin's forecasts were clearly too much so, else empty."""
        if self.forecast > self.high:
            return "high"
        return "low" if self.forecast < self.low else ""


def at_this_level(ladder: Ladder, columns: Columns) -> tuple[ForecastRecord, ...]:
    """One record a rung, of the forecasts nearest to the ladder's own of a row of columns.

    At the posterior's mean and before any level is set, as the scored ones were; none without
    scores.
    """
    found, before = [], 1.0
    chances = ladder.probabilities(columns) if ladder.scores else {}
    for rung in EVENTS if chances else ():
        reached = float(chances[rung])
        asked = reached / before
        before = reached
        bins = ladder.scores.get(rung, {}).get("calibration", [])
        if bins:
            near = min(bins, key=lambda one: abs(one["forecast"] - asked))
            found.append(ForecastRecord(rung, asked, **near))
    return tuple(found)


def record_of(model: Honor) -> dict[str, Any]:
    """The raw record of promises of defense called on in war."""
    outside = {f"{era}, from outside": c for era, c in model.record.outside.items()}
    counts = {"all": model.record.defense, **model.record.by_era, **outside}
    return {
        name: {"called": c.called, "honored": c.honored, "low": c.low, "high": c.high}
        for name, c in counts.items()
    }


def posterior_of(ladder: Ladder, which: str, says: str) -> dict[str, Any]:
    """Where the ladder's numbers come from; which, says: what readers call it, and its years."""
    return {
        "model": "ladder", "which": which, "says": says, "first": ladder.first,
        "last": ladder.last, "version": ladder.version, "command": ladder.command,
        "hashes": ladder.hashes, "scores": ladder.scores,
    }  # fmt: skip
