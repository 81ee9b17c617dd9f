"""Every term of a guarantee by rung and era: what was believed before the data, and after."""

from typing import Any

from foedus.assessment.result import Assessment
from foedus.estimate import Z90
from foedus.history.covariates import RUNGS
from foedus.history.ladder import ERAS
from foedus.report import words
from foedus.report.figure.empty import EmptyFigureError
from foedus.report.figure.figure import Figure
from foedus.report.figure.theme import BLUE, INK, MUTED, RULE, SIGNED, SMALL, TEXT, WIDTH
from foedus.report.figure.type import signed

_SIDE, _TERM, _STEP = 116.0, 76.0, 13.0
_TITLES = {"onset": "dispute begins", "force": "reaches force", "deadly": "turns deadly",
           "war": "becomes war"}  # fmt: skip
_NAMES = {
    "minor": ["minor-power", "guarantor"],
    "major": ["major-power", "guarantor"],
    "nuclear": ["nuclear", "guarantor"],
    "depth_minor": ["depth, minor", "guarantor"],
    "depth_major": ["depth, major", "guarantor"],
}
POOLED = "pooled"


def draw(found: Assessment) -> Figure:
    """Draw the figure. Rows: rung, term, era, mean, sd, low, high, prior_sd, prior_low, prior_high.

    Effects are on the logit; depth's for one unit of its covariate. Priors are normal around 0.
    Raises EmptyFigureError where the posterior does not keep its terms by era.
    """
    eras = [POOLED, *(name for _, name in ERAS)]
    rows = tuple(
        {
            "rung": name, "term": term["name"], "era": term["era"],
            "mean": term["mean"], "sd": term["sd"],
            "low": term["mean"] - Z90 * term["sd"], "high": term["mean"] + Z90 * term["sd"],
            "prior_sd": term["prior_sd"],
            "prior_low": -Z90 * term["prior_sd"], "prior_high": Z90 * term["prior_sd"],
        }
        for name in RUNGS
        for term in found.ladder.rungs[name].terms
    )  # fmt: skip
    if not rows:
        raise EmptyFigureError(
            f"the posterior through {found.ladder.last} does not keep its terms by era",
            where="--posterior", hint="fit one that does: `foedus fit ladder --through YEAR`",
        )  # fmt: skip
    last = [row for row in rows if row["era"] == eras[-1]]
    each = "; ".join(
        f"{_TITLES[rung]}: "
        + ", ".join(
            f"{' '.join(_words(row['term']))} {signed(row['mean'])} "
            f"({signed(row['low'])} to {signed(row['high'])})"
            for row in last
            if row["rung"] == rung
        )
        for rung in RUNGS
    )
    prior = max((row["prior_sd"] for row in last), default=0.0)
    return Figure(
        name="effects",
        title="Each term of a guarantee: prior and posterior",
        alt=(
            "Intervals of each term's effect on the logit, a panel for each rung, before the data "
            f"(prior, normal around 0, sd {prior:.2f} for one era) and after, by era. After, in "
            f"the era of the forecast ({eras[-1]}), with 90% intervals: {each}."
        ),
        note=(
            "Effect on the logit given the rung before; left of 0 is safer. Pale bar: prior. Lines "
            f"from above: {words.listed(eras)}; blue is the era of the forecast. All are 90% "
            f"intervals. {_unit()} Associations in the record of "
            f"{found.ladder.first}–{found.ladder.last}, not proof of cause."
        ),
        rows=rows,
        spec=_spec(rows, eras),
    )


def _unit() -> str:
    """For how much of it depth's effects are."""
    meant = {each.name: each.meaning for each in RUNGS["onset"]}.get("depth_major", "")
    return f"Depth's: for {meant.split(' with ')[0]}." if meant else ""


def _words(term: str) -> list[str]:
    return _NAMES.get(term, [term.replace("_", " ")])


