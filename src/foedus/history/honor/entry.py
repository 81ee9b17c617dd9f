"""Honor among the models."""

from pathlib import Path
from typing import Any

from foedus.history.honor import Honor, posterior, sections
from foedus.history.honor.sections import HonorScorecard
from foedus.history.model import Model, Report, Scoring
from foedus.report.plain import plain, record


def fit(report: Report) -> Honor:
    """Honor on every call. Raises DataError without the data, FitError."""
    from foedus.history.honor import calls
    from foedus.history.honor.fit import fit_honor

    report("reading the calls")
    return fit_honor(calls.load(), report=report)


def _summary(found: Honor) -> dict[str, Any]:
    return {
        "record": found.record,
        "coefficients": found.coefficients,
        "effective_draws": found.effective,
        "rhat": found.rhat,
        "families": [record(each) for each in found.families],
        "leeds_anac": found.leeds_anac,
        "hashes": found.hashes,
        "caveat": found.caveat,
    }


def score(
    report: Report, *, candidates: bool = False, record: Path | None = None
) -> HonorScorecard:
    """Every scheme, and with ``candidates`` all that was tried; else what ``record`` has of that.

    Raises InputError, DataError, FitError.
    """
    from foedus.history.honor import calls, score
    from foedus.history.honor.sensitivity import variants

    kept = {} if record is None or candidates else posterior.load(record).scores
    report("reading the calls")
    rows = calls.load()
    found = score.score(rows, report=report)
    report("the data of Leeds and Anac, leaving out one war")
    second = score.second()
    tried = score.trials(rows, report=report) if candidates else ()
    other = variants(rows, report=report) if candidates else ()
    document = plain({
        "schemes": found,
        "leeds_anac": second,
        "candidates": {each.name: each for each in tried} or kept.get("candidates", {}),
        "sensitivity": other or kept.get("sensitivity", []),
    })  # fmt: skip
    return HonorScorecard(found, second, tried, other, document)


MODEL = Model(
    store=posterior.STORE,
    fit=fit,
    summary=_summary,
    sections=sections.fitted,
    apart=posterior.apart,
    examples="""
foedus fit honor --out honor.json
foedus fit honor --json

The fit is deterministic. docs/honor.md says what the model is, and how little it may say.""",
    scoring=Scoring(
        run=score,
        sections=sections.scored,
        kept="scores",
        examples="""
foedus score honor
foedus score honor --candidates --json

Everything is fitted anew without the calls it is scored on. With --candidates every feature that
was tried is scored beside era and attacker, wars left out one by one, and the chance is fitted in
other ways (some five minutes; ten where nothing is compiled).""",
    ),
)
