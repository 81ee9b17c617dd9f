"""The part of the world that a map shows: a neighborhood, framed, cut and brought to its scale."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from foedus.errors import InputError
from foedus.report.map import outlines
from foedus.report.map.outlines import upright
from foedus.report.map.plane import EARTH, Box, Projection, area, around, clipped, path, runs
from foedus.report.map.world import CONTESTED, Points, Shape, World, world

Flat = Callable[[Points], Points]  # degrees to units of the drawing

#: Kilometers around the protégé of which the challenger's and guarantors' ground is shown.
NEAR = 900.0
#: A state whose middle is no farther than this from the protégé is shown with its middle.
REACH = 2600.0
#: Kilometers around the protégé that are shown whatever lies there.
AROUND = 600.0
#: Kilometers about such a middle that are shown too, for its name.
ROOM = 200.0
#: Margin, as a share of the longer side; least half side, in kilometers.
MARGIN, LEAST = 0.03, 700.0
#: Units squared from which land is seen on paper.
SEEN = 14.0
#: Units about the view in which lines are still drawn.
EDGE = 4.0
#: Height over width, at least and at most.
FLAT, TALL = 0.68, 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """What of a state (or of a territory drawn apart) is in view, in units of the drawing.

    state: whether it is one of ``foedus.states``. own: whether ground of its own is in view, and
    not only territories drawn with it; territory: the name of such a one where no other is in view.
    rings: outer rings and holes, closed, y downward. area: of what is in view, in units squared.
    largest: the ring with most of it.
    """

    label: str
    name: str
    state: bool
    own: bool
    rings: tuple[Points, ...]
    area: float
    largest: Points
    territory: str = ""

    @property
    def box(self) -> Box:
        """Around all of it that is in view."""
        return around(np.concatenate(self.rings))

    @property
    def small(self) -> bool:
        """Whether no part of it is large enough to be seen without a ring around it."""
        return area(self.largest) < SEEN

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its largest part."""
        x, y = self.largest[:, 0].mean(), self.largest[:, 1].mean()
        return float(x), float(y)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A neighborhood on paper.

    width, height: of the drawing, in its units. km: kilometers to a unit. places: by label, the
    largest first. lines: path data by kind of line (coast, border, contested). away: states asked
    for that are not in view. corner: kilometers of the view's upper left from the projection's
    center.
    """

    challenger: str
    protege: str
    width: float
    height: float
    km: float
    places: Mapping[str, Place]
    lines: Mapping[str, str]
    away: tuple[str, ...]
    projection: Projection
    corner: tuple[float, float]

    def spot(self, longitude: float, latitude: float) -> tuple[float, float] | None:
        """Where a point of the globe is drawn, in units; None out of view."""
        point = np.array([[longitude, latitude]])
        if float(self.projection.away(point)[0]) >= EARTH * np.pi / 2:
            return None
        (x, y), (west, north) = self.projection(point)[0], self.corner
        found = float((x - west) / self.km), float((north - y) / self.km)
        inside = 0 <= found[0] <= self.width and 0 <= found[1] <= self.height
        return found if inside else None


def frame(
    challenger: str, protege: str, others: Iterable[str] = (), *, width: float = 480.0,
    spots: Points | None = None,
) -> Frame:  # fmt: skip
    """The neighborhood of challenger and protégé, framed by where they and the others lie.

    challenger, protege, others: labels of states; others: guarantors, say. In view are the protégé
    with AROUND kilometers on every side, what of the named states lies within NEAR kilometers of
    it, and the middle of each of the others that is within REACH. width: of the drawing. spots:
    (n, 2) longitudes and latitudes; with them the view is close about the protégé and those of them
    that are within REACH, whatever else lies near. Raises
    UnknownNameError for a challenger or protégé that is no state of today, InputError for a state
    beside itself.
    """
    if challenger == protege:
        raise InputError(f"challenger and protégé are both {protege}")
    globe = world()
    named = dict.fromkeys(each for each in others if each not in {challenger, protege})
    asked = tuple(each for each in named if globe.has(each))
    home = main_part(globe, protege)
    rings = np.concatenate(home)
    middle = around(rings)
    projection = Projection((middle.x0 + middle.x1) / 2, (middle.y0 + middle.y1) / 2)
    km = (
        _extent(globe, projection, home, challenger, asked)
        if spots is None
        else _close(projection, home, spots)
    )
    scale = width / km.width
    view = Box(0, 0, width, km.height * scale)

    def flat(points: Points) -> Points:
        return (projection(points) - [km.x0, km.y1]) * [scale, -scale]

    reach = _reach(km.grown(EDGE / scale))
    places = _places(globe, projection, flat, view, reach)
    lines: dict[str, list[Points]] = {"coast": [], "border": [], "contested": []}
    drawn, caps = outlines.lines()
    for at in caps.near(projection.longitude, projection.latitude, reach):
        line = drawn[at]
        if float(projection.away(line.points).min()) < EARTH * np.pi / 2:
            lines[line.kind] += runs(flat(line.points), view.grown(EDGE))
    seen = {label for label, place in places.items() if place.state}
    return Frame(
        challenger,
        protege,
        view.width,
        view.height,
        1 / scale,
        places,
        {kind: path(each, closed=False) for kind, each in lines.items()},
        tuple(each for each in (challenger, *named) if each not in seen),
        projection,
        (km.x0, km.y1),
    )


def main_part(globe: World, state: str) -> list[Points]:
    """Outer rings of a state's own shape without far or minor islands: those of a twentieth of the
    largest or more, within NEAR of it. Their longitudes lie around those of the largest, be it
    past 180."""
    rings = [polygon[0] for polygon in globe.of(state)[0].polygons]
    sizes = [_size(ring) for ring in rings]
    largest = rings[int(np.argmax(sizes))]
    middle = largest[:, 0].mean()
    return [
        ring - np.array([360.0 * round((ring[:, 0].mean() - middle) / 360), 0.0])
        for ring, size in zip(rings, sizes, strict=True)
        if size >= max(sizes) / 20 and _apart(largest, ring).min() <= NEAR
    ]


def _size(ring: Points) -> float:
    return area(ring) * float(np.cos(np.radians(ring[:, 1].mean())))


def _apart(one: Points, two: Points) -> Points:
    """(len(two),) kilometers of each point of ``two`` to the nearest of ``one``, thinned to 150."""
    cosine = upright(two) @ upright(one[:: max(1, len(one) // 150)]).T
    return np.asarray(EARTH * np.arccos(np.clip(cosine.max(axis=1), -1, 1)), dtype=np.float64)


def _reach(km: Box) -> float:
    """Radians from the center to the farthest corner of a view (Snyder 1987, eq. 24-16)."""
    far = np.hypot(max(abs(km.x0), abs(km.x1)), max(abs(km.y0), abs(km.y1)))
    return float(2 * np.arcsin(min(1.0, far / (2 * EARTH))))


def _extent(
    globe: World, projection: Projection, home: list[Points], challenger: str, others: Iterable[str]
) -> Box:
    """What has to be in view, in kilometers from the center, of a shape that suits a page."""
    outline = np.concatenate(home)
    bounds = around(projection(outline)).grown(AROUND)
    wanted = [np.array([[bounds.x0, bounds.y0], [bounds.x1, bounds.y1]])]
    for state in (challenger, *others):
        points = np.concatenate([polygon[0] for polygon in globe.of(state)[0].polygons])
        near = points[_apart(outline, points) <= NEAR]
        if len(near):
            wanted.append(projection(near))
        if state != challenger:
            part = main_part(globe, state)
            largest = max(part, key=_size)
            middle = around(largest)
            center = np.array([[(middle.x0 + middle.x1) / 2, (middle.y0 + middle.y1) / 2]])
            if float(_apart(outline, center)[0]) <= REACH:
                wanted += [projection(center) - ROOM, projection(center) + ROOM]
    return _shaped(around(np.concatenate(wanted)))


def _close(projection: Projection, home: list[Points], spots: Points) -> Box:
    """The same, of the protégé and of points near it."""
    outline = np.concatenate(home)
    near = spots[_apart(outline, spots) <= REACH] if len(spots) else spots
    flat = around(projection(np.concatenate([outline, near]))).grown(ROOM / 2)
    return _shaped(flat)


def _shaped(box: Box) -> Box:
    """A box with a margin, no smaller and no flatter or taller than a page wants it."""
    box = box.grown(MARGIN * max(box.width, box.height))
    wide, high = max(box.width, 2 * LEAST), max(box.height, 2 * LEAST)
    wide, high = max(wide, high / TALL), max(high, wide * FLAT)
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def _territory(shapes: list[Shape]) -> str:
    """The name of the one territory among shapes, none where it is contested."""
    codes = {shape.code for shape in shapes}
    contested = any(codes & pair for pair in CONTESTED)
    return shapes[0].name if len(codes) == 1 and not contested else ""


def _places(
    globe: World, projection: Projection, flat: Flat, view: Box, reach: float
) -> dict[str, Place]:
    found: dict[str, list[Points]] = {}
    names: dict[str, list[Shape]] = {}
    edge = view.grown(EDGE)
    drawn, caps = outlines.polygons()
    for at in caps.near(projection.longitude, projection.latitude, reach):
        shape, polygon = drawn[at]
        if float(projection.away(polygon[0]).min()) >= EARTH * np.pi / 2:
            continue
        label = shape.of or shape.code
        rings = [clipped(flat(ring), edge) for ring in polygon]
        if len(rings[0]):
            names.setdefault(label, []).append(shape)
            found.setdefault(label, []).extend(ring for ring in rings if len(ring))
    places = []
    for label, kept in found.items():
        largest = max(kept, key=area)
        whole = sum(area(ring) for ring in kept)
        if around(np.concatenate(kept)).meets(view):
            shape = names[label][0]
            name = globe.of(label)[0].name if shape.of else shape.name
            state, own = shape.of is not None, shape.code == label
            territory = "" if own else _territory(names[label])
            places.append(Place(label, name, state, own, tuple(kept), whole, largest, territory))
    return {place.label: place for place in sorted(places, key=lambda each: -each.area)}
