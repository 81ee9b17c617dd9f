"""The front of a design search drawn: chance of war against cost, marked by who would sign."""

from collections.abc import Sequence
from itertools import product
from typing import Any

from foedus.report import words
from foedus.report.figure.figure import Figure
from foedus.report.figure.plane import Layer, marks, plane, texts
from foedus.report.figure.theme import (
    BLUE,
    GREEN,
    INK,
    MUTED,
    ORANGE,
    PAPER,
    SMALL,
    VERMILION,
    WIDTH,
)
from foedus.report.figure.type import ADVANCE, room, wrapped
from foedus.search.result import Point, Search
from foedus.search.words import named
from foedus.signing.verdict import OF_PACKAGE, Verdict

#: Color and shape of a class of signing; None where nothing is said of who would sign.
MARKS: dict[Verdict | None, tuple[str, str]] = {
    "for": (GREEN, "circle"), "open": (ORANGE, "square"), "blocks": (VERMILION, "triangle-up"),
    None: (BLUE, "circle"),
}  # fmt: skip
_PLOT, _HEIGHT, _LINE = WIDTH - 52.0, 300.0, 17.0
_BESIDE = ((0, -1), (1, 0), (-1, 0), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
Box = tuple[float, float, float, float]  # left, top, right, bottom


def draw(found: Search) -> Figure:
    """Packages of the front, numbered as in its table, its knee ringed; the designs lettered.

    Rows: kind (package, design), mark, name, what ``Point.to_dict`` says of each, knee.
    """
    asked, done = found.assessment.scenario, found.assessment
    one, two = (words.name_of(s, asked.as_of.year) for s in (asked.challenger, asked.protege))
    front = [
        {
            "kind": "package",
            "mark": str(at + 1),
            **_row(point, named(found, at)),
            "knee": at == found.knee,
        }
        for at, point in enumerate(found.front)
    ]
    letters = _lettered(found.own)
    own = [
        {"kind": "design", "mark": letters[each.name], **_row(each, each.name), "knee": False}
        for each in found.own
    ]
    shown = "; ".join(f"{found.front[at].cost}: {_said(front[at])}" for at in found.shown)
    signed = (
        "Who would sign is a class that nothing scores, of whoever stands most in the way."
        if not found.unsigned
        else ""
    )
    return Figure(
        name="front",
        title=f"What nothing beats: guarantees of {two} against {one} by war and cost",
        alt=(
            f"Scatter of {len(front)} packages of the front by the chance of war within "
            f"{words.years(done.years)} and by cost. By cost: {shown}. The knee is #"
            f"{found.knee + 1}. The scenario's designs: {'; '.join(map(_said, own))}."
        ),
        note=words.said(
            "Numbers: the front, its knee ringed. Letters and crosses: the scenario's designs. "
            "Larger: a guarantor is likelier to be drawn in. Cost: military ties and states that "
            "station forces, one each, an index.", signed,
            "90% intervals are wider than most steps: the data has them. Associations in the "
            f"record of {done.ladder.first}–{done.ladder.last}, not proof of cause.",
        ),
        rows=(*front, *own),
        spec=_spec(found, front, own),
    )  # fmt: skip


def _row(point: Point, name: str) -> dict[str, Any]:
    chances = {
        f"{what}{end}": value
        for what, each in (("war", point.war), ("drawn_in", point.entrapment))
        for end, value in (("", each.value), ("_low", each.low), ("_high", each.high))
    }
    return {"name": name, **chances, "cost": point.cost, "signing": point.signing,
            "blocks": words.roster(point.blocks)}  # fmt: skip


def _said(row: dict[str, Any]) -> str:
    signing = f", {OF_PACKAGE[row['signing']]}" if row["signing"] else ""
    number = f"#{row['mark']} " if row["kind"] == "package" else ""
    return f"{number}{row['name']}, war {words.percent(row['war'])}, cost {row['cost']}{signing}"


def _lettered(own: Sequence[Point]) -> dict[str, str]:
    """Design -> its letter; designs at one place share one."""
    places: dict[tuple[float, int], str] = {}
    found = {}
    for each in own:
        at, number = (round(each.war.value, 4), each.cost), len(places)
        letter = _LETTERS[number % 26] * (1 + number // 26)
        found[each.name] = places.setdefault(at, letter)
    return found


def _spec(found: Search, front: list[dict[str, Any]], own: list[dict[str, Any]]) -> dict[str, Any]:
    every = [*front, *own]
    top = 1.06 * max(row["war"] for row in every) or 1.0
    most = max(row["cost"] for row in every)
    low, high = -0.6, most + 0.8
    drawn = max(row["drawn_in"] for row in every) or 1.0
    for row in every:  # places in pixels, for the labels
        row["x"] = row["war"] / top * _PLOT
        row["y"] = (high - row["cost"]) / (high - low) * _HEIGHT
    points = [
        {"x": row["x"], "y": row["y"], "size": 110 + 130 * row["drawn_in"] / drawn,
         "color": MARKS[row["signing"]][0], "shape": MARKS[row["signing"]][1]}
        for row in front
    ]  # fmt: skip
    crosses = list({row["mark"]: {"x": row["x"], "y": row["y"]} for row in own}.values())
    knee = [{"x": row["x"], "y": row["y"]} for row in front if row["knee"]]
    labels = _labels(front, own)
    for row in every:
        del row["x"], row["y"]
    sized = marks("point", points, filled=True, opacity=1, stroke=PAPER, strokeWidth=0.8)
    sized["encoding"]["size"] = {"field": "size", "type": "quantitative", "scale": None,
                                 "legend": None}  # fmt: skip
    drawing = plane(_PLOT, _HEIGHT, [
        sized,
        marks("point", knee, shape="circle", size=520, filled=False, stroke=INK, strokeWidth=1.6,
              opacity=1),
        marks("point", crosses, shape="cross", size=44, filled=True, color=INK, opacity=1,
              stroke=PAPER, strokeWidth=0.8),
        texts([each for each in labels if each["bold"]], align="center", fontWeight="bold"),
        texts([each for each in labels if not each["bold"]], align="center", fontStyle="italic"),
    ])  # fmt: skip
    drawing["layer"].insert(0, _axes(found, top, low, high, most))
    drawing["resolve"] = {"scale": {"x": "independent", "y": "independent"}}
    key = _key(own)
    legend = _legend(front, bool(own))
    return {"vconcat": [legend, drawing, *([key] if own else [])], "spacing": 8}


def _axes(found: Search, top: float, low: float, high: float, most: int) -> dict[str, Any]:
    """A layer that draws nothing but the axes."""

    def axis(field: str, domain: list[float], **properties: Any) -> dict[str, Any]:
        return {
            "field": field, "type": "quantitative", "title": properties.pop("title"),
            "scale": {"domain": domain, "nice": False, "zero": False}, "axis": properties,
        }  # fmt: skip

    step = 1 + most // 10
    return {
        "data": {"values": [{"war": 0.0, "cost": 0.0}]},
        "mark": {"type": "point", "opacity": 0},
        "encoding": {
            "x": axis("war", [0.0, top], format=".0%" if top > 0.05 else ".1%", tickCount=6,
                      title=f"chance of war within {words.years(found.assessment.years)}"),
            "y": axis("cost", [low, high], format="d", values=list(range(0, most + 1, step)),
                      title="cost: ties and stationed forces"),
        },
    }  # fmt: skip


def _labels(front: list[dict[str, Any]], own: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Marks' names beside them, where they lie on nothing; left out where there is no room."""
    taken = [_box(row["x"], row["y"], 26.0 if row["knee"] else 16.0, 16.0) for row in front]
    taken += [_box(row["x"], row["y"], 12.0, 12.0) for row in own]
    placed = []
    once = list({row["mark"]: row for row in own}.values())
    for row in (*front, *once):
        wide = ADVANCE * SMALL * len(row["mark"]) + 2
        reach = 16.0 if row["knee"] else 12.0
        for far, (across, down) in product((1.0, 1.8), _BESIDE):
            x = row["x"] + across * far * (reach + wide / 2 - 2 * (down != 0))
            y = row["y"] + down * far * (reach + 5)
            box = _box(x, y, wide, 13.0)
            inside = box[0] >= 2 and box[2] <= _PLOT and box[1] >= -8 and box[3] <= _HEIGHT - 2
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                placed.append({"x": x, "y": y, "text": row["mark"],
                               "bold": row["kind"] == "package"})  # fmt: skip
                break
    return placed


def _box(x: float, y: float, wide: float, tall: float) -> Box:
    return x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2


def _overlap(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _legend(front: list[dict[str, Any]], crosses: bool) -> dict[str, Any]:
    """A row: the classes that there are, the knee, the scenario's designs."""
    classes = [each for each in MARKS if any(row["signing"] == each for row in front)]
    entries: list[tuple[str, dict[str, Any]]] = [
        (OF_PACKAGE[each] if each else "the front",
         {"color": MARKS[each][0], "shape": MARKS[each][1], "filled": True, "size": 90})
        for each in classes
    ]  # fmt: skip
    entries.append(("knee", {"shape": "circle", "filled": False, "stroke": INK, "size": 130}))
    if crosses:
        entries.append(("the scenario's designs",
                        {"shape": "cross", "filled": True, "color": INK, "size": 44}))  # fmt: skip
    layers: list[Layer] = []
    x = 8.0
    for text, mark in entries:
        layers += [marks("point", [{"x": x, "y": 9.0}], opacity=1, **mark),
                   texts([{"x": x + 11.0, "y": 9.0, "text": text}])]  # fmt: skip
        x += ADVANCE * SMALL * len(text) + 30.0
    return plane(WIDTH - 12.0, 18.0, layers)


def _key(own: list[dict[str, Any]]) -> dict[str, Any]:
    """What the letters stand for."""
    names: dict[str, list[str]] = {}
    for row in own:
        names.setdefault(row["mark"], []).append(row["name"])
    heads, lines = [], []
    y = 9.0
    for letter, those in names.items():
        heads.append({"x": 4.0, "y": y, "text": letter})
        for line in wrapped(", ".join(those), room(WIDTH - 60.0, SMALL), most=3, hyphens=True):
            lines.append({"x": 26.0, "y": y, "text": line})
            y += _LINE
    return plane(WIDTH - 12.0, y, [texts(heads, fontStyle="italic"), texts(lines, color=MUTED)])
