"""Points on a map of a neighborhood: each kind a shape and a color, told apart by either alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from foedus.report.figure.rows import Row
from foedus.report.figure.svg import clean
from foedus.report.figure.theme import BLUE, GREEN, INK, MUTED, ORANGE, PAPER, PURPLE, RUST
from foedus.report.map import POLICY, ink
from foedus.report.map.frame import Frame
from foedus.report.map.map import Map, named

#: Shape and color of each kind, in the order of the legend.
_SIGNS = (
    ("M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z", RUST),
    ("M0-5.6L5.6 0L0 5.6L-5.6 0z", PURPLE),
    ("M0-5.4L5 3.6H-5z", BLUE),
    ("M-4-4H4V4H-4z", ORANGE),
    ("M-1.6-5H1.6V-1.6H5V1.6H1.6V5H-1.6V1.6H-5V-1.6H-1.6z", GREEN),
    ("M-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0z", PAPER),
)
#: Units; a disc that is no wider than its sign is not drawn.
_SEEN = 7.0


@dataclass(frozen=True, slots=True)
class MapMark:
    """A point. kind: its place in the legend, at most the sixth. reach: kilometers around it in
    which it may lie. text: what is said of it where it is pointed at.
    """

    longitude: float
    latitude: float
    kind: int
    reach: float
    text: str


def marked(
    frame: Frame, marks: Sequence[MapMark | None], kinds: Sequence[str], *, rows: Sequence[Row],
    title: str, alt: str, note: str, name: str,
) -> Map:  # fmt: skip
    """A map with marks, the first on top; each carries its number among ``marks`` for a page.

    marks: None for what has no place. kinds: of the legend. rows: the figure's data. The sentence
    on what is out of view, or has no place, is added to the note and the alternative.
    """
    drawn, discs, away, seen = "", "", 0, set()
    for number, mark in reversed(list(enumerate(marks))):
        if mark is None:
            continue
        spot = frame.spot(mark.longitude, mark.latitude)
        if spot is None:
            away += 1
            continue
        seen.add(mark.kind)
        if mark.reach / frame.km > _SEEN:
            discs += _disc(spot, mark.reach / frame.km)
        place = f'transform="translate({spot[0]:.1f},{spot[1]:.1f})"'
        drawn += (
            f'<g data-mark="{number}" {place}><title>{escape(str(clean(mark.text)))}</title>'
            f"{_sign(mark.kind)}</g>"
        )
    nowhere = sum(mark is None for mark in marks)
    missing = [f"{away:,} lie out of view"] if away else []
    missing += [f"{nowhere:,} have no place nearer than a country"] if nowhere else []
    said = f"Not on the map: {' and '.join(missing)}." if missing else ""
    ruler = ink.ruler_box(frame, ())
    labels = ink.labels(named(frame, (), {}, ruler), dict.fromkeys((frame.protege,)))
    legend = [(_in_legend(kind), text) for kind, text in enumerate(kinds) if kind in seen]
    foot, height = ink.foot(frame, "", [*legend, *ink.two(frame, (), whole=True)], ())
    drawing = (
        f'<defs><clipPath id="view"><rect width="{frame.width:g}" height="{frame.height:.1f}" '
        f'rx="3"/></clipPath></defs><g clip-path="url(#view)">{ink.land(frame, {})}'
        f"{ink.lines(frame)}{ink.outline(frame)}{discs}{labels}{ink.ruler(frame, ruler)}{drawn}"
        f"</g>{foot}"
    )
    told = f"{alt} {said}".strip()
    return Map(
        name, title, told, f"{said} {note}".strip(), tuple(rows), {}, drawing, frame.width,
        frame.height + height, POLICY,
    )  # fmt: skip


def _sign(kind: int) -> str:
    data, color = _SIGNS[kind]
    edge = INK if color == PAPER else PAPER
    return f'<path d="{data}" fill="{color}" stroke="{edge}" stroke-width="1.2"/>'


def _in_legend(kind: int) -> str:
    return f'<g transform="translate(10,7)">{_sign(kind)}</g>'


def _disc(spot: tuple[float, float], reach: float) -> str:
    x, y = spot
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{reach:.1f}" fill="{MUTED}" fill-opacity="0.06" '
        f'stroke="{MUTED}" stroke-width="0.6" stroke-dasharray="2 2"/>'
    )
