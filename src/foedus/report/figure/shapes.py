"""The marks of a Vega-Lite layer: its rows drawn by their encoding, in the kinds of figures."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from math import sqrt
from typing import Any

from foedus.report.figure.pen import Pen, at
from foedus.report.figure.scale import Scale
from foedus.report.figure.theme import INK, TEXT

Row = Mapping[str, Any]
Point = tuple[float, float]
_SQRT3 = sqrt(3.0) / 2


class Layer:
    """A layer's rows with what they are drawn by: scales of the two channels, mark, encoding."""

    def __init__(self, spec: Mapping[str, Any], x: Scale | None, y: Scale | None) -> None:
        mark = spec["mark"]
        self.mark: Mapping[str, Any] = mark
        self.rows: Sequence[Row] = spec["data"]["values"]
        self._encoding: Mapping[str, Any] = spec.get("encoding", {})
        self._scales = {"x": x, "y": y}

    def has(self, channel: str) -> bool:
        """Whether a channel is encoded."""
        return channel in self._encoding

    def place(self, row: Row, channel: str) -> float:
        """Where a row lies on ``x``, ``y`` or the second end of one."""
        given = self._encoding[channel]
        if "value" in given:
            return float(given["value"])
        along = self._scales[channel[0]]
        assert along is not None  # noqa: S101 (a field has a scale)
        return along(row[given["field"]])

    def told(self, row: Row, channel: str, default: Any = None) -> Any:
        """What a row says of a color, a size or a text; the mark's own where none does."""
        given = self._encoding.get(channel)
        if given is None:
            return default
        value = row[given["field"]]
        if given.get("scale"):
            return dict(zip(given["scale"]["domain"], given["scale"]["range"], strict=False))[value]
        return value

    def paint(self, row: Row, *, filled: bool) -> dict[str, Any]:
        """A row's fill and stroke, as SVG has them."""
        mark = self.mark
        main, other = ("fill", "stroke") if filled else ("stroke", "fill")
        color = self.told(row, "color", mark.get("color", INK))
        dash = mark.get("strokeDash")
        return {
            main: self.told(row, main, mark.get(main, color)),
            other: self.told(row, other, mark.get(other)),
            "stroke_width": self.told(row, "strokeWidth", mark.get("strokeWidth")),
            "stroke_dasharray": ",".join(map(str, dash)) if dash else None,
            "opacity": self.told(row, "opacity", mark.get("opacity")),
        }

    def series(self) -> list[list[Row]]:
        """Rows of one line or area together, each in the order of its place."""
        made: dict[tuple[Any, ...], list[Row]] = {}
        for row in self.rows:
            key = tuple(self.told(row, each) for each in ("detail", "color", "stroke", "fill"))
            made.setdefault(key, []).append(row)
        return list(made.values())


def draw(pen: Pen, layer: Layer, size: Point) -> None:
    """Draw a layer's marks. size: of the view. Raises ValueError for a kind that no figure has."""
    kind = layer.mark["type"]
    if kind not in _KINDS:
        raise ValueError(f"no mark of a figure: {kind}")
    _KINDS[kind](pen, layer, size)


def _rects(pen: Pen, layer: Layer, _: Point) -> None:
    corner = layer.mark.get("cornerRadius", 0)
    for row in layer.rows:
        left, right = sorted((layer.place(row, "x"), layer.place(row, "x2")))
        top, bottom = sorted((layer.place(row, "y"), layer.place(row, "y2")))
        wide, high = right - left, bottom - top
        if corner:
            arc = f"a{corner},{corner},0,0,1,"
            d = (
                f"M{at(left + corner)},{at(top)}h{at(wide - 2 * corner)}{arc}{corner},{corner}"
                f"v{at(high - 2 * corner)}{arc}{-corner},{corner}h{at(2 * corner - wide)}"
                f"{arc}{-corner},{-corner}v{at(2 * corner - high)}{arc}{corner},{-corner}Z"
            )
        else:
            d = f"M{at(left)},{at(top)}h{at(wide)}v{at(high)}h{at(-wide)}Z"
        pen.path(d, (left, top, right, bottom), **layer.paint(row, filled=True))


def _rules(pen: Pen, layer: Layer, size: Point) -> None:
    for row in layer.rows:
        x, y = (layer.place(row, each) if layer.has(each) else 0.0 for each in ("x", "y"))
        x2, y2 = (
            layer.place(row, f"{each}2") if layer.has(f"{each}2")
            else one if layer.has(each) else full
            for each, one, full in (("x", x, size[0]), ("y", y, size[1]))
        )  # fmt: skip
        pen.line(x, y, x2, y2, **layer.paint(row, filled=False))


def _texts(pen: Pen, layer: Layer, size: Point) -> None:
    mark = layer.mark
    for row in layer.rows:
        x, y = (
            layer.place(row, each) if layer.has(each) else full / 2
            for each, full in zip("xy", size, strict=True)
        )
        pen.text(
            x + mark.get("dx", 0), y + mark.get("dy", 0), str(layer.told(row, "text")),
            align=mark.get("align", "center"), baseline=mark.get("baseline", "middle"),
            size=mark.get("fontSize", TEXT), bold=mark.get("fontWeight") == "bold",
            italic=mark.get("fontStyle") == "italic", **layer.paint(row, filled=True),
        )  # fmt: skip


