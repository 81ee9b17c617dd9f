"""What came from the chronology, in a line, in sentences and as plain values."""

from typing import Any

from foedus.evidence.add.disputes import COVERS
from foedus.evidence.chronology import chronology
from foedus.facts.chronology import disputes
from foedus.facts.chronology.disputes import DisputeEntry
from foedus.facts.chronology.pacts import CHANGES
from foedus.facts.known import Facts
from foedus.report.words import counted
from foedus.scenario import Scenario

#: The last year of the dispute data.
LAST = COVERS[1]


def head(scenario: Scenario, facts: Facts | None) -> str:
    """One line for the top of an answer; empty where the question is older than the chronology."""
    about = chronology().about
    if scenario.as_of <= about.first:
        return ""
    if not scenario.situation.chronology:
        return "From the chronology: nothing, by the scenario's own word (chronology: no)."
    mine = disputes.between(scenario)
    listed = {event.start for each in mine for event in each.instead if event.start.year > LAST}
    more = len([each for each in mine if _later(each)])
    # what the scenario lists itself stands first: "0 between the two" alone would read as quiet
    own = f"{counted(len(listed), 'dispute')} listed by the scenario; " if listed else ""
    aside = [each for each in disputes.elsewhere(scenario) if _later(each)]
    changed = _pacts(facts)
    pacts = f", {counted(len(changed), 'pact')} changed" if changed else ""
    return (
        f"since {LAST}, {own}from the chronology: "
        f"{f'{more} more' if listed else counted(more, 'dispute')} between the two, "
        f"{len(aside)} with others{pacts}"
    )


def details(scenario: Scenario, facts: Facts | None) -> list[str]:
    """What stands behind that line, a sentence each: names, reach, what took the place of what."""
    if not disputes.read(scenario):
        return []
    about = chronology().about
    mine, others = disputes.between(scenario), disputes.elsewhere(scenario)
    kept = [_named(each) for each in mine if not each.instead]
    named = f"has {'; '.join(kept)} between the two" if kept else "adds nothing between the two"
    out = [
        f"The chronology {named}; its sources reach to {about.searched:%B %Y}, and it is not "
        "complete."
    ]
    old = [each for each in (*mine, *others) if each.dispute.start.year <= LAST]
    if old:
        out.append(
            f"Begun by {LAST} and counted from the data, which have those years: "
            f"{'; '.join(map(_titled, old))}. The chronology says how long they went on."
        )
    taken = [each for each in (*mine, *others) if each.instead]
    if taken:
        told = "; ".join(f"{_titled(each)} by that of {_starts(each)}" for each in taken)
        out.append(f"Listed by the scenario, so not taken from the chronology: {told}.")
    changed = _pacts(facts)
    if changed:
        titles = {each.id: each.title for each in chronology().pacts}
        told = "; ".join(titles.get(each, each) for each in changed)
        out.append(f"Pacts as the chronology has them: {told}.")
    return out


def plain(scenario: Scenario, facts: Facts | None) -> dict[str, Any]:
    """The same as plain values, for JSON. pacts: None where the facts are not known."""
    about, refused = chronology().about, not scenario.situation.chronology
    return {
        "use": "read" if disputes.read(scenario) else "refused" if refused else "too early",
        "version": about.version,
        "sources_to": about.searched.isoformat(),
        "between_the_two": [_plain(each) for each in disputes.between(scenario)],
        "with_others": [_plain(each) for each in disputes.elsewhere(scenario)],
        "pacts": None if facts is None else list(_pacts(facts)),
    }


def _pacts(facts: Facts | None) -> tuple[str, ...]:
    fact = None if facts is None else facts.get(CHANGES)
    return fact.value if fact is not None and isinstance(fact.value, tuple) else ()


def level(entry: DisputeEntry) -> str:
    """How far it went: force, deadly or war."""
    return "war" if entry.war else "deadly" if entry.dispute.deadly else "force"


def _plain(entry: DisputeEntry) -> dict[str, Any]:
    mine = entry.dispute
    return {
        "id": entry.id,
        "initiator": mine.initiator,
        "target": mine.target,
        "start": mine.start.isoformat(),
        "end": mine.end.isoformat() if mine.end else None,
        "level": level(entry),
        "phases": list(entry.phases),
        "counts_as": "begun" if entry.counts else "met",
        "listed_instead": [each.start.isoformat() for each in entry.instead],
    }


def _later(entry: DisputeEntry) -> bool:
    """Whether the chronology alone has it: begun after the data, and listed by nobody else."""
    return not entry.instead and entry.dispute.start.year > LAST


def _named(entry: DisputeEntry) -> str:
    more = entry.phases[1:]
    return _titled(entry) + (f" (and {counted(len(more), 'phase')} more of it)" if more else "")


def _titled(entry: DisputeEntry) -> str:
    """As readers call it, and when the two began it."""
    title = next(each.title for each in chronology().disputes if each.id == entry.id)
    return f"{title} ({entry.dispute.start})"


def _starts(entry: DisputeEntry) -> str:
    return " and ".join(str(each.start) for each in entry.instead)
