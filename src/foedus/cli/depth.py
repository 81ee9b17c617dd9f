"""``foedus fit depth`` and ``foedus score depth``: treaty depth as a latent trait."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from foedus.history.depth.held_out import ItemScore
    from foedus.history.depth.model import DepthModel
    from foedus.history.depth.score import DepthScore

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
    from foedus.history.store import check_place, plain

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
        typer.echo(dumps(plain(summary), indent=2))
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


SCORE_EPILOG = """\b
Examples:
  foedus score depth
  foedus score depth --json

\b
Each tie is predicted from the other seven, in alliances that the items were not fitted on. The
versions are fitted anew; none was chosen by its agreement. It takes about ten seconds."""
POSTERIOR = typer.Option(None, help="File of `foedus fit depth`; the shipped fit by default.")
RECORD = typer.Option(None, help="Keep the scores in this file of `foedus fit depth`.")


def score(
    posterior: Path | None = POSTERIOR, record: Path | None = RECORD, json: bool = AS_JSON
) -> None:
    """Score treaty depth: prediction of unseen ties, reliability, agreement with other measures."""
    from json import dumps

    from foedus.cli.progress import watched
    from foedus.errors import InputError
    from foedus.evidence.table import table
    from foedus.history.depth import posterior as stored
    from foedus.history.depth.fit import SOURCE
    from foedus.history.depth.score import OTHER_SOURCE
    from foedus.history.depth.score import score as scored
    from foedus.history.store import plain

    if record is not None and posterior is not None:
        raise InputError("both were given", where="--posterior, --record", hint="one of the two")
    model = stored.load(record or posterior)
    with watched() as report:
        found = scored(model, table(SOURCE), table(OTHER_SOURCE), report=report)
    if record is not None:
        stored.save(stored.with_record(model, found.to_dict()), record)
    if json:
        typer.echo(dumps(plain(found.to_dict()), indent=2))
        return
    typer.echo("\n".join(_predicted(found.items) + _measured(found) + _agreed(found)))


def _predicted(items: "tuple[ItemScore, ...]") -> list[str]:
    lines = [
        "a tie told from the other seven, in alliances not fitted on: log loss",
        f"  {'':8}{'n':>5}" + "".join(f"{name:>11}" for name in items[0].losses)
        + "   over depth's, summed (s.e.): " + ", ".join(items[0].gains),
    ]  # fmt: skip
    for row in items:
        losses = "".join(f"{loss:>11.3f}" for loss in row.losses.values())
        gains = "  ".join(f"{gain:+7.1f} ({error:.1f})" for gain, error in row.gains.values())
        lines.append(f"  {row.item:8}{row.n:>5}{losses}   {gains}")
    return lines


def _measured(found: "DepthScore") -> list[str]:
    from foedus.history.depth.score import AT

    lines = [
        "",
        f"reliability in the fitted alliances: {found.reliability:.2f}; the items' own uncertainty "
        f"is at most {found.item_share:.0%} of a score's variance",
        "information of each tie alone, where the trait is"
        + "".join(f"{value:>7g}" for value in AT) + "  (the population's own is 1)",
    ]  # fmt: skip
    for name, values in found.information.items():
        lines.append(f"  {name:47}" + "".join(f"{value:>7.2f}" for value in values))
    return lines


def _agreed(found: "DepthScore") -> list[str]:
    lines = ["", f"rank agreement (90% interval){'':8}{'n':>5}   {'Spearman':22}Kendall"]
    for name, row in found.agreements.items():
        cells = [
            f"{value:.3f} ({low:.3f}–{high:.3f})"
            for value, (low, high) in (
                (row.spearman, row.spearman_span),
                (row.kendall, row.kendall_span),
            )
        ]
        lines.append(f"  {name:35}{row.n:>5}   {cells[0]:22}{cells[1]}")
    lines += ["", f"versions{'':32}{'held out':>10}{'Spearman':>10}{'active':>8}"]
    for version in found.versions:
        nats = "–" if version.held_out is None else f"{version.held_out:.1f}"
        lines.append(
            f"  {version.name:38}{nats:>10}{version.spearman:>10.3f}{version.spearman_active:>8.3f}"
        )
    made = found.sources
    weights = ", ".join(f"{name} {weight:+.2f}" for name, weight in made.weights.items())
    lines += [
        "  held out: log likelihood of whole alliances not fitted on. Spearman: with Benson &",
        "  Clinton's score, over all shared alliances and over those with an active obligation.",
        "",
        "what Benson & Clinton's score is made of",
        f"  linear in nine columns, R² {made.r_squared:.4f}; weight per sd: {weights}",
        f"  {made.untied} shared alliances have none of its military columns; what orders them is "
        "economic aid, secrecy and noise",
        f"  its agreement with its own military part: {made.ceiling:.3f}; depth's with that part: "
        f"{made.depth:.3f}",
        "  alliances with one tie alone: mean percentile by depth, by Benson & Clinton",
    ]
    for name, (n, ours, theirs) in made.alone.items():
        lines.append(f"    {name:10}{n:>4}{ours:>8.0f}{theirs:>6.0f}")
    return lines
