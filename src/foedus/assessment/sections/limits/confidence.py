"""Confidence in a judgement, computed and told apart from its likelihood.

Five grounds are rated high, moderate or low by the rules below. Confidence is low where two grounds
or more are low, high where none is low and at most one is moderate, else moderate. A judgement that
compares designs gets no more than moderate: the record is no experiment.
"""

from dataclasses import dataclass
from typing import Literal

from foedus.assessment.result import Assessment
from foedus.estimate import Estimate
from foedus.evidence.card import called
from foedus.history.events import STEPS
from foedus.report import words

Level = Literal["high", "moderate", "low"]

#: Up to the first number a ground is high, up to the second moderate, beyond it low.
FAR = (90.0, 98.0)  # percent of the data that lie nearer to their middle
WIDE = (3.0, 8.0)  # upper end of the 90% interval over the lower
OLD = (3, 10)  # years
OFF = (0, 1)  # rungs whose forecasts of this size were clearly off


@dataclass(frozen=True, slots=True)
class ConfidenceGround:
    """One reason for the level: what it is, how it rates, and the measure behind it."""

    name: str
    level: Level
    why: str


@dataclass(frozen=True, slots=True)
class Confidence:
    """The level and its grounds."""

    about: str
    level: Level
    grounds: tuple[ConfidenceGround, ...]


def of_level(found: Assessment) -> Confidence:
    """Confidence in the chance of war without a guarantee."""
    grounds = (
        _reach(found, found.reference),
        _width(found.designs[found.reference].risk.by["war"][-1], "chance"),
        _record(found),
        _age(found),
    )
    return Confidence("the level of the risk", _level(grounds), grounds)


def of_comparison(found: Assessment, name: str) -> Confidence:
    """Confidence in what a design has to do with that chance."""
    design = found.designs[name]
    grounds = (
        _reach(found, name),
        _width(design.versus.ratio["war"], "ratio"),
        _record(found),
        _age(found),
        _selection(design.versus.ratio["war"], design.within["war"]),
    )
    level = _level(grounds)
    return Confidence(
        f"the comparison of {found.titles[name]} with no such guarantee",
        "moderate" if level == "high" else level,
        grounds,
    )


def of_honor(found: Assessment, name: str) -> Confidence | None:
    """Confidence in the chance that a promise is honored; None where nobody is bound."""
    sure = found.designs[name].reliability
    if sure is None:
        return None
    share = words.share(sure.percentile)
    grounds = (
        ConfidenceGround(
            "nearness to the data", _rated(sure.percentile, FAR),
            f"a promise such as this lies farther from the middle of the data than {share} of the "
            "calls",
        ),
        _width(sure.honored, "chance"),
        ConfidenceGround(
            "a test in the record", "high" if sure.tested else "low",
            "wars from outside called on promises of its family" if sure.tested
            else "no war from outside called on a promise of its family",
        ),
    )  # fmt: skip
    return Confidence(f"whether {found.titles[name]} is honored", _level(grounds), grounds)


def _level(grounds: tuple[ConfidenceGround, ...]) -> Level:
    levels = [each.level for each in grounds]
    if levels.count("low") >= 2:
        return "low"
    return "high" if "low" not in levels and levels.count("moderate") <= 1 else "moderate"


def _rated(value: float, ends: tuple[float, float]) -> Level:
    return "high" if value <= ends[0] else "moderate" if value <= ends[1] else "low"


def _reach(found: Assessment, name: str) -> ConfidenceGround:
    reach = found.designs[name].reach
    rung = max(reach, key=lambda each: reach[each].percentile)
    outside = sorted({each.meaning for one in reach.values() for each in one.outside})
    level: Level = "low" if outside else _rated(reach[rung].percentile, FAR)
    share = words.percent(reach[rung].percentile / 100)
    why = (
        f"the case lies farther from the middle of the data than {share} of comparable rows, on "
        f"whether {STEPS[rung]}"
    )
    if outside:
        why += f"; outside the data: {words.some(outside, 3)}"
    return ConfidenceGround("nearness to the data", level, why)


def _width(found: Estimate, what: str) -> ConfidenceGround:
    wide = found.high / found.low if found.low > 0 else float("inf")
    ends = words.ratio(found) if what == "ratio" else words.span(found.low, found.high)
    return ConfidenceGround(
        "width of the interval", _rated(wide, WIDE), f"the 90% interval of the {what} is {ends}"
        if what == "chance" else f"the {what} and its 90% interval are {ends}",
    )  # fmt: skip


def _record(found: Assessment) -> ConfidenceGround:
    record = found.record
    if not record:
        return ConfidenceGround(
            "the model's record", "low", "the model carries no scores out of sample"
        )
    off = [each for each in record if each.off]
    told = "; ".join(
        f"forecasts near {words.percent(each.forecast)} that {STEPS[each.rung]} came true "
        f"in {words.percent(each.observed)} of {each.n:,} cases, so they were too {each.off}"
        for each in off
    )
    why = told or "forecasts of this size, out of sample, came true about as often as they said"
    return ConfidenceGround("the model's record", _rated(len(off), OFF), why)


def _age(found: Assessment) -> ConfidenceGround:
    if not found.carried:
        return ConfidenceGround("age of the facts", "high", "no fact is older than the question")
    oldest = found.carried[0]
    why = (
        f"the oldest facts are of {oldest.year} ({called(oldest.source)}), "
        f"{words.years(oldest.years)} old"
    )
    return ConfidenceGround("age of the facts", _rated(oldest.years, OLD), why)


def _selection(every: Estimate, inner: Estimate) -> ConfidenceGround:
    """Whether pairs whose guarantee changed over time say the same as all pairs."""
    same_side = (every.value < 1) == (inner.value < 1)
    clear = inner.high < 1 or inner.low > 1
    level: Level = "low" if not same_side else "high" if clear else "moderate"
    verdict = "excludes" if clear else "does not exclude"
    return ConfidenceGround(
        "change within pairs",
        level,
        f"judged only by pairs whose guarantee changed, the ratio is {words.ratio(inner)}, which "
        f"{verdict} that nothing changes",
    )
