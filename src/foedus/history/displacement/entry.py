"""The check of displacement among the models."""

from pathlib import Path
from typing import Any

from foedus.history import sections as shared
from foedus.history.displacement import Displacement, posterior
from foedus.history.model import Model, Report
from foedus.report.blocks import Section, Table


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


def sections(found: Displacement) -> tuple[Section, ...]:
    """The odds in words."""
    rows = []
    for odds, when in (
        (found.gained, "after a rival gained a major guarantor"),
        (found.before, "in the years before it did"),
        (found.lost, "after one lost its last major guarantor"),
    ):
        middle, low, high = odds.ratio
        span = f"×{middle:.2f}\n{low:.2f}–{high:.2f}"
        rows.append((when, span, f"{odds.changes:,}", f"{odds.onsets:,}"))
    caption = "Odds of beginning a dispute with others, with the 90% interval beneath."
    heads = ("", "odds", "changes", "onsets")
    table = Table("odds", caption, heads, tuple(rows), align=shared.right(4))
    return (Section("fit", "", f"{found.rows:,} rows, {found.first}–{found.last}", (table,)),)


MODEL: Model[Displacement, None] = Model(
    store=posterior.STORE,
    fit=fit,
    save=posterior.save,
    summary=_summary,
    sections=sections,
    examples="""\b
Examples:
  foedus fit displacement --out displacement.json

\b
Without data at hand, `foedus data pull` fetches them. docs/neighbors.md says what is compared with
what, and why the answer is no effect of guarantees.""",
)
