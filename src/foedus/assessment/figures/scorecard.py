"""Designs by measures: a number in every cell, its verdict by color and by symbol."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from foedus.assessment.deterrence import DesignResult
from foedus.assessment.figures.groups import EVENTS, condition, merged, picked
from foedus.assessment.result import Assessment
from foedus.assessment.sections.voice import Voice
from foedus.estimate import Estimate
from foedus.history.events import EVENTS as MEANINGS
from foedus.report import words
from foedus.report.figure.figure import Figure
from foedus.report.figure.plane import marks, plane, texts
from foedus.report.figure.theme import BLUE, FAINT, INK, MUTED, PAPER, SMALL, TEXT, VERMILION, WIDTH
from foedus.report.figure.type import wrapped
from foedus.report.plain import plain

MOST = 14  # designs: as many rows as a page shows at once
_NAMES, _HEAD, _HIGH = 122.0, 46.0, 50.0

#: Verdict -> color of the cell, its strength, shape of the symbol, meaning.
VERDICTS: dict[str, tuple[str, float, str, str]] = {
    "better": (BLUE, 0.28, "triangle-down", "less than under the reference in 95% of draws"),
    "worse": (VERMILION, 0.32, "triangle-up", "more than under it in 95% of draws"),
    "open": (FAINT, 1.0, "circle", "the data do not say which"),
    "same": (PAPER, 0.0, "stroke", "the reference, or the same as it"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A column: how it is headed, its number, how that is told, and what decides its verdict."""

    name: str
    heading: str
    number: Callable[[DesignResult], Estimate]
    tell: Callable[[float], str]
    versus: Callable[[DesignResult], Estimate]  # the ratio to the reference that decides


def measures(found: Assessment) -> tuple[Measure, ...]:
    """The columns. A measure that an assessment does not have is not among them."""
    span = words.years(found.years)
    return (
        *(
            Measure(
                event,
                f"{MEANINGS[event].title} in {span}",
                _by(event, found.years),
                words.percent,
                _to(event),
            )
            for event in EVENTS
        ),
        Measure(
            "ratio",
            "war, as a ratio",
            _to("war"),
            words.times,
            _to("war"),
        ),
        Measure("within", "ratio, within pairs", _inner, words.times, _inner),
    )


def _by(event: str, years: int) -> Callable[[DesignResult], Estimate]:
    return lambda design: design.risk.within(event, years)


def _to(event: str) -> Callable[[DesignResult], Estimate]:
    return lambda design: design.versus.ratio[event]


def _inner(design: DesignResult) -> Estimate:
    return design.within["war"]


def verdict(ratio: Estimate) -> str:
    """What a 90% interval of a ratio to the reference says."""
    if ratio.low == ratio.high == 1.0:
        return "same"
    if ratio.high < 1.0:
        return "better"
    return "worse" if ratio.low > 1.0 else "open"


def draw(found: Assessment) -> Figure:
    """Draw the figure. Rows: design, measure, value, low, high, verdict."""
    columns = measures(found)
    rows = tuple(
        {
            "design": name, "measure": column.name, **plain(column.number(design)),
            "verdict": verdict(column.versus(design)),
        }
        for name, design in found.rows.items()
        for column in columns
    )  # fmt: skip
    shown, left = _shown(found)
    cells = "; ".join(
        f"{name}: " + ", ".join(
            f"{column.heading} {column.tell(column.number(design).value)} "
            f"({verdict(column.versus(design))})" for column in columns
        )
        for name, design in shown
    )  # fmt: skip
    return Figure(
        name="scorecard",
        title=f"The designs side by side, beside {found.reference_title}",
        alt=words.said(
            f"Scorecard of {len(shown)} readings of designs by {len(columns)} measures; in "
            f"brackets whether each is better or worse than {found.reference_title}, the same, or "
            f"open. {cells}.", left,
        ),
        note=words.said(
            condition(found),
            "▼ blue: lower, its 90% interval excludes no change. Gray circle: it does not. "
            "▲ orange: higher. – the same. Within pairs: judged only by pairs whose guarantee "
            "changed over time.", left,
        ),
        rows=rows,
        spec=_spec(shown, columns),
    )  # fmt: skip


