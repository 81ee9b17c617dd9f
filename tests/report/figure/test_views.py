"""The drawing of figures, held against Vega's own of the same documents."""

import json
import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import Any

import pytest
import vl_convert

from foedus.assessment.figures import draw, names
from foedus.assessment.result import Assessment
from foedus.report.faces import sans, width
from foedus.report.figure import theme
from foedus.report.figure.scale import Scale, number, ticks
from foedus.report.figure.svg import VEGA_LITE
from foedus.report.figure.views import drawn

SVG = "{http://www.w3.org/2000/svg}"
#: Units that a mark may lie off Vega's, which rounds what it measures; of panels in rows, more.
CLOSE, PANELS = 2.6, 8.0
CHARTS = tuple(name for name in names() if name != "map")
Mark = tuple[str, str, tuple[float, ...]]


def vega(spec: dict[str, Any]) -> str:
    vl_convert.register_font_directory(sans())
    return str(
        vl_convert.vegalite_to_svg(json.dumps(spec), vl_version=VEGA_LITE, allowed_base_urls=[])
    )


def marks(svg: str) -> list[Mark]:
    """All that can be seen: what it is, how it looks, and where it lies."""
    found: list[Mark] = []

    def walk(element: ET.Element, x: float, y: float) -> None:
        moved = re.match(r"translate\((.+?),(.+?)\)", element.get("transform", ""))
        if moved:
            x, y = x + float(moved[1]), y + float(moved[2])
        name, look = element.tag.removeprefix(SVG), ""
        ends: tuple[float, ...] | None = None
        match name:
            case "text" if "".join(element.itertext()).strip():
                look = " ".join("".join(element.itertext()).split())
                look += f" {element.get('font-size')} {element.get('fill')}"
                look += " bold" if element.get("font-weight") == "bold" else ""
                look += f" {element.get('text-anchor') or 'start'}"
                ends = (x, y)
            case "line":
                across = sorted((x, x + float(element.get("x2", 0))))
                down = sorted((y, y + float(element.get("y2", 0))))
                ends = (*across, *down)
                look = f"{element.get('stroke')} {float(element.get('stroke-width', 1)):g}"
            case "path" if painted(element):
                look = f"{element.get('fill') or 'transparent'} {element.get('stroke')}"
                look += f" {float(element.get('opacity') or 1):.3f}"
                at = re.match(r"M(-?[\d.]+),(-?[\d.]+)", element.get("d", ""))
                assert at is not None
                ends = (x + float(at[1]), y + float(at[2]))
        if ends is not None:
            found.append((name, look, ends))
        for child in element:
            walk(child, x, y)

    walk(ET.fromstring(svg), 0.0, 0.0)  # noqa: S314 (drawn here)
    return sorted(found, key=lambda each: (each[0], each[1], [round(at, -1) for at in each[2]]))


def painted(element: ET.Element) -> bool:
    """Whether a path can be seen."""
    paint = {element.get("fill"), element.get("stroke")} - {None, "none", "transparent"}
    return bool(paint) and element.get("opacity") != "0"


def off(one: str, two: str) -> float:
    """How far the same marks lie from each other at most; fails where they are not the same."""
    mine, other = marks(one), marks(two)
    assert [each[:2] for each in mine] == [each[:2] for each in other]
    far = 0.0
    for name, look, ends in mine:  # of marks that look alike, the nearest
        same = [each[2] for each in other if each[:2] == (name, look)]
        far = max(far, min(max(map(apart, ends, each)) for each in same))
    return far


def apart(one: float, two: float) -> float:
    return abs(one - two)


@pytest.mark.parametrize("name", CHARTS)
def test_a_figure_is_drawn_as_vega_draws_it(found: Assessment, name: str) -> None:
    figure = draw(found, name)
    spec = {**figure.spec, "config": theme.config()}
    assert off(drawn(spec), vega(spec)) < (PANELS if "concat" in spec else CLOSE)


def test_a_titled_figure_is_as_high_as_vegas(found: Assessment) -> None:
    spec = draw(found, "ladder").to_dict()["spec"]
    high = [float(ET.fromstring(each).get("height", 0)) for each in (drawn(spec), vega(spec))]  # noqa: S314 (drawn here)
    assert apart(*high) <= CLOSE


