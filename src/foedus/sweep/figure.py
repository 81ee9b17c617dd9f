"""A sweep drawn as a tornado: a bar a variable, from its lowest chance of war to its highest."""

from typing import Any

from foedus.report import words
from foedus.report.figure.figure import Figure
from foedus.report.figure.plane import marks, plane, texts
from foedus.report.figure.theme import BLUE, INK, MUTED, RULE, SMALL, WIDTH
from foedus.report.figure.type import ADVANCE, cut, room
from foedus.sweep.effects import VariableEffect
from foedus.sweep.sweep import SweepResult

#: Variables drawn; the rest are in the rows.
_MOST = 12
_ROW, _GAP, _AXIS = 44.0, 6.0, 26.0
_PLOT = WIDTH - 12.0


def draw(found: SweepResult) -> Figure:
    """Rows: variable, value, chance with its interval, and what is said of the variable."""
    years = words.years(found.plan.years)
    moved = [each for each in found.effects if not each.idle]
    shown = moved[:_MOST]
    asked = found.plan.scenario
    pair = ""
    if asked is not None:
        one, two = (words.name_of(s, asked.as_of.year) for s in (asked.challenger, asked.protege))
        pair = f" that {one} begins with {two}"
    titled = [each for each in found.titled.effects if not each.idle][:_MOST]
    told = "; ".join(map(_told, titled))
    return Figure(
        name="sweep",
        title=f"What moves the chance of a war{pair}",
        alt=f"Tornado of {words.counted(len(shown), 'variable')}, widest first: {told}.",
        note=words.said(
            f"War within {years}: a bar from a variable's lowest chance to its highest, a tick a "
            "value, each a mean over all cells that have it.",
            "90% intervals of these chances are far wider than the bars; the table has them, and "
            "the ratio by draw.",
            words.left_out(len(shown), len(moved), "variable"),
            "Differences between settings of a model, not proof of cause.",
        ),
        rows=tuple(_rows(found)),
        spec=_spec(shown),
    )  # fmt: skip


def _told(each: VariableEffect) -> str:
    low, high = each.levels[each.lowest], each.levels[each.highest]
    return (
        f"{each.variable} from {words.percent(low.value)} at {each.lowest} to "
        f"{words.percent(high.value)} at {each.highest}, ratio {words.ratio(each.ratio)}"
    )


def _rows(found: SweepResult) -> list[dict[str, Any]]:
    return [
        {
            "variable": each.variable, "value": value, "chance": told.value, "low": told.low,
            "high": told.high, "share": each.share, "idle": each.idle,
        }
        for each in found.effects
        for value, told in each.levels.items()
    ]  # fmt: skip


def _spec(shown: list[VariableEffect]) -> dict[str, Any]:
    every = [told.value for each in shown for told in each.levels.values()]
    low, high = min(every), max(every)
    ends = [(_end(each, each.lowest), _end(each, each.highest)) for each in shown]
    left, right = (max(ADVANCE * SMALL * len(pair[side]) for pair in ends) + _GAP
                   for side in (0, 1))  # fmt: skip
    height = _ROW * len(shown) + _AXIS

    def x(value: float) -> float:
        return left + (value - low) / (high - low) * (_PLOT - left - right)

    bars, ticks, labels, lows, highs = [], [], [], [], []
    steps = [low + (high - low) * at / 2 for at in range(3)]
    for place, (each, (least, most)) in enumerate(zip(shown, ends, strict=True)):
        top = place * _ROW
        first, last = x(each.levels[each.lowest].value), x(each.levels[each.highest].value)
        labels.append({"x": 0.0, "y": top + 8.0, "text": _label(each)})
        bars.append({"x": first, "x2": last, "y": top + 18.0, "y2": top + 30.0})
        ticks += [{"x": x(told.value), "y": top + 15.0, "y2": top + 33.0}
                  for told in each.levels.values()]  # fmt: skip
        lows.append({"x": first - _GAP, "y": top + 24.0, "text": least})
        highs.append({"x": last + _GAP, "y": top + 24.0, "text": most})
    lines = [{"x": x(step), "y": height - 26.0, "y2": height - 20.0} for step in steps]
    axis = [{"x": x(step), "y": height - 10.0, "text": words.percent(step)} for step in steps]
    return plane(_PLOT, height, [
        marks("rule", lines, color=RULE, strokeWidth=1),
        marks("rect", bars, color=BLUE, opacity=0.55),
        marks("rule", ticks, color=INK, strokeWidth=1.4),
        texts(labels, fontWeight="bold"),
        texts(lows, align="right"),
        texts(highs),
        texts(axis, align="center", color=MUTED),
    ])  # fmt: skip


def _label(each: VariableEffect) -> str:
    share = "" if each.share is None else f", {words.percent(each.share)} of the variance"
    return cut(f"{each.variable}{share}", room(_PLOT, SMALL))


def _end(each: VariableEffect, value: str) -> str:
    """A value and its chance, beside the end of the bar."""
    return f"{cut(value, 14)}: {words.percent(each.levels[value].value)}"
