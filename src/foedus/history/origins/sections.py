"""The ladders of several origins in words."""

from collections.abc import Iterable

from foedus.history import sections as shared
from foedus.history.ladder import Ladder
from foedus.history.origins import store
from foedus.report.blocks import Section


def fitted(found: Iterable[Ladder]) -> tuple[Section, ...]:
    """The files in words."""
    rows = (
        (
            f"{ladder.last}.json",
            f"{ladder.first}–{ladder.last}",
            shared.value(store.apart(ladder), ".2g"),
            "" if ladder.pools else "no pool: too few windows of years were over",
        )
        for ladder in found
    )
    heads = ("file", "years", "sd from the shipped", "")
    table = shared.table("origins", heads, rows, words=1)
    return (Section("fit", "", "the ladder and its pools by what was known", (table,)),)
