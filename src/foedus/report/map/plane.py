"""From the globe to a flat drawing: an equal-area projection, and what is cut at a frame's edge."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from foedus.report.map.world import Points

EARTH = 6371.0  # kilometers, mean radius
_STEP = 1.0  # degrees; longer straight stretches are bent


@dataclass(frozen=True, slots=True)
class Projection:
    """Lambert's azimuthal equal-area projection (Snyder 1987, eqs. 24-2 to 24-4) about a center.

    It cuts no region in two, whatever meridian it lies on. Only the antipode has no place.
    """

    longitude: float
    latitude: float

    def __call__(self, points: Points) -> Points:
        """(n, 2) kilometers east and north of the center, from degrees; far points as they fall."""
        lon, lat = np.radians(points[:, 0] - self.longitude), np.radians(points[:, 1])
        middle = np.radians(self.latitude)
        nearness = np.sin(middle) * np.sin(lat) + np.cos(middle) * np.cos(lat) * np.cos(lon)
        k = EARTH * np.sqrt(2 / np.maximum(1 + nearness, 1e-9))
        x = k * np.cos(lat) * np.sin(lon)
        y = k * (np.cos(middle) * np.sin(lat) - np.sin(middle) * np.cos(lat) * np.cos(lon))
        return np.column_stack([x, y])

    def away(self, points: Points) -> NDArray[np.float64]:
        """(n,) kilometers from the center along the globe."""
        lon, lat = np.radians(points[:, 0] - self.longitude), np.radians(points[:, 1])
        middle = np.radians(self.latitude)
        half = (
            np.sin((lat - middle) / 2) ** 2
            + np.cos(middle) * np.cos(lat) * np.sin(lon / 2) ** 2
        )  # fmt: skip
        return np.asarray(2 * EARTH * np.arcsin(np.sqrt(np.clip(half, 0, 1))), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: x and y from low to high, in whatever unit."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """From west to east."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From one end of y to the other."""
        return self.y1 - self.y0

    def grown(self, by: float) -> "Box":
        """The same with a margin on every side."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def meets(self, other: "Box") -> bool:
        """Whether two rectangles have any area in common."""
        return (
            self.x0 < other.x1
            and other.x0 < self.x1
            and self.y0 < other.y1
            and other.y0 < self.y1
        )  # fmt: skip

    def holds(self, other: "Box") -> bool:
        """Whether another lies wholly inside."""
        return (
            self.x0 <= other.x0
            and other.x1 <= self.x1
            and self.y0 <= other.y0
            and other.y1 <= self.y1
        )  # fmt: skip


def around(points: Points) -> Box:
    """The least rectangle that holds all points."""
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    return Box(float(x0), float(y0), float(x1), float(y1))


def bent(points: Points) -> Points:
    """A line of degrees with points put in where it runs straight for more than a degree.

    What is straight on the source's map (a border along a parallel) then curves as it should.
    """
    steps = np.ceil(np.abs(np.diff(points, axis=0)).max(axis=1) / _STEP).astype(int)
    steps = np.maximum(steps, 1)
    if steps.max(initial=1) == 1:
        return points
    at = np.concatenate([[0.0], np.cumsum(steps, dtype=float)])
    wanted = np.arange(at[-1] + 1)
    return np.column_stack([np.interp(wanted, at, points[:, axis]) for axis in (0, 1)])


def clipped(ring: Points, box: Box) -> Points:
    """What of a closed ring lies in a rectangle, closed again; (0, 2) where nothing does.

    Sutherland & Hodgman (1974): one edge after the other. Parts that the rectangle separates stay
    joined along its edge, which does no harm to a fill.
    """
    for axis, at, above in ((0, box.x0, True), (0, box.x1, False), (1, box.y0, True),
                            (1, box.y1, False)):  # fmt: skip
        if not len(ring):
            break
        ring = _cut(ring, axis, at, above)
    return ring


def _cut(ring: Points, axis: int, at: float, above: bool) -> Points:
    kept = ring[:, axis] >= at if above else ring[:, axis] <= at
    if kept.all():
        return ring
    if not kept.any():
        return ring[:0]
    one, two = ring[:-1], ring[1:]
    crossing = kept[:-1] != kept[1:]
    long = two[crossing, axis] - one[crossing, axis]
    share = (at - one[crossing, axis]) / long
    met = one[crossing] + share[:, None] * (two[crossing] - one[crossing])
    met[:, axis] = at
    order = np.concatenate([np.flatnonzero(kept[:-1]), np.flatnonzero(crossing) + 0.5])
    points = np.concatenate([one[kept[:-1]], met])[np.argsort(order, kind="stable")]
    return np.concatenate([points, points[:1]])


def runs(line: Points, box: Box) -> list[Points]:
    """The stretches of a line that come into a rectangle, each with its last point outside."""
    one, two = line[:-1], line[1:]
    apart = (
        (np.maximum(one[:, 0], two[:, 0]) < box.x0)
        | (np.minimum(one[:, 0], two[:, 0]) > box.x1)
        | (np.maximum(one[:, 1], two[:, 1]) < box.y0)
        | (np.minimum(one[:, 1], two[:, 1]) > box.y1)
    )
    if apart.all():  # of a single point, too
        return []
    if not apart.any():
        return [line]
    edges = np.flatnonzero(np.diff(np.concatenate([[True], apart, [True]]).astype(int)))
    return [line[a : b + 1] for a, b in edges.reshape(-1, 2)]


def area(ring: Points) -> float:
    """Area of a closed ring in the plane, in its unit squared."""
    if len(ring) < 4:
        return 0.0
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(x[:-1] @ y[1:] - x[1:] @ y[:-1])) / 2


def path(lines: Iterable[Points], *, closed: bool, digits: int = 1) -> str:
    """SVG path data of lines, in relative steps rounded to so many decimals."""
    parts = []
    scale = 10**digits
    for line in lines:
        whole = np.round(line * scale).astype(np.int64)
        steps = np.diff(whole, axis=0)
        steps = steps[np.any(steps != 0, axis=1)]
        if closed:
            steps = steps[:-1]
        if len(steps) < (2 if closed else 1):
            continue
        numbers = "".join([_number(n, scale) for n in steps.ravel().tolist()]).lstrip()
        start = "M" + "".join([_number(n, scale) for n in whole[0].tolist()]).lstrip()
        parts.append(f"{start}l{numbers}{'z' if closed else ''}")
    return "".join(parts)


@lru_cache(maxsize=8192)  # most steps are short
def _number(value: int, scale: int) -> str:
    """A number with what separates it from the one before."""
    whole, rest = divmod(abs(value), scale)
    digits = len(str(scale)) - 1
    text = str(whole or "") + (f".{rest:0{digits}d}".rstrip("0") if rest else "") or "0"
    return f"-{text}" if value < 0 else f" {text}"
