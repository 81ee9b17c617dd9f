"""A sweep of two or three variables as a heat map: the chance in every cell of the grid.

Rows and columns are the two variables with the most values; a third makes a small panel a value.
Variables that move nothing are left out, since every cell has the same chance along them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foedus.errors import InputError
from foedus.estimate import Estimate
from foedus.report import words
from foedus.report.figure.empty import EmptyFigureError
from foedus.report.figure.figure import Figure
from foedus.report.figure.plane import marks, plane, texts
from foedus.report.figure.theme import FAINT, MUTED, SMALL, VERMILION, WIDTH
from foedus.report.figure.type import ADVANCE, cut
from foedus.sweep.cell import Settings
from foedus.sweep.effects import DESIGN
from foedus.sweep.sweep import Plan, SweepResult

#: Variables that a heat map can have.
FEWEST, MOST = 2, 3
#: Panels drawn, and rows of one; the rest are in the data.
_PANELS, _LINES = 6, 40
_PLOT = WIDTH - 12.0
_HEAD, _ROW, _GAP = 22.0, 25.0, 16.0
_LABEL = 15  # characters of a row's name
_NARROW = 31.0  # units; a narrower column has no number in it
_LIGHT, _DARK = 0.06, 0.62  # opacity of the lowest and the highest; type is legible on both


@dataclass(frozen=True, slots=True)
class HeatGrid:
    """The cells of a sweep by what varies. panel: empty where two variables do.

    values: of each variable, in their order. chances: panel's, row's and column's value -> chance;
    none where a cell has no answer.
    """

    row: str
    column: str
    panel: str
    values: Mapping[str, tuple[str, ...]]
    chances: Mapping[tuple[str, str, str], Estimate]

    @property
    def panels(self) -> tuple[str, ...]:
        """Values of the panel's variable; one that is empty where there is none."""
        return self.values[self.panel] if self.panel else ("",)


def check(asked: Plan) -> None:
    """Refuse a heat map of what varies one thing, before any work. Raises InputError."""
    several = sum(len(each.values) > 1 for each in asked.variables)
    weighed = asked.scenario is not None and len(asked.job.inputs["designs"] or "ab") > 1
    if asked.scenario is None or several + weighed < FEWEST:
        raise InputError(
            "a heat map needs two or three variables of a scenario, each of several values",
            where="--figure heat", hint="another --vary, or --figure effects",
        )  # fmt: skip


def grid(found: SweepResult) -> HeatGrid | None:
    """The grid of what moves the chance; None unless two or three variables do."""
    moving = {each.variable for each in found.effects if not each.idle}
    if not FEWEST <= len(moving) <= MOST:
        return None
    values: dict[str, dict[str, None]] = {
        name: {} for name in found.chances[0].settings if name in moving
    }
    for each in found.chances:
        for name, seen in values.items():
            seen[each.settings[name]] = None
    listed = {name: tuple(seen) for name, seen in values.items()}
    row, column, *rest = sorted(listed, key=lambda name: -len(listed[name]))
    panel = rest[0] if rest else ""
    chances = {_at(each.settings, panel, row, column): each.chance for each in found.chances}
    return HeatGrid(row, column, panel, listed, chances)


def _at(settings: Settings, panel: str, row: str, column: str) -> tuple[str, str, str]:
    return settings[panel] if panel else "", settings[row], settings[column]


def draw(found: SweepResult) -> Figure:
    """Rows: the variables' values, and the chance with its interval.

    Raises EmptyFigureError unless two or three variables move the chance.
    """
    made = grid(found)
    asked = found.plan.scenario
    if made is None or asked is None:
        moving = sum(not each.idle for each in found.effects)
        raise EmptyFigureError(
            f"a heat map is of two or three variables that move the chance; here {moving} do"
        )
    one, two = (words.name_of(s, asked.as_of.year) for s in (asked.challenger, asked.protege))
    years = words.years(found.plan.years)
    by = words.listed([each for each in (made.row, made.column, made.panel) if each])
    shown = made.panels[:_PANELS]
    lowest, highest = (
        pick(made.chances, key=lambda at: made.chances[at].value) for pick in (min, max)
    )
    return Figure(
        name="heat",
        title=f"Chance that {one} begins a war with {two}, by {by}",
        alt=(
            f"Heat map of {words.counted(len(made.chances), 'cell')}: {made.row} down, "
            f"{made.column} across{f', a panel a value of {made.panel}' if made.panel else ''}. "
            f"Lowest at {_named(made, lowest, found)}: {words.bare(made.chances[lowest])}. "
            f"Highest at {_named(made, highest, found)}: {words.bare(made.chances[highest])}."
        ),
        note=words.said(
            f"War within {years}; the stronger the color, the likelier. {_axes(made)}",
            "90% intervals of these chances are far wider than the steps between cells, which "
            "share their draws; the data have them.",
            words.left_out(len(shown), len(made.panels), "panel"),
            words.left_out(_LINES, len(made.values[made.row]), "row"),
            "Differences between settings of a model, not proof of cause.",
        ),
        rows=tuple(
            {**_settings(made, at), "chance": each.value, "low": each.low, "high": each.high}
            for at, each in made.chances.items()
        ),
        spec=_spec(made, shown),
    )  # fmt: skip