def _shown(found: Assessment) -> tuple[list[tuple[str, DesignResult]], str]:
    """A row each: every design, or, of a crowd, those that the model tells apart."""
    if len(found.rows) <= MOST:
        return Voice(found).rows, ""
    kept, left = picked(found, MOST)
    return [(group.fitted(40), group.result) for group in kept], words.said(merged(kept), left)


def _spec(shown: list[tuple[str, DesignResult]], columns: tuple[Measure, ...]) -> dict[str, Any]:
    wide = (WIDTH - _NAMES) / len(columns)
    heads = [
        {"x": _NAMES + (at + 0.5) * wide, "y": 8.0 + 15.0 * number, "text": line}
        for at, column in enumerate(columns)
        for number, line in enumerate(wrapped(column.heading, int(wide / 6.3), most=3))
    ]
    cells, numbers, names = [], [], []
    named = [_lines(name) for name, _ in shown]
    high = max(_HIGH, 15.0 * max(map(len, named)) + 6.0)
    symbols: list[dict[str, Any]] = []
    for place, ((_, design), lines) in enumerate(zip(shown, named, strict=True)):
        top = _HEAD + place * high
        names += [
            {"x": 0.0, "y": top + high / 2 + 15.0 * (number - (len(lines) - 1) / 2),
             "text": line}
            for number, line in enumerate(lines)
        ]  # fmt: skip
        for at, column in enumerate(columns):
            x = _NAMES + at * wide
            said = verdict(column.versus(design))
            color, strength, shape, _ = VERDICTS[said]
            cells.append({
                "x": x + 1.5, "x2": x + wide - 1.5, "y": top + 1.5, "y2": top + high - 1.5,
                "color": color, "opacity": strength,
            })  # fmt: skip
            numbers.append({"x": x + wide / 2, "y": top + high / 2 - 7.0,
                            "text": column.tell(column.number(design).value)})  # fmt: skip
            symbols.append({"x": x + wide / 2, "y": top + high / 2 + 11.0, "shape": shape,
                            "said": said,
                            "color": INK if said in {"better", "worse"} else MUTED})  # fmt: skip
    solid = [each for each in symbols if each["said"] in {"better", "worse"}]
    hollow = [each for each in symbols if each["said"] == "open"]
    dashes = [{"x": e["x"] - 5.0, "x2": e["x"] + 5.0, "y": e["y"]}
              for e in symbols if e["said"] == "same"]  # fmt: skip
    layers = [
        marks("rect", cells, cornerRadius=2),
        texts(heads, align="center", color=MUTED, fontSize=SMALL),
        texts(names, fontSize=SMALL, fontWeight="bold"),
        texts(numbers, align="center", fontSize=TEXT, fontWeight="bold"),
        marks("point", solid, filled=True, size=62, opacity=1),
        marks("point", [{**e, "shape": "circle"} for e in _plain(hollow)], filled=False, size=50,
              stroke=MUTED, strokeWidth=1.6, opacity=1),
        marks("rule", dashes, stroke=MUTED, strokeWidth=1.6),
    ]  # fmt: skip
    return plane(WIDTH, _HEAD + len(shown) * high, layers)


def _lines(name: str) -> list[str]:
    """A design's name in lines; which reading it is never cut."""
    title, by, reading = name.rpartition(", by its ")
    lines = wrapped((title if by else name).replace("-", "- "), 16, most=3)
    lines = [line.replace("- ", "-") for line in lines]
    return [*lines[:-1], f"{lines[-1]},", f"by its {reading}"] if by else lines


def _plain(symbols: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"x": each["x"], "y": each["y"]} for each in symbols]
