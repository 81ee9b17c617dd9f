"""``foedus atlas``: every politically relevant pair of states at once."""

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.give import Answer, form, give, note
from foedus.cli.options import Draws, Json, Scheduler, Workers
from foedus.cli.style import command

app = command()

EPILOG = """\b
Examples:
  foedus atlas --year 2025 --out atlas
  foedus atlas --year 2025 --designs mine.yaml --out atlas --workers 2
  foedus atlas --year 2025 --designs ukraine-2025 --out atlas --no-pages

\b
Pairs are those that share a border, by land or across up to 400 miles of water, and those with a
major power: about 3,600, each with none and with every design. What is written: atlas.parquet (a
row a pair and design), index.html (two maps of the world, a table to search) and a page a state.
Blocks of pairs are kept as they are computed: the same command goes on where it was stopped.

--designs FILE has `designs` as a scenario does, or is a scenario; each is put to every pair, and a
guarantor that is one of the two, or bound to the challenger, is left out of it. docs/atlas.md."""


@app.command(epilog=EPILOG)
def atlas(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder to write to.")],
    year: int = typer.Option(2025, help="As things stood at the end of this year."),
    designs: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Designs; four shipped ones if not given.")
    ] = None,
    draws: Draws = 1000,
    years: int = typer.Option(20, help="Years to forecast, 1 to 100."),
    workers: Workers = None,
    scheduler: Scheduler = "",
    pages: bool = typer.Option(True, help="Whether to write the pages beside the table."),
    json: Json = False,
) -> None:
    """Forecast every relevant pair of states, with none and a few stated guarantees."""
    from foedus.atlas.atlas import atlas as made
    from foedus.atlas.atlas import plan
    from foedus.atlas.sections import sections
    from foedus.cli.progress import watched
    from foedus.cli.sweep import pool_of
    from foedus.storage import check_folder

    check_folder(out, f"--out {out}")
    with watched() as tell:
        pool = pool_of(workers, scheduler, tell, "foedus.atlas.block")
        tell("listing the pairs")
        asked = plan(year, designs, draws=draws, years=years)
        try:
            found = made(asked, out, pool=pool, tell=tell)
            if pages:
                from foedus.atlas.pages import write

                write(found, tell=tell)
        except KeyboardInterrupt:
            note(f"what was computed is kept in {out}; the same command goes on from there")
            raise
    give(Answer(lambda: sections(found), found.to_dict), form(json))
