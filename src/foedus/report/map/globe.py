"""A map of the whole world: a number for each state, on an equal-area projection."""

from collections.abc import Mapping
from functools import cache
from html import escape

import numpy as np

from foedus.report.figure import svg
from foedus.report.figure.theme import FAINT, INK, MUTED, PAPER, RULE, SMALL, WIDTH
from foedus.report.figure.type import wrapped
from foedus.report.map import POLICY
from foedus.report.map.ink import FINE, written
from foedus.report.map.labels import wide
from foedus.report.map.map import Map
from foedus.report.map.plane import Box, area, bent, clipped, path, runs
from foedus.report.map.scale import Classes, pattern
from foedus.report.map.world import Points, Shape, World, world
from foedus.states import find

#: Coefficients of the Equal Earth projection (Šavrič, Patterson & Jenny 2018).
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_EAST, _NORTH = 2.7066299836960748, 1.3173627591574135  # ends of its plane
_WIDE = WIDTH * 1.5
_SPECK = 9.0  # units squared; what is smaller gets a ring
_RING = 3.0
#: States without a number: paper, hatched, so that it differs from the lightest class in gray too.
_BLANK = (
    '<pattern id="blank" width="5" height="5" patternUnits="userSpaceOnUse">'
    f'<rect width="5" height="5" fill="{PAPER}"/>'
    f'<path d="M0 5L5 0M-1 1L1-1M4 6L6 4" fill="none" stroke="{RULE}" stroke-width="0.8"/>'
    "</pattern>"
)
#: How much larger the type of the foot is that a page shows on a phone, in place of the other.
_PHONE = 1.9
_SEEN = 0.2  # units; a line may be simpler by so much
_LOOKS = {"coast": "0.3", "border": "0.45", "contested": '0.6" stroke-dasharray="2 1.5'}
_GLOBE = Box(-180.0, -90.0, 180.0, 90.0)  # degrees
_TURNS = (0.0, -360.0, 360.0)  # longitudes may go past the antimeridian


def flat(points: Points) -> Points:
    """(n, 2) units of the drawing, y downward, from degrees; longitudes may go past 180."""
    lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    t = np.arcsin(np.sqrt(3.0) / 2.0 * np.sin(lat))
    a1, a2, a3, a4 = _A
    t2, t6 = t**2, t**6
    rise = 9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1
    x = 2 * np.sqrt(3.0) * lon * np.cos(t) / (3 * rise)
    y = t * (a4 * t6 * t2 + a3 * t6 + a2 * t2 + a1)
    unit = _WIDE / (2 * _EAST)
    return np.column_stack([(x + _EAST) * unit, (_NORTH - y) * unit])


def draw(
    values: Mapping[str, float],
    scale: Classes,
    *,
    name: str,
    title: str,
    note: str = "",
    legend: str = "",
    source: str = "",
) -> Map:
    """The world with a number for some states; the others are blank.

    values: by state's label, each of which the scale has a class for. Raises UnknownStateError for
    a label that is no state.
    """
    earth = world()
    which = {state: scale.of(value) for state, value in values.items()}
    order = sorted(values, key=lambda state: (-values[state], state))
    names = {state: find(state).name for state in order}
    height = _WIDE * _NORTH / _EAST
    edge = path([flat(_edge())], closed=True)
    blank = any(shape.of and shape.of not in values for shape in earth.shapes.values())
    foot, under = _foot(height, scale, legend, 1.0, blank=blank)
    large, _ = _foot(height, scale, legend, _PHONE, blank=blank)
    fills = "".join(pattern(scale, each, hatched=False) for each in range(len(scale.names)))
    drawing = (
        f'<defs>{fills}{_BLANK}</defs><path d="{edge}" fill="{FAINT}"/>'
        f"<g>{_land(earth, which, names)}{_small(earth, which, names)}</g>"
        f'<g data-foot="page">{foot}</g><g data-foot="phone" display="none">{large}</g>'
    )
    told = "; ".join(f"{names[state]} {scale.shown(values[state])}" for state in order)
    rows = tuple(
        {"state": state, "name": names[state], "value": values[state],
         "class": scale.names[which[state]]}
        for state in order
    )  # fmt: skip
    return Map(
        name, title, f"Map of the world. {title}: {told}.", note, rows, {}, drawing, _WIDE,
        height + under, POLICY, (), source=source,
    )  # fmt: skip


