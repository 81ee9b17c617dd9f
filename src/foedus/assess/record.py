"""How the ladder's own forecasts of this size came out, on years it was not fitted on."""

from dataclasses import asdict, dataclass
from typing import Any

from foedus.assess.deterrence import Risk
from foedus.history.ladder import Ladder
from foedus.history.pair import EVENTS


@dataclass(frozen=True, slots=True)
class Record:
    """The bin of out-of-sample forecasts that a forecast falls into, for one rung."""

    rung: str
    asked: float  # the forecast: chance of the rung in the first year, given the rung before it
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

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)


def at_this_level(ladder: Ladder, risk: Risk) -> tuple[Record, ...]:
    """One record a rung, of the forecasts nearest to those of a risk; none without scores."""
    found, before = [], 1.0
    for rung, event in EVENTS.items():
        reached = risk.first[event].value
        asked = reached / before
        before = reached
        bins = ladder.scores.get(rung, {}).get("calibration", [])
        if bins:
            near = min(bins, key=lambda one: abs(one["forecast"] - asked))
            found.append(Record(rung, asked, **near))
    return tuple(found)
