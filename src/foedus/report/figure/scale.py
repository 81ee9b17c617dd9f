"""Scales: from data to units of a drawing, and the round numbers between their ends, as in d3."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor, log, log10, sqrt
from typing import Any

from foedus.report.figure.theme import SIGNED


@dataclass(frozen=True, slots=True)
class Scale:
    """A line from ``first`` to ``last`` of the data onto ``low`` to ``high`` of the drawing."""

    first: float
    last: float
    low: float
    high: float
    log: bool = False
    clamp: bool = False

    def __call__(self, value: float) -> float:
        """Where a value lies; the middle where the scale has no extent."""
        one, two, at = (
            (log(each) if self.log else float(each)) for each in (self.first, self.last, value)
        )
        share = (at - one) / (two - one) if two != one else 0.5
        if self.clamp:
            share = min(max(share, 0.0), 1.0)
        return self.low + share * (self.high - self.low)

    def has(self, value: float) -> bool:
        """Whether a value lies between the ends, to a unit of the drawing."""
        return floor(min(self.low, self.high)) <= self(value) <= -floor(-max(self.low, self.high))


def scale(given: Mapping[str, Any], low: float, high: float) -> Scale:
    """A Vega-Lite scale, whose domain says both of its ends. Raises ValueError for another."""
    kind = given.get("type", "linear")
    first, last = given.get("domain", (None, None))
    if kind not in {"linear", "log"} or first is None or given.get("nice"):
        raise ValueError(f"no scale of a figure: {dict(given)}")
    return Scale(first, last, low, high, kind == "log", bool(given.get("clamp")))


def step(first: float, last: float, count: float) -> float:
    """The round step (1, 2 or 5 by a power of ten) that makes some ``count`` of an extent."""
    wide = abs(last - first) / max(count, 1)
    if not wide:
        return 1.0
    power = floor(log10(wide))
    over = wide / 10.0**power
    factor = 10 if over >= sqrt(50) else 5 if over >= sqrt(10) else 2 if over >= sqrt(2) else 1
    return float(factor * 10.0**power)


def ticks(axis: Mapping[str, Any], along: Scale) -> list[float]:
    """The values that an axis marks: those it names, or some ``tickCount`` round ones."""
    if "values" in axis:
        return [value for value in axis["values"] if along.has(value)]
    count = axis["tickCount"]
    low, high = sorted((along.first, along.last))
    if "tickMinStep" in axis:
        count = min(count, floor((high - low) / axis["tickMinStep"]) or 1)
    by = step(low, high, count)
    places = range(floor(low / by) - 1, floor(high / by) + 2)
    slack = 1e-9 * by
    # Of a step such as .1 the quotient is exact where the product is not.
    found = [place / round(1 / by) if by < 1 else place * by for place in places]
    return [value for value in found if low - slack <= value <= high + slack]


def number(value: float, axis: Mapping[str, Any], along: Scale) -> str:
    """A tick's label, by the axis's ``format`` (those that figures have) or its ``labelExpr``."""
    form = axis.get("format", "")
    match form:
        case "" if axis.get("labelExpr") == SIGNED:
            said = "0" if value == 0 else f"{value:+.6g}"
        case "":
            said = f"{value:,.{_places(axis, along)}f}"
        case "d":
            said = f"{value:.0f}"
        case "~%":
            said = f"{_bare(f'{100 * value:.10f}')}%"
        case "~g":
            said = f"{value:.12g}"
        case _ if form.startswith(".") and form.endswith("%"):
            said = f"{100 * value:.{int(form[1:-1])}f}%"
        case _:
            raise ValueError(f"no format of a figure's axis: {form}")
    return said.replace("-", "−")


def _places(axis: Mapping[str, Any], along: Scale) -> int:
    return max(0, -floor(log10(step(along.first, along.last, axis.get("tickCount", 5)))))


def _bare(said: str) -> str:
    return said.rstrip("0").rstrip(".")
