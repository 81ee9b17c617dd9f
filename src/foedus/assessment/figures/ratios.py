"""War as a ratio to no guarantee: by all comparisons, and by change within pairs alone."""

from math import ceil, floor, log10
from typing import Any

from foedus.assessment.figures.groups import Group, condition, groups, merged, picked
from foedus.assessment.result import Assessment
from foedus.estimate import Estimate
from foedus.report import words
from foedus.report.figure.empty import EmptyFigureError
from foedus.report.figure.figure import Figure
from foedus.report.figure.theme import BLUE, INK, MUTED, ORANGE, PAPER, SMALL, TEXT, WIDTH
from foedus.report.figure.type import cut
from foedus.report.plain import plain

MOST = 9
_ROW, _LEAST = 74.0, 1e-3  # ratios under it are drawn at it, and said
_SIDE = 152.0
_KINDS = ("all comparisons", "within pairs")


def draw(found: Assessment) -> Figure:
    """Draw the figure. Rows: designs, comparison, value, low, high.

    Raises EmptyFigureError where every design is the reference to the model.
    """
    every = [group for group in groups(found) if not group.reference]
    if not every:
        raise EmptyFigureError(
            f"no design differs from {found.reference_title} for the model",
            where=found.scenario.name,
            hint="add a design with a promise of defense",
        )
    kept, left = picked(found, MOST)
    drawn = [group for group in kept if not group.reference]
    rows = tuple(
        {"designs": group.label, "comparison": kind, **plain(one)}
        for group in every
        for kind, one in _both(group)
    )
    each = "; ".join(
        f"{group.short}: "
        + ", ".join(
            f"{kind} {_told(one).replace('(', '(90% interval ')}" for kind, one in _both(group)
        )
        for group in drawn
    )
    span = words.years(found.years)
    return Figure(
        name="ratios",
        title=f"War within {span}, as a ratio to {found.reference_title}",
        alt=words.said(
            f"Forest plot of the chance of war within {span} under each answer over that under "
            f"{found.reference_title}, by two comparisons; 1 is no difference. {each}.", left,
        ),
        note=words.said(
            condition(found),
            "Filled: from all comparisons. Hollow: from pairs whose guarantee changed over time "
            "alone, which who gets a guarantee biases less. Lines: 90% intervals; one that crosses "
            "1 does not exclude that nothing changes.", merged(drawn), left,
        ),
        rows=rows,
        spec=_spec(drawn, found.reference_title),
    )  # fmt: skip


def _both(group: Group) -> tuple[tuple[str, Estimate], tuple[str, Estimate]]:
    return (
        (_KINDS[0], group.result.versus.ratio["war"]),
        (_KINDS[1], group.result.within["war"]),
    )


def _told(one: Estimate) -> str:
    return f"{words.times(one.value)} ({words.times(one.low)}–{words.times(one.high)})"


def _spec(drawn: list[Group], reference: str) -> dict[str, Any]:
    points: list[dict[str, Any]] = []
    for place, group in enumerate(drawn):
        for at, (kind, one) in enumerate(_both(group)):
            points.append({
                "kind": kind, "y": place * _ROW + 34.0 + 24.0 * at,
                **{name: max(value, _LEAST) for name, value in plain(one).items()},
                "told": _told(one),
            })  # fmt: skip
    names = [{"y": place * _ROW + 11.0, "text": cut(group.short, 60)}
             for place, group in enumerate(drawn)]  # fmt: skip
    high = len(drawn) * _ROW
    ends = [0.85 * min(0.5, *(p["low"] for p in points)),
            1.15 * max(1.5, *(p["high"] for p in points))]  # fmt: skip
    ticks = [
        factor * 10.0**power
        for power in range(floor(log10(ends[0])), ceil(log10(ends[1])) + 1)
        for factor in (1, 2, 5)
        if ends[0] <= factor * 10.0**power <= ends[1]
    ]
    if len(ticks) > 7:
        ticks = [tick for tick in ticks if abs(log10(tick) - round(log10(tick))) < 1e-9]
    x = {"type": "quantitative", "title": f"times the chance under {cut(reference, 40)}",
         "scale": {"type": "log", "domain": ends, "nice": False},
         "axis": {"values": ticks, "format": "~g", "grid": True, "gridOpacity": 0.5}}  # fmt: skip
    y = {"field": "y", "type": "quantitative", "axis": None,
         "scale": {"domain": [high, 0], "nice": False}}  # fmt: skip
    hue = {"field": "kind", "type": "nominal", "legend": None,
           "scale": {"domain": [*_KINDS], "range": [BLUE, ORANGE]}}  # fmt: skip
    data = {"values": points}
    every, within = ({"values": [p for p in points if p["kind"] == kind]} for kind in _KINDS)
    even = {"data": {"values": [{"at": 1.0}]},
           "mark": {"type": "rule", "color": MUTED, "strokeWidth": 1.5},
           "encoding": {"x": {"field": "at", **x}}}  # fmt: skip
    spans = {"data": data, "mark": {"type": "rule", "strokeWidth": 2.5},
             "encoding": {"x": {"field": "low", **x}, "x2": {"field": "high"}, "y": y,
                          "color": hue}}  # fmt: skip
    filled = {"data": every, "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
              "encoding": {"x": {"field": "value", **x}, "y": y, "color": hue}}  # fmt: skip
    # Two marks: a disk that hides the line, and its rim.
    hollow = {"data": within, "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1,
                                       "fill": PAPER, "stroke": ORANGE, "strokeWidth": 2},
              "encoding": {"x": {"field": "value", **x}, "y": y}}  # fmt: skip
    text = {"type": "text", "align": "left", "baseline": "middle", "fontWeight": "bold",
            "fontSize": TEXT - 0.5, "color": INK}  # fmt: skip
    titles = {"data": {"values": names}, "mark": text,
              "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "text"}}}  # fmt: skip
    # So that no title is struck through.
    halo = {**titles, "mark": {**text, "color": PAPER, "stroke": PAPER, "strokeWidth": 6}}
    plot = {
        "width": WIDTH - _SIDE - 10,
        "height": high,
        "layer": [even, halo, spans, filled, hollow, titles],
    }
    told = {
        "width": _SIDE, "height": high,
        "data": data, "mark": {"type": "text", "align": "left", "baseline": "middle",
                               "fontSize": SMALL, "color": INK},
        "encoding": {"x": {"value": 10}, "y": y, "text": {"field": "told"}},
    }  # fmt: skip
    return {"hconcat": [plot, told], "spacing": 0, "bounds": "flush",
            "resolve": {"scale": {"y": "independent"}}}  # fmt: skip
