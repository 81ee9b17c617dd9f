"""Axes: a line, its ticks, their labels, and what is measured."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from foedus.report.faces import width
from foedus.report.figure.pen import Pen
from foedus.report.figure.scale import Scale, number, ticks
from foedus.report.figure.theme import MUTED, RULE, SMALL

_TICK, _PAD = 4.0, 4.0
_CRISP = 0.5  # so that a line of one unit lies on whole ones


def below(pen: Pen, axis: Mapping[str, Any], along: Scale, size: tuple[float, float]) -> None:
    """An axis under a view, its labels at the ends turned inward."""
    wide, high = size
    marked = [(round(along(value)), along(value), value) for value in ticks(axis, along)]
    _grid(pen, axis, [(at + _CRISP, _CRISP, at + _CRISP, high + _CRISP) for at, _, _ in marked])
    size_ = axis.get("labelFontSize", SMALL)
    labels = [(at, _turned(at, along), number(value, axis, along)) for _, at, value in marked]
    foot = high + _CRISP
    if axis.get("ticks", True):
        for place, _, _ in marked:
            pen.line(place + _CRISP, foot, place + _CRISP, foot + _TICK, stroke=RULE)
    for at, align, said in _apart(labels, size_):
        pen.text(at + _CRISP, foot + _TICK + _PAD, said, align=align, baseline="top", size=size_,
                 fill=MUTED)  # fmt: skip
    if axis.get("domain", True):
        pen.line(_CRISP, foot, wide + _CRISP, foot, stroke=RULE)
    if axis.get("title"):
        pen.text(wide / 2 + _CRISP, foot + _TICK + 2 * _PAD + size_, axis["title"],
                 align="center", baseline="top", fill=MUTED)  # fmt: skip


def beside(pen: Pen, axis: Mapping[str, Any], along: Scale, size: tuple[float, float]) -> None:
    """An axis left of a view, what is measured running upward."""
    wide, high = size
    marked = [(round(along(value)), along(value), value) for value in ticks(axis, along)]
    _grid(pen, axis, [(_CRISP, at + _CRISP, wide + _CRISP, at + _CRISP) for at, _, _ in marked])
    size_ = axis.get("labelFontSize", SMALL)
    tick = _TICK if axis.get("ticks", True) else 0.0
    labels = [(at, number(value, axis, along)) for _, at, value in marked]
    while len(labels) > 2 and any(abs(one[0] - two[0]) < size_ for one, two in pairwise(labels)):
        labels = labels[::2]
    if tick:
        for place, _, _ in marked:
            pen.line(_CRISP - tick, place + _CRISP, _CRISP, place + _CRISP, stroke=RULE)
    for at, said in labels:
        pen.text(_CRISP - tick - _PAD, at + _CRISP, said, align="right", baseline="middle",
                 size=size_, fill=MUTED)  # fmt: skip
    if axis.get("domain", True):
        pen.line(_CRISP, _CRISP, _CRISP, high + _CRISP, stroke=RULE)
    if axis.get("title"):
        reach = max((width(said, size_) for _, said in labels), default=0.0)
        pen.text(_CRISP - tick - 2 * _PAD - reach, high / 2 + _CRISP, axis["title"],
                 align="center", baseline="bottom", turned=True, fill=MUTED)  # fmt: skip


def _grid(
    pen: Pen, axis: Mapping[str, Any], lines: Sequence[tuple[float, float, float, float]]
) -> None:
    if axis.get("grid"):
        for x, y, x2, y2 in lines:
            pen.line(x, y, x2, y2, stroke=RULE, opacity=axis.get("gridOpacity"))


def _turned(at: float, along: Scale) -> str:
    if abs(at - along.low) < 1:
        return "left"
    return "right" if abs(at - along.high) < 1 else "center"


def _apart(labels: list[tuple[float, str, str]], size: float) -> list[tuple[float, str, str]]:
    """Labels of which none touch: every second is left out until it is so."""

    def ends(label: tuple[float, str, str]) -> tuple[float, float]:
        at, align, said = label
        wide = width(said, size)
        left = at - {"left": 0.0, "center": wide / 2, "right": wide}[align]
        return left, left + wide

    while len(labels) > 2 and any(ends(one)[1] > ends(two)[0] for one, two in pairwise(labels)):
        labels = labels[::2]
    return labels
