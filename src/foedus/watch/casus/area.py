"""Whether an incident lies in an area, at every place that its source allows.

States are the shapes of the brief's map; regions and lines of contact are the user's GeoJSON. A
location is a disc as wide as its precision, on the land of the country that the source names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import cos, radians
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.document import read_json
from foedus.errors import InputError, UnknownNameError
from foedus.terms.compliance import CasusArea
from foedus.watch.casus.truth import Truth, TruthGround, no, unknown, yes
from foedus.watch.entries.report import Spot

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

#: Kilometers around the point, by UCDP's where_prec: a town; within 25 km; a district; a province;
#: a line or vague area. At 6 (the country alone) and 7 (no land) the point says nothing.
RADIUS = {1: 5.0, 2: 25.0, 3: 50.0, 4: 150.0, 5: 150.0}
MOST = 100_000_000  # bytes of a file of regions
KM = 111.195  # kilometers in a degree of latitude, on a sphere of 6,371 km
_SEAM = 0.02  # degrees between the edges of two states that share a border, on a simplified map
_ASPECT = "where"
_KINDS = ("Polygon", "MultiPolygon", "LineString", "MultiLineString")


@cache
def state(code: str) -> "BaseGeometry":
    """A state's territory as the map draws it. Raises UnknownNameError for one it does not."""
    import shapely

    from foedus.report.map.world import world

    rings = [
        shapely.make_valid(shapely.Polygon(polygon[0], list(polygon[1:])))
        for shape in world().of(code)
        for polygon in shape.polygons
    ]
    # make_valid may give lines beside polygons: only what has area is territory
    parts = [
        part for ring in rings for part in shapely.get_parts(ring)
        if part.geom_type in {"Polygon", "MultiPolygon"}
    ]  # fmt: skip
    whole = shapely.union_all(parts)
    shapely.prepare(whole)
    return whole


@cache
def neighbors(code: str, among: tuple[str, ...]) -> tuple[str, ...]:
    """States of some that border a state on land, as the map draws them; none off the map."""
    import shapely

    found = []
    for other in among:
        try:
            if other != code and shapely.dwithin(state(code), state(other), _SEAM):
                found.append(other)
        except UnknownNameError:
            continue
    return tuple(found)


@dataclass(frozen=True)
class Areas:
    """The watch's own areas by name; states are known beside them."""

    regions: Mapping[str, "BaseGeometry"] = field(default_factory=dict)

    def region(self, name: str) -> "BaseGeometry":
        """A region's geometry. Raises UnknownNameError."""
        if name not in self.regions:
            raise UnknownNameError("region", name, self.regions, where="areas of the watch")
        return self.regions[name]

    def holds(self, spot: Spot, area: CasusArea) -> TruthGround:
        """Whether a spot lies in an area, wherever its source allows it to be."""
        if not (area.states or area.regions or area.excluding):
            return yes(_ASPECT, "anywhere")
        inside = self._among(spot, area)
        out = [self.inside(spot, self.region(name), name, 0.0) for name in area.excluding]
        worst = max(out, key=lambda each: each.truth, default=None)
        if worst is None or worst.truth is Truth.NOT_MET or inside.truth is Truth.NOT_MET:
            return inside
        if worst.truth is Truth.MET:
            return no(_ASPECT, f"{worst.fact}, which is excluded")
        return unknown(_ASPECT, f"{worst.fact}, which is excluded")

    def _among(self, spot: Spot, area: CasusArea) -> TruthGround:
        if not (area.states or area.regions):
            return yes(_ASPECT, "anywhere else")
        within = float(area.within or 0.0)
        found = [self._state(spot, code, within) for code in area.states]
        for name in area.regions:
            if spot.region == name:
                return yes(_ASPECT, f"in {name}, as the source has it")
            found.append(self.inside(spot, self.region(name), name, within))
        return max(found, key=lambda each: each.truth)

    def _state(self, spot: Spot, code: str, within: float) -> TruthGround:
        if spot.country is not None and spot.precision < 7 and not within:
            if spot.country == code:
                return yes(_ASPECT, f"in {code}, as the source has it")
            return no(_ASPECT, f"in {spot.country}, as the source has it")
        return self.inside(spot, state(code), code, within)

    def inside(self, spot: Spot, shape: "BaseGeometry", name: str, within: float) -> TruthGround:
        """Whether a spot lies in a shape, or within so many kilometers of it."""
        if spot.latitude is None or spot.longitude is None:
            return unknown(_ASPECT, f"whether in {name}: the source gives no place")
        reach = RADIUS.get(spot.precision)
        if reach is None:
            return unknown(_ASPECT, f"whether in {name}: the source places it no nearer")
        away = depth(shape, spot.longitude, spot.latitude) + within
        near = f" or within {within:g} km of it" if within else ""
        if away >= reach:
            return yes(_ASPECT, f"in {name}{near}")
        if away < -reach:
            return no(_ASPECT, f"{-away:.0f} km outside {name}{near}")
        return unknown(
            _ASPECT, f"whether in {name}{near}: the place is known to {reach:.0f} km alone"
        )