def _edge() -> Points:
    """The outline of the projection, in degrees."""
    side = np.linspace(-90, 90, 91)
    west, east = (np.column_stack([np.full_like(side, lon), side]) for lon in (-180.0, 180.0))
    return np.concatenate([west, east[::-1], west[:1]])


def _rings(shape: Shape) -> list[Points]:
    """Every ring, cut at the antimeridian into what lies on its two sides."""
    rings = (bent(ring) for polygon in shape.polygons for ring in polygon)
    cut = (clipped(ring + np.array([turn, 0.0]), _GLOBE) for ring in rings for turn in _TURNS)
    return [_simple(flat(ring)) for ring in cut if len(ring) > 3]


def _simple(points: Points) -> Points:
    """A line without what nobody sees (Douglas & Peucker 1973)."""
    from shapely import LineString

    return np.asarray(LineString(points).simplify(_SEEN).coords)


@cache
def _lands() -> dict[str, str]:
    """Path data of every shape, by its code; drawn once for all maps."""
    return {code: path(_rings(shape), closed=True) for code, shape in world().shapes.items()}


@cache
def _lines() -> dict[str, str]:
    """Path data of coasts, borders and contested lines."""
    return {
        kind: path(
            [
                _simple(flat(run))
                for line in world().lines
                if line.kind == kind
                for turn in _TURNS
                for run in runs(bent(line.points) + np.array([turn, 0.0]), _GLOBE)
            ],
            closed=False,
        )
        for kind in _LOOKS
    }


def _land(earth: World, which: Mapping[str, int], names: Mapping[str, str]) -> str:
    parts = []
    for code, shape in earth.shapes.items():
        place = which.get(shape.of or "")
        paint = "url(#blank)" if place is None else f"url(#p{place})"
        title = "" if shape.of is None or place is None else _title(names[shape.of])
        parts.append(
            f'<path d="{_lands()[code]}" fill="{paint}" fill-rule="evenodd">{title}</path>'
        )
    parts += [
        f'<path d="{_lines()[kind]}" fill="none" stroke="{MUTED}" stroke-width="{look}"/>'
        for kind, look in _LOOKS.items()
    ]
    return "".join(parts)


def _title(name: str) -> str:
    return f"<title>{escape(name)}</title>"


def _small(earth: World, which: Mapping[str, int], names: Mapping[str, str]) -> str:
    """A ring for each state whose land is too small to be seen."""
    parts = []
    for state, place in which.items():
        if not earth.has(state):
            continue
        rings = [ring for shape in earth.of(state) for ring in _rings(shape)]
        largest = max(rings, key=area)
        if area(largest) < _SPECK:
            x, y = largest.mean(axis=0)
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_RING}" fill="url(#p{place})" '
                f'stroke="{INK}" stroke-width="0.5"><title>{escape(names[state])}</title></circle>'
            )
    return "".join(parts)


def _foot(
    height: float, scale: Classes, legend: str, larger: float, *, blank: bool
) -> tuple[str, float]:
    """Legend and policy, and how high they are together. larger: than the house's type."""
    small, fine = SMALL * larger, FINE * larger
    x, y, parts = 0.0, height + 6, []
    for line in wrapped(legend, int(124 / larger)) if legend else []:
        y += 1.2 * small
        parts.append(written(line, 0, y, small, MUTED))
    y += 8 * larger
    entries = [(f"url(#p{place})", name) for place, name in enumerate(scale.names)]
    for paint, text in [*entries, *([("url(#blank)", "no value")] if blank else [])]:
        need = 25 * larger + wide(text, small)
        if x and x + need > _WIDE:
            x, y = 0.0, y + 20 * larger
        parts.append(
            f'<rect x="{x + 1:.1f}" y="{y + 1:.1f}" width="{19 * larger:.1f}" '
            f'height="{12 * larger:.1f}" fill="{paint}" stroke="{RULE}"/>'
            + written(text, x + 25 * larger, y + 11.5 * larger, small, INK)
        )
        x += need + 16 * larger
    y += 24 * larger
    for line in wrapped(str(svg.clean(POLICY)), int(158 / larger)):
        y += 1.3 * fine
        parts.append(written(line, 0, y, fine, MUTED))
    return "".join(parts), y + 6 - height
