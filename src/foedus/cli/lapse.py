"""``foedus fit lapse`` and ``foedus score lapse``: the yearly chance that a promise is broken."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from foedus.history.lapse.model import Lapse
    from foedus.history.lapse.score import Score

FIT_EPILOG = """\b
Examples:
  foedus fit lapse --out lapse.json
  foedus score lapse --record lapse.json

\b
The fit is deterministic. Without data at hand, `foedus data pull` fetches them. docs/lapse.md
says what counts as an end, what was tried, and where the forecast is weak."""
OUT = typer.Option(Path("lapse.json"), help="File to write.")
AS_JSON = typer.Option(False, "--json", help="Print JSON.")


def fit(out: Path = OUT, json: bool = AS_JSON) -> None:
    """Fit the yearly chance that a commitment is broken while it stands."""
    from json import dumps

    from foedus.cli.progress import watched
    from foedus.history.lapse import posterior
    from foedus.history.lapse.fit import fit_lapse
    from foedus.history.store import check_place

    check_place(out)
    with watched() as report:
        found = fit_lapse(report=report)
    posterior.save(found, out)
    apart = posterior.apart(found, posterior.shipped())
    if json:
        typer.echo(dumps(_summary(found, out, apart), indent=2, ensure_ascii=False))
        return
    typer.echo(f"{out}: lapse, fitted on {found.first}–{found.last}")
    typer.echo("\n".join(_fitted(found)))
    typer.echo(
        "not comparable with the shipped posterior (other data or covariates)"
        if apart is None
        else f"largest difference from the shipped posterior: {apart:.2g} posterior sd"
    )


def _summary(found: "Lapse", out: Path, apart: float | None) -> dict[str, Any]:
    return {
        "out": str(out), "first": found.first, "last": found.last, "hashes": found.hashes,
        "coefficients": dict(zip(found.names, found.mean.tolist(), strict=True)),
        "standard_deviations": dict(zip(found.names, found.sd.tolist(), strict=True)),
        "terms": list(found.terms), "record": found.record, "renewal": found.renewal.to_dict(),
        "apart_from_shipped": apart,
    }  # fmt: skip


def _fitted(found: "Lapse") -> list[str]:
    from math import exp

    record = found.record
    lines = [
        f"  {record['member_years']:,} member-years of {record['memberships']:,} commitments to "
        f"defense in {record['alliances']} alliances;",
        f"  learned from {record['learned_from']['member_years']:,}, of every obligation",
        "",
        "  how commitments to defense ended:",
        *(
            f"    {kind:14}{each['memberships']:>5} commitments of {each['alliances']:>3} alliances"
            for kind, each in record["ends"].items()
        ),
        "",
        "  broken, by era, beside what is fitted:",
        *(
            f"    {era:12}{each['broken']:>5} in {each['member_years']:>6,} member-years, "
            f"{each['alliances']} alliances; fitted {each['fitted']:.0f}"
            for era, each in record["eras"].items()
        ),
        "",
        "  odds of a break for one sd more (90% interval; prior: 1, from "
        f"{exp(-1.645 * found.prior_sd[1]):.2f} to {exp(1.645 * found.prior_sd[1]):.2f}):",
    ]
    for term in found.terms:
        low, high = (exp(term["mean"] + z * term["sd"]) for z in (-1.645, 1.645))
        mark = "" if term["kept"] else "  not kept"
        lines.append(f"    {term['name']:15}{exp(term['mean']):>6.2f}   {low:.2f}–{high:.2f}{mark}")
    lines += ["", "  terms that ran out, and after which the members were still bound:"]
    lines += [
        f"    renewal {clause:14}{each.renewed:>3} of {each.n:>3}"
        for clause, each in found.renewal.by.items()
    ]
    return lines


SCORE_EPILOG = """\b
Examples:
  foedus score lapse
  foedus score lapse --origin 1990 --json

