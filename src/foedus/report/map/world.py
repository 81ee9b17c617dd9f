"""The world's states as polygons on the globe, and the lines between them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from foedus.errors import UnknownNameError

Points = NDArray[np.float64]

#: Said on every map.
POLICY = (
    "Boundaries: Natural Earth, edited by Visionscarto. Crimea is drawn in Ukraine; Kosovo, "
    "Palestine, Taiwan and Western Sahara apart; contested lines dashed. No view on any claim is "
    "meant."
)

#: Pairs of shapes whose common line is contested as a whole.
CONTESTED = frozenset(
    frozenset(pair)
    for pair in (
        ("CYN", "CYP"), ("ESH", "MAR"), ("IND", "KAS"), ("ISR", "PSE"), ("KAS", "PAK"),
        ("CHN", "KAS"), ("SOL", "SOM"), ("SRB", "XKX"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """A territory: its code, name, the state that it is drawn with, and its polygons.

    of: label of a state in ``foedus.states``; None where it is drawn apart and is none of them.
    polygons: each an outer ring and its holes, closed, (n, 2) longitudes and latitudes in degrees.
    A ring across the antimeridian is not cut there: its longitudes go on past 180 or -180.
    """

    code: str
    name: str
    of: str | None
    polygons: tuple[tuple[Points, ...], ...]

    def contains(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies in it (even-odd rule over all of its rings)."""
        return bool(
            sum(
                inside(ring, longitude + turn, latitude)
                for polygon in self.polygons
                for ring in polygon
                for turn in (-360, 0, 360)
            )
            % 2
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of coast, of a border between two states, or of a contested line."""

    kind: Literal["coast", "border", "contested"]
    points: Points  # (n, 2) longitudes and latitudes


@dataclass(frozen=True, slots=True)
class World:
    """Every shape by its code, and every line once."""

    shapes: Mapping[str, Shape]
    lines: tuple[Line, ...]

    def has(self, state: str) -> bool:
        """Whether a state is on the map: those of today are."""
        return any(shape.of == state for shape in self.shapes.values())

    def of(self, state: str) -> tuple[Shape, ...]:
        """The shapes drawn as one state, its own first. Raises UnknownNameError for no state."""
        found = [shape for shape in self.shapes.values() if shape.of == state]
        if not found:
            known = {shape.of for shape in self.shapes.values() if shape.of}
            raise UnknownNameError("state on the map", state, known)
        return tuple(sorted(found, key=lambda shape: shape.code != state))

    def at(self, longitude: float, latitude: float) -> Shape | None:
        """The shape that a point lies in, None at sea."""
        for shape in self.shapes.values():
            if shape.contains(longitude, latitude):
                return shape
        return None


def inside(ring: Points, x: float, y: float) -> bool:
    """Whether a point lies in a closed ring, by crossings of a ray to the east."""
    one, two = ring[:-1], ring[1:]
    across = (one[:, 1] > y) != (two[:, 1] > y)
    one, two = one[across], two[across]
    at = one[:, 0] + (y - one[:, 1]) * (two[:, 0] - one[:, 0]) / (two[:, 1] - one[:, 1])
    return bool(np.count_nonzero(at > x) % 2)


@cache
def world() -> World:
    """The geometry that ships, read once."""
    text = files("foedus.report.map").joinpath("world.json").read_text("utf-8")
    return decoded(json.loads(text))


def decoded(topology: Mapping[str, Any]) -> World:
    """A quantized TopoJSON topology as shapes and lines."""
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
    shapes: dict[str, Shape] = {}
    owners: list[set[str]] = [set() for _ in arcs]
    for each in topology["objects"]["states"]["geometries"]:
        polygons = tuple(
            tuple(_ring(arcs, numbers) for numbers in polygon) for polygon in each["arcs"]
        )
        code = str(each["id"])
        shapes[code] = Shape(code, each["properties"]["name"], each["properties"]["of"], polygons)
        for polygon in each["arcs"]:
            for numbers in polygon:
                for number in numbers:
                    owners[number if number >= 0 else ~number].add(code)
    lines = [
        Line(kind, part)
        for arc, codes in zip(arcs, owners, strict=True)
        if (kind := _kind(codes, shapes))
        for part in _unseamed(_whole(arc))
    ]
    return World(shapes, tuple(lines))


def _ring(arcs: list[Points], numbers: list[int]) -> Points:
    parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    return _whole(np.concatenate([parts[0], *(part[1:] for part in parts[1:])]))


def _whole(points: Points) -> Points:
    """Points whose longitudes do not jump from one side of the antimeridian to the other."""
    if np.abs(np.diff(points[:, 0])).max(initial=0) <= 180:
        return points
    return np.column_stack([np.unwrap(points[:, 0], period=360), points[:, 1]])


def _kind(
    codes: set[str], shapes: Mapping[str, Shape]
) -> Literal["coast", "border", "contested"] | None:
    if len(codes) < 2:
        return "coast"
    if frozenset(codes) in CONTESTED:
        return "contested"
    return "border" if len({shapes[code].of or code for code in codes}) > 1 else None


def _unseamed(line: Points) -> list[Points]:
    """A line without stretches along the antimeridian, where the source cuts islands in two."""
    on = np.abs(np.abs(line[:, 0]) - 180) < 0.02
    seams = np.flatnonzero(on[:-1] & on[1:])
    return [part for part in np.split(line, seams + 1) if len(part) > 1]
