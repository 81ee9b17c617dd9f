"""``foedus fit depth`` and ``foedus score depth``: treaty depth as a latent trait."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from foedus.history.depth.model import DepthModel

FIT_EPILOG = """\b
Examples:
  foedus fit depth --out depth.json
  foedus fit depth --out depth.json --json

\b
The fit is deterministic and gives the shipped one again. docs/depth.md says what is measured."""
OUT = typer.Option(Path("depth.json"), help="File to write.")
AS_JSON = typer.Option(False, "--json", help="Print JSON.")


def fit(out: Path = OUT, json: bool = AS_JSON) -> None:
    """Fit treaty depth: a graded response model of eight military ties."""
    from json import dumps

    from foedus.cli.progress import watched
    from foedus.evidence.table import table
    from foedus.history.depth import posterior
    from foedus.history.depth.fit import SOURCE, fit_depth
    from foedus.history.posterior import check_place

    check_place(out)
    with watched() as report:
        report("fitting eight items")
        found = fit_depth(table(SOURCE))
    posterior.save(found, out)
    apart = posterior.apart(found, posterior.shipped())
    if json:
        summary = {
            "out": str(out), "alliances": found.alliances, "incomplete": found.incomplete,
            "loglik": found.loglik, "gradient_norm": found.gradient_norm, "bare": found.bare,
            **posterior.estimates(found), "hashes": found.hashes,
            "apart_from_shipped": apart,
        }  # fmt: skip
        typer.echo(dumps(posterior.plain(summary), indent=2))
        return
    typer.echo("\n".join(_fitted(out, found)))
    typer.echo(
        "not comparable with the shipped fit (other data)"
        if apart is None
        else f"largest difference from the shipped fit: {apart:.2g} standard errors"
    )


def _fitted(out: Path, found: "DepthModel") -> list[str]:
    from foedus.history.depth.items import ITEMS
    from foedus.history.depth.posterior import estimates

    lines = [
        f"{out}: depth, fitted on {found.alliances} alliances with an active obligation, "
        f"{found.first}–{found.last} ({found.incomplete} with an item missing)",
        f"  {'':30}{'slope':>7}{'s.e.':>7}   thresholds (s.e.)",
    ]
    estimated = estimates(found)
    for item, row in zip(ITEMS, estimated["items"], strict=True):
        pairs = zip(row["thresholds"], row["thresholds_se"], strict=True)
        cuts = "  ".join(f"{cut:.2f} ({error:.2f})" for cut, error in pairs)
        lines.append(f"  {item.words:30}{row['slope']:>7.2f}{row['slope_se']:>7.2f}   {cuts}")
    for row in estimated["clusters"]:
        lines.append(
            f"  {row['cluster']} ({', '.join(row['items'])}): own spread {row['sigma']:.2f} "
            f"({row['sigma_se']:.2f})"
        )
    lines.append(f"  a promise without any tie has trait {found.bare:.2f}: depth 0")
    return lines
