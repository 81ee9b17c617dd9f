"""Chance of war by the end of each year, a line a design, its last 90% interval beside it."""

from math import ceil, log10
from typing import Any

from foedus.assessment.figures.groups import colors, condition, groups, merged, picked, sides
from foedus.assessment.result import Assessment
from foedus.report import words
from foedus.report.figure.figure import Figure
from foedus.report.figure.theme import SMALL, TEXT, WIDTH
from foedus.report.figure.type import apart, room, wrapped
from foedus.report.plain import plain

MOST = 7  # lines: as many as there are labels that can stand beside their ends
_HEIGHT, _LINE = 300.0, 17.0
_SIDE = 176.0  # room for labels on the right
_STEP = 9.0  # between the intervals of the last year


def draw(found: Assessment) -> Figure:
    """Draw the figure. Rows: designs, year, value, low, high."""
    kept, left = picked(found, MOST)
    challenger, protege = sides(found)
    day = f"{found.scenario.as_of.day} {found.scenario.as_of:%B}"
    rows = tuple(
        {"designs": group.label, "year": found.setting.first + place, **plain(one)}
        for group in groups(found)
        for place, one in enumerate(group.result.risk.by["war"])
    )
    ends = "; ".join(
        f"{group.short} {words.percent(last.value)} "
        f"(90% interval {words.span(last.low, last.high)})"
        for group in kept
        for last in [group.result.risk.by["war"][-1]]
    )
    return Figure(
        name="war-risk",
        title=f"Chance that {words.the(challenger)} begins a war against {words.the(protege)}, "
        f"by {day} of each year",
        alt=words.said(
            f"Line chart of the chance of at least one war, {found.span(found.years)}, by the end "
            f"of each twelve months, a line for each of {len(kept)} answers. "
            f"By {found.until(found.years)}: {ends}.", merged(kept), left,
        ),
        note=words.said(
            condition(found),
            f"Band: 90% of posterior draws for {found.reference_title}. Bars at the right: the "
            "same for each in the last year.", merged(kept), left,
            f"Associations in the record of {found.ladder.first}–{found.ladder.last}, not "
            "proof of cause.",
        ),
        rows=rows,
        spec=_spec(found, kept),
    )  # fmt: skip


def percents(step: float) -> str:
    """The format of an axis of chances in such steps: as many digits as tell them apart."""
    return f".{max(0, ceil(-log10(100 * step)))}%"


def _spec(found: Assessment, kept: list[Any]) -> dict[str, Any]:
    first = found.setting.first
    top = max(one.high for group in kept for one in group.result.risk.by["war"]) or 1.0
    hues = colors(kept)
    bare = next((place for place, group in enumerate(kept) if group.reference), -1)
    zero = {"value": 0.0, "low": 0.0, "high": 0.0}
    points = [
        {"line": place, "year": first - 1 + at, **one}
        for place, group in enumerate(kept)
        for at, one in enumerate([zero, *plain(group.result.risk.by["war"])])
    ]
    each = room(_SIDE - 20, TEXT - 1)
    texts = [wrapped(group.fitted(2 * each + 6), each, most=3, hyphens=True) for group in kept]
    lasts = [group.result.risk.by["war"][-1] for group in kept]
    wanted = [(1 - last.value / top) * _HEIGHT for last in lasts]
    sizes = [_LINE * (len(lines) + 1) + 5 for lines in texts]
    placed = apart(wanted, sizes, -10.0, _HEIGHT + 24.0)
    ends = [
        {"line": place, "year": found.last, "at": last.value}
        for place, last in enumerate(lasts)
    ]  # fmt: skip
    labels = [
        {
            "x": 20.0, "y": placed[place] - sizes[place] / 2 + _LINE * number + 11, "text": line,
            "weight": "bold" if number < len(lines) else "normal",
        }
        for place, lines in enumerate(texts)
        for number, line in enumerate(
            [*lines, f"{words.percent(lasts[place].value)} "
             f"({words.span(lasts[place].low, lasts[place].high)})"]
        )
    ]  # fmt: skip
    leaders = [
        {"line": place, "x": x, "y": y, "part": place}
        for place in range(len(kept))
        for x, y in ((4.0, wanted[place]), (16.0, placed[place] - sizes[place] / 2 + 11))
    ]
    wide = _STEP * (len(kept) + 1)
    plot = WIDTH - _SIDE - wide - 40.0
    hue = {"field": "line", "type": "ordinal", "legend": None,
           "scale": {"domain": list(range(len(kept))), "range": hues}}  # fmt: skip
    x = {"field": "year", "type": "quantitative", "title": None,
         "scale": {"domain": [first - 1, found.last], "nice": False},
         "axis": {"format": "d", "tickCount": 5, "tickMinStep": 1}}  # fmt: skip
    y = {"type": "quantitative", "title": None, "scale": {"domain": [0, top], "nice": False},
         "axis": {"format": percents(top / 5), "tickCount": 5, "grid": True,
                  "gridOpacity": 0.6, "domain": False, "ticks": False}}  # fmt: skip
    beside = {"x": {"field": "x", "type": "quantitative", "axis": None,
                    "scale": {"domain": [0, _SIDE]}},
              "y": {"field": "y", "type": "quantitative", "axis": None,
                    "scale": {"domain": [_HEIGHT, 0]}}}  # fmt: skip
    curves = {
        "width": plot, "height": _HEIGHT,
        "layer": [
            {"data": {"values": [each for each in points if each["line"] == bare]},
             "mark": {"type": "area", "opacity": 0.16},
             "encoding": {"x": x, "y": {"field": "low", **y}, "y2": {"field": "high"},
                          "color": hue}},
            {"data": {"values": points}, "mark": {"type": "line", "strokeWidth": 2.5},
             "encoding": {"x": x, "y": {"field": "value", **y}, "color": hue}},
            {"data": {"values": ends}, "mark": {"type": "circle", "size": 48, "opacity": 1},
             "encoding": {"x": x, "y": {"field": "at", **y}, "color": hue}},
        ],
    }  # fmt: skip
    bars = [
        {"line": place, "x": _STEP * (place + 1), **plain(last)} for place, last in enumerate(lasts)
    ]
    across = {"field": "x", "type": "quantitative", "axis": None,
              "scale": {"domain": [0, wide], "nice": False}}  # fmt: skip
    bare_axis = {**y, "axis": None}
    ranges = {
        "width": wide, "height": _HEIGHT, "data": {"values": bars},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.55},
             "encoding": {"x": across, "y": {"field": "low", **bare_axis},
                          "y2": {"field": "high"}, "color": hue}},
            {"mark": {"type": "circle", "size": 48, "opacity": 1},
             "encoding": {"x": across, "y": {"field": "value", **bare_axis}, "color": hue}},
        ],
    }  # fmt: skip
    names = {
        "width": _SIDE, "height": _HEIGHT,
        "layer": [
            {"data": {"values": leaders}, "mark": {"type": "line", "strokeWidth": 1.2},
             "encoding": {**beside, "color": hue, "detail": {"field": "part"}}},
            *(
                {"data": {"values": [each for each in labels if each["weight"] == weight]},
                 "mark": {"type": "text", "align": "left", "baseline": "middle",
                          "fontSize": size, "fontWeight": weight},
                 "encoding": {**beside, "text": {"field": "text"}}}
                for weight, size in (("normal", SMALL), ("bold", TEXT - 1))
            ),
        ],
    }  # fmt: skip
    return {
        "hconcat": [curves, ranges, names], "spacing": 0, "bounds": "flush",
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
    }  # fmt: skip
