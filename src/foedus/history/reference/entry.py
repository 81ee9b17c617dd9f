"""The cases of reference classes among the models."""

from typing import Any

from foedus.history.model import Model, Report, panel
from foedus.history.reference import posterior, sections
from foedus.history.reference.record import Cases


def fit(report: Report) -> Cases:
    """The cases of all years. Raises DataError without the data."""
    from foedus.history.reference.fit import cases

    return cases(panel(report))


def _summary(found: Cases) -> dict[str, Any]:
    return {
        "after_war": len(found.after_war), "windows": len(found.windows),
        "through": found.through,
    }  # fmt: skip


MODEL = Model(
    store=posterior.STORE,
    fit=fit,
    summary=_summary,
    sections=sections.fitted,
    examples="""
foedus fit reference --out reference.json

No model: pairs whose war had ended, and pairs not lately at war every twenty years since 1946, with
the wars between them that followed, to 2025.""",
)