def _spec(rows: tuple[dict[str, Any], ...], eras: list[str]) -> dict[str, Any]:
    terms = list(dict.fromkeys(row["term"] for row in rows))
    high = _TERM * len(terms)
    ends = [
        min(min(row["low"], row["prior_low"]) for row in rows) - 0.05,
        max(max(row["high"], row["prior_high"]) for row in rows) + 0.05,
    ]
    wide = (WIDTH - _SIDE - 28.0) / len(RUNGS)
    panels = [_panel(rung, rows, terms, eras, ends, (wide, high)) for rung in RUNGS]
    labels = [
        {"y": place * _TERM + _TERM / 2 + 16.0 * (at - 0.5), "text": line}
        for place, term in enumerate(terms)
        for at, line in enumerate(_words(term)[:2])
    ]
    side = {
        "width": _SIDE, "height": high, "data": {"values": labels},
        "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": SMALL,
                 "color": INK},
        "encoding": {"x": {"value": 0}, "text": {"field": "text"}, "y": _y(high)},
    }  # fmt: skip
    return {"hconcat": [side, *panels], "spacing": 14, "bounds": "flush",
            "resolve": {"scale": {"y": "independent"}}}  # fmt: skip


def _y(high: float) -> dict[str, Any]:
    return {"field": "y", "type": "quantitative", "axis": None,
            "scale": {"domain": [high, 0], "nice": False}}  # fmt: skip


def _panel(
    rung: str,
    rows: tuple[dict[str, Any], ...],
    terms: list[str],
    eras: list[str],
    ends: list[float],
    size: tuple[float, float],
) -> dict[str, Any]:
    wide, high = size
    mine = [row for row in rows if row["rung"] == rung]
    bands, lines = [], []
    for row in mine:
        middle = terms.index(row["term"]) * _TERM + _TERM / 2
        at = middle + _STEP * (eras.index(row["era"]) - (len(eras) - 1) / 2)
        used = row["era"] == eras[-1]
        # A band a line: an era's own prior is wider than that of what eras share.
        bands.append({"y": at - 5.5, "y2": at + 5.5, "low": row["prior_low"],
                      "high": row["prior_high"]})  # fmt: skip
        lines.append({"y": at, "low": row["low"], "high": row["high"], "mean": row["mean"],
                      "color": BLUE if used else MUTED, "wide": 3 if used else 1.4})  # fmt: skip
    x: dict[str, Any] = {
        "type": "quantitative", "title": None, "scale": {"domain": ends, "nice": False},
        "axis": {"tickCount": 3, "labelExpr": SIGNED},
    }  # fmt: skip
    hue = {"field": "color", "type": "nominal", "scale": None, "legend": None}
    y = _y(high)
    return {
        "width": wide, "height": high,
        "title": {"text": _TITLES[rung], "fontSize": TEXT - 2, "anchor": "middle",
                  "offset": 6, "frame": "group"},
        "layer": [
            {"data": {"values": bands}, "mark": {"type": "rect", "color": RULE, "opacity": 0.45},
             "encoding": {"x": {"field": "low", **x}, "x2": {"field": "high"}, "y": y,
                          "y2": {"field": "y2"}}},
            {"data": {"values": [{"at": 0.0}]},
             "mark": {"type": "rule", "color": MUTED, "strokeWidth": 1},
             "encoding": {"x": {"field": "at", **x}}},
            {"data": {"values": lines}, "mark": {"type": "rule"},
             "encoding": {"x": {"field": "low", **x}, "x2": {"field": "high"}, "y": y,
                          "color": hue,
                          "strokeWidth": {"field": "wide", "type": "quantitative", "scale": None,
                                          "legend": None}}},
            {"data": {"values": lines}, "mark": {"type": "circle", "size": 34, "opacity": 1},
             "encoding": {"x": {"field": "mean", **x}, "y": y, "color": hue}},
        ],
    }  # fmt: skip