def depth(shape: "BaseGeometry", longitude: float, latitude: float) -> float:
    """Kilometers from a point to the edge of a shape: above 0 inside, below 0 outside.

    On a plane true at the point; far from it distances are only roughly right, where they decide
    nothing. Of a line, minus the distance to it.
    """
    west, _, east, _ = shape.bounds  # a shape across the antimeridian has longitudes beyond 180
    turns = [0, *([360] if east > 180 else []), *([-360] if west < -180 else [])]
    return max(_depth(shape, longitude + turn, latitude) for turn in turns)


def _depth(shape: "BaseGeometry", longitude: float, latitude: float) -> float:
    import numpy as np
    import shapely

    scale = np.array([KM * max(cos(radians(latitude)), 1e-6), KM])
    flat = shapely.transform(shape, lambda points: points * scale)
    point = shapely.Point(longitude * scale[0], latitude * scale[1])
    if shape.geom_type in {"LineString", "MultiLineString"}:
        return -float(flat.distance(point))
    edge = float(flat.boundary.distance(point))
    return edge if flat.contains(point) else -edge


def read(path: Path) -> Areas:
    """Regions of a GeoJSON file, each under its property ``name``. Raises InputError."""
    return Areas(dict(regions(read_json(path, MOST), str(path))))


def regions(data: Any, name: str) -> Iterable[tuple[str, "BaseGeometry"]]:
    """Names and geometries of a collection. name: the file's, for messages. Raises InputError."""
    import shapely
    from shapely.geometry import shape as shaped

    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise InputError("no FeatureCollection", where=name, hint='{"type": "FeatureCollection", …')
    for place, feature in enumerate(features):
        where = f"{name}: features[{place}]"
        try:
            title = feature["properties"]["name"]
            kind = feature["geometry"]["type"]
        except (KeyError, TypeError):
            raise InputError("a feature without name or geometry", where=where) from None
        if kind not in _KINDS:
            raise InputError(f"a {kind}, allowed: {', '.join(_KINDS)}", where=where)
        try:
            geometry = shaped(feature["geometry"])
        except (ValueError, TypeError, KeyError, IndexError, shapely.errors.ShapelyError) as error:
            raise InputError(f"no geometry: {error}", where=where) from None
        if geometry.is_empty or not geometry.is_valid:
            raise InputError(
                f"{title!r} is empty or crosses itself", where=where, hint="mend it in a GIS"
            )
        yield str(title), _joined(geometry)


def _joined(shape: "BaseGeometry") -> "BaseGeometry":
    """A shape that is cut at the antimeridian, as RFC 7946 asks, in one piece beyond 180."""
    import shapely
    from shapely import affinity

    west, _, east, _ = shape.bounds
    parts = shapely.get_parts(shape)
    if west != -180 or east != 180 or len(parts) < 2 or shape.geom_type != "MultiPolygon":
        return shape
    turned = [affinity.translate(each, 360) if each.bounds[2] <= 0 else each for each in parts]
    return shapely.union_all(turned)
