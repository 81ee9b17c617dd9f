"""What would change the answer: each input at its range's ends, and whether the order moves."""

from typing import Any

from foedus.assessment.flips import Flips
from foedus.assessment.inputs import UNITS
from foedus.assessment.result import Assessment
from foedus.assessment.sections.titles import meant
from foedus.assessment.sensitivity import Swing
from foedus.report import words
from foedus.report.figure.figure import Figure
from foedus.report.figure.forest import ForestRow, forest

MOST = 14  # inputs


def draw(found: Assessment) -> Figure:
    """Draw the figure of an assessment's own study."""
    return of(found, found.flips)


def of(found: Assessment, study: Flips) -> Figure:
    """The figure of a study: inputs as ``foedus.assessment.sensitivity.swings`` orders them.

    Drawn for the first of the lowest designs. Rows: name, meaning, value, to, told, design, war,
    error, now, flips.
    """
    now, swings = study.now, study.swings
    ranked = (*found.order.lowest(found.reference), *found.order.groups, study.study.names)
    best = next(name for group in ranked for name in group if name in now.war)
    rows = tuple(
        {"name": each.name, "meaning": each.meaning, "value": each.value, "to": each.to,
         "told": _told(each),
         "design": design, "war": chance, "error": each.answer.error[design],
         "now": now.war[design], "flips": each.flips}
        for each in swings
        for design, chance in each.answer.war.items()
    )  # fmt: skip
    title = found.titles.get(best, best)
    inputs: dict[str, list[Swing]] = {}
    for each in swings:
        inputs.setdefault(each.name, []).append(each)
    moving = {name: ends for name, ends in inputs.items() if _moves(ends, best, now.war[best])}
    shown = dict(list(moving.items())[:MOST])
    entries, said = [], []
    for name, ends in shown.items():
        meaning = meant(name, ends[0].meaning, found.titles)
        chances = [now.war[best], *(each.answer.war[best] for each in ends)]
        flips = any(each.flips for each in ends)
        places = [_told(each) for each in ends if each.to is not None]
        where = f": {' to '.join(places)}" if places else ""
        low, high = words.percent(min(chances)), words.percent(max(chances))
        between = words.span(min(chances), max(chances)) if low != high else f"{low}, unmoved"
        entries.append(ForestRow(
            meaning + where, now.war[best], min(chances), max(chances),
            f"{between} ◊" if flips else between, used=flips,
        ))  # fmt: skip
        said.append(f"{meaning}{where}: {between}{', two change places' if flips else ''}")
    top = max((entry.high for entry in entries), default=0.0) * 1.08 or 1.0
    left = len(inputs) - len(shown)
    more = (
        f" {words.counted(left, 'input')} that {'move' if left > 1 else 'moves'} it less "
        f"{'are' if left > 1 else 'is'} in the data."
        if left
        else ""
    )
    order = (
        " ◊ and blue: two designs told apart would change places; this one may not move."
        if any(entry.used for entry in entries)
        else ""
    )
    span = words.years(found.years)
    axis: dict[str, Any] = {"format": "~%", "tickCount": 5}
    return Figure(
        name="flips",
        title=f"What would change the answer: war within {span} under {title}",
        alt=(
            f"Bars of the chance of war within {span} under {title}, "
            f"{words.percent(now.war[best])} as things are, with each input at the two ends of its "
            f"range: {'; '.join(said)}.{more}"
        ),
        note=(
            "Dot: as things are. Bar: the input at the ends of its 90% range, all else as it is."
            f"{order}{more}"
        ),
        rows=rows,
        spec=forest(entries, axis, (0.0, top), now.war[best]),
    )


def _moves(ends: list[Swing], best: str, now: float) -> bool:
    """Whether an input moves a design's chance by a digit that is shown, or the order."""
    told = words.percent(now)
    return any(each.flips or words.percent(each.answer.war[best]) != told for each in ends)


def _told(swing: Swing) -> str:
    """Where an input is moved to, to the digits that matter; empty for a choice."""
    return "" if swing.to is None else UNITS[swing.unit](swing.to)
