"""A drawing in its own units: one plane of Vega-Lite layers, y downward, for what is no plot."""

from collections.abc import Sequence
from typing import Any

from foedus.report.figure.theme import INK, SMALL

#: Marks that are given as layers: a mark's properties, and its rows.
Layer = dict[str, Any]


def plane(width: float, height: float, layers: Sequence[Layer]) -> dict[str, Any]:
    """A view whose rows hold places in units of the drawing: x, y, and their second ends."""
    return {"width": width, "height": height, "layer": [
        {**layer, "encoding": {**_places(width, height, layer), **layer.get("encoding", {})}}
        for layer in layers if layer["data"]["values"]
    ]}  # fmt: skip


def _places(width: float, height: float, layer: Layer) -> dict[str, Any]:
    row = layer["data"]["values"][0]
    found: dict[str, Any] = {}
    for name, end in (("x", [0, width]), ("y", [height, 0])):
        if name in row:
            scale = {"domain": end, "nice": False, "zero": False}
            found[name] = {"field": name, "type": "quantitative", "axis": None, "scale": scale}
        if f"{name}2" in row:
            found[f"{name}2"] = {"field": f"{name}2"}
    return found


def marks(kind: str, rows: Sequence[dict[str, Any]], **properties: Any) -> Layer:
    """Marks of one kind; a row's ``color`` and ``shape`` are its own where it has them."""
    encoding: dict[str, Any] = {}
    first = rows[0] if rows else {}
    channel = "stroke" if kind in {"rule", "line"} else "fill"
    if "color" in first:
        encoding[channel] = {"field": "color", "type": "nominal", "scale": None, "legend": None}
    if "shape" in first:
        encoding["shape"] = {"field": "shape", "type": "nominal", "scale": None, "legend": None}
    if "opacity" in first:
        encoding["opacity"] = {"field": "opacity", "type": "quantitative", "scale": None,
                               "legend": None}  # fmt: skip
    if "part" in first:
        encoding["detail"] = {"field": "part", "type": "nominal"}
    return {"data": {"values": list(rows)}, "mark": {"type": kind, **properties},
            "encoding": encoding}  # fmt: skip


def texts(rows: Sequence[dict[str, Any]], **properties: Any) -> Layer:
    """Texts at x, y from rows with ``text``; left and middle unless told otherwise."""
    told = {"align": "left", "baseline": "middle", "fontSize": SMALL, "color": INK, **properties}
    layer = marks("text", rows, **told)
    layer["encoding"]["text"] = {"field": "text", "type": "nominal"}
    return layer
