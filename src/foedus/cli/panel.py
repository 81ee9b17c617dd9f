"""``foedus panel``: build a panel from public data and write it to a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

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
OUT = typer.Option(None, help="File to write: .parquet or .csv.")
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
    out: Path | None = OUT,
    carry: bool = typer.Option(False, help="After a set's last year, take its last values."),
    compat: str | None = typer.Option(
        None, metavar="peacesciencer", help="Give that package's values where Foedus departs."
    ),
    half_life: list[float] = HALF_LIFE,
    json: bool = typer.Option(False, "--json", help="Print a summary as JSON."),
) -> None:
    """Build a panel of states or dyads from public data."""
    from foedus.errors import InputError
    from foedus.evidence.panel import panel as build

    parts = [part.strip() for given in with_ for part in given.split(",") if part.strip()]
    if out is not None:
        check_out(out)
    elif not json:
        raise InputError(
            "nowhere to write the panel",
            where="--out",
            hint="--out panel.parquet, or --json for a summary",
        )
    frame = build(
        unit, first, last, parts, carry=carry, compat=compat, half_lives=half_life  # type: ignore[arg-type]
    )  # fmt: skip
    if out is not None:
        write(frame, out)
    if json:
        from json import dumps

        typer.echo(dumps(summary(frame, parts, out, compat), indent=2))
    else:
        typer.echo(f"{out}: {frame.height:,} rows, {frame.width} columns")


def check_out(out: Path) -> None:
    """Refuse a name or folder that cannot be written before any work is done."""
    from foedus.errors import InputError

    if out.suffix not in {".parquet", ".csv"}:
        raise InputError(
            f"cannot tell the format from {out.name!r}",
            where="--out",
            hint="a name in .parquet or .csv",
        )
    if not out.parent.is_dir():
        raise InputError(f"there is no folder {str(out.parent)!r}", where="--out")


def write(frame: "pl.DataFrame", out: Path) -> None:
    """Write the whole file or nothing. Raises DataError where the system refuses."""
    from foedus.evidence.storage import replacing, storing

    with storing(out, hint="name another file with --out"), replacing(out) as part:
        if out.suffix == ".csv":
            frame.write_csv(part)
        else:
            frame.write_parquet(part, compression="zstd", compression_level=1, statistics=False)


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
