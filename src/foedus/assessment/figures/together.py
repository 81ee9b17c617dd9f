"""Several protégés side by side: war against any of them by design, and against each alone."""

from collections.abc import Iterator
from typing import Any

from foedus.assessment.sections.sources import line
from foedus.assessment.sections.titles import headed
from foedus.assessment.several import Several
from foedus.estimate import Estimate
from foedus.report import words
from foedus.report.figure.figure import Figure
from foedus.report.figure.forest import ForestRow, forest
from foedus.report.figure.rows import Row
from foedus.report.plain import plain

#: Designs that have a row each, those of least war where there are more.
MOST = 5


def draw(found: Several) -> Figure:
    """Draw the figure. Rows: design, practice, protege (empty for any of them), value, low, high.

    It shows the last year, each design by its text.
    """
    one = found.first
    year = one.scenario.as_of.year
    challenger = words.name_of(one.scenario.challenger, year)
    names = {state: words.name_of(state, year) for state in found.each}
    by_war = sorted(found.any, key=lambda name: found.any[name].by["war"][-1].value)
    kept = {*by_war[: MOST - 1], one.reference} if len(by_war) > MOST else {*by_war}
    any_ = [
        (headed(one.titles[name]), found.any[name].by["war"][-1])
        for name in found.any
        if name in kept
    ]
    alone = [
        (names[state], each.designs[one.reference].risk.by["war"][-1])
        for state, each in found.each.items()
    ]
    entries = [
        ForestRow("Against any of them"),
        *(_row(*each) for each in any_),
        ForestRow(f"Against each, under {one.reference_title}"),
        *(_row(*each) for each in alone),
    ]
    every = words.listed(names.values())
    span = words.years(one.years)
    told = [f"{name} {words.bare(chance)}" for name, chance in (*any_, *alone)]
    axis: dict[str, Any] = {"format": "~%", "tickCount": 5}
    return Figure(
        name="together",
        title=f"Chance that {words.the(challenger)} begins a war against {every}, within {span}",
        alt=f"Dots with 90% intervals. Against any of them, then against each under "
        f"{one.reference_title}: {'; '.join(told)}.",
        note=words.said(
            "Lines: 90% intervals. Any of them: independent given the draw.",
            words.left_out(len(any_), len(found.any), "design"),
            f"Associations in the record of {one.ladder.first}–{one.ladder.last}, not proof of "
            "cause.",
        ),
        rows=tuple(_rows(found)),
        spec=forest(entries, axis, (0.0, 1.06 * max(e.high for e in entries) or 1.0), None),
        source=line(one),
    )  # fmt: skip


def _row(label: str, chance: Estimate) -> ForestRow:
    return ForestRow(label, chance.value, chance.low, chance.high, words.brackets(chance))


def _rows(found: Several) -> Iterator[Row]:
    """Every chance of war by the last year: of any of them and of each, by text and practice."""
    for name, own in found.any.items():
        for practice, any_ in ((False, own), (True, own.practice)):
            if any_ is not None:
                yield {"design": name, "practice": practice, "protege": "",
                       **plain(any_.by["war"][-1])}  # fmt: skip
        for state, each in found.each.items():
            design = each.designs[name]
            for read in (design, design.practice):
                if read is not None:
                    yield {"design": name, "practice": read is not design, "protege": state,
                           **plain(read.risk.by["war"][-1])}  # fmt: skip
