"""The check of displacement among the models."""

from pathlib import Path
from typing import Any

from foedus.history.displacement import Displacement, posterior, sections
from foedus.history.model import Model, Report


def fit(report: Report) -> Displacement:
    """The check by the shipped ladder. Raises DataError without the data, FitError."""
    from foedus.history.displacement.fit import measure
    from foedus.history.ladder.posterior import shipped
    from foedus.history.rows import load

    report("building the panel")
    data = load()
    report("fitting")
    return measure(data, shipped())


def _summary(found: Displacement, out: Path, _: float | None) -> dict[str, Any]:
    return {"out": str(out), **found.to_dict()}


MODEL: Model[Displacement, None] = Model(
    store=posterior.STORE,
    fit=fit,
    save=posterior.save,
    summary=_summary,
    sections=sections.fitted,
    examples="""\b
Examples:
  foedus fit displacement --out displacement.json

\b
Without data at hand, `foedus data pull` fetches them. docs/neighbors.md says what is compared with
what, and why the answer is no effect of guarantees.""",
)
