"""The board's two charts: Vega documents that are drawn once, and the data that they are patched
with. Titles, notes, text alternatives and rows are those of the house's figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from foedus.assessment.figures import ratios, war_risk
from foedus.assessment.figures.groups import Group, picked
from foedus.assessment.result import Assessment
from foedus.estimate import Estimate
from foedus.report import words
from foedus.report.figure.empty import EmptyFigureError
from foedus.report.figure.figure import Figure
from foedus.report.figure.theme import FONT, INK, MUTED, PAPER, RULE, SERIES
from foedus.report.figure.type import apart, wrapped

_HEIGHT, _SIDE, _ROW = 216.0, 190.0, 62.0
#: Chances that the axis may end at: few, so that it stays while a slider moves.
_TOPS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
_LEAST_RATIO = 0.01
_FONT = f"Source Sans Pro, {FONT}"
_LETTERS = 25  # of a label's line
#: Lines and rows at most: what a hand lays out, and as many as labels of one line have room for.
_MOST = 12
_TITLE = 44  # letters of a line over a row: what a phone's width holds


@dataclass(frozen=True, slots=True)
class LiveChart:
    """A chart as one answer fills it. data: name -> rows. signals: name -> value. readings: what
    the cursor tells at each of its places.
    """

    name: str
    figure: Figure
    data: dict[str, list[dict[str, Any]]]
    signals: dict[str, Any]
    readings: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "name": self.name, "title": self.figure.title, "alt": self.figure.alt,
            "note": self.figure.note, "data": self.data, "signals": self.signals,
            "readings": list(self.readings),
        }  # fmt: skip


def hues(found: Assessment, before: Assessment) -> dict[str, str]:
    """Design -> its color, which stays its own whatever the answer: gray for the reference.

    before: the answer to what is saved, whose designs come first.
    """
    every = dict.fromkeys((*before.designs, *found.designs))
    others = [name for name in every if name not in {before.reference, found.reference}]
    colors = {name: SERIES[place % len(SERIES)] for place, name in enumerate(others)}
    return {before.reference: MUTED, found.reference: MUTED, **colors}


def live(found: Assessment, before: Assessment) -> tuple[LiveChart, LiveChart]:
    """Both charts of an answer. before: that to what is saved, which has the colors."""
    (kept, _), colors = picked(found, _MOST), hues(found, before)
    return _risk(found, kept, colors), _ratio(found, kept, colors)


def _risk(found: Assessment, kept: list[Group], colors: Mapping[str, str]) -> LiveChart:
    """War by the end of each year, a line for each answer."""
    first = found.setting.first
    most = max(group.result.risk.by["war"][-1].value for group in kept)
    bare = found.designs[found.reference].risk.by["war"]
    top = next((each for each in _TOPS if each >= max(most * 1.15, bare[-1].high)), 1.0)
    lines: list[dict[str, Any]] = []
    ends: list[dict[str, Any]] = []
    deep = 3 if len(kept) < 6 else 2 if len(kept) < 8 else 1  # lines of a label
    letters = deep * _LETTERS - (15 if deep > 1 else 7)  # its number, and where lines break
    for group in kept:
        color, values = colors[group.names[0]], group.result.risk.by["war"]
        color = MUTED if group.reference else color
        lines += [{"line": group.names[0], "color": color, "year": first - 1, "value": 0.0}]
        lines += [
            {"line": group.names[0], "color": color, "year": first + place, "value": one.value}
            for place, one in enumerate(values)
        ]
        ends.append({
            "line": group.names[0], "color": color, "value": values[-1].value,
            "low": values[-1].low, "high": values[-1].high,
            "text": wrapped(
                f"{words.percent(values[-1].value)} {group.fitted(letters)}", _LETTERS, deep
            ),
        })  # fmt: skip
    wanted = [(1 - each["value"] / top) * _HEIGHT for each in ends]
    sizes = [15.0 * len(each["text"]) + 4 for each in ends]
    for each, place in zip(ends, apart(wanted, sizes, 0.0, _HEIGHT + 14), strict=True):
        each["y"] = place - 7.5 * (len(each["text"]) - 1)
    zero = {"year": first - 1, "low": 0.0, "high": 0.0}
    band = [zero, *({"year": first + place, "low": one.low, "high": min(one.high, top)}
                    for place, one in enumerate(bare))]  # fmt: skip
    readings = tuple(
        f"{found.until(place + 1)}: " + "; ".join(
            f"{group.short} {words.brackets(group.result.risk.by['war'][place])}" for group in kept
        )
        for place in range(found.years)
    )  # fmt: skip
    return LiveChart(
        "risk", _noted(war_risk.draw(found), found, war_risk.MOST),
        {"lines": lines, "ends": ends, "band": band},
        {"top": top, "first": first - 1, "last": found.last}, readings,
    )  # fmt: skip


def _ratio(found: Assessment, kept: list[Group], colors: Mapping[str, str]) -> LiveChart:
    """War as a ratio to the reference, a row for each answer beside it."""
    rows: list[dict[str, Any]] = []
    readings: list[str] = []
    for group in kept:
        if group.reference:
            continue
        every, inner = group.result.versus.ratio["war"], group.result.within["war"]
        rows.append({
            "line": group.names[0], "color": colors[group.names[0]],
            **_ends("", every), **_ends("inner_", inner),
            "text": wrapped(f"{words.ratio(every)}  {group.fitted(2 * _LETTERS)}", _TITLE, 2),
        })  # fmt: skip
        readings.append(f"{group.short}: {words.ratio(every)}; within pairs {words.ratio(inner)}")
    far = max([2.0, *(max(row["high"], row["inner_high"]) for row in rows)])
    try:
        figure = _noted(ratios.draw(found), found, ratios.MOST)
    except EmptyFigureError as error:
        figure = Figure("ratios", words.sentence(error.what), error.what, "", (), {})
    signals = {
        "far": 2.0 if far <= 2 else 10.0 if far <= 10 else 100.0,
        "height": _ROW * max(len(rows), 1),
    }
    return LiveChart("ratio", figure, {"rows": rows}, signals, tuple(readings))


def _noted(figure: Figure, found: Assessment, most: int) -> Figure:
    """The house's figure with what is left out of this chart in its note. most: what that draws."""
    theirs, ours = picked(found, most)[1], picked(found, _MOST)[1]
    note = figure.note.replace(theirs, ours) if theirs else figure.note
    return replace(figure, note=" ".join(note.split()))


