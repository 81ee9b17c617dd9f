"""A map of the neighborhood: a value or a kind for each state, drawn so that it needs no color."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import floor, log10
from typing import Any

import numpy as np

from foedus.assess.words import listed, percent
from foedus.brief import svg
from foedus.brief.figure import Figure
from foedus.brief.geometry import POLICY
from foedus.brief.geometry.frame import Frame, Place
from foedus.brief.geometry.labels import Label, Wanted, placed, wide
from foedus.brief.geometry.plane import Box, area, path
from foedus.brief.rows import Row
from foedus.brief.theme import (
    BLUE,
    FAINT,
    FONT,
    GREEN,
    INK,
    MUTED,
    ORANGE,
    PAPER,
    PURPLE,
    RULE,
    SMALL,
    VERMILION,
)
from foedus.brief.type import wrapped
from foedus.errors import InputError
from foedus.states import find

_KEY, _SMALL, _FINE = SMALL, 10.5, 10.5  # sizes of type: names that matter, others, the policy
_OPACITIES = (0.10, 0.27, 0.46, 0.68, 0.92)
#: Noughts that end a decimal; edges are round numbers and need none.
_NOUGHTS = re.compile(r"\.(\d*?)0+(?=\D*$)")
_COLORS = (BLUE, VERMILION, GREEN, PURPLE, ORANGE)
_DOT = 14.0  # units squared; what is smaller gets a ring around it
_ZERO = 1e-12
_SPECK = 6.0  # units squared; what is smaller is lost under an outline
#: Hatches of classes and of kinds: what is drawn on a square tile of eight units.
_HATCHES = (
    "",
    "M1.5 2h1M5.5 6h1",
    "M0 8L8 0M-1 1L1-1M7 9L9 7",
    "M0 8L8 0M-1 1L1-1M7 9L9 7M0 4L4 0M4 8L8 4",
    "M0 8L8 0M-1 1L1-1M7 9L9 7M0 0L8 8M-1 7L1 9M7-1L9 1",
)
_MARKS = (
    "",
    "M0 8L8 0M-1 1L1-1M7 9L9 7",
    "M1.5 2h1M5.5 6h1",
    "M0 0L8 8M-1 7L1 9M7-1L9 1",
    "M0 4h8",
)


@dataclass(frozen=True, slots=True)
class Classes:
    """Numbers in classes. edges: between classes, ascending, at most four; shown: how a number is
    written."""

    edges: tuple[float, ...]
    shown: Callable[[float], str] = percent

    def __post_init__(self) -> None:
        if len(self.edges) >= len(_OPACITIES) or any(a >= b for a, b in pairwise(self.edges)):
            raise InputError(
                f"found edges {self.edges}, allowed: at most {len(_OPACITIES) - 1}, ascending"
            )

    @property
    def names(self) -> tuple[str, ...]:
        """What each class is called."""
        if not self.edges:
            return ("all",)
        told = [
            _NOUGHTS.sub(lambda m: f".{m[1]}".rstrip("."), self.shown(edge)) for edge in self.edges
        ]
        between = [f"{a.removesuffix('%')}–{b}" for a, b in pairwise(told)]
        return (f"under {told[0]}", *between, f"{told[-1]} or more")

    def of(self, value: float) -> int:
        """The class of a number, 0 the lowest; a number on an edge is in the class above."""
        return int(np.searchsorted(self.edges, value, side="right"))


@dataclass(frozen=True, slots=True)
class Kinds:
    """Kinds of states, in the order of the legend; at most five."""

    names: tuple[str, ...]

    def __post_init__(self) -> None:
        if not 0 < len(set(self.names)) == len(self.names) <= len(_COLORS):
            raise InputError(f"found kinds {self.names}, allowed: one to {len(_COLORS)}, each once")

    def of(self, value: str) -> int:
        """The place of a kind. Raises InputError for one that is not listed."""
        if value not in self.names:
            raise InputError(f"found kind {value!r}, allowed: {', '.join(self.names)}")
        return self.names.index(value)


Scale = Classes | Kinds


def classes(values: Iterable[float], shown: Callable[[float], str] = percent) -> Classes:
    """Classes for numbers of one or more maps, at round edges near the fifths of those above zero.

    Round are 1, 2 and 5 times a power of ten; under 1e-12 counts as zero. Raises InputError for
    numbers that are negative or not finite.
    """
    given = np.array(sorted(values), dtype=float)
    if not np.isfinite(given).all() or (given < 0).any():
        raise InputError("a map's numbers must be finite and not negative")
    above = given[given > _ZERO]
    if not len(above) or above[0] == above[-1]:
        return Classes((), shown)
    fifths = np.quantile(above, [0.2, 0.4, 0.6, 0.8])
    edges = sorted({_round(each) for each in fifths})
    return Classes(tuple(edge for edge in edges if above[0] < edge <= above[-1]), shown)


def _round(value: float) -> float:
    power = floor(log10(value))
    choices = [one * 10.0**power for one in (1, 2, 5, 10)]
    nearest = min(choices, key=lambda each: abs(log10(each) - log10(value)))
    return float(f"{nearest:.3g}")


@dataclass(frozen=True, slots=True)
class Map(Figure):
    """A figure that is drawn here and not by Vega: ``drawing`` is its SVG, without its title.

    policy: the sentence on boundaries, which is drawn too. away: states with a value or asked for
    that are out of view, by name.
    """

    drawing: str = ""
    width: float = 0.0
    height: float = 0.0
    policy: str = POLICY
    away: tuple[str, ...] = ()

    def svg(self, *, ident: str | None = None, titled: bool = True) -> str:
        """The map for a page: clear, sized by its place, colors by CSS variables."""
        name = ident or f"figure-{self.name}"
        return svg.finished(self._raw(titled), name, self.title, self._told, inline=True)

    def file(self) -> str:
        """The map as an SVG file: on white paper, in plain colors, with its title."""
        raw = self._raw(titled=True)
        return svg.finished(raw, f"figure-{self.name}", self.title, self._told, inline=False)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "foedus_figure": 1,
            "name": self.name,
            "title": self.title,
            "alt": self.alt,
            "note": self.note,
            "policy": self.policy,
            "away": list(self.away),
            "rows": [dict(row) for row in self.rows],
        }

    @property
    def _told(self) -> str:
        return f"{self.alt} {self.policy}"

    def _raw(self, titled: bool) -> str:
        head, top = "", 0.0
        if titled:
            lines = [(each, 17.0, "bold", INK) for each in wrapped(self.title, 50)]
            lines += [(each, SMALL, "normal", MUTED) for each in wrapped(self.note, 76) if each]
            for text, size, weight, color in lines:
                top += 1.3 * size
                head += _text(text, 0, top, size, color, f' font-weight="{weight}"')
            top += 12
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:g}" '
            f'height="{self.height + top:g}"><g font-family="{FONT}">{head}'
            f'<g transform="translate(0,{top:.1f})">{self.drawing}</g></g></svg>'
        )


def draw(
    values: Mapping[str, float] | Mapping[str, str],
    frame: Frame,
    scale: Scale,
    *,
    title: str,
    note: str = "",
    name: str = "map",
    legend: str = "",
) -> Map:
    """A map of a neighborhood.

    values: a number (with :class:`Classes`) or a kind (with :class:`Kinds`) by state's label;
    states without one are left blank. frame: of :func:`foedus.brief.geometry.frame.frame`; maps
    drawn in one frame with one scale compare. legend: what the values are. Raises
    UnknownStateError for a label that is no state, InputError for a value that the scale has no
    place for.
    """
    which = {state: _class(state, value, scale) for state, value in values.items()}
    names = {state: find(state).name for state in values}
    order = sorted(values, key=lambda each: _rank(each, values, frame))
    rows = tuple(_row(each, values[each], names[each], which[each], frame, scale) for each in order)
    shown: dict[str, str] = {}
    if isinstance(scale, Classes):
        shown = {state: scale.shown(float(value)) for state, value in values.items()}
    away = tuple(
        names.get(state) or find(state).name
        for state in dict.fromkeys((*values, *frame.away))
        if state not in frame.places
    )
    land = _land(frame, which)
    wanted = _wanted(frame, order, shown)
    labels = placed(wanted, frame.places, _view(frame), (_ruler_box(frame),))
    strong = dict.fromkeys((*which, frame.protege, frame.challenger))
    foot, height = _foot(frame, scale, which, legend, away)
    patterns = "".join(_pattern(scale, each) for each in range(len(scale.names)))
    drawing = (
        f'<defs>{patterns}<clipPath id="view"><rect width="{frame.width:g}" '
        f'height="{frame.height:.1f}" rx="3"/></clipPath></defs>'
        f'<g clip-path="url(#view)">{land}{_lines(frame)}{_outline(frame)}'
        f"{_labels(labels, strong)}{_ruler(frame)}</g>{foot}"
    )
    alt = _alt(title, order, names, which, scale, shown, away, frame)
    return Map(
        name, title, alt, note, rows, {}, drawing, frame.width, frame.height + height, POLICY, away
    )


def _class(state: str, value: float | str, scale: Scale) -> int:
    if isinstance(scale, Kinds):
        return scale.of(str(value))
    if isinstance(value, str) or not np.isfinite(value):
        raise InputError(f"the value of {state} is {value!r}, expected a number")
    return scale.of(float(value))


def _rank(state: str, values: Mapping[str, Any], frame: Frame) -> tuple[int, Any, str]:
    first = {frame.protege: 0, frame.challenger: 1}.get(state, 2)
    value = values[state]
    return (first, value if isinstance(value, str) else -value, state)


def _row(state: str, value: float | str, name: str, which: int, frame: Frame, scale: Scale) -> Row:
    role = {frame.protege: "protégé", frame.challenger: "challenger"}.get(state, "")
    row: dict[str, Any] = {"state": state, "name": name, "role": role, "value": value}
    if isinstance(scale, Classes):
        row["class"] = scale.names[which]
    return row | {"in_view": state in frame.places}


def _view(frame: Frame) -> Box:
    return Box(0, 0, frame.width, frame.height)


def _fill(scale: Scale, which: int) -> tuple[str, float, str]:
    """Color, opacity and hatch of a class or kind."""
    if isinstance(scale, Kinds):
        return _COLORS[which], 0.5, _MARKS[which]
    step = which if len(scale.names) > 1 else 2
    spread = np.linspace(0, len(_OPACITIES) - 1, max(len(scale.names), 2)).round().astype(int)
    at = int(spread[step]) if len(scale.names) > 1 else 2
    return VERMILION, _OPACITIES[at], _HATCHES[at]


def _pattern(scale: Scale, which: int) -> str:
    color, opacity, hatch = _fill(scale, which)
    lines = (
        f'<path d="{hatch}" fill="none" stroke="{INK}" stroke-width="0.9" stroke-opacity="0.42"/>'
        if hatch
        else ""
    )
    return (
        f'<pattern id="p{which}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{PAPER}"/>'
        f'<rect width="8" height="8" fill="{color}" fill-opacity="{opacity}"/>{lines}</pattern>'
    )


def _land(frame: Frame, which: Mapping[str, int]) -> str:
    """The sea, and each land in its paint; what is too small to see gets a ring."""
    sea = f'<rect width="{frame.width:g}" height="{frame.height:.1f}" fill="{FAINT}"/>'
    by_paint: dict[str, str] = {}
    rings = ""
    for label, place in frame.places.items():
        paint = _paint(frame, label, which)
        by_paint[paint] = by_paint.get(paint, "") + (
            path(place.rings, closed=True) or _speck(place)
        )
        if place.area < _DOT and label in which:
            x, y = place.largest[:, 0].mean(), place.largest[:, 1].mean()
            rings += (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{paint}" stroke="{INK}" '
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
    x, y = place.largest[:, 0].mean(), place.largest[:, 1].mean()
    return f"M{x - 0.3:.1f} {y - 0.3:.1f}h.6v.6h-.6z"


def _lines(frame: Frame) -> str:
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


def _outline(frame: Frame) -> str:
    """The protégé's outline."""
    rings = [ring for ring in frame.places[frame.protege].rings if area(ring) > _SPECK]
    data = path(rings, closed=True)
    thick = max(0.8, 1.5 * min(1.0, 9 / frame.km))  # a small scale crowds the coast
    return (
        f'<path d="{data}" fill="none" stroke="{INK}" stroke-width="{thick:.1f}" '
        f'stroke-linejoin="round"/>'
    )


