"""``foedus check``: read a scenario and print what was understood."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import typer

from foedus.cli.give import Answer, form, give
from foedus.cli.options import AnswerFile, ScenarioName
from foedus.cli.style import command

if TYPE_CHECKING:
    from foedus.facts.known import Facts
    from foedus.report.blocks import Section
    from foedus.scenario import Scenario

app = command()

EPILOG = """\b
Examples:
  foedus check ukraine-2025
  foedus check my.yaml --json

Exit code 2 where the file is wrong: every problem is told with its line."""


@app.command(epilog=EPILOG)
def check(
    scenario: ScenarioName,
    out: AnswerFile = None,
    json: bool = typer.Option(False, "--json", help="Print everything that was read, as JSON."),
) -> None:
    """Read a scenario, refuse what is wrong in it, and print what was understood."""
    from foedus.assessment.unseen import sections as not_seen
    from foedus.assessment.unseen import unseen
    from foedus.facts.chronology import digest
    from foedus.scenario import each
    from foedus.scenario.sections import sections, summary

    asked = each(scenario)
    watch = _watch(next(iter(asked.values())), scenario)
    facts = {state: unseen.facts_of(read, scenario) for state, read in asked.items()}

    def data() -> Any:
        every = {
            state: summary(read)
            | {
                "from_chronology": digest.plain(read, facts[state]),
                "not_seen": unseen.unseen(read, facts[state]).to_dict(),
            }
            for state, read in asked.items()
        }
        (one, *more) = every.values()
        return {"proteges": every} if more else one

    def words() -> "list[Section]":
        first, *others = asked
        parts = sections(asked[first], others)
        for state, read in asked.items():
            parts += _read(facts[state], f" for {state}" if others else "")
            parts += _since(read, facts[state], f" for {state}" if others else "")
        made = {state: not_seen.section(read, facts[state]) for state, read in asked.items()}
        for part in dict.fromkeys(made.values()):
            of = [state for state, own in made.items() if own == part]
            title = part.title if len(of) == len(asked) else f"{part.title}, for {', '.join(of)}"
            parts.append(replace(part, title=title))
        return [*parts, *watch]

    give(Answer(words, data), form(json), out)


def _watch(read: "Scenario", place: str) -> "list[Section]":
    """The watch that the scenario names: what it holds, or how to begin it. Raises InputError."""
    if read.watch is None:
        return []
    from foedus.report import words
    from foedus.report.blocks import Section
    from foedus.watch.named import named
    from foedus.watch.watch import Watch

    found = named(read, place)
    said = f"Its watch: the texts of {found.texts}; `foedus watch init {place}` begins one."
    if found.log is not None and not found.log.exists():
        said = f"Its watch: {found.log}, not begun; `foedus watch init {place} --who NAME` does."
    elif found.log is not None:
        with Watch(found.log) as opened:
            size = words.counted(opened.store.size, "record")
        said = f"Its watch: {found.log}, {size}."
    return [Section("watch", "", said, ())]


def _read(facts: "Facts | None", whom: str) -> "list[Section]":
    """Where the facts of the pair come from that the file does not state; nothing, if unknown."""
    from foedus.facts.sections import origin
    from foedus.report.blocks import Section

    line = origin(facts) if facts else ""
    return [Section("read", f"Facts of the pair{whom}", line, ())] if line else []


def _since(read: "Scenario", facts: "Facts | None", whom: str) -> "list[Section]":
    """What came from the chronology; nothing where the question is older."""
    from foedus.facts.chronology import digest
    from foedus.report.blocks import Bullets, Section

    head = digest.head(read, facts)
    details = Bullets(tuple(digest.details(read, facts)))
    return [Section("chronology", f"From the chronology{whom}", head, (details,))] if head else []
