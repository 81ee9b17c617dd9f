"""What would change the answer: each input at its range's ends, and whether the order moves."""

from collections.abc import Sequence
from typing import Any

from foedus.assess import words
from foedus.assess.result import Assessment
from foedus.assess.sensitivity import Answer, Swing
from foedus.brief.figure import Figure
from foedus.brief.forest import Entry, forest
from foedus.brief.type import cut

MOST = 14  # inputs


def draw(found: Assessment) -> Figure:
    """Draw the figure of an assessment's own study."""
    return of(found, found.flips.now, found.flips.swings)


def of(found: Assessment, now: Answer, swings: Sequence[Swing]) -> Figure:
    """The figure of a study: inputs as :func:`foedus.assess.sensitivity.swings` orders them.

    Drawn for the design with the least war. Rows: name, meaning, to, design, war, flips.
    """
    best = now.order[0][0]
    rows = tuple(
        {"name": each.name, "meaning": each.meaning, "value": each.value, "to": each.to,
         "design": design, "war": chance, "now": now.war[design], "flips": each.flips}
        for each in swings
        for design, chance in each.answer.war.items()
    )  # fmt: skip
    inputs: dict[str, list[Swing]] = {}
    for each in swings:
        inputs.setdefault(each.name, []).append(each)
    shown = dict(list(inputs.items())[:MOST])
    entries, said = [], []
    for ends in shown.values():
        chances = [now.war[best], *(each.answer.war[best] for each in ends)]
        flips = any(each.flips for each in ends)
        places = [f"{each.to:.3g}" for each in ends if each.to is not None]
        where = f": {' to '.join(places)}" if places else ""
        between = words.span(min(chances), max(chances))
        entries.append(Entry(
            cut(ends[0].meaning, 58 - len(where)) + where, now.war[best], min(chances),
            max(chances), f"{between} ◊" if flips else between, used=flips,
        ))  # fmt: skip
        said.append(f"{ends[0].meaning}{where}: {between}{', another order' if flips else ''}")
    top = max((entry.high for entry in entries), default=0.0) * 1.08 or 1.0
    left = len(inputs) - len(shown)
    more = f" {left} inputs that move it less are in the data." if left else ""
    span = words.years(found.years)
    axis: dict[str, Any] = {"format": "~%", "tickCount": 5, "grid": True, "gridOpacity": 0.5}
    return Figure(
        name="flips",
        title=f"What would change the answer: war within {span} under {best}",
        alt=(
            f"Bars of the chance of war within {span} under {best}, "
            f"{words.percent(now.war[best])} as things are, with each input at the two ends of its "
            f"range: {'; '.join(said)}.{more}"
        ),
        note=(
            "Dot: as things are. Bar: the input at the ends of its 90% range, all else as it is. "
            f"◊ and blue: the order of the designs would be another.{more}"
        ),
        rows=rows,
        spec=forest(entries, axis, (0.0, top), now.war[best]),
    )
