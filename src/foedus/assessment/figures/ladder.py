"""The ladder as a flow: of all futures, how many see a dispute, force, deadly force, war.

A strip a design.
"""

from typing import Any

from foedus.assessment.figures.groups import EVENTS, Group, condition, groups, merged, picked, sides
from foedus.assessment.result import Assessment
from foedus.estimate import Estimate
from foedus.report import words
from foedus.report.figure.figure import Figure
from foedus.report.figure.plane import marks, plane, texts
from foedus.report.figure.theme import (
    BLUE,
    MUTED,
    ORANGE,
    RULE,
    RUST,
    SMALL,
    TEXT,
    VERMILION,
    WIDTH,
)
from foedus.report.figure.type import cut
from foedus.report.plain import plain

MOST = 6
_HIGH = 76.0  # of all futures together
_STRIP, _TOP = 174.0, 62.0  # of a strip, and of its flow below the strip's own top
_STEP, _BAR = 103.0, 5.0  # between stages, and the width of a stage's bar
_FALL, _RUN = 14.0, 48.0  # how far what leaves the flow falls, and runs on
_LINE = 15.0
_STAGES = ("war with help", "war abandoned", "war after lapse")
_NOT = {"dispute": "no dispute", "force": "no force", "deadly": "not deadly", "war": "no war"}
_HUES = {"dispute": BLUE, "force": ORANGE, "deadly": RUST, "war": VERMILION}


def draw(found: Assessment) -> Figure:
    """Draw the figure. Rows: designs, stage, value, low, high; each stage is inside the last."""
    kept, left = picked(found, MOST)
    challenger, protege = sides(found)
    rows = tuple(
        {"designs": group.label, "stage": event, **plain(group.result.risk.by[event][-1])}
        for group in groups(found)
        for event in EVENTS
    ) + tuple(
        {"designs": group.label, "stage": stage, **plain(share)}
        for group in groups(found)
        for stage, share in _ends(group)
    )
    each = "; ".join(f"{group.short}: {_chain(group)}" for group in kept)
    span = words.years(found.years)
    return Figure(
        name="ladder",
        title=f"How far it goes: {challenger} and {protege} within {span}",
        alt=words.said(
            f"Flow diagram, a strip for each of {len(kept)} answers: of all futures of {span}, "
            f"the share with at least one dispute begun by {words.the(challenger)}, with one that "
            f"reaches force, with one that turns deadly, with one that becomes war. {each}.", left,
        ),
        note=words.said(
            condition(found),
            "The height of the flow is the share of futures that get so far at least once; what "
            "falls away goes no further (deadly: deadly force). Below each share 90% of "
            "posterior draws; at its end, how the wars go: the guarantee is honored, not "
            "honored, or has lapsed before.",
            merged(kept), left,
        ),
        rows=rows,
        spec=_spec(kept),
    )  # fmt: skip


def _chain(group: Group) -> str:
    found = group.result.risk.by
    return ", ".join(
        f"{event} {words.percent(found[event][-1].value)} "
        f"(90% interval {words.span(found[event][-1].low, found[event][-1].high)})"
        for event in EVENTS
    ) + "".join(
        f", {stage} {words.percent(share.value)} (90% interval {words.span(share.low, share.high)})"
        for stage, share in _ends(group)
    )


def _ends(group: Group) -> list[tuple[str, Estimate]]:
    """How the wars under a guarantee go: shares of all futures, which add up to war."""
    kept = group.result.reliability
    if kept is None:
        return []
    ends = (kept.helped, kept.abandoned, kept.lapsed)
    return [(stage, each[-1]) for stage, each in zip(_STAGES, ends, strict=True)]


def _spec(kept: list[Group]) -> dict[str, Any]:
    flows: list[dict[str, Any]] = []
    bars: list[dict[str, Any]] = []
    names, shares, spans, leaving, fates = [], [], [], [], []
    strip = max(_STRIP, *(_high(group) for group in kept))
    end = len(_HUES) * _STEP
    for place, group in enumerate(kept):
        top = place * strip + _TOP
        names.append({"x": 0.0, "y": top - 52.0, "text": cut(group.short, 58)})
        before, hue = 1.0, RULE
        bars.append(_bar(0.0, top, 1.0, RULE))
        shares.append({"x": 0.0, "y": top - 27.0, "text": "all futures"})
        for step, (event, color) in enumerate(_HUES.items(), start=1):
            share = group.result.risk.by[event][-1]
            x = step * _STEP
            part = f"{place}-{event}"
            flows += _ribbon(part, x - _STEP + _BAR, x, top, share.value, hue)
            flows += _exit(f"{part}-out", x - _STEP + _BAR, top, share.value, before)
            bars.append(_bar(x, top, share.value, color))
            told = f"{event} {words.percent(share.value)}"
            shares.append({"x": x, "y": top - 27.0, "text": told})
            spans.append({"x": x, "y": top - 11.0, "text": words.span(share.low, share.high)})
            leaving.append({
                "x": x - _STEP + _BAR + _RUN + 3.0,
                "y": top + (share.value + before) / 2 * _HIGH + _FALL, "text": _NOT[event],
            })  # fmt: skip
            before, hue = share.value, color
        for line, (stage, share) in enumerate(_ends(group)):
            told = f"{stage.removeprefix('war ')} {words.percent(share.value)}"
            y = place * strip + _below(group) + _LINE * line
            fates.append({"x": end - _STEP + 12.0, "y": y, "text": told})  # fmt: skip
        flows += _ribbon(f"{place}-end", end + _BAR, WIDTH, top, before, hue)
    fill = marks("area", flows, interpolate="linear")
    layers = [
        fill,
        marks("rect", bars),
        texts(names, fontSize=TEXT, fontWeight="bold"),
        texts(shares, fontSize=SMALL),
        texts(spans, fontSize=SMALL, color=MUTED),
        texts(leaving, fontSize=SMALL - 1, color=MUTED),
        texts(fates, fontSize=SMALL - 1),
    ]
    return plane(WIDTH, len(kept) * strip - 10.0, layers)


def _below(group: Group) -> float:
    """Where in a strip the wars' ends are told: below all that leaves the flow before war."""
    return _TOP + group.result.risk.by["deadly"][-1].value * _HIGH + _FALL + 14.0


def _high(group: Group) -> float:
    """How high a strip must be."""
    lines = len(_ends(group))
    return _below(group) + _LINE * lines + 14.0 if lines else 0.0


def _bar(x: float, top: float, share: float, color: str) -> dict[str, Any]:
    high = max(share * _HIGH, 0.6)  # a chance that rounds to nothing is still a line
    return {"x": x, "x2": x + _BAR, "y": top, "y2": top + high, "color": color}


def _ribbon(
    part: str, x: float, x2: float, top: float, share: float, color: str
) -> list[dict[str, Any]]:
    low = top + max(share * _HIGH, 0.6)
    return [
        {"x": at, "y": top, "y2": low, "color": color, "opacity": 0.45, "part": part}
        for at in (x, x2)
    ]


def _exit(part: str, x: float, top: float, share: float, before: float) -> list[dict[str, Any]]:
    """What goes no further: a pale band that leaves the flow downward."""
    made = []
    for step in range(13):
        along = step / 12
        fall = _FALL * along * along * (3 - 2 * along)
        made.append({
            "x": x + _RUN * along, "y": top + share * _HIGH + fall,
            "y2": top + before * _HIGH + fall, "color": RULE, "opacity": 0.5, "part": part,
        })  # fmt: skip
    return made
