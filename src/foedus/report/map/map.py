"""A map of the neighborhood: a value or a kind for each state, drawn so that it needs no color."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.errors import InputError
from foedus.report.figure import svg
from foedus.report.figure.figure import Figure
from foedus.report.figure.rows import Row
from foedus.report.figure.theme import FONT, INK, MUTED, SMALL
from foedus.report.figure.type import wrapped
from foedus.report.map import POLICY, ink
from foedus.report.map.frame import Frame, Place
from foedus.report.map.labels import Caption, Label, placed
from foedus.report.map.plane import Box
from foedus.report.map.scale import Classes, Kinds, Scale, classes, pattern
from foedus.report.plain import plain
from foedus.report.words import listed
from foedus.states import find

__all__ = ["Classes", "Kinds", "Map", "Scale", "classes", "draw"]

_KEY, _SMALL = SMALL, 10.5  # sizes of type: names that matter, and others
_LARGE = 1500.0  # units squared; land so large has its name in the larger type
_WIDE = 5000.0  # units squared; a challenger's land so wide has room for others' names


@dataclass(frozen=True, slots=True)
class Map(Figure):
    """A figure without a Vega-Lite document: ``drawing`` is its SVG, without its title.

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
        return plain({
            "foedus_figure": 1,
            "name": self.name,
            "title": self.title,
            "alt": self.alt,
            "note": self.note,
            "policy": self.policy,
            "away": self.away,
            "rows": self.rows,
        })  # fmt: skip

    @property
    def _told(self) -> str:
        return f"{self.alt} {self.policy}"

    def _raw(self, titled: bool) -> str:
        head, top = "", 0.0
        if titled:
            lines = [(each, 17.0, "bold", INK) for each in wrapped(self.title, 58)]
            lines += [(each, SMALL, "normal", MUTED) for each in wrapped(self.note, 88) if each]
            for text, size, weight, color in lines:
                top += 1.3 * size
                head += ink.written(text, 0, top, size, color, f' font-weight="{weight}"')
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
    held: Collection[str] = (),
) -> Map:
    """A map of a neighborhood.

    values: a number (with ``Classes``) or a kind (with ``Kinds``) by state's label;
    states without one are left blank. frame: of ``foedus.report.map.frame.frame``; maps
    drawn in one frame with one scale compare. legend: what the values are. held: states whose
    number is not told, which get the hatch that the scale's ``held`` names. Raises
    UnknownStateError for a label that is no state, InputError for a value that the scale has no
    place for, and for states held where the scale does not say what that means.
    """
    if held and not (isinstance(scale, Classes) and scale.held):
        raise InputError("states without a number need a scale that says what they are called")
    which = {state: _class(state, value, scale) for state, value in values.items()}
    order = sorted(values, key=lambda each: _rank(each, values, frame))
    which |= dict.fromkeys(sorted({*held} - {*values}), len(scale.names) - 1)
    names = {state: find(state).name for state in which}
    order += [state for state in which if state not in values]
    rows = tuple(
        _row(each, values.get(each), names[each], which[each], frame, scale) for each in order
    )
    shown: dict[str, str] = {}
    if isinstance(scale, Classes):
        shown = {state: scale.shown(float(value)) for state, value in values.items()}
    away = tuple(
        names.get(state) or find(state).name
        for state in dict.fromkeys((*which, *frame.away))
        if state not in frame.places
    )
    land = ink.land(frame, which)
    ruler = ink.ruler_box(frame, which)
    labels = named(frame, order, shown, ruler)
    strong = dict.fromkeys((*which, frame.protege, frame.challenger))
    foot, height = ink.foot(frame, legend, ink.entries(frame, scale, which), away)
    patterns = "".join(pattern(scale, each) for each in range(len(scale.names)))
    drawing = (
        f'<defs>{patterns}<clipPath id="view"><rect width="{frame.width:g}" '
        f'height="{frame.height:.1f}" rx="3"/></clipPath></defs>'
        f'<g clip-path="url(#view)">{land}{ink.lines(frame)}{ink.outline(frame)}'
        f"{ink.labels(labels, strong)}{ink.ruler(frame, ruler)}</g>{foot}"
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


def _row(
    state: str, value: float | str | None, name: str, which: int, frame: Frame, scale: Scale
) -> Row:
    role = {frame.protege: "protégé", frame.challenger: "challenger"}.get(state, "")
    row: dict[str, Any] = {"state": state, "name": name, "role": role, "value": value}
    if isinstance(scale, Classes):
        row["class"] = scale.names[which]
    return row | {"in_view": state in frame.places}


def named(
    frame: Frame, order: Sequence[str], shown: Mapping[str, str], ruler: Box
) -> tuple[Label, ...]:
    """The labels of a map in their places. order: states with a value or kind, shown: its words."""
    view = Box(0, 0, frame.width, frame.height)
    return placed(_wanted(frame, order, shown), frame.places, view, (ruler,))


def _wanted(frame: Frame, order: Sequence[str], shown: Mapping[str, str]) -> list[Caption]:
    """Labels in the order in which they get their places: the two, those with a value, others.

    Beside its land stands a name that matters: of the two, of those with a value or kind, and of
    who borders the protégé.
    """
    two = [each for each in (frame.protege, frame.challenger) if each in frame.places]
    valued = [each for each in order if each in frame.places and each not in two]
    found = [
        Caption(
            each,
            _words(frame.places[each], shown.get(each, "")),
            (_KEY, _SMALL) if each in two or frame.places[each].area > _LARGE else (_SMALL,),
            beside=True,
            open=each == frame.challenger and frame.places[each].area > _WIDE,
            needed=each in two,
        )
        for each in two + valued
    ]
    rest = [
        label
        for label, place in frame.places.items()
        if label not in order and label not in two and place.own
    ]
    near = _bordering(frame)
    rest.sort(key=lambda label: label not in near)  # and the largest first
    return found + [
        Caption(each, (frame.places[each].name,), (_SMALL,), beside=each in near, open=True)
        for each in rest
    ]


def _bordering(frame: Frame) -> set[str]:
    """States in view that share a line with the protégé."""
    if frame.protege not in frame.places:
        return set()
    around = frame.places[frame.protege].box.grown(1.0)
    points = {
        label: _corners(place, around) for label, place in frame.places.items()
        if place.box.meets(around)
    }  # fmt: skip
    own = points[frame.protege]
    return {label for label, theirs in points.items() if len(own & theirs) > 1}


def _corners(place: Place, inside: Box) -> set[tuple[float, float]]:
    """Corners of a land in a rectangle, to a hundredth of a unit."""
    ring = np.concatenate(place.rings)
    x, y = ring.T
    kept = (x > inside.x0) & (x < inside.x1) & (y > inside.y0) & (y < inside.y1)
    return {(round(x, 2), round(y, 2)) for x, y in ring[kept].tolist()}


def _words(place: Place, shown: str) -> tuple[str, ...]:
    """Lines of a label: name and value; where a territory alone is in view, its name first."""
    lines = (place.territory, f"{place.name} {shown}") if place.territory else (place.name, shown)
    return tuple(line.strip() for line in lines if line)


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
        told = "; ".join(f"{names[each]} {shown[each]}" for each in order if each in shown)
        without = [names[each] for each in order if each not in shown]
        told += f"; {scale.held}: {listed(without)}" if without else ""
    else:
        by_kind = {
            kind: [names[each] for each in order if which[each] == number]
            for number, kind in enumerate(scale.names)
        }
        told = "; ".join(f"{kind}: {listed(found)}" for kind, found in by_kind.items() if found)
    about = f"Map of {frame.places[frame.protege].name} and its neighborhood. {title}: "
    return f"{about}{told or 'no values'}." + (f" Out of view: {listed(away)}." if away else "")
