"""The cases of reference classes among the models."""

from pathlib import Path
from typing import Any

from foedus.history.model import Model, Report
from foedus.history.reference import posterior, sections
from foedus.history.reference.record import Cases


def fit(report: Report) -> Cases:
    """The cases of all years. Raises DataError without the data."""
    from foedus.history.reference.fit import cases
    from foedus.history.rows import load

    report("building the panel")
    return cases(load())


def _summary(found: Cases, out: Path, _: float | None) -> dict[str, Any]:
    return {
        "out": str(out), "after_war": len(found.after_war), "windows": len(found.windows),
        "through": found.through,
    }  # fmt: skip


MODEL: Model[Cases, None] = Model(
    store=posterior.STORE,
    fit=fit,
    save=posterior.save,
    summary=_summary,
    sections=sections.fitted,
    examples="""\b
Examples:
  foedus fit reference --out reference.json

\b
No model: pairs whose war had ended, and pairs not lately at war every twenty years since 1946, with
the wars between them that followed, to 2025.""",
)