def _ends(kind: str, one: Estimate) -> dict[str, float]:
    ends = {"value": one.value, "low": one.low, "high": one.high}
    return {f"{kind}{end}": min(max(value, _LEAST_RATIO), 100.0) for end, value in ends.items()}


def documents() -> dict[str, Any]:
    """Chart -> its Vega document, without data; the page says for its parts what they are."""
    made = {"risk": _risk_document(), "ratio": _ratio_document()}
    for document in made.values():
        for part in (*document["axes"], *document["marks"]):
            part["aria"] = False
            for inner in part.get("marks", ()):
                inner["aria"] = False
    return made


def _axis(**more: Any) -> dict[str, Any]:
    return {
        "domainColor": RULE, "tickColor": RULE, "gridColor": RULE, "labelColor": MUTED,
        "labelFont": _FONT, "labelFontSize": 12, "labelPadding": 5, "tickSize": 4, **more,
    }  # fmt: skip


def _document(signals: dict[str, Any], data: list[str], **more: Any) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json", "width": 620,
        "padding": {"left": 44, "right": 4, "top": 10, "bottom": 24}, "autosize": "none",
        "signals": [{"name": name, "value": value} for name, value in signals.items()],
        "data": [{"name": name, "values": []} for name in data], **more,
    }  # fmt: skip


def _value(**fields: Any) -> dict[str, Any]:
    """An encoding that is set anew with every datum."""
    return {"update": fields}