def _wanted(frame: Frame, order: Sequence[str], shown: Mapping[str, str]) -> list[Wanted]:
    """Labels in the order in which they get their places: the two, those with a value, others.

    Beside its land stands only what says more than the paint does: the two, and numbers.
    """
    two = [each for each in (frame.protege, frame.challenger) if each in frame.places]
    valued = [each for each in order if each in frame.places and each not in two]
    found = [
        Wanted(
            each,
            tuple(filter(None, (frame.places[each].name, shown.get(each)))),
            (_KEY, _SMALL),
            beside=each in two or each in shown,
            open=each == frame.challenger,
        )
        for each in two + valued
    ]
    rest = [
        label
        for label, place in frame.places.items()
        if label not in order and label not in two and place.own
    ]
    return found + [Wanted(each, (frame.places[each].name,), (_SMALL,)) for each in rest]


def _text(text: str, x: float, y: float, size: float, color: str, more: str = "") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{color}"{more}>'
        f"{escape(str(svg.clean(text)))}</text>"
    )


def _labels(labels: Sequence[Label], strong: Mapping[str, Any]) -> str:
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
        _text(line, label.x, top + label.size * (0.95 + 1.2 * number), label.size,
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


def _ruler_box(frame: Frame) -> Box:
    long = _ruler_length(frame) / frame.km
    return Box(0, frame.height - 24, long + 22, frame.height)


def _ruler(frame: Frame) -> str:
    km = _ruler_length(frame)
    long, y = km / frame.km, frame.height - 8
    halo = f' paint-order="stroke" stroke="{PAPER}" stroke-width="2.6" stroke-opacity="0.85"'
    return f'<path d="M8 {y - 3:.1f}v3h{long:.1f}v-3" fill="none" stroke="{INK}"/>' + _text(
        f"{km:,.0f} km", 11, y - 4, _FINE, INK, halo
    )


def _foot(
    frame: Frame, scale: Scale, given: Mapping[str, int], legend: str, away: Sequence[str]
) -> tuple[str, float]:
    """Legend, what is out of view, and the policy; and how high they are together."""
    x, y, parts = 0.0, frame.height + 4, []
    if legend:
        for line in wrapped(legend, 72):
            y += 15
            parts.append(_text(line, 0, y, SMALL, MUTED))
    y += 8
    entries = [(f"url(#p{which})", RULE, each) for which, each in enumerate(scale.names)]
    blank = [
        label for label, place in frame.places.items()
        if place.state and label not in given and label != frame.challenger
    ]  # fmt: skip
    entries += (
        [(PAPER, RULE, "no value" if isinstance(scale, Classes) else "other")] if blank else []
    )
    if isinstance(scale, Classes) or frame.protege not in given:
        entries.append(("none", INK, f"{frame.places[frame.protege].name}, protégé"))
    if frame.challenger in frame.places and frame.challenger not in given:
        entries.append((RULE, RULE, f"{frame.places[frame.challenger].name}, challenger"))
    for paint, edge, text in entries:
        need = 25 + wide(text, SMALL)
        if x and x + need > frame.width:
            x, y = 0.0, y + 20
        thick = 1.5 if paint == "none" else 1
        parts.append(
            f'<rect x="{x + 1:.1f}" y="{y + 1:.1f}" width="19" height="12" fill="{paint}" '
            f'stroke="{edge}" stroke-width="{thick:g}"/>'
            + _text(text, x + 25, y + 11.5, SMALL, INK)
        )
        x += need + 16
    y += 22
    said = [f"Out of view: {listed(away)}."] if away else []
    for line in wrapped(" ".join([*said, POLICY]), 92):
        y += 13.5
        parts.append(_text(line, 0, y, _FINE, MUTED))
    return "".join(parts), y + 6 - frame.height


def _alt(
    title: str,
    order: Sequence[str],
    names: Mapping[str, str],
    which: Mapping[str, int],
    scale: Scale,
    shown: Mapping[str, str],
    away: Sequence[str],
    frame: Frame,
) -> str:
    """What the map shows, in words, with its numbers."""
    if isinstance(scale, Classes):
        told = "; ".join(f"{names[each]} {shown[each]}" for each in order)
    else:
        by_kind = {
            kind: [names[each] for each in order if which[each] == number]
            for number, kind in enumerate(scale.names)
        }
        told = "; ".join(f"{kind}: {listed(found)}" for kind, found in by_kind.items() if found)
    about = f"Map of {frame.places[frame.protege].name} and its neighborhood. {title}: "
    return f"{about}{told or 'no values'}." + (f" Out of view: {listed(away)}." if away else "")
