"""A sweep: what varies, where its cells lie, and what all of them together say."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus import scenario as scenarios
from foedus.errors import InputError
from foedus.estimate import chance
from foedus.facts import snapshot
from foedus.report.plain import plain
from foedus.report.words import cut
from foedus.scenario import Scenario
from foedus.sweep import cell as cells_of
from foedus.sweep import models, question
from foedus.sweep.cell import Cell, Job
from foedus.sweep.effects import DESIGN, CellChance, VariableEffect, effects
from foedus.sweep.pool import WorkerPool, local
from foedus.sweep.run import RunTally, run
from foedus.sweep.spread import Spread, spreads
from foedus.sweep.stamp import stamp
from foedus.sweep.store import KEY, CellStore
from foedus.sweep.variable import Variable, grid, variables
from foedus.sweep.worker import compute
from foedus.version import __version__

if TYPE_CHECKING:
    import polars as pl

DRAWS = 1000
LONGEST = 44  # characters of a design's title
RESULTS, PLAN = "results.parquet", "sweep.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sweep is of. subject: a scenario's name or file, or ``score:ladder`` and the like."""

    subject: str
    variables: tuple[Variable, ...]
    job: Job
    cells: tuple[Cell, ...]
    scenario: Scenario | None = None  # None: the sweep is of a model

    @property
    def years(self) -> int:
        """Years forecast."""
        return int(self.job.inputs["years"])

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for the file beside the cells."""
        return {
            "foedus_sweep": 1, "version": __version__, "subject": self.subject,
            "vary": {each.name: list(each.values) for each in self.variables},
            "task": self.job.task, "key": self.job.key, "stamp": dict(self.job.stamp),
            "inputs": dict(self.job.inputs),
            "cells": [{"key": c.key, "seed": c.seed, **c.settings} for c in self.cells],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class SweepResult:
    """The answer. tally: of this run. effects: of a scenario's variables, empty until all cells
    have an answer or have failed; chances: of each cell, and design where several are weighed;
    spreads: of a model's numbers over cells.
    """

    plan: Plan
    folder: Path
    tally: RunTally
    complete: bool
    effects: tuple[VariableEffect, ...] = ()
    chances: tuple[CellChance, ...] = ()
    spreads: tuple[Spread, ...] = ()

    @property
    def titles(self) -> dict[str, str]:
        """Design -> its title, as readers call it."""
        designs = self.plan.scenario.designs if self.plan.scenario else {}
        given = {name: cut(each.title or name, LONGEST) for name, each in designs.items()}
        several = list(given.values())
        return {n: t if several.count(t) == 1 else f"{t} ({n})" for n, t in given.items()}

    @property
    def titled(self) -> "SweepResult":
        """The same with designs by their titles."""
        called = self.titles

        def of(name: str) -> str:
            return called.get(name, name)

        return replace(
            self,
            effects=tuple(
                each if each.variable != DESIGN else replace(
                    each, levels={of(name): level for name, level in each.levels.items()},
                    lowest=of(each.lowest), highest=of(each.highest),
                )
                for each in self.effects
            ),
            chances=tuple(
                each if DESIGN not in each.settings else replace(
                    each, settings={**each.settings, DESIGN: of(each.settings[DESIGN])}
                )
                for each in self.chances
            ),
        )  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        told = {name: value for name, value in self.plan.to_dict().items() if name != "inputs"}
        named = {cell.key: dict(cell.settings) for cell in self.plan.cells}
        failures = self.tally.failures.items()
        found: dict[str, Any] = plain({
            **told, "folder": self.folder, "complete": self.complete, "kept": self.tally.kept,
            "failures": [{**named[key], "why": why} for key, why in failures],
            "effects": self.effects, "chances": self.chances, "spreads": self.spreads,
        })  # fmt: skip
        return found


def plan(
    subject: Scenario | str | Path,
    vary: Iterable[str],
    *,
    draws: int = DRAWS,
    years: int | None = None,
    designs: Sequence[str] | None = None,
) -> Plan:
    """What is to be computed, each value tried on its own. Raises InputError for what cannot be."""
    varied = variables(vary)
    if not varied:
        raise InputError("nothing varies", where="--vary", hint="--vary term=5,10,20")
    settings = grid(varied)
    kind, colon, model = str(subject).partition(":")
    if not isinstance(subject, Scenario) and colon and kind in models.KINDS:
        job = models.job(kind, model)
        models.check(job, varied)
        return Plan(str(subject), varied, job, job.cells(settings))
    evidence = None if isinstance(subject, Scenario) else snapshot.of(subject)
    asked = scenarios.opened(subject)
    job = question.job(asked, draws=draws, years=years, designs=designs, evidence=evidence)
    question.check(job, varied)
    named = asked.name if isinstance(subject, Scenario) else str(subject)
    return Plan(named, varied, job, job.cells(settings), asked)


def sweep(
    asked: Plan,
    folder: Path,
    *,
    pool: WorkerPool | None = None,
    shard: str | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> SweepResult:
    """Compute what is missing of a plan, and say what all of it says once it is there.

    folder: where cells are kept; made if it is not there. pool: this machine's cores if not given.
    shard: ``3/20`` computes the third of twenty parts alone. Raises what
    ``foedus.sweep.run.run`` does.
    """
    mine = cells_of.part(asked.cells, *cells_of.shard(shard)) if shard else asked.cells
    store = CellStore(folder)
    store.open()
    store.note(PLAN, plain(asked.to_dict()))
    tally = run(asked.job, mine, store, pool or local(), tell)
    there = [cell for cell in asked.cells if cell.key not in tally.failures]
    if shard and store.missing(there):
        return SweepResult(asked, folder, tally, complete=False)
    frames = [frame for cell in there if (frame := store.read(cell)) is not None]
    if not frames:
        return SweepResult(asked, folder, tally, complete=True)
    frame = _together(asked, frames)
    store.table(RESULTS, frame.drop("draws", strict=False))
    if asked.scenario is None:
        return SweepResult(asked, folder, tally, complete=True, spreads=spreads(frame))
    found, chances = _effects(asked, asked.scenario, frame)
    return SweepResult(asked, folder, tally, complete=True, effects=found, chances=chances)


def trial(asked: Plan, folder: Path) -> tuple[int, float]:
    """How many cells are missing, and the seconds that one takes, computed and thrown away."""
    missing = CellStore(folder).missing(asked.cells)
    if not missing:
        return 0, 0.0
    compute(asked.job, missing[:1])  # a worker has loaded everything once; so has this process then
    [done] = compute(asked.job, missing[:1])
    if done.failure:
        raise InputError(done.failure, where="--vary")
    return len(missing), done.seconds


def _together(asked: Plan, frames: Sequence["pl.DataFrame"]) -> "pl.DataFrame":
    """Every cell's rows with its settings, in the plan's order; numbers where all values are."""
    import polars as pl

    settings = pl.DataFrame([{KEY: cell.key, **cell.settings} for cell in asked.cells])
    for each in asked.variables:
        if all(value.lstrip("-").replace(".", "", 1).isdecimal() for value in each.values):
            settings = settings.with_columns(pl.col(each.name).cast(pl.Float64))
    frame = pl.concat(frames)
    return frame.join(settings, on=KEY, how="left", maintain_order="left").select(
        KEY, *(each.name for each in asked.variables), pl.exclude(KEY, *settings.columns)
    )


def _effects(
    asked: Plan, scenario: Scenario, frame: "pl.DataFrame"
) -> tuple[tuple[VariableEffect, ...], tuple[CellChance, ...]]:
    """Effects on war by the last year, over cells and the designs that promise something; and the
    chance of each.
    """
    import polars as pl

    promising = [n for n, design in scenario.designs.items() if design.guarantors]
    kept = frame.filter(pl.col("draws").is_not_null())
    shown = kept.filter(pl.col("design").is_in(promising)) if promising else kept
    several = shown["design"].n_unique() > 1
    by_key: Mapping[str, Mapping[str, str]] = {c.key: c.settings for c in asked.cells}
    settings = [
        {**by_key[key], **({DESIGN: design} if several else {})}
        for key, design in shown.select(KEY, "design").iter_rows()
    ]
    draws = np.array(shown["draws"].to_list(), dtype=np.float64)
    whole = shown.height == len(asked.cells) * shown["design"].n_unique()
    chances = tuple(CellChance(*each) for each in zip(settings, map(chance, draws), strict=True))
    return effects(settings, draws, whole=whole), chances


__all__ = ["DRAWS", "Plan", "SweepResult", "plan", "stamp", "sweep", "trial"]