def _symbols(pen: Pen, layer: Layer, _: Point) -> None:
    circle = layer.mark["type"] == "circle"
    filled = layer.mark.get("filled", circle)
    for row in layer.rows:
        paint = layer.paint(row, filled=filled)
        if paint["opacity"] == 0:  # there for the axes of its view
            continue
        if not filled:
            paint["stroke_width"] = paint["stroke_width"] or 2
        size = layer.told(row, "size", layer.mark.get("size", 30))
        shape = "circle" if circle else layer.told(row, "shape", layer.mark.get("shape", "circle"))
        x, y = layer.place(row, "x"), layer.place(row, "y")
        half = sqrt(size) / 2
        if paint["stroke"] is None:
            paint["stroke_width"] = None
        box = (x - half, y - half, x + half, y + half)
        pen.path(symbol(shape, size), box, (x, y), **paint)


def symbol(shape: str, size: float) -> str:
    """A symbol around a place. size: its area in square units, as Vega counts it."""
    r = sqrt(size) / 2
    if shape == "circle":
        return f"M{at(r)},0A{at(r)},{at(r)},0,1,1,{at(-r)},0A{at(r)},{at(r)},0,1,1,{at(r)},0"
    high, arm = _SQRT3 * r, r / 2.5
    quarter = ((-r, -arm), (-arm, -arm), (-arm, -r), (arm, -r), (arm, -arm), (r, -arm))
    corners = {
        "square": ((-r, -r), (r, -r), (r, r), (-r, r)),
        "diamond": ((-r, 0.0), (0.0, -r), (r, 0.0), (0.0, r)),
        "triangle-up": ((0.0, -high), (-r, high), (r, high)),
        "triangle-down": ((0.0, high), (-r, -high), (r, -high)),
        "cross": (*quarter, *((-x, -y) for x, y in quarter)),
    }
    if shape not in corners:
        raise ValueError(f"no symbol of a figure: {shape}")
    return f"M{'L'.join(f'{at(x)},{at(y)}' for x, y in corners[shape])}Z"


def _lines(pen: Pen, layer: Layer, _: Point) -> None:
    for rows in layer.series():
        points = [(layer.place(row, "x"), layer.place(row, "y")) for row in rows]
        paint = layer.paint(rows[0], filled=False)
        paint["stroke_width"] = paint["stroke_width"] or 2
        pen.path(f"M{_joined(points)}", _around(points), **paint)


def _areas(pen: Pen, layer: Layer, _: Point) -> None:
    smooth = layer.mark.get("interpolate") == "monotone"
    for rows in layer.series():
        upper = [(layer.place(row, "x"), layer.place(row, "y")) for row in rows]
        lower = [(layer.place(row, "x"), layer.place(row, "y2")) for row in reversed(rows)]
        joined = _smooth if smooth else _joined
        d = f"M{joined(upper)}L{joined(lower)}Z"
        pen.path(d, _around([*upper, *lower]), **layer.paint(rows[0], filled=True))


def _joined(points: Sequence[Point]) -> str:
    return "L".join(f"{at(x)},{at(y)}" for x, y in points)


def _smooth(points: Sequence[Point]) -> str:
    """A cubic through the points that rises and falls with them alone (Steffen 1990)."""
    slopes = [(two[1] - one[1]) / ((two[0] - one[0]) or 1e-9) for one, two in pairwise(points)]
    if len(slopes) < 2:
        return _joined(points)
    steps = [two[0] - one[0] for one, two in pairwise(points)]
    inner = [
        0.0 if s0 * s1 <= 0
        else (1 if s0 > 0 else -1)
        * 2 * min(abs(s0), abs(s1), 0.5 * abs((s0 * h1 + s1 * h0) / (h0 + h1)))
        for s0, s1, h0, h1 in zip(slopes, slopes[1:], steps, steps[1:], strict=False)
    ]  # fmt: skip
    ends = [(3 * slopes[0] - inner[0]) / 2, *inner, (3 * slopes[-1] - inner[-1]) / 2]
    said = _joined(points[:1])
    for (one, two), t0, t1 in zip(pairwise(points), ends, ends[1:], strict=False):
        third = (two[0] - one[0]) / 3
        said += (
            f"C{at(one[0] + third)},{at(one[1] + third * t0)},"
            f"{at(two[0] - third)},{at(two[1] - third * t1)},{at(two[0])},{at(two[1])}"
        )
    return said


def _around(points: Sequence[Point]) -> tuple[float, float, float, float]:
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


_KINDS: dict[str, Callable[[Pen, Layer, Point], None]] = {
    "rect": _rects, "rule": _rules, "text": _texts, "circle": _symbols, "point": _symbols,
    "line": _lines, "area": _areas,
}  # fmt: skip
