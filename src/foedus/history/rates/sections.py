"""The counts in words: how often each event came, by kind of pair."""

from foedus.history import sections as shared
from foedus.history.rates.record import Rates
from foedus.report import words
from foedus.report.blocks import Section


def fitted(found: Rates) -> tuple[Section, ...]:
    """A table an event: of how many windows, and in which share it came, by horizon."""
    lead = (
        f"Windows of every directed pair from each year of {found.first} on, over by {found.last}; "
        "they overlap. Came: the challenger began the first such event between the two."
    )
    events = dict.fromkeys(each.event for each in found.rows)
    years = sorted({each.years for each in found.rows})
    return (Section("fit", "", lead, ()), *(_event(found, event, years) for event in events))


def _event(found: Rates, event: str, years: list[int]) -> Section:
    kinds = dict.fromkeys(each.pairs for each in found.rows)
    heads = ("", *(f"within {words.years(each)}" for each in years))
    rows = ((kind, *(_cell(found, event, each, kind) for each in years)) for kind in kinds)
    return Section(event, event, "", (shared.table(event, heads, rows),))


def _cell(found: Rates, event: str, years: int, kind: str) -> str:
    count = found.of(event, years, kind)
    return f"{words.percent(count.came / count.windows)}\n{count.came:,} of {count.windows:,}"
