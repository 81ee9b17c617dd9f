"""``foedus fit reference``: the cases that reference classes are drawn from."""

from pathlib import Path

import typer

FIT_EPILOG = """\b
Examples:
  foedus fit reference --out reference.json

\b
No model: pairs whose war had ended, and pairs not lately at war every twenty years since 1946, with
the wars between them that followed, to 2025."""
OUT = typer.Option(Path("reference.json"), help="File to write.")


def fit(
    out: Path = OUT,
    json: bool = typer.Option(False, "--json", help="Print a summary as JSON."),
) -> None:
    """Count the cases of reference classes."""
    from json import dumps

    from foedus.cli.progress import watched
    from foedus.history.reference import posterior
    from foedus.history.reference.fit import cases
    from foedus.history.rows import load
    from foedus.history.store import check_place

    check_place(out)
    with watched() as report:
        report("building the panel")
        found = cases(load())
    posterior.save(found, out)
    told = {"out": str(out), "after_war": len(found.after_war), "windows": len(found.windows),
            "through": found.through}  # fmt: skip
    if json:
        typer.echo(dumps(told, indent=2))
        return
    typer.echo(
        f"{out}: {told['after_war']} cases after a war, {told['windows']} without one lately, "
        f"followed to {found.through}"
    )