\b
Everything is fitted anew on the years before each origin: 1950, 1960 … 2000, or those given. Each
scores the years up to the next, and ten years of what stood when it began. Beside the model, on
the same rows: the share broken, by age, and lately; a plain logit; and boosted trees."""
ORIGIN = typer.Option([], metavar="YEAR", help="First year to score; may be repeated.")
OVER = "log loss over lapse's ± se"
RECORD = typer.Option(None, help="Keep the scores in this posterior file.")


def score(origin: list[int] = ORIGIN, record: Path | None = RECORD, json: bool = AS_JSON) -> None:
    """Score the chance of a broken commitment on years it was not fitted on."""
    from json import dumps

    from foedus.cli.progress import watched
    from foedus.history.ladder.score import ROLLING
    from foedus.history.lapse import posterior
    from foedus.history.lapse.score import score as scores

    kept = posterior.load(record) if record is not None else None
    with watched() as report:
        found = scores(tuple(sorted(set(origin))) or ROLLING, report=report)
    if record is not None and kept is not None:
        posterior.save(posterior.with_scores(kept, found.to_dict()), record)
    if json:
        typer.echo(dumps(found.to_dict(), indent=2, ensure_ascii=False))
        return
    typer.echo("\n".join(_scored(found)))


def _scored(found: "Score") -> list[str]:
    one, ten = next(iter(found.year.values())), next(iter(found.decade.values()))
    lines = [
        "broken within the year?",
        f"  fitted before {', '.join(map(str, found.origins))}",
        f"  {one.n:,} member-years of defense to {found.last}, {one.events} broken "
        f"({one.events / one.n:.2%})",
        f"  {'':14}{'AUC':>7}{'Brier':>10}{'log loss':>10}{'slope':>7}{'mean':>8}  {OVER}",
    ]
    for name, m in found.year.items():
        lines.append(
            f"  {name:14}{_cell(m.auc, '.3f', 7)}{m.brier:>10.5f}{m.log_loss:>10.5f}"
            f"{_cell(m.slope, '.2f', 7)}{m.mean:>8.2%}  {_over(found.year_gain.get(name))}"
        )
    lines += [
        "",
        "broken within ten years?",
        f"  {ten.n:,} commitments that stood at an origin, {ten.events} broken: "
        f"{ten.observed:.1%}, weighted for those that ended otherwise",
        f"  {'':14}{'C':>7}{'Brier':>10}{'log loss':>10}{'':7}{'mean':>8}  {OVER}",
    ]
    for name, each in found.decade.items():
        lines.append(
            f"  {name:14}{_cell(each.concordance, '.3f', 7)}{each.brier:>10.5f}"
            f"{each.log_loss:>10.5f}{'':7}{each.mean:>8.1%}  {_over(found.decade_gain.get(name))}"
        )
    lines += ["", "  calibration: forecast beside what happened", "    one year:"]
    lines += [_bin(each) for each in found.year_bins]
    lines += ["    ten years:", *(_bin(each) for each in found.decade_bins), ""]
    lines.append("log loss of one-year forecasts that each covariate takes away (± se):")
    for trial in found.trials:
        mark = "kept" if trial.kept else "not kept"
        lines.append(f"  {trial.name:15}{trial.gain:>+7.1f} ± {trial.se:<5.1f} {mark}")
    gain, se = found.pooled
    lines.append(f"  learning from every obligation, not defense alone: {gain:+.1f} ± {se:.1f}")
    return lines


def _cell(value: float | None, form: str, width: int) -> str:
    return f"{'–' if value is None else format(value, form):>{width}}"


def _over(gain: tuple[float, float] | None) -> str:
    if gain is None:
        return ""
    total, se = gain
    clear = abs(total) >= 2 * se
    verdict = ("" if total > 0 else "  better than lapse") if clear else "  no clear difference"
    return f"{total:+.1f} ± {se:.1f}{verdict}"


def _bin(each: dict[str, float]) -> str:
    return f"      {each['forecast']:>8.2%} {each['observed']:>8.2%} {each['n']:>7,}"
