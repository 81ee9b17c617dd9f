"""The record of pledges among the models."""

from pathlib import Path
from typing import Any

from foedus.history.model import Model, Report
from foedus.history.pledge import Pledges, posterior, sections


def fit(report: Report) -> Pledges:
    """Record and trial. Raises DataError without the data, FitError as the ladder does."""
    from foedus.history.pledge.fit import fit_pledges
    from foedus.history.rows import load

    report("building the panel")
    return fit_pledges(load(), report)


def _summary(found: Pledges, _out: Path, _apart: float | None) -> dict[str, Any]:
    return found.to_dict()


MODEL: Model[Pledges, None] = Model(
    store=posterior.STORE,
    fit=fit,
    save=posterior.save,
    summary=_summary,
    sections=sections.fitted,
    examples="""\b
Examples:
  foedus fit pledge --out pledge.json
  foedus fit pledge --out pledge.json --json

\b
Takes two minutes: the pledge is also put on trial as a covariate of the ladder, out of
sample. The shipped ladder has none, since it did not help; docs/ladder.md says more.""",
)
