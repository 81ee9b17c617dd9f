"""The facts of a scenario in words: every value with its year and source, and what stands."""

from collections.abc import Mapping
from pathlib import Path

from foedus.facts.amended import standing
from foedus.facts.frozen import Frozen
from foedus.facts.pacts import Pact
from foedus.report.blocks import Section, Table
from foedus.report.words import counted, some
from foedus.scenario import Scenario

_ALLIES = 12  # named in one cell; more are counted


def known(
    asked: Mapping[str, Scenario], found: Mapping[str, Frozen], written: Path | None = None
) -> tuple[Section, ...]:
    """For each protégé its facts, then what stands. written: the file that now holds them."""
    sections: list[Section] = []
    for state, scenario in asked.items():
        if len(asked) > 1:
            sections.append(Section(f"protege-{state}", f"Protégé {state}", "", ()))
        sections.append(_facts(found[state]))
        if written is not None and state == list(asked)[-1]:
            sections.append(Section("written", "", f"wrote {written}", ()))
        sections.append(_alliances(scenario, found[state]))
    return tuple(sections)


def _facts(found: Frozen) -> Section:
    """Every fact in a row."""
    rows = []
    for name, fact in found.facts.items():
        value = ", ".join(fact.value) if isinstance(fact.value, tuple) else fact.value
        number = isinstance(value, float)
        shown = "never" if value is None else f"{value:g}" if number else str(value)
        rows.append((name, shown, f"{fact.year}", fact.source))
    return Section("facts", "", "", (Table("facts", "", ("", "", "", ""), tuple(rows)),))


def _alliances(asked: Scenario, found: Frozen) -> Section:
    """What of the alliances stands on the question's day, after the library and the baseline."""
    pacts = [fact.value for fact in found.facts.values() if isinstance(fact.value, Pact)]
    rows = []
    for pact in standing(asked, pacts):
        lines = [f"{pact.title}, since {pact.since}, {counted(len(pact.members), 'member')}"]
        for taker in (asked.protege, asked.challenger):
            owed = pact.allies(taker)
            if owed:
                lines.append(f"defense of {taker} is owed by {some(owed, _ALLIES)}")
        if asked.challenger in pact.nonaggression and asked.protege in pact.members:
            lines.append(f"{asked.challenger} owes {asked.protege} nonaggression")
        if pact.changed:
            lines.append(f"baseline: {pact.changed}")
        rows.append((pact.name, "\n".join(lines)))
    table = Table("alliances", "", ("", ""), tuple(rows))
    title = f"What stands on {asked.as_of}, by the library and the baseline too"
    return Section("alliances", title, "", (table,))
