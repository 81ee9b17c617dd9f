"""A sweep in words: which variable moves the risk, from where to where, and what is missing."""

from dataclasses import replace

from foedus.report import words
from foedus.report.blocks import Align, Block, Brief, Bullets, Paragraph, Picture, Section, Table
from foedus.sweep import figure, heat
from foedus.sweep.cell import Settings
from foedus.sweep.effects import VariableEffect
from foedus.sweep.sweep import RESULTS, Plan, SweepResult

#: Rows of a table of a model's numbers, and failures named.
_ROWS, _FAILURES = 24, 6
#: Columns and tables of a grid at most; the figure's data and ``results.parquet`` have the rest.
_COLUMNS, _TABLES = 8, 4


def sections(found: SweepResult) -> list[Section]:
    """The answer; of a part (``--shard``), how far the whole is."""
    return [_state(found), *_answer(found)]


def page(found: SweepResult) -> Brief:
    """The answer as a page. It says nothing of the run: whatever was resumed, its bytes are one."""
    asked = found.plan
    title = asked.scenario.title if asked.scenario else asked.subject
    meta = {"Sweep": asked.job.key} | dict(asked.job.stamp)
    return Brief(
        title=f"{title}: {words.listed([each.name for each in asked.variables])} varied",
        subtitle=f"{words.counted(len(asked.cells), 'cell')}: {_grid_of(asked)}.",
        as_of=str(asked.scenario.as_of) if asked.scenario else "",
        abstract=(lead(found),) if found.effects else (),
        sections=(
            *_failed(found, f"{RESULTS} has every number of the others."),
            *(replace(each, lead="") if found.effects else each for each in _answer(found)),
        ),
        meta=meta,
        kind="sweep",
        ground=f"Every number of every cell is in {RESULTS}, beside this page.",
    )


def _answer(found: SweepResult) -> list[Section]:
    """What moves the risk. Words and tables have designs by their titles, drawings, which have no
    room for these, by their names.
    """
    parts = [_effects(found)] if found.effects else []
    made = heat.grid(found.titled)
    if made is not None:
        parts.append(_grid(found, made))
    return [*parts, _spreads(found)] if found.spreads else parts


def _grid(found: SweepResult, made: heat.HeatGrid) -> Section:
    """The heat map, and its numbers with their intervals where they have room."""
    columns, across = made.values[made.column], f"{made.row} down, {made.column} across"
    numbers: list[Align] = ["r"] * len(columns)
    few = len(columns) <= _COLUMNS and len(made.panels) <= _TABLES
    tables = [
        Table(
            f"grid-{number}", f"{made.panel} {panel}: {across}" if panel else across,
            (made.row, *columns),
            tuple(
                (row, *(
                    words.beneath(each) if (each := made.chances.get((panel, row, column))) else ""
                    for column in columns
                ))
                for row in made.values[made.row]
            ),
            "In brackets 90% intervals." if number == len(made.panels) else "",
            ("l", *numbers),
        )
        for number, panel in enumerate(made.panels, 1)
    ]  # fmt: skip
    return Section(
        "grid", "The grid", "", (Picture(heat.draw(found), wide=True), *(tables if few else ()))
    )


def planned(asked: Plan, missing: int, seconds: float, workers: int) -> Section:
    """What a run would compute, and about how long."""
    total = missing * seconds
    long = (
        f"One took {words.duration(seconds)} here, so all take about "
        f"{words.duration(total / workers)} on {words.counted(workers, 'worker')} "
        f"({words.duration(total)} of processor)."
        if missing
        else "Nothing is left to compute."
    )
    lead = f"{words.counted(len(asked.cells), 'cell')}: {_grid_of(asked)}; {missing:,} to compute."
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
    for section in _failed(found, ""):
        blocks += section.blocks
    if found.complete and cells > len(tally.failures):
        blocks.append(Paragraph(f"Every number of every cell: {found.folder / RESULTS}."))
    return Section("cells", "Cells", lead, tuple(blocks))


def _failed(found: SweepResult, lead: str) -> list[Section]:
    """The cells without an answer, each with its reason, where there are any."""
    failures = found.tally.failures
    if not failures:
        return []
    by_key = {cell.key: cell for cell in found.plan.cells}
    shown = [
        f"{_named(by_key[key].settings)}: {words.cut(why)}"
        for key, why in list(failures.items())[:_FAILURES]
    ]
    left = words.left_out(_FAILURES, len(failures), "failure")
    count = words.counted(len(failures), "cell")
    blocks = (
        Paragraph(f"{count} {'have' if len(failures) > 1 else 'has'} no answer:"),
        Bullets((*shown, *([left] if left else []))),
    )
    return [Section("failed", "Without an answer", lead, blocks)]


def _grid_of(asked: Plan) -> str:
    return " × ".join(f"{each.name} ({len(each.values)})" for each in asked.variables)


def _named(settings: Settings) -> str:
    return ", ".join(f"{name}={value}" for name, value in settings.items())


def lead(found: SweepResult) -> str:
    """Which variable moves the chance of war most, in a sentence or two."""
    first = found.titled.effects[0]
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
    rows = tuple(_row(each) for each in found.titled.effects)
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
