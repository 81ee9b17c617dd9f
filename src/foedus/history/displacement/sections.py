"""The check of displacement in words."""

from foedus.history import sections as shared
from foedus.history.displacement.posterior import Displacement
from foedus.report.blocks import Section


def fitted(found: Displacement) -> tuple[Section, ...]:
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
    table = shared.table("odds", ("", "odds", "changes", "onsets"), rows, caption)
    return (Section("fit", "", f"{found.rows:,} rows, {found.first}–{found.last}", (table,)),)
