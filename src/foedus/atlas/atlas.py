"""Every relevant pair of a year: what is forecast, where it is kept, what is read of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.assessment.groundwork import check_run
from foedus.atlas import block
from foedus.atlas.question import AtlasQuestion, Pair, question, relevant
from foedus.errors import InputError
from foedus.estimate import Estimate
from foedus.report.plain import plain
from foedus.report.words import name_of
from foedus.scenario.write import plain as written
from foedus.sweep.cell import Cell, Job
from foedus.sweep.pool import WorkerPool, local
from foedus.sweep.run import RunTally, run
from foedus.sweep.stamp import stamp
from foedus.sweep.store import KEY, CellStore
from foedus.version import __version__

if TYPE_CHECKING:
    import polars as pl

DRAWS, YEARS = 1000, 20
#: Pairs of one block: some seconds of work, and the tables behind facts are read once for all.
BLOCK = 24
TABLE, PLAN = "atlas.parquet", "atlas.json"


@dataclass(frozen=True, slots=True)
class AtlasPlan:
    """What an atlas is of. pairs: challenger and protégé, each once."""

    question: AtlasQuestion
    pairs: tuple[Pair, ...]
    draws: int
    years: int
    job: Job
    cells: tuple[Cell, ...]

    @property
    def designs(self) -> dict[str, str]:
        """Design -> what readers call it."""
        every = self.question.template.designs.items()
        return {name: design.title or name for name, design in every}


@dataclass(frozen=True, slots=True)
class PairOutlook:
    """One pair under one design. gain: by how much war is less likely than with none; ratio: to
    none. years: of the facts behind it, by what they are. at_war: a war goes on between the two on
    the day; its chance is of another, once the fighting has stopped.
    """

    challenger: str
    protege: str
    design: str
    binds: bool
    war: Estimate
    gain: Estimate
    ratio: Estimate
    percentile: float
    outside: tuple[str, ...]
    protected_by: tuple[str, ...]
    years: dict[str, int]
    oldest: int
    assumed: tuple[str, ...]
    at_war: bool

    @property
    def lowers(self) -> bool:
        """Whether it binds somebody, and chance and whole interval of its ratio are the lower."""
        return self.binds and self.ratio.high < 1.0 and self.gain.value > 0.0


@dataclass(frozen=True, slots=True)
class Atlas:
    """The answer. frame: a row a pair and design. unanswered: pair -> why it has no forecast."""

    plan: AtlasPlan
    folder: Path
    tally: RunTally
    frame: "pl.DataFrame"
    bare: tuple[PairOutlook, ...]  # each pair with no design
    best: dict[Pair, PairOutlook]  # the design that lowers the chance most, where any does
    unanswered: dict[Pair, str]

    @property
    def states(self) -> list[str]:
        """Every state of a pair, by name."""
        found = {state for each in self.bare for state in (each.challenger, each.protege)}
        return sorted(found, key=self.name)

    def name(self, state: str) -> str:
        """A state's name in the year."""
        return name_of(state, self.plan.question.year)

    def to_dict(self) -> dict[str, Any]:
        """A summary as plain values, for JSON; the table has all of it."""
        asked = self.plan
        return plain({
            "foedus_atlas": 1, "version": __version__, "folder": self.folder,
            "year": asked.question.year, "years": asked.years, "draws": asked.draws,
            "pairs": len(asked.pairs), "states": len(self.states), "designs": asked.designs,
            "computed": self.tally.kept,
            "unanswered": [{"pair": pair, "why": why} for pair, why in self.unanswered.items()],
        })  # fmt: skip


def plan(
    year: int,
    designs: Path | str | None = None,
    *,
    draws: int = DRAWS,
    years: int = YEARS,
    pairs: Sequence[Pair] | None = None,
) -> AtlasPlan:
    """What is to be forecast. pairs: every relevant one where none are given.

    Raises InputError for a year, designs, draws or years that cannot be, DataError where the data
    cannot be had.
    """
    check_run(draws, years)
    asked = question(year, designs)
    every = tuple(relevant(year)) if pairs is None else tuple(pairs)
    if not every:
        raise InputError("no pair of states", where="--year", hint="2025")
    job = Job(
        task=f"{block.__name__}:cell",
        inputs={
            "year": year, "draws": draws, "years": years, "scenario": written(asked.template),
        },
        stamp=stamp(),
    )  # fmt: skip
    blocks = [every[at : at + BLOCK] for at in range(0, len(every), BLOCK)]
    cells = job.cells({"pairs": " ".join(map("-".join, each))} for each in blocks)
    return AtlasPlan(asked, every, draws, years, job, cells)


def atlas(
    asked: AtlasPlan,
    folder: Path,
    *,
    pool: WorkerPool | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Atlas:
    """PairOutlook what is missing, and gather all of it into ``atlas.parquet``.

    Blocks are kept as a sweep's cells are. Raises what ``foedus.sweep.run.run`` does, InputError
    where a block has no answer.
    """
    import polars as pl

    store = CellStore(folder)
    store.open()
    named = {"year": asked.question.year, "stamp": dict(asked.job.stamp), **asked.job.inputs}
    store.note(PLAN, plain(named))
    tally = run(asked.job, asked.cells, store, pool or local(), tell)
    for why in tally.failures.values():
        raise InputError(why, where="--designs")
    frames = [frame for cell in asked.cells if (frame := store.read(cell)) is not None]
    frame = pl.concat(frames).drop(KEY)
    store.table(TABLE, frame)
    return gathered(asked, folder, tally, frame)


def gathered(asked: AtlasPlan, folder: Path, tally: RunTally, frame: "pl.DataFrame") -> Atlas:
    """The atlas of a table of all blocks."""
    rows = frame.to_dicts()
    unanswered = {(row["challenger"], row["protege"]): row["why"] for row in rows if row["why"]}
    told = [_forecast(row) for row in rows if not row["why"]]
    template = asked.question.template.designs
    bare = tuple(each for each in told if each.design not in template or not (
        template[each.design].guarantors or template[each.design].replaces
    ))  # fmt: skip
    best: dict[Pair, PairOutlook] = {}
    for each in told:
        pair = (each.challenger, each.protege)
        if each.lowers and (pair not in best or each.gain.value > best[pair].gain.value):
            best[pair] = each
    return Atlas(asked, folder, tally, frame, bare, best, unanswered)


def _forecast(row: dict[str, Any]) -> PairOutlook:
    def told(what: str) -> Estimate:
        return Estimate(row[what], row[f"{what}_low"], row[f"{what}_high"])

    years = {
        name.removeprefix("year_"): row[name]
        for name in row
        if name.startswith("year_") and row[name] is not None
    }
    return PairOutlook(
        row["challenger"], row["protege"], row["design"], row["binds"], told("war"), told("gain"),
        told("ratio"), row["percentile"], tuple(row["outside"]), tuple(row["protected_by"]), years,
        row["oldest"], tuple(row["assumed"]), row["at_war"],
    )  # fmt: skip
