"""The trial of US forces among the models."""

from pathlib import Path
from typing import Any

from foedus.history.model import Model, Report
from foedus.history.presence import Presence, posterior, sections


def fit(report: Report) -> Presence:
    """The trial on every rung. Raises DataError without the data, FitError as the ladder does."""
    from foedus.history.presence.fit import fit_presence
    from foedus.history.rows import load

    report("building the panel")
    return fit_presence(load(), report)


def _summary(found: Presence, _out: Path, _apart: float | None) -> dict[str, Any]:
    return found.to_dict()


MODEL: Model[Presence, None] = Model(
    store=posterior.STORE,
    fit=fit,
    save=posterior.save,
    summary=_summary,
    sections=sections.fitted,
    examples="""\b
Examples:
  foedus fit presence --out presence.json
  foedus fit presence --out presence.json --json

\b
Takes some minutes: forms of the covariate are put on trial out of sample, rung by rung. The
shipped ladder has none of them; docs/ladder.md says why.""",
)
