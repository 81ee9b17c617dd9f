"""What is usual among the models."""

from typing import Any

from foedus.history.model import Model, Report, panel
from foedus.history.rates import posterior, sections
from foedus.history.rates.record import Rates


def fit(report: Report) -> Rates:
    """Counts and logits of all years. Raises DataError without the data."""
    from foedus.history.rates.fit import count

    return count(panel(report), report)


def _summary(found: Rates) -> dict[str, Any]:
    return {
        "first": found.first, "last": found.last, "counts": len(found.rows),
        "logits": len(found.logits),
    }  # fmt: skip


MODEL = Model(
    store=posterior.STORE,
    fit=fit,
    summary=_summary,
    sections=sections.fitted,
    examples="""
foedus fit rates --out rates.json

No model of paths: in how many windows of 1, 5, 10 and 20 years each event came to pairs of each
kind, and a logit of six columns. Sealed forecasts are set beside both.""",
)
