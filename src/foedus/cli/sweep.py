"""``foedus sweep``: one question over many settings, each cell computed once and kept."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.give import Answer, check_out, form, give, note, save_figure
from foedus.cli.options import DesignNames, Draws, Json, Scheduler, Workers, Years
from foedus.cli.style import command

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.sweep.pool import WorkerPool

app = command()

EPILOG = """\b
Examples:
  foedus sweep ukraine-2025 --vary term=5,10,20 --vary RUS.capability=x0.5,x1,x2 --out terms
  foedus sweep ukraine-2025 --vary guarantors=as-is,POL+GBR --design nato --out who --dry-run
  foedus sweep my.yaml --vary military.bases=none,access,permanent --out bases --plot bases.svg
  foedus sweep my.yaml --vary term=2..9 --vary notice=0,12 --out t --plot t.png --figure heat
  foedus sweep score:ladder --vary origin=1950..2000:10 --out rolling
  foedus sweep bootstrap:ladder --vary replicate=1..200 --out bootstrap --shard 3/20
  foedus sweep my.yaml --vary term=1..50 --out terms --scheduler tcp://10.0.0.1:8786

\b
What may vary: guarantors or without (states joined by +), terms of every design that promises
(term, renewal, notice, military.bases), as_of, facts of a state (RUS.capability) or
of a pair (RUS-UKR.rivalry). as-is leaves what is written, x2 multiplies a fact. score:MODEL and
fit:MODEL take the options of `foedus score` and `foedus fit`; bootstrap:ladder takes replicate.

Cells are files in DIR, each under a key of its inputs, the code and the data: the same command
again computes what is missing and nothing else. Exit code 4 where a cell has no answer;
docs/sweep.md says the rest."""


@app.command(epilog=EPILOG)
def sweep(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="NAME|FILE|KIND:MODEL",
            help="A scenario, or score:MODEL, fit:MODEL, bootstrap:ladder.",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder of the cells.")],
    vary: Annotated[
        list[str], typer.Option("--vary", metavar="NAME=V,V", help="A variable; may be repeated.")
    ],
    design: DesignNames = None,
    draws: Draws = 1000,
    years: Years = None,
    workers: Workers = None,
    scheduler: Scheduler = "",
    shard: Annotated[
        str, typer.Option(metavar="N/OF", help="Compute this part alone, such as 3/20.")
    ] = "",
    dry_run: bool = typer.Option(
        False, "--dry-run", help="Say how many cells and how long, and keep nothing."
    ),
    plot: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw a figure: .svg .png .pdf .json .csv or .html."),
    ] = None,
    figure: Annotated[
        str,
        typer.Option(
            metavar="effects|heat", help="Which: a bar a variable, or the grid of 2 or 3."
        ),
    ] = "effects",
    size: Annotated[
        str | None,
        typer.Option(metavar="slide|print|phone", help="Of a picture: 16:9, 16 cm wide, or tall."),
    ] = None,
    pages: bool = typer.Option(True, help="Whether to write index.html beside the results."),
    json: Json = False,
) -> None:
    """Ask one question over many settings, on cores or a cluster; what is computed is kept."""
    from foedus.cli.progress import watched
    from foedus.errors import UnknownNameError
    from foedus.report.figure.figure import KINDS
    from foedus.report.figure.sizes import check as check_size
    from foedus.storage import check_folder
    from foedus.sweep import heat
    from foedus.sweep.pages import FIGURES, write
    from foedus.sweep.sections import planned, sections
    from foedus.sweep.sweep import plan, trial
    from foedus.sweep.sweep import sweep as computed

    check_folder(out, f"--out {out}")
    if plot:
        check_out(plot, KINDS, "--plot")
    if size is not None:
        check_size(size, plot)
    if figure not in FIGURES:
        raise UnknownNameError("figure", figure, FIGURES, where="--figure")
    if shard:
        from foedus.sweep.cell import shard as part

        part(shard)
    with watched() as tell:
        tell("reading what varies")
        asked = plan(subject, vary, draws=draws, years=years, designs=design)
        if figure == "heat":
            heat.check(asked)
        if dry_run:
            tell("computing one cell, to time it")
            missing, seconds = trial(asked, out)
            pool = pool_of(workers, scheduler, tell)
            count = pool.workers
            pool.stop()
            told = {"cells": len(asked.cells), "missing": missing, "seconds_a_cell": seconds,
                    "workers": count, "seconds": missing * seconds / count}  # fmt: skip
            section = planned(asked, missing, seconds, count)
            give(Answer(lambda: [section], lambda: told), form(json))
            return
        try:
            found = computed(
                asked, out, pool=pool_of(workers, scheduler, tell), shard=shard or None, tell=tell
            )
        except KeyboardInterrupt:
            note(f"what was computed is kept in {out}; the same command goes on from there")
            raise
        if pages and found.complete:
            write(found)
    if plot and any(not each.idle for each in found.effects):
        save_figure(FIGURES[figure](found), plot, size or "")
    elif plot:
        note(f"{plot}: not drawn, since nothing moved the chance of war")
    give(Answer(lambda: sections(found), found.to_dict), form(json))
    if found.tally.failures:
        raise typer.Exit(4)


def pool_of(
    workers: int | None, scheduler: str, tell: "Callable[[str], None]", task: str = ""
) -> "WorkerPool":
    """The pool that options ask for; task: the module of its work, loaded while other things are
    done. Raises InputError where they ask for two.
    """
    from foedus.sweep.pool import local

    if not scheduler:
        return local(workers, task)
    from foedus.errors import InputError
    from foedus.sweep.cluster import Cluster

    if workers is not None:
        raise InputError(
            "both were given", where="--workers, --scheduler", hint="a cluster has its own workers"
        )
    return Cluster(scheduler, tell=tell)
