"""Forest plots: named rows, a dot and its interval each, a prior behind it where there is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from foedus.report.figure.theme import BLUE, INK, MUTED, RULE, SMALL, TEXT, WIDTH
from foedus.report.figure.type import room, wrapped

_HEAD, _ROW, _LINE, _SIDE = 30.0, 36.0, 15.0, 132.0


@dataclass(frozen=True, slots=True)
class ForestRow:
    """A row, or, without a value, a heading. told: its numbers, at the right. used: in blue."""

    label: str
    value: float | None = None
    low: float = 0.0
    high: float = 0.0
    told: str = ""
    prior: tuple[float, float] | None = None
    used: bool = True


def forest(
    entries: Sequence[ForestRow],
    axis: dict[str, Any],
    domain: tuple[float, float],
    rule: float | None,
) -> dict[str, Any]:
    """The plot. axis: of Vega-Lite. rule: where a line marks no difference; None for no line."""
    heads, labels, told = [], [], []
    spans: list[dict[str, Any]] = []
    at = 0.0
    for entry in entries:
        if entry.value is None:
            heads.append({"y": at + 12.0, "text": entry.label})
            at += _HEAD
            continue
        for place, line in enumerate(wrapped(entry.label, room(WIDTH - 8.0, SMALL), most=2)):
            at += _LINE if place else 0.0
            labels.append({"y": at + 8.0, "text": line})
        told.append({"y": at + 24.0, "text": entry.told})
        low, high = entry.prior or (entry.value, entry.value)
        spans.append({
            "y": at + 24.0, "top": at + 19.0, "bottom": at + 29.0, "value": entry.value,
            "low": entry.low, "high": entry.high, "prior_low": low, "prior_high": high,
            "color": BLUE if entry.used else MUTED, "wide": 3 if entry.used else 1.6,
        })  # fmt: skip
        at += _ROW
    x: dict[str, Any] = {
        "type": "quantitative", "title": None, "axis": axis,
        "scale": {"domain": list(domain), "nice": False, "clamp": True},
    }  # fmt: skip
    y = {"type": "quantitative", "axis": None, "scale": {"domain": [at, 0], "nice": False}}
    hue = {"field": "color", "type": "nominal", "scale": None, "legend": None}
    wide = {"field": "wide", "type": "quantitative", "scale": None, "legend": None}

    def layer(rows: list[dict[str, Any]], mark: dict[str, Any], **encoding: Any) -> dict[str, Any]:
        return {"data": {"values": rows}, "mark": mark, "encoding": encoding}

    def text(rows: list[dict[str, Any]], place: float, **mark: Any) -> dict[str, Any]:
        told = {"type": "text", "align": "left", "baseline": "middle", "fontSize": SMALL,
                "color": INK, **mark}  # fmt: skip
        return layer(rows, told, x={"value": place}, y={"field": "y", **y}, text={"field": "text"})

    # Beside the rows alone, so that no label is struck through.
    evens = [] if rule is None else [
        {"at": rule, "y": row["y"] - 9.0, "y2": row["y"] + 9.0} for row in spans
    ]  # fmt: skip
    plot = WIDTH - _SIDE - 12.0
    layers = [
        layer(spans, {"type": "rect", "color": RULE, "opacity": 0.5},
              x={"field": "prior_low", **x}, x2={"field": "prior_high"},
              y={"field": "top", **y}, y2={"field": "bottom"}),
        layer(evens, {"type": "rule", "color": MUTED},
              x={"field": "at", **x}, y={"field": "y", **y}, y2={"field": "y2"}),
        layer(spans, {"type": "rule"}, x={"field": "low", **x}, x2={"field": "high"},
              y={"field": "y", **y}, color=hue, strokeWidth=wide),
        layer(spans, {"type": "circle", "size": 70, "opacity": 1}, x={"field": "value", **x},
              y={"field": "y", **y}, color=hue),
        text(labels, 0.0),
        text(heads, 0.0, fontSize=TEXT, fontWeight="bold"),
        text(told, plot + 10.0),
    ]  # fmt: skip
    return {"width": plot, "height": at,
            "layer": [each for each in layers if each["data"]["values"]]}  # fmt: skip
