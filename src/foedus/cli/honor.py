"""``foedus fit honor`` and ``foedus score honor``: promises of defense called on in war."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from foedus.history.honor.model import Count, Honor
    from foedus.history.honor.score import Score, Trial
    from foedus.history.honor.sensitivity import Variant

FIT_EPILOG = """\b
Examples:
  foedus fit honor --out honor.json
  foedus fit honor --json

\b
The fit is deterministic. docs/honor.md says what the model is, and how little it may say."""
OUT = typer.Option(Path("honor.json"), help="File to write.")
AS_JSON = typer.Option(False, "--json", help="Print JSON.")


def fit(out: Path = OUT, json: bool = AS_JSON) -> None:
    """Fit whether promises of defense are honored when a war calls on them."""
    from json import dumps

    from foedus.cli.progress import watched
    from foedus.history.honor import calls, posterior
    from foedus.history.honor.fit import fit_honor
    from foedus.history.store import check_place

    check_place(out)
    with watched() as report:
        report("reading the calls")
        found = fit_honor(calls.load(), report=report)
    posterior.save(found, out)
    apart = posterior.apart(found, posterior.shipped())
    if json:
        typer.echo(dumps(_summary(found, out, apart), indent=2, ensure_ascii=False))
        return
    typer.echo(f"{out}: honor, fitted on {found.record.defense.called} calls of "
               f"{found.record.wars} wars")  # fmt: skip
    typer.echo("\n".join(_fitted(found)))
    if apart is None:
        typer.echo("not comparable with the shipped posterior (other data or features)")
    else:
        typer.echo(f"largest difference from the shipped posterior: {apart:.2g} posterior sd")


def _summary(found: "Honor", out: Path, apart: float | None) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "out": str(out),
        "record": asdict(found.record),
        "coefficients": [asdict(each) for each in found.coefficients],
        "effective_draws": found.effective,
        "rhat": found.rhat,
        "families": [asdict(each) for each in found.families],
        "leeds_anac": found.leeds_anac,
        "hashes": found.hashes,
        "apart_from_shipped": apart,
        "caveat": found.caveat,
    }


def _fitted(found: "Honor") -> list[str]:
    import textwrap

    from foedus.history.honor.model import SDS

    record = found.record
    lines = ["", "  promises called on in war (90% interval of the share):"]
    lines.append(_counted("defense", record.defense))
    lines += [_counted(f"  signed {era}", each) for era, each in record.by_era.items()]
    lines += [
        _counted(f"  … attacked from outside the pact, {era}", each)
        for era, each in record.outside.items()
    ]
    lines += [
        _counted(f"  … before the year of the call, {era}", each)
        for era, each in record.standing.items()
    ]
    lines += [
        _counted(name, each) for name, each in record.by_obligation.items() if name != "defense"
    ]
    lines += ["", _HEAD]
    for each in found.coefficients:
        prior = f"{each.prior} {each.prior_sd:g}"
        lines.append(_row(each.meaning, prior, each.mean, each.sd, each.low, each.high))
    lines.append(
        f"  {found.effective:,.0f} effective draws, R-hat {found.rhat:.3f} (good below 1.05)"
    )
    second = found.leeds_anac
    raw = second["record"]
    lines += [
        "",
        f"  alliances called on, 1816–1944 (Leeds & Anac 2005): {raw['honored']} of "
        f"{raw['called']} honored, {second['wars']} wars",
        _HEAD,
    ]
    for name, each in second["coefficients"].items():
        prior = f"{'half-normal' if name in SDS else 'normal'} {each['prior_sd']:g}"
        spread = (each[key] for key in ("mean", "sd", "low", "high"))
        lines.append(_row(each["meaning"], prior, *spread))
    lines += ["", "  beware:"]
    lines += textwrap.wrap(found.caveat, 96, initial_indent="    ", subsequent_indent="    ")
    return lines


_HEAD = f"  {'on the logit':46}{'prior sd':>16}{'mean':>8}{'sd':>7}   90% interval"


def _row(words: str, prior: str, mean: float, sd: float, low: float, high: float) -> str:
    return f"  {words:46}{prior:>16}{mean:>8.2f}{sd:>7.2f}   {low:.2f} to {high:.2f}"


def _counted(words: str, one: "Count") -> str:
    return (
        f"    {words:46}{one.honored:>4} of {one.called:>3}{one.share:>6.0%}   "
        f"{one.low:.0%}–{one.high:.0%}"
    )


SCORE_EPILOG = """\b
Examples:
  foedus score honor
  foedus score honor --candidates --json

