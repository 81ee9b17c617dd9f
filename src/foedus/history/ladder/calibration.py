"""The calibration plot: forecasts of years not seen beside what happened, a panel a rung."""

from collections.abc import Collection, Mapping
from typing import Any

from foedus.report import words
from foedus.report.figure.figure import Figure
from foedus.report.figure.theme import BLUE, INK, MUTED, SMALL, TEXT, VERMILION

_TITLES = {"onset": "dispute begins", "force": "reaches force", "deadly": "turns deadly",
           "war": "becomes war"}  # fmt: skip
_WIDE, _HIGH = 178.0, 150.0
_COLUMNS = 2


def figure(
    scores: Mapping[str, Mapping[str, Any]], cases: Mapping[str, tuple[float, float]] | None = None
) -> Figure:
    """The figure of a ladder's ``scores``. Rows: rung, forecast, observed, low, high, n, events,
    here.

    cases: rung -> a chance that is asked for, and the forecast of its bin; here: whether a row is
    that bin.
    """
    cases = cases or {}
    rows = tuple(
        {
            "rung": rung, **{name: one[name] for name in
                             ("forecast", "observed", "low", "high", "n", "events")},
            "here": rung in cases and one["forecast"] == cases[rung][1],
        }
        for rung, score in scores.items()
        for one in score["calibration"]
    )  # fmt: skip
    first = next(iter(scores.values()))
    return Figure(
        name="calibration",
        title="How such forecasts came out, on years the model had not seen",
        alt=(
            f"Calibration plots, a panel for each rung, of {len(rows)} bins of forecasts of "
            f"{first['origins'][0]}–{first['last']} against the share that came true."
        ),
        note=(
            f"Fitted before {words.listed(str(year) for year in first['origins'])}, scored to "
            f"{first['last']}. Each dot: a tenth of what was expected. On the dashed line a "
            "forecast is right; above it, too low. Lines: 90% intervals."
        ),
        rows=rows,
        spec=panels(rows, {rung: asked for rung, (asked, _) in cases.items()}),
    )


def panels(
    rows: tuple[dict[str, Any], ...], asked: Mapping[str, float], rare: Collection[str] = ("onset",)
) -> dict[str, Any]:
    """A panel for each rung of the rows.

    asked: rung -> a chance to be marked. rare: rungs whose bins lie decades apart, so that their
    scales are logarithmic.
    """
    by = {rung: [row for row in rows if row["rung"] == rung]
          for rung in dict.fromkeys(row["rung"] for row in rows)}  # fmt: skip
    drawn = [_panel(rung, bins, asked.get(rung), log=rung in rare) for rung, bins in by.items()]
    return {"concat": drawn, "columns": _COLUMNS, "spacing": 16,
            "resolve": {"scale": {"x": "independent", "y": "independent"}}}  # fmt: skip


def _panel(
    rung: str, bins: list[dict[str, Any]], asked: float | None, *, log: bool
) -> dict[str, Any]:
    told = [row for row in bins if row["high"] > 0]
    most = max(max(row["forecast"], row["high"]) for row in told)
    low = min(min(row["forecast"], row["low"] or 1.0, row["observed"] or 1.0) for row in told)
    ends = [low * 0.8, min(1.0, most * 1.25)] if log else [0.0, min(1.0, most * 1.05)]
    scale = {"type": "log" if log else "linear", "domain": ends, "nice": False}
    ticks = [t for t in (1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0) if ends[0] <= t <= ends[1]]
    axis: dict[str, Any] = {"format": "~%", "grid": False, "labelFontSize": SMALL - 1}
    axis |= {"values": ticks} if log else {"tickCount": 4}
    points = [{**row, "low": max(row["low"], ends[0]), "observed": max(row["observed"], ends[0]),
               "color": VERMILION if row["here"] else BLUE} for row in told]  # fmt: skip
    wide = {"type": "quantitative", "scale": scale, "axis": axis}
    x = {**wide, "title": "forecast"}
    y = {**wide, "title": "came true"}
    hue = {"field": "color", "type": "nominal", "scale": None, "legend": None}
    layers = [
        {"data": {"values": [{"a": ends[0]}, {"a": ends[1]}]},
         "mark": {"type": "line", "color": MUTED, "strokeDash": [4, 3], "strokeWidth": 1},
         "encoding": {"x": {"field": "a", **x}, "y": {"field": "a", **y}}},
        {"data": {"values": points}, "mark": {"type": "rule", "strokeWidth": 1.5},
         "encoding": {"x": {"field": "forecast", **x}, "y": {"field": "low", **y},
                      "y2": {"field": "high"}, "color": hue}},
        {"data": {"values": points}, "mark": {"type": "circle", "size": 40, "opacity": 1},
         "encoding": {"x": {"field": "forecast", **x}, "y": {"field": "observed", **y},
                      "color": hue}},
    ]  # fmt: skip
    if asked is not None and ends[0] <= asked <= ends[1]:
        layers.append({
            "data": {"values": [{"at": asked}]},
            "mark": {"type": "rule", "color": VERMILION, "opacity": 0.5},
            "encoding": {"x": {"field": "at", **x}},
        })  # fmt: skip
    return {
        "width": _WIDE, "height": _HIGH, "layer": layers,
        "title": {"text": _TITLES.get(rung, rung), "fontSize": TEXT - 2, "offset": 6,
                  "frame": "group", "color": INK},
    }  # fmt: skip
