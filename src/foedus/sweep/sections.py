"""A sweep in words: which variable moves the risk, from where to where, and what is missing."""

from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Picture, Section, Table
from foedus.sweep import figure
from foedus.sweep.cell import Settings
from foedus.sweep.effects import VariableEffect
from foedus.sweep.sweep import RESULTS, Plan, SweepResult

#: Rows of a table of a model's numbers, and failures named.
_ROWS, _FAILURES = 24, 6


def sections(found: SweepResult) -> list[Section]:
    """The answer; of a part (``--shard``), how far the whole is."""
    parts = [_state(found)]
    if found.effects:
        parts.append(_effects(found))
    if found.spreads:
        parts.append(_spreads(found))
    return parts


def planned(asked: Plan, missing: int, seconds: float, workers: int) -> Section:
    """What a run would compute, and about how long."""
    grid = " × ".join(f"{each.name} ({len(each.values)})" for each in asked.variables)
    total = missing * seconds
    long = (
        f"One took {words.duration(seconds)} here, so all take about "
        f"{words.duration(total / workers)} on {words.counted(workers, 'worker')} "
        f"({words.duration(total)} of processor)."
        if missing
        else "Nothing is left to compute."
    )
    lead = f"{words.counted(len(asked.cells), 'cell')}: {grid}; {missing:,} to compute."
    return Section("plan", "Plan", lead, (Paragraph(long),))


def _state(found: SweepResult) -> Section:
    cells, tally = len(found.plan.cells), found.tally
    lead = f"{found.folder}: {words.counted(cells, 'cell')}, {tally.kept:,} computed now."
    if not found.complete:
        lead = (
            f"{found.folder}: of {words.counted(cells, 'cell')} this part has {tally.cells:,}, "
            f"{tally.kept:,} computed now; the others are not all there yet."
        )
    blocks: list[Block] = []
    if tally.lost:
        blocks.append(Paragraph(
            f"{words.counted(tally.lost, 'batch', 'batches')} came back lost and went out again."
        ))  # fmt: skip
    if tally.failures:
        by_key = {cell.key: cell for cell in found.plan.cells}
        shown = [
            f"{_named(by_key[key].settings)}: {words.cut(why)}"
            for key, why in list(tally.failures.items())[:_FAILURES]
        ]
        left = words.left_out(_FAILURES, len(tally.failures), "failure")
        blocks += [
            Paragraph(f"{words.counted(len(tally.failures), 'cell')} have no answer:"
                      if len(tally.failures) > 1 else "1 cell has no answer:"),
            Bullets((*shown, *([left] if left else []))),
        ]  # fmt: skip
    if found.complete and cells > len(tally.failures):
        blocks.append(Paragraph(f"Every number of every cell: {found.folder / RESULTS}."))
    return Section("cells", "Cells", lead, tuple(blocks))


def _named(settings: Settings) -> str:
    return ", ".join(f"{name}={value}" for name, value in settings.items())


def lead(found: SweepResult) -> str:
    """Which variable moves the chance of war most, in a sentence or two."""
    first = found.effects[0]
    if first.idle:
        return "Nothing that varies here moves the chance of war: it is the same in every cell."
    low, high = first.levels[first.lowest], first.levels[first.highest]
    share = ""
    if first.share is not None and len(found.effects) > 1:
        share = f", {words.percent(first.share)} of all variance between cells"
    return (
        f"The chance of war within {words.years(found.plan.years)} moves most with "
        f"{first.variable}: from {words.percent(low.value)} at {first.lowest} to "
        f"{words.percent(high.value)} at {first.highest}, by draw {words.ratio(first.ratio)} "
        f"times{share}."
    )


def _effects(found: SweepResult) -> Section:
    rows = tuple(_row(each) for each in found.effects)
    whole = all(each.share is not None for each in found.effects if not each.idle)
    note = words.said(
        "Each chance is a mean over all cells with that value; brackets hold 90% intervals. "
        "Ratio: highest to lowest, the median draw; every cell has the same draws.",
        "Share: of the variance of the chance between cells, by the variable alone; what is left "
        "is owed to variables together." if whole else "No shares: some cells have no answer.",
        "Differences between settings of a model fitted to the record, not proof of cause.",
    )  # fmt: skip
    table = Table(
        "effects", f"War within {words.years(found.plan.years)}, by variable",
        ("variable", "lowest", "highest", "ratio", "share"), rows, note,
        ("l", "l", "l", "r", "r"),
    )  # fmt: skip
    idle = [each.variable for each in found.effects if each.idle]
    blocks: list[Block] = [table]
    if idle:
        blocks.append(Paragraph(
            f"{words.listed(idle)} moved nothing: with every value the chance is the same."
        ))  # fmt: skip
    if any(not each.idle for each in found.effects):
        blocks.append(Picture(figure.draw(found)))
    return Section("effects", "What moves the risk", lead(found), tuple(blocks))


def _row(each: VariableEffect) -> tuple[str, ...]:
    if each.idle:
        chance = words.brackets(each.levels[each.lowest])
        return each.variable, chance, "the same", "1.00", words.percent(0.0)
    return (
        each.variable,
        f"{each.lowest}: {words.brackets(each.levels[each.lowest])}",
        f"{each.highest}: {words.brackets(each.levels[each.highest])}",
        words.ratio(each.ratio),
        words.percent(each.share) if each.share is not None else "",
    )


def _spreads(found: SweepResult) -> Section:
    shown = found.spreads[:_ROWS]
    rows = tuple(
        (
            each.path,
            f"{each.cells:,}",
            *map(words.decimal, (each.mean, each.sd, each.low, each.high)),
        )
        for each in shown
    )
    note = words.said(
        "Mean, standard deviation, 5th and 95th percentile over cells.",
        words.left_out(len(shown), len(found.spreads), "number"),
    )
    table = Table(
        "spreads", "Numbers over cells", ("number", "cells", "mean", "sd", "5%", "95%"), rows, note,
        ("l", "r", "r", "r", "r", "r"),
    )  # fmt: skip
    said = (
        f"{words.counted(len(found.spreads), 'number')} of {found.plan.subject} over "
        f"{words.counted(max(each.cells for each in found.spreads), 'cell')}."
    )
    return Section("spreads", "Over cells", said, (table,))
