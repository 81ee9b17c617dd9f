"""The parts of a map as SVG: land, lines, names, a ruler, and what is said under it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape
from typing import Any

from foedus.report.figure import svg
from foedus.report.figure.theme import FAINT, INK, MUTED, PAPER, RULE, SMALL
from foedus.report.figure.type import wrapped
from foedus.report.map.frame import Frame, Place
from foedus.report.map.labels import RING, Label, wide
from foedus.report.map.plane import Box, area, clipped, path
from foedus.report.map.scale import Classes, Scale
from foedus.report.map.world import POLICY
from foedus.report.words import listed

FINE = 10.5  # size of the ruler's and the policy's type
_SPECK = 6.0  # units squared; what is smaller is lost under an outline


def land(frame: Frame, which: Mapping[str, int]) -> str:
    """The sea, and each land in its paint; what is too small to see gets a ring."""
    sea = f'<rect width="{frame.width:g}" height="{frame.height:.1f}" fill="{FAINT}"/>'
    by_paint: dict[str, str] = {}
    rings = ""
    for label, place in frame.places.items():
        paint = _paint(frame, label, which)
        by_paint[paint] = by_paint.get(paint, "") + (
            path(place.rings, closed=True) or _speck(place)
        )
        if place.small and (label in which or label in {frame.challenger, frame.protege}):
            x, y = place.middle
            rings += (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RING:g}" fill="{paint}" stroke="{INK}" '
                f'stroke-width="0.7"/>'
            )
    lands = "".join(
        f'<path d="{data}" fill="{paint}" fill-rule="evenodd"/>' for paint, data in by_paint.items()
    )
    return f"{sea}{lands}{rings}"


def _paint(frame: Frame, label: str, which: Mapping[str, int]) -> str:
    if label in which:
        return f"url(#p{which[label]})"
    return RULE if label == frame.challenger else PAPER


def _speck(place: Place) -> str:
    x, y = place.middle
    return f"M{x - 0.3:.1f} {y - 0.3:.1f}h.6v.6h-.6z"


def lines(frame: Frame) -> str:
    """Coasts, borders and contested lines."""
    looks = {
        "coast": f'stroke="{MUTED}" stroke-width="0.5"',
        "border": f'stroke="{MUTED}" stroke-width="0.7"',
        "contested": f'stroke="{MUTED}" stroke-width="0.9" stroke-dasharray="2.5 2"',
    }
    return "".join(
        f'<path d="{frame.lines[kind]}" fill="none" stroke-linejoin="round" {look}/>'
        for kind, look in looks.items()
        if frame.lines[kind]
    )


def outline(frame: Frame) -> str:
    """The protégé's outline."""
    rings = [ring for ring in frame.places[frame.protege].rings if area(ring) > _SPECK]
    data = path(rings, closed=True)
    thick = max(0.8, 1.5 * min(1.0, 9 / frame.km))  # a small scale crowds the coast
    return (
        f'<path d="{data}" fill="none" stroke="{INK}" stroke-width="{thick:.1f}" '
        f'stroke-linejoin="round"/>'
    )


