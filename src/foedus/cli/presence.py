"""``foedus fit presence``: US forces in the target, on trial in the ladder."""

from pathlib import Path

import typer

FIT_EPILOG = """\b
Examples:
  foedus fit presence --out presence.json
  foedus fit presence --out presence.json --json

\b
Takes some minutes: forms of the covariate are put on trial out of sample, rung by rung. The
shipped ladder has none of them; docs/ladder.md says why."""
OUT = typer.Option(Path("presence.json"), help="File to write.")


def fit(out: Path = OUT, json: bool = typer.Option(False, "--json", help="Print JSON.")) -> None:
    """Whether US forces in a state help to forecast who is attacked."""
    from json import dumps

    from foedus.cli.progress import watched
    from foedus.history import presence, rows
    from foedus.history.presence.fit import fit_presence
    from foedus.history.store import check_place

    check_place(out)
    with watched() as report:
        report("building the panel")
        found = fit_presence(rows.load(), report)
    presence.save(found, out)
    if json:
        typer.echo(dumps(found.to_dict(), indent=2, ensure_ascii=False))
        return
    typer.echo(f"{out}: US forces in the target, {found.first}–{found.last}")
    typer.echo(f"  {found.hosts:,} state-years with {presence.HOST} or more")
    typer.echo("  log loss with them, less that of the ladder without, out of sample (± se)")
    for kind, rungs in found.trials.items():
        for rung in rungs:
            total, se = found.change(kind, rung)
            typer.echo(f"  {f'{kind}, {rung}':34}{total:>+9.2f} ± {se:.2f}")
