"""What was learned of every pair in words."""

from collections.abc import Iterable

from foedus.history import sections as shared
from foedus.history.span import FIRST_YEAR
from foedus.history.trees.learned import Learned
from foedus.report.blocks import Section


def fitted(found: Iterable[Learned]) -> tuple[Section, ...]:
    """The files in words."""
    rows = (
        (
            f"{each.last}.json",
            f"{FIRST_YEAR}–{each.last}",
            "its own" if each.ladder else "the shipped one",
            *(f"{len(model.splits)}" for model in each.trees.models.values()),
        )
        for each in found
    )
    heads = ("file", "years", "ladder", "disputes", "force", "deadly")
    table = shared.table("trees", heads, rows, words=3)
    return (Section("fit", "", "trees grown of each event", (table,)),)