def written(text: str, x: float, y: float, size: float, color: str, more: str = "") -> str:
    """A line of type, its words escaped."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{color}"{more}>'
        f"{escape(str(svg.clean(text)))}</text>"
    )


def labels(labels: Sequence[Label], strong: Mapping[str, Any]) -> str:
    """Lines to the lands first, so that no name is crossed."""
    lines = "".join(
        f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" fill="none" stroke="{INK}" '
        f'stroke-width="0.8"/><circle cx="{to_x:.1f}" cy="{to_y:.1f}" r="1.5" fill="{INK}"/>'
        for x, y, to_x, to_y in (label.line for label in labels if label.line)
    )
    return lines + "".join(_label(label, label.label in strong) for label in labels)


def _label(label: Label, strong: bool) -> str:
    halo = (
        f' text-anchor="middle" paint-order="stroke" stroke="{PAPER}" stroke-width="2.6" '
        f'stroke-opacity="0.85" stroke-linejoin="round"'
    )
    top = label.box.y0
    return "".join(
        written(line, label.x, top + label.size * (0.95 + 1.2 * number), label.size,
              INK if strong else MUTED,
              halo + (' font-weight="bold"' if strong and number == 0 else ""))
        for number, line in enumerate(label.lines)
    )  # fmt: skip


def _ruler_length(frame: Frame) -> float:
    """A round number of kilometers, about a fifth of the width."""
    return max(
        each
        for each in (50, 100, 200, 500, 1000, 2000, 5000)
        if each <= frame.width * frame.km / 4.5
    )


def ruler_box(frame: Frame, which: Collection[str]) -> Box:
    """What the ruler covers: the lower corner with less of the lands that are painted."""
    wide = _ruler_length(frame) / frame.km + 22
    corners = [Box(x, frame.height - 24, x + wide, frame.height) for x in (0.0, frame.width - wide)]
    lands = [frame.places[label] for label in which if label in frame.places]
    return min(
        corners,
        key=lambda box: sum(area(clipped(ring, box)) for land in lands for ring in land.rings),
    )


def ruler(frame: Frame, box: Box) -> str:
    """How long a round number of kilometers is."""
    km = _ruler_length(frame)
    x, y = box.x0 + 8, frame.height - 8
    halo = f' paint-order="stroke" stroke="{PAPER}" stroke-width="2.6" stroke-opacity="0.85"'
    line = f"M{x:.1f} {y - 3:.1f}v3h{km / frame.km:.1f}v-3"
    return f'<path d="{line}" fill="none" stroke="{INK}"/>' + written(
        f"{km:,.0f} km", x + 3, y - 4, FINE, INK, halo
    )


def entries(frame: Frame, scale: Scale, given: Mapping[str, int]) -> list[tuple[str, str]]:
    """The legend: of each class or kind, and of the two where they have none, sign and words."""
    found = [(f"url(#p{which})", RULE, each) for which, each in enumerate(scale.names)]
    blank = [
        label for label, place in frame.places.items()
        if place.state and label not in given and label != frame.challenger
    ]  # fmt: skip
    found += [(PAPER, RULE, "no value" if isinstance(scale, Classes) else "other")] if blank else []
    signs = [(_tile(paint, edge), text) for paint, edge, text in found]
    return [*signs, *two(frame, given, whole=isinstance(scale, Classes))]


def two(frame: Frame, given: Collection[str], whole: bool) -> list[tuple[str, str]]:
    """The legend of protégé and challenger. whole: the protégé's is said whatever is given."""
    signs = []
    if whole or frame.protege not in given:
        name = frame.places[frame.protege].name
        signs.append((_tile("none", INK, 1.5), f"{name}, protégé"))
    if frame.challenger in frame.places and frame.challenger not in given:
        name = frame.places[frame.challenger].name
        signs.append((_tile(RULE, RULE), f"{name}, challenger"))
    return signs


def _tile(paint: str, edge: str, thick: float = 1.0) -> str:
    return (
        f'<rect x="1" y="1" width="19" height="12" fill="{paint}" stroke="{edge}" '
        f'stroke-width="{thick:g}"/>'
    )


def foot(
    frame: Frame, legend: str, signs: Iterable[tuple[str, str]], away: Sequence[str]
) -> tuple[str, float]:
    """Legend, what is out of view, and the policy; and how high they are together.

    legend: what the values are. signs: each drawn in a box of 21 by 14 units, with its words.
    """
    x, y, parts = 0.0, frame.height + 4, []
    if legend:
        for line in wrapped(legend, 86):
            y += 15
            parts.append(written(line, 0, y, SMALL, MUTED))
    y += 8
    for sign, text in signs:
        need = 25 + wide(text, SMALL)
        if x and x + need > frame.width:
            x, y = 0.0, y + 20
        parts.append(
            f'<g transform="translate({x:.1f},{y:.1f})">{sign}</g>'
            + written(text, x + 25, y + 11.5, SMALL, INK)
        )
        x += need + 16
    y += 22
    said = [f"Out of view: {listed(away)}."] if away else []
    for line in wrapped(" ".join([*said, POLICY]), 106):
        y += 13.5
        parts.append(written(line, 0, y, FINE, MUTED))
    return "".join(parts), y + 6 - frame.height