def view(mark: dict[str, Any], rows: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    place = {"type": "quantitative", "axis": None, "scale": {"domain": [0, 100], "nice": False}}
    encoding = {each: {"field": each, **place} for each in "xy"} | more.pop("encoding", {})
    return {"width": 100, "height": 100, "data": {"values": rows}, "mark": mark,
            "encoding": encoding, **more}  # fmt: skip


def test_symbols_are_vegas() -> None:
    shapes = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross")
    rows = [{"x": 12 * at, "y": 30, "shape": shape} for at, shape in enumerate(shapes, start=1)]
    shape = {"field": "shape", "type": "nominal", "scale": None, "legend": None}
    mark = {"type": "point", "size": 90, "filled": True, "color": "#000000", "opacity": 1}
    spec = view(mark, rows, encoding={"shape": shape}, config=theme.config())
    one, two = drawn(spec), vega(spec)
    assert len(marks(one)) == len(rows)
    assert off(one, two) < 0.2  # tenths, by their rounding


@pytest.mark.parametrize(
    ("first", "last", "axis", "said"),
    [
        (0.0, 0.22, {"tickCount": 5, "format": "~%"}, ["0%", "5%", "10%", "15%", "20%"]),
        (0.0, 0.013, {"tickCount": 5, "format": "~%"},
         ["0%", "0.2%", "0.4%", "0.6%", "0.8%", "1%", "1.2%"]),
        (-1.3, 1.3, {"tickCount": 3, "labelExpr": theme.SIGNED}, ["−1", "0", "+1"]),
        (2024, 2027, {"tickCount": 5, "tickMinStep": 1, "format": "d"},
         ["2024", "2025", "2026", "2027"]),
        (0.0, 100.0, {"tickCount": 5}, ["0", "20", "40", "60", "80", "100"]),
        (-1500.0, 1500.0, {"tickCount": 3}, ["−1,000", "0", "1,000"]),
        (0.0, 0.0, {"tickCount": 5, "format": ".0%"}, ["0%"]),
    ],
)  # fmt: skip
def test_an_axis_marks_round_numbers(
    first: float, last: float, axis: dict[str, Any], said: list[str]
) -> None:
    along = Scale(first, last, 0.0, 300.0)
    assert [number(value, axis, along) for value in ticks(axis, along)] == said


def test_named_values_off_the_scale_are_left_out() -> None:
    along = Scale(0.02, 2.0, 0.0, 300.0, log=True)
    axis = {"values": [0.01, 0.05, 1, 5], "format": "~g"}
    assert [number(value, axis, along) for value in ticks(axis, along)] == ["0.05", "1"]
    assert along(0.2) == pytest.approx(150.0)


def test_labels_that_would_touch_are_left_out() -> None:
    x = {"field": "x", "type": "quantitative", "axis": {"tickCount": 20, "format": "d"},
         "scale": {"domain": [0, 1_000_000], "nice": False}}  # fmt: skip
    spec = view({"type": "circle", "opacity": 1}, [{"x": 5, "y": 5}], encoding={"x": x})
    ends = [
        (place[0], place[0] + width(look.split()[0], theme.SMALL))
        for name, look, place in marks(drawn(spec)) if name == "text" and "middle" in look
    ]  # fmt: skip
    ends.sort()
    assert 2 <= len(ends) <= 5
    assert all(one[1] < two[0] for one, two in pairwise(ends))


def test_a_text_is_only_text() -> None:
    rows = [{"x": 1, "y": 1, "text": "</text><script>alert(1)</script> & \"'"}]
    spec = view({"type": "text"}, rows, encoding={"text": {"field": "text"}})
    root = ET.fromstring(drawn(spec))  # noqa: S314 (drawn here)
    [text] = root.iter(f"{SVG}text")
    assert text.text == rows[0]["text"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"transform": [{"filter": "datum.x > 1"}]}, "transform"),
        ({"mark": {"type": "bar"}}, "no mark.*bar"),
        ({"mark": {"type": "point", "shape": "arrow"}}, "no symbol.*arrow"),
        ({"encoding": {"x": {"field": "x", "scale": {"nice": True}}}}, "no scale"),
        ({"encoding": {"x": {"field": "x", "scale": {"type": "pow", "domain": [0, 1]}}}}, "pow"),
        ({"encoding": {"x": {"field": "x", "scale": {"domain": [0, 1]},
                             "axis": {"tickCount": 2, "format": "s"}}}}, "no format"),
    ],
)  # fmt: skip
def test_what_no_figure_has_is_refused(change: dict[str, Any], said: str) -> None:
    spec = view({"type": "point"}, [{"x": 1, "y": 1}])
    spec |= {**change, "encoding": {**spec["encoding"], **change.get("encoding", {})}}
    with pytest.raises(ValueError, match=said):
        drawn(spec)


def test_a_line_is_as_wide_as_its_letters() -> None:
    assert width("", 10) == 0
    assert width("mm", 10) == pytest.approx(2 * width("m", 10))
    assert width("war", 10, bold=True) > width("war", 10)
    assert width("戦", 10) == 10  # the sans lacks it