def _risk_document() -> dict[str, Any]:
    x = {"scale": "x", "field": "year"}
    line = {"type": "line", "from": {"data": "of"}, "encode": _value(
        x=x, y={"scale": "y", "field": "value"}, stroke={"field": "color"},
        strokeWidth={"value": 2.5})}  # fmt: skip
    end = {"scale": "x", "signal": "last"}
    signals = {"top": 0.1, "first": 0, "last": 1, "at": None}
    return _document(signals, ["lines", "ends", "band"], height=_HEIGHT) | {
        "scales": [
            {"name": "x", "type": "linear", "zero": False, "nice": False,
             "domain": [{"signal": "first"}, {"signal": "last"}],
             "range": [0, {"signal": f"width - {_SIDE:g}"}]},
            {"name": "y", "type": "linear", "nice": False, "range": "height",
             "domain": [0, {"signal": "top"}]},
        ],
        "axes": [
            _axis(orient="bottom", scale="x", format="d", tickCount=4),
            _axis(orient="left", scale="y", tickCount=4, grid=True, domain=False, ticks=False,
                  gridOpacity=0.6, format={"signal": "top > 0.05 ? '.0%' : '.1%'"},
                  encode={"grid": _value(x2={"signal": f"width - {_SIDE:g}"})}),
        ],
        "marks": [
            {"type": "area", "from": {"data": "band"}, "encode": _value(
                x=x, y={"scale": "y", "field": "low"}, y2={"scale": "y", "field": "high"},
                fill={"value": MUTED}, fillOpacity={"value": 0.14})},
            {"type": "rule", "encode": _value(
                x={"scale": "x", "signal": "at"}, y={"value": 0}, y2={"signal": "height"},
                stroke={"value": MUTED}, strokeDash={"value": [3, 3]},
                opacity={"signal": "at === null ? 0 : 1"})},
            {"type": "group", "from": {"facet": {"name": "of", "data": "lines",
                                                 "groupby": "line"}}, "marks": [line]},
            {"type": "symbol", "from": {"data": "ends"}, "encode": _value(
                x=end, y={"scale": "y", "field": "value"}, fill={"field": "color"},
                size={"value": 44})},
            {"type": "rule", "from": {"data": "ends"}, "encode": _value(
                x={**end, "offset": 6}, x2={**end, "offset": 16},
                y={"scale": "y", "field": "value"}, y2={"field": "y"},
                stroke={"field": "color"})},
            {"type": "text", "from": {"data": "ends"}, "encode": _value(
                x={**end, "offset": 20}, y={"field": "y"}, text={"field": "text"},
                baseline={"value": "middle"}, font={"value": _FONT}, fontSize={"value": 13.5},
                fontWeight={"value": 600}, lineHeight={"value": 15}, fill={"value": INK})},
        ],
    }  # fmt: skip


def _ratio_document() -> dict[str, Any]:
    y, under = ({"scale": "y", "field": "line", "band": share} for share in (0.68, 0.87))
    x = {"scale": "x", "field": "value"}
    return _document({"far": 2.0, "height": _ROW}, ["rows"]) | {
        "padding": {"left": 8, "right": 12, "top": 10, "bottom": 24},
        "scales": [
            {"name": "x", "type": "log", "domain": [_LEAST_RATIO, {"signal": "far"}],
             "range": "width"},
            {"name": "y", "type": "band", "domain": {"data": "rows", "field": "line"},
             "range": "height"},
        ],
        "axes": [_axis(orient="bottom", scale="x", values=[0.01, 0.03, 0.1, 0.3, 1, 3, 10, 100],
                       format="~g", grid=True, gridOpacity=0.5, domain=False, ticks=False)],
        "marks": [
            {"type": "rule", "encode": _value(
                x={"scale": "x", "value": 1}, y={"value": 0}, y2={"signal": "height"},
                stroke={"value": MUTED}, strokeWidth={"value": 1.5})},
            {"type": "rule", "from": {"data": "rows"}, "encode": _value(
                x={"scale": "x", "field": "low"}, x2={"scale": "x", "field": "high"}, y=y,
                stroke={"field": "color"}, strokeWidth={"value": 3}, strokeOpacity={"value": 0.55},
                strokeCap={"value": "round"})},
            {"type": "symbol", "from": {"data": "rows"}, "encode": _value(
                x=x, y=y, size={"value": 70}, fill={"field": "color"})},
            {"type": "rule", "from": {"data": "rows"}, "encode": _value(
                x={"scale": "x", "field": "inner_low"}, x2={"scale": "x", "field": "inner_high"},
                y=under, stroke={"field": "color"}, strokeWidth={"value": 1.2})},
            {"type": "symbol", "from": {"data": "rows"}, "encode": _value(
                x={"scale": "x", "field": "inner_value"}, y=under, size={"value": 42},
                stroke={"field": "color"}, strokeWidth={"value": 1.6}, fill={"value": PAPER})},
            *({"type": "text", "from": {"data": "rows"}, "encode": _value(
                x={"value": 0}, y={"scale": "y", "field": "line", "band": 0.43},
                text={"field": "text"}, lineHeight={"value": 15.5},
                baseline={"value": "bottom"}, font={"value": _FONT}, fontSize={"value": 13.5},
                fontWeight={"value": 600}, limit={"signal": "width"}, **paint)}
              for paint in ({"stroke": {"value": PAPER}, "strokeWidth": {"value": 5}},
                            {"fill": {"value": INK}})),
        ],
    }  # fmt: skip
