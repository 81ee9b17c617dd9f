"""``foedus panel``: build a panel from public data and write it to a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from foedus.cli.give import Answer, form, give, save_table
from foedus.cli.options import MaybeTableFile, Summary
from foedus.cli.style import command

if TYPE_CHECKING:
    import polars as pl

app = command()

EPILOG = """\b
Examples:
  foedus panel --with mids,nmc,contiguity --out panel.parquet
  foedus panel --unit dyad-year --from 1946 --with atop,majors --out pacts.csv
  foedus panel --unit state-year --with nmc,regime --json

\b
Parts (--with):
  mids             militarized disputes, and who began them       1816–2014
  nmc              capabilities: CINC and components              1816–2022
  contiguity       by land and water                              1816–2016
  atop             alliance obligations                           1815–2018
  majors           major powers                                   1816–2016
  regime           polity2 (to 2015), V-Dem polyarchy (to 2019)
  capitals         distance between capitals                      1816–2024
  mindist          least distance between states                  1886–2019
  rivalry          strategic rivalries                            1816–2020
  wars             inter-state wars                               1816–2007
  peace-years      years since the last dispute                   1816–2011
  dispute-history  decaying counts of past disputes               1816–2015
  troops           US military personnel in the state             1951–2025

\b
A value outside its set's years is missing, never 0; --carry takes the last known ones.
docs/panel.md lists every column, its source, and where it departs from peacesciencer."""


WITH = typer.Option([], "--with", metavar="PART,…", help="Parts to add.")
HALF_LIFE = typer.Option(
    [8.0], metavar="YEARS", help="Half-life of past disputes; may be repeated."
)


@app.command(epilog=EPILOG)
def panel(
    unit: str = typer.Option(
        "directed-dyad-year", metavar="UNIT", help="directed-dyad-year, dyad-year or state-year."
    ),
    first: int = typer.Option(1816, "--from", help="First year."),
    last: int = typer.Option(2010, "--to", help="Last year."),
    with_: list[str] = WITH,
    out: MaybeTableFile = None,
    carry: bool = typer.Option(False, help="After a set's last year, take its last values."),
    compat: str | None = typer.Option(
        None, metavar="peacesciencer", help="Give that package's values where Foedus departs."
    ),
    half_life: list[float] = HALF_LIFE,
    json: Summary = False,
) -> None:
    """Build a panel of states or dyads from public data."""
    from foedus.errors import InputError
    from foedus.evidence.panel import panel as build
    from foedus.report.blocks import Section

    parts = [part.strip() for given in with_ for part in given.split(",") if part.strip()]
    if out is None and not json:
        raise InputError(
            "nowhere to write the panel",
            where="--out",
            hint="--out panel.parquet, or --json for a summary",
        )
    frame = build(
        unit, first, last, parts, carry=carry, compat=compat, half_lives=half_life  # type: ignore[arg-type]
    )  # fmt: skip
    if out is not None:
        save_table(frame, out)
    words = Section("panel", "", f"{out}: {frame.height:,} rows, {frame.width} columns", ())
    give(Answer(lambda: [words], lambda: summary(frame, parts, out, compat)), form(json))


def summary(
    frame: "pl.DataFrame", parts: list[str], out: Path | None, compat: str | None
) -> dict[str, Any]:
    """Rows, and by column its type and number of values; and which columns depart."""
    from foedus.evidence.departures import DEPARTURES

    departs = {d.column: d.reason for d in DEPARTURES if not compat or not d.switched}
    missing = dict(zip(frame.columns, frame.null_count().row(0), strict=True))
    return {
        "file": str(out) if out else None,
        "rows": frame.height,
        "parts": parts,
        "columns": {
            name: {"type": str(kind), "non_missing": frame.height - missing[name]}
            for name, kind in frame.schema.items()
        },
        "departs_from_peacesciencer": {
            name: reason for name, reason in departs.items() if name in frame.columns
        },
    }
