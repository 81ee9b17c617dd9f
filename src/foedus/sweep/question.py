"""Cells of a scenario: its designs assessed with the variables as one cell has them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from foedus.assessment.deterrence import compare, risk
from foedus.assessment.groundwork import Groundwork, groundwork
from foedus.errors import InputError
from foedus.facts import assembly, snapshot
from foedus.facts.known import Known
from foedus.facts.relevance import unread
from foedus.scenario import Scenario
from foedus.scenario.write import plain
from foedus.sweep.cell import Job, Settings
from foedus.sweep.change import COALITION, DESIGN, QUESTION, changed, read
from foedus.sweep.stamp import stamp
from foedus.sweep.variable import Variable

if TYPE_CHECKING:
    import polars as pl

#: Draws of a cell's last chance of war that are kept, so that effects have intervals.
KEPT = 1000
EVENTS = ("dispute", "force", "deadly", "war")


def job(
    scenario: Scenario,
    *,
    draws: int,
    years: int | None,
    designs: Sequence[str] | None,
    evidence: Path | None = None,
) -> Job:
    """The job of a scenario's cells. Raises InputError for frozen facts that cannot be read."""
    return Job(
        task=f"{__name__}:cell",
        inputs={
            "name": scenario.name,
            "scenario": plain(scenario),
            "draws": draws,
            "years": scenario.horizon if years is None else years,
            "designs": list(designs) if designs else None,
            "evidence": evidence.read_text("utf-8") if evidence else None,
        },
        stamp=stamp(),
    )


def check(job: Job, varied: Iterable[Variable]) -> None:
    """Try each value of each variable alone, before any cell is computed.

    Raises InputError, with the option as its place, for a value that the scenario cannot have, for
    facts that nobody states, and for a fact that no model would read of this question.
    """
    scenario = _scenario(job.inputs)
    facts = _asked(scenario, job.inputs, 0).facts
    idle = set(unread(scenario, facts))
    for each in varied:
        for value in each.values:
            one = changed(scenario, {each.name: value}, lambda: facts)
            if each.name in DESIGN:
                continue  # what a text says moves no fact
            where = f"{each.where}={value}"
            try:
                with _beside(job.inputs) as evidence:
                    now = assembly.facts(one, evidence)
            except InputError as error:
                raise InputError(f"{error}", where=where) from None
            more = [said for said in unread(one, now) if said not in idle]
            if more and each.name not in (*COALITION, *QUESTION):
                raise InputError(
                    f"no model reads this here: {more[0]}", where=where,
                    hint="`foedus check` lists what the answer rests on",
                )  # fmt: skip


def cell(inputs: Mapping[str, Any], settings: Settings, seed: int) -> "pl.DataFrame":
    """A row a design, event and year: chance, its 90% interval; ratio to none in the last year.

    draws: the first ``KEPT`` of the chance of war by the last year; null in every other row.
    Raises InputError where the values do not go together.
    """
    import polars as pl

    scenario = changed(_scenario(inputs), settings, lambda: _today(inputs))
    asked = _asked(scenario, inputs, seed)
    found = asked.run.chances(asked.cases)
    names = list(asked.readings)
    zero, shown = names.index(asked.reference), list(range(len(names)))
    rows: list[dict[str, Any]] = []
    for place, name in enumerate(names):
        told, versus = risk(found, place), compare(found, place, zero, shown)
        for event in EVENTS:
            for year, each in enumerate(told.by[event], 1):
                last = year == inputs["years"]
                beside = versus.ratio[event] if last else None
                kept = last and event == "war"
                rows.append({
                    "design": name, "event": event, "years": year,
                    "chance": each.value, "low": each.low, "high": each.high,
                    "ratio": beside and beside.value,
                    "ratio_low": beside and beside.low, "ratio_high": beside and beside.high,
                    "draws": found.by["war"][:KEPT, -1, place].tolist() if kept else None,
                })  # fmt: skip
    return pl.DataFrame(rows, schema=_schema())


def _schema() -> "dict[str, pl.DataType]":
    """Columns of a cell."""
    import polars as pl

    numbers = ("chance", "low", "high", "ratio", "ratio_low", "ratio_high")
    return {
        "design": pl.String(), "event": pl.String(), "years": pl.Int16(),
        **{name: pl.Float64() for name in numbers}, "draws": pl.List(pl.Float32()),
    }  # fmt: skip


def _scenario(inputs: Mapping[str, Any]) -> Scenario:
    return read(inputs["scenario"], inputs["name"])


def _today(inputs: Mapping[str, Any]) -> dict[str, Known]:
    with _beside(inputs) as evidence:
        return assembly.facts(_scenario(inputs), evidence)


def _asked(scenario: Scenario, inputs: Mapping[str, Any], seed: int) -> Groundwork:
    with _beside(inputs) as evidence:
        return groundwork(
            scenario, inputs["draws"], inputs["years"], seed, inputs["designs"], None, None, None,
            evidence,
        )  # fmt: skip


@contextmanager
def _beside(inputs: Mapping[str, Any]) -> Iterator[Path | None]:
    """The frozen facts of a job as a file: on the machine of a worker there may be none."""
    if inputs["evidence"] is None:
        yield None
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{inputs['name']}{snapshot.SUFFIX}"
        path.write_text(inputs["evidence"], "utf-8")
        yield path
