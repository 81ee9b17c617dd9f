"""``foedus fit displacement``: whether a challenger that meets a guarantee turns elsewhere."""

from pathlib import Path

import typer

FIT_EPILOG = """\b
Examples:
  foedus fit displacement --out displacement.json

\b
Without data at hand, `foedus data pull` fetches them. docs/neighbors.md says what is compared with
what, and why the answer is no effect of guarantees."""
OUT = typer.Option(Path("displacement.json"), help="File to write.")
AS_JSON = typer.Option(False, "--json", help="Print JSON.")


def fit(out: Path = OUT, json: bool = AS_JSON) -> None:
    """Check in the record whether disputes go elsewhere once a rival is guarded."""
    from json import dumps

    from foedus.cli.progress import watched
    from foedus.history import displacement, rows
    from foedus.history.displacement.fit import measure
    from foedus.history.ladder import posterior
    from foedus.history.store import check_place

    check_place(out)
    with watched() as report:
        report("building the panel")
        data = rows.load()
        report("fitting")
        found = measure(data, posterior.shipped())
    displacement.save(found, out)
    if json:
        typer.echo(dumps({"out": str(out), **found.to_dict()}, indent=2, ensure_ascii=False))
        return
    typer.echo(f"{out}: {found.rows:,} rows, {found.first}–{found.last}")
    typer.echo("odds of beginning a dispute with others, 90% interval:")
    for odds, when in (
        (found.gained, "after a rival gained a major guarantor"),
        (found.before, "in the years before it did"),
        (found.lost, "after one lost its last major guarantor"),
    ):
        middle, low, high = odds.ratio
        typer.echo(
            f"  ×{middle:.2f} ({low:.2f}–{high:.2f})  {when}: {odds.changes:,} changes, "
            f"{odds.onsets:,} onsets"
        )
