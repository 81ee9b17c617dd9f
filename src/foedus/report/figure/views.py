"""Vega-Lite documents drawn: the part of the language that figures are written in.

Vega itself opens the same documents (``foedus chart --out FILE.json``), and tests hold the drawing
to its own (tests/report/figure/test_views.py). It is not asked each time since its engine, a
browser's, takes half a second to start and a fifth of one for every drawing. Every scale says its
domain and every view its size; what a document has beyond that is refused.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import ceil, floor
from typing import Any

from foedus.report.figure import axis, shapes
from foedus.report.figure.pen import Box, Pen
from foedus.report.figure.scale import Scale, scale
from foedus.report.figure.theme import FONT, INK, MUTED, SMALL

_PADDING = 4
_TITLE, _LINE, _UNDER, _NEXT, _OFFSET = 17.0, 22.0, 6.0, 17.0, 16.0


def drawn(spec: Mapping[str, Any]) -> str:
    """A document as SVG. Raises ValueError for what no figure of the house has."""
    pen, _ = _view(spec)
    if "subtitle" in spec.get("title", {}):
        _titled(pen, spec["title"])
    left, top, right, bottom = pen.box
    left, top = floor(left), floor(top)
    wide, high = (ceil(end) - start + 2 * _PADDING for start, end in ((left, right), (top, bottom)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}">'
        f'<g fill="none" stroke-miterlimit="10" font-family="{FONT}" '
        f'transform="translate({_PADDING - left},{_PADDING - top})">{"".join(pen.drawn)}</g></svg>'
    )


def _titled(pen: Pen, title: Mapping[str, Any]) -> None:
    """The title and its note, above all that is drawn."""
    lines, notes = title["text"], title["subtitle"]
    left, top = pen.box[0], pen.box[1]
    high = _LINE * (len(lines) - 1) + _TITLE + _UNDER + _NEXT * (len(notes) - 1) + SMALL
    y = top - _OFFSET - high
    for place, line in enumerate(lines):
        pen.text(left, y + _LINE * place, line, baseline="top", size=_TITLE, bold=True, fill=INK)
    y += _LINE * (len(lines) - 1) + _TITLE + _UNDER
    for place, line in enumerate(notes):
        pen.text(left, y + _NEXT * place, line, baseline="top", size=SMALL, fill=MUTED)


def _view(spec: Mapping[str, Any]) -> tuple[Pen, tuple[float, float]]:
    """A view or several, drawn at their own origin, and the size that is given to them."""
    for key, columns in (("hconcat", 0), ("vconcat", 1), ("concat", spec.get("columns", 0))):
        if key in spec:
            return _several(spec, spec[key], min(columns or len(spec[key]), len(spec[key])))
    return _one(spec)


def _one(spec: Mapping[str, Any]) -> tuple[Pen, tuple[float, float]]:
    size = float(spec["width"]), float(spec["height"])
    pen = Pen(box=(0.0, 0.0, *size))
    layers = [{"data": spec.get("data"), **each} for each in spec.get("layer", [spec])]
    if any("transform" in layer for layer in layers):
        raise ValueError("rows are chosen before they are drawn: no transform in a figure")
    for channel, draw in (("x", axis.below), ("y", axis.beside)):
        for layer in layers:
            encoding = layer["encoding"].get(channel, {})
            if encoding.get("axis"):
                along = _along(encoding, channel, size)
                assert along is not None  # noqa: S101 (a field with an axis has a scale)
                draw(pen, {"title": encoding.get("title"), **encoding["axis"]}, along, size)
                break
    for layer in layers:
        scales = (_along(layer["encoding"].get(channel, {}), channel, size) for channel in "xy")
        shapes.draw(pen, shapes.Layer(layer, *scales), size)
    if "title" in spec and "subtitle" not in spec["title"]:
        _headed(pen, spec["title"], size[0])
    return pen, size


def _along(encoding: Mapping[str, Any], channel: str, size: tuple[float, float]) -> Scale | None:
    """The scale of a channel with a field; downward the drawing's units grow, and values fall."""
    if "field" not in encoding:
        return None
    ends = (0.0, size[0]) if channel == "x" else (size[1], 0.0)
    return scale(encoding["scale"], *ends)


def _headed(pen: Pen, title: Mapping[str, Any], wide: float) -> None:
    """A view's own title."""
    middle = title.get("anchor") == "middle"
    pen.text(
        wide / 2 if middle else 0.0, -title["offset"], title["text"], baseline="bottom",
        align="center" if middle else "left", size=title["fontSize"], bold=True,
        fill=title.get("color", INK),
    )  # fmt: skip


def _several(
    spec: Mapping[str, Any], each: Sequence[Mapping[str, Any]], columns: int
) -> tuple[Pen, tuple[float, float]]:
    """Views in rows of ``columns``; ``bounds: flush`` lets axes and labels reach over the gaps."""
    views = [_view(one) for one in each]
    flush = spec.get("bounds") == "flush"
    boxes = [(0.0, 0.0, *size) if flush else pen.box for pen, size in views]
    gap = float(spec.get("spacing", 20))
    rows = [boxes[i : i + columns] for i in range(0, len(boxes), columns)]
    across = _starts([boxes[at::columns] for at in range(columns)], 0, gap)
    down = _starts(rows, 1, gap)
    pen = Pen()
    for place, (inner, _) in enumerate(views):
        pen.group(inner, across[place % columns], down[place // columns])
    return pen, (pen.box[2], pen.box[3])


def _starts(lines: Sequence[Sequence[Box]], side: int, gap: float) -> list[float]:
    """Where rows or columns of views begin. side: 0 across, 1 down."""
    found = [0.0]
    for one, two in pairwise(lines):
        after = max(box[side + 2] for box in one)
        before = max(-box[side] for box in two)
        found.append(found[-1] + after + gap + before)
    return found
