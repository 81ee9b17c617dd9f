"""What makes this pair more or less dangerous than a typical one, rung by rung."""

from typing import Any

from foedus.assessment.figures.groups import sides
from foedus.assessment.result import Assessment
from foedus.estimate import Z90
from foedus.history.events import STEPS
from foedus.report import words
from foedus.report.figure.figure import Figure
from foedus.report.figure.theme import BLUE, INK, MUTED, SIGNED, SMALL, TEXT, VERMILION, WIDTH
from foedus.report.figure.type import room, signed, wrapped
from foedus.report.plain import plain

MOST = 4  # covariates a rung, beside past disputes together
PAST = "all past disputes between the two, together"
_ROW, _HEAD, _LINE = 37.0, 30.0, 15.0


def draw(found: Assessment) -> Figure:
    """Draw the figure. Rows: rung, name, meaning, value, typical, effect, sd, low, high.

    Effects are on the logit, beside a typical politically relevant pair, without a guarantee.
    """
    rows = tuple(
        {**row, "low": row["effect"] - Z90 * row["sd"], "high": row["effect"] + Z90 * row["sd"]}
        for row in _rows(found)
    )
    drawn = {rung: _strongest(rows, rung) for rung in found.drivers}
    each = "; ".join(
        f"whether {STEPS[rung]}: "
        + ", ".join(
            f"{row['meaning']} {signed(row['effect'])} "
            f"({signed(row['low'])} to {signed(row['high'])})"
            for row in mine
        )
        for rung, mine in drawn.items()
        if mine
    )
    challenger, protege = sides(found)
    return Figure(
        name="drivers",
        title=f"What sets {challenger} and {protege} apart from a typical pair",
        alt=(
            f"Bars of the strongest effects on the logit in the first twelve months, without a "
            f"guarantee, beside a typical politically relevant pair, with 90% intervals: {each}."
        ),
        note=(
            "Effect on the logit in the first twelve months, without a guarantee, beside a typical "
            f"politically relevant pair; the {MOST} strongest of each rung. Right of 0 (orange): "
            "more dangerous. Lines: 90% intervals. Single parts of a shared past may undo each "
            f"other; their sum is what counts.{_silent(drawn)}"
        ),
        rows=rows,
        spec=_spec(drawn),
    )


def _silent(drawn: dict[str, list[dict[str, Any]]]) -> str:
    """The rungs on which nothing but the guarantee told cases apart."""
    none = [f"whether {STEPS[rung]}" for rung, mine in drawn.items() if not mine]
    return f" Nothing measured tells {words.listed(none)}." if none else ""


def _rows(found: Assessment) -> list[dict[str, Any]]:
    made = []
    for rung, covariates in found.drivers.items():
        effect, sd = found.memory[rung]
        made += [{"rung": rung, **plain(one)} for one in covariates]
        made.append({"rung": rung, "name": "past_disputes_together", "meaning": PAST,
                     "value": None, "typical": None, "effect": effect, "sd": sd})  # fmt: skip
    return made


def _strongest(rows: tuple[dict[str, Any], ...], rung: str) -> list[dict[str, Any]]:
    mine = [row for row in rows if row["rung"] == rung]
    past = [row for row in mine if row["meaning"] == PAST and abs(row["effect"]) > 0.005]
    single = [row for row in mine if row["meaning"] != PAST]
    return sorted(single, key=lambda row: -abs(row["effect"]))[:MOST] + past


def _digits(value: float) -> str:
    """A covariate's value to two digits."""
    return f"{value:.2g}".replace("-", "−")


def _spec(drawn: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    bars, labels, heads = [], [], []
    at = 0.0
    for rung, mine in drawn.items():
        if not mine:
            continue
        heads.append({"y": at + 12.0, "text": f"Whether {STEPS[rung]}"})
        at += _HEAD
        for row in mine:
            value = "" if row["value"] is None else f": {_digits(row['value'])}"
            lines = wrapped(row["meaning"] + value, room(WIDTH - 60.0, SMALL), most=2)
            for place, line in enumerate(lines):
                at += _LINE if place else 0.0
                effect = "" if place else signed(row["effect"])
                labels.append({"y": at + 8.0, "text": line, "told": effect})
            bars.append({"y": at + 18.0, "y2": at + 28.0, "middle": at + 23.0, "zero": 0.0,
                         **{name: row[name] for name in ("effect", "low", "high")},
                         "color": VERMILION if row["effect"] > 0 else BLUE})  # fmt: skip
            at += _ROW
        at += 12.0
    far = [end for row in bars for end in (row["low"], row["high"], row["effect"], 0.0)]
    margin = 0.03 * (max(far) - min(far))
    ends = [min(far) - margin, max(far) + margin]
    x: dict[str, Any] = {
        "type": "quantitative", "title": None, "scale": {"domain": ends, "nice": False},
        "axis": {"tickCount": 7, "labelExpr": SIGNED},
    }  # fmt: skip
    y = {"type": "quantitative", "axis": None, "scale": {"domain": [at, 0], "nice": False}}
    hue = {"field": "color", "type": "nominal", "scale": None, "legend": None}
    text = {"type": "text", "align": "left", "baseline": "middle", "color": INK}

    def told(rows: list[dict[str, Any]], place: Any, field: str = "text", **mark: Any) -> Any:
        return {"data": {"values": rows}, "mark": {**text, **mark},
                "encoding": {"x": {"value": place}, "y": {"field": "y", **y},
                             "text": {"field": field}}}  # fmt: skip

    return {
        "width": WIDTH - 12, "height": at,
        "layer": [
            {"data": {"values": bars}, "mark": {"type": "rect", "opacity": 0.55},
             "encoding": {"x": {"field": "zero", **x}, "x2": {"field": "effect"},
                          "y": {"field": "y", **y}, "y2": {"field": "y2"}, "color": hue}},
            {"data": {"values": bars}, "mark": {"type": "rule", "color": INK, "strokeWidth": 1.3},
             "encoding": {"x": {"field": "low", **x}, "x2": {"field": "high"},
                          "y": {"field": "middle", **y}}},
            {"data": {"values": bars}, "mark": {"type": "rule", "color": MUTED},
             "encoding": {"x": {"field": "zero", **x}, "y": {"field": "y", **y},
                          "y2": {"field": "y2"}}},
            told(labels, 0, fontSize=SMALL, stroke=None),
            told(labels, WIDTH - 12, "told", fontSize=SMALL, align="right", color=MUTED),
            told(heads, 0, fontSize=TEXT, fontWeight="bold"),
        ],
    }  # fmt: skip