\b
Everything is fitted anew without the calls it is scored on. With --candidates every feature that
was tried is scored beside era and attacker, wars left out one by one, and the chance is fitted in
other ways (some ten minutes)."""
RECORD = typer.Option(None, help="Keep the scores in this posterior file.")


def score(
    candidates: bool = typer.Option(
        False, "--candidates", help="Try every candidate feature, other priors and other codings."
    ),
    record: Path | None = RECORD,
    json: bool = AS_JSON,
) -> None:
    """Score honor on calls, wars and decades it was not fitted on."""
    from json import dumps

    from foedus.cli.progress import watched
    from foedus.history.honor import calls, posterior
    from foedus.history.honor import score as scoring
    from foedus.history.honor.sensitivity import variants

    kept = posterior.load(record) if record is not None else None
    with watched() as report:
        report("reading the calls")
        rows = calls.load()
        found = scoring.score(rows, report=report)
        report("the data of Leeds and Anac, leaving out one war")
        second = scoring.second()
        tried = scoring.trials(rows, report=report) if candidates else []
        other = variants(rows, report=report) if candidates else ()
    document = {
        "schemes": {name: each.to_dict() for name, each in found.items()},
        "leeds_anac": second.to_dict(),
        "candidates": {each.name: each.to_dict() for each in tried},
        "sensitivity": [each.to_dict() for each in other],
    }
    if record is not None and kept is not None:
        if not candidates:
            old = {"candidates": {}, "sensitivity": []} | kept.scores
            document |= {name: old[name] for name in ("candidates", "sensitivity")}
        posterior.save(posterior.with_scores(kept, document), record)
    if json:
        typer.echo(dumps(document, indent=2))
        return
    parts = [_scored(_TITLES[name], each) for name, each in found.items()]
    parts.append(_scored("Leeds & Anac's members called on, one war left out", second))
    if tried:
        parts += [_tried(tried), _other(other)]
    typer.echo("\n\n".join(parts))


_TITLES = {
    "one call": "defense calls, one call left out (its war's other calls are known)",
    "one war": "defense calls, one war left out: the honest trial",
    "one family": "defense calls, one family left out: the trial of a new kind of guarantor",
    "decade": "defense calls, each decade forecast from the years before it",
}


def _scored(title: str, one: "Score") -> str:
    some = one.measures["honor"]
    groups = "families" if one.scheme == "one family" else "wars"
    lines = [
        title,
        f"  {some.n} calls of {one.wars} {groups}, {some.events} honored "
        f"({some.events / some.n:.0%})",
        f"  {'':27}{'log loss':>10}{'Brier':>8}{'AUC':>7}{'mean':>7}   log loss over honor's",
    ]
    for name, m in one.measures.items():
        auc = "–" if m.auc is None else f"{m.auc:.2f}"
        line = f"  {name:27}{m.log_loss:>10.3f}{m.brier:>8.3f}{auc:>7}{m.mean:>7.0%}"
        if name in one.gain:
            total, se = one.gain[name]
            clear = "" if abs(total) >= 2 * se else ", no clear difference"
            line += f"   {total:+.1f} ± {se:.1f}{clear}"
        lines.append(line)
    return "\n".join(lines)


def _tried(tried: "list[Trial]") -> str:
    from foedus.history.honor.features import CANDIDATES
    from foedus.history.honor.fit import KEPT

    width = max(len(words) for words in CANDIDATES.values()) + 2
    lines = [
        "each feature beside era and attacker, one war left out: log loss saved (± se by war),",
        "over all calls and over those on promises made before the war",
        f"  {'':{width}}{'known':>6}{'all calls':>16}{'made before':>16}",
    ]
    for each in tried:
        gain, standing = (f"{total:+.2f} ± {se:.2f}" for total, se in (each.gain, each.standing))
        verdict = "kept" if each.name in KEPT else "dropped"
        words = CANDIDATES[each.name]
        lines.append(f"  {words:{width}}{each.known:>6}{gain:>16}{standing:>16}  {verdict}")
    return "\n".join(lines)


def _other(variants: "tuple[Variant, ...]") -> str:
    lines = [
        "the chance of a new family's promise signed since 1945, attacked from outside the pact, "
        "fitted in other ways",
        f"  {'':47}{'calls':>8}{'chance':>8}   90%       the average rate alone",
    ]
    for each in variants:
        spans = (
            f"{low:.0%}–{high:.0%}"
            for low, high in ((each.low, each.high), (each.rate_low, each.rate_high))
        )
        one, rate = spans
        calls = f"{each.honored} of {each.called}"
        lines.append(f"  {each.name:47}{calls:>8}{each.mean:>8.0%}   {one:<9} {rate}")
    return "\n".join(lines)