def _axes(made: HeatGrid) -> str:
    panels = f", {made.panel} from panel to panel" if made.panel else ""
    return f"{words.sentence(made.row)[:-1]} down, {made.column} across{panels}."


def _settings(made: HeatGrid, at: tuple[str, str, str]) -> dict[str, str]:
    names = (made.panel, made.row, made.column)
    return {name: value for name, value in zip(names, at, strict=True) if name}


def _named(made: HeatGrid, at: tuple[str, str, str], found: SweepResult) -> str:
    return ", ".join(
        f"{name} {found.titles.get(value, value) if name == DESIGN else value}"
        for name, value in _settings(made, at).items()
    )


def _spec(made: HeatGrid, shown: tuple[str, ...]) -> dict[str, Any]:
    every = [each.value for each in made.chances.values()]
    low, high = min(every), max(every)
    rows, columns = made.values[made.row][:_LINES], made.values[made.column]
    left = min(max(map(len, (*rows, made.row))), _LABEL) * ADVANCE * SMALL + 10.0
    step = (_PLOT - left) / len(columns)
    written = step >= _NARROW
    nth = max(1, round(0.4 + 38.0 / step))  # of the columns' names, so that none meet
    letters = max(int(step * nth / (ADVANCE * SMALL)), 3)
    rects, blanks, numbers, heads, names = [], [], [], [], []
    y = 0.0
    for panel in shown:
        if made.panel:
            heads.append({"x": 0.0, "y": y + 9.0, "text": cut(f"{made.panel}: {panel}", 60)})
            y += _HEAD
        names += [
            {"x": left + (at + 0.5) * step, "y": y + 9.0, "text": cut(columns[at], letters)}
            for at in range(0, len(columns), nth)
        ]
        y += _HEAD - 2.0
        for row in rows:
            heads.append({"x": 0.0, "y": y + _ROW / 2, "text": cut(row, _LABEL), "row": True})
            for at, column in enumerate(columns):
                x = left + at * step
                box = {"x": x + 0.75, "x2": x + step - 0.75, "y": y + 0.75, "y2": y + _ROW - 0.75}
                found = made.chances.get((panel, row, column))
                if found is None:
                    blanks.append(box)
                else:
                    rects.append({**box, "opacity": _shade(found.value, low, high)})
                if written:
                    text = "none" if found is None else words.percent(found.value)
                    numbers.append({"x": x + step / 2, "y": y + _ROW / 2, "text": text})
            y += _ROW
        y += _GAP
    key, words_of = _key(left, y, low, high)
    return plane(_PLOT, y + 34.0, [
        marks("rect", blanks, color=FAINT),
        marks("rect", [*rects, *key], color=VERMILION),
        texts([each for each in heads if "row" not in each], fontWeight="bold"),
        texts([each for each in heads if "row" in each], color=MUTED),
        texts(names, align="center", color=MUTED),
        texts(numbers, align="center"),
        texts(words_of, align="center", color=MUTED),
    ])  # fmt: skip


def _shade(value: float, low: float, high: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.5
    return _LIGHT + (_DARK - _LIGHT) * share


def _key(
    left: float, y: float, low: float, high: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Five shades from the lowest chance to the highest, and what three of them are."""
    wide = 44.0
    boxes = [
        {"x": left + at * wide, "x2": left + (at + 1) * wide - 1.5, "y": y, "y2": y + 10.0,
         "opacity": _LIGHT + (_DARK - _LIGHT) * at / 4}
        for at in range(5)
    ]  # fmt: skip
    ends = [
        {"x": left + (at + 0.5) * wide, "y": y + 22.0,
         "text": words.percent(low + (high - low) * at / 4)}
        for at in (0, 2, 4)
    ]  # fmt: skip
    return boxes, ends
