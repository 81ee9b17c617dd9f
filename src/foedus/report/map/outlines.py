"""The world's rings and lines as they are drawn, and which of them can come into a view at all.

Some two thousand of each, nearly all far from any one neighborhood: a cap of the globe about each
(its middle and the angle to its farthest point) tells them at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from foedus.report.map.plane import bent
from foedus.report.map.world import Line, Points, Shape, world

#: Radians added to each cap: a stretch between two points is straight on paper, not on the globe.
_SLACK = float(np.radians(1.5))


@dataclass(frozen=True, slots=True, eq=False)
class Caps:
    """n caps of the globe: (n, 3) unit vectors of their middles, (n,) angles in radians."""

    middles: NDArray[np.float64]
    angles: NDArray[np.float64]

    def near(self, longitude: float, latitude: float, reach: float) -> NDArray[np.intp]:
        """Which of them come within an angle, in radians, of a point in degrees."""
        away = np.arccos(
            np.clip(self.middles @ upright(np.array([[longitude, latitude]]))[0], -1, 1)
        )
        return np.flatnonzero(away <= reach + self.angles)


def upright(points: Points) -> NDArray[np.float64]:
    """(n, 3) unit vectors of longitudes and latitudes in degrees."""
    lon, lat = np.radians(points).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def caps(lines: Sequence[Points]) -> Caps:
    """A cap about each line: its middle is the mean of the points, brought to the globe."""
    points = upright(np.concatenate(lines))
    counts = np.array([len(line) for line in lines])
    starts = np.cumsum(counts) - counts
    middles = np.add.reduceat(points, starts)
    middles /= np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-12)
    cosines = np.clip((points * np.repeat(middles, counts, axis=0)).sum(axis=1), -1, 1)
    return Caps(middles, np.arccos(np.minimum.reduceat(cosines, starts)) + _SLACK)


@cache
def polygons() -> tuple[tuple[tuple[Shape, tuple[Points, ...]], ...], Caps]:
    """Every polygon's shape with its bent rings, a state's own shape first; caps of outer rings."""
    shapes = sorted(world().shapes.values(), key=lambda each: each.code != each.of)
    found = tuple(
        (shape, tuple(bent(ring) for ring in polygon))
        for shape in shapes
        for polygon in shape.polygons
    )
    return found, caps([rings[0] for _, rings in found])


@cache
def lines() -> tuple[tuple[Line, ...], Caps]:
    """Every coast and border, bent, with a cap about each."""
    found = tuple(Line(line.kind, bent(line.points)) for line in world().lines)
    return found, caps([line.points for line in found])
