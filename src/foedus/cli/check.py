"""``foedus check``: read a scenario and print what was understood."""

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import typer

from foedus.cli.style import command

if TYPE_CHECKING:
    from foedus.scenario import Scenario

app = command()

EPILOG = """\b
Examples:
  foedus check ukraine-2025
  foedus check my.yaml --json

Exit code 2 where the file is wrong: every problem is told with its line."""


@app.command(epilog=EPILOG)
def check(
    scenario: str = typer.Argument(..., metavar="FILE|NAME", help="A file, or a shipped scenario."),
    json: bool = typer.Option(False, "--json", help="Print everything that was read, as JSON."),
) -> None:
    """Read a scenario, refuse what is wrong in it, and print what was understood."""
    from foedus.assessment.unseen import text as unseen_text
    from foedus.assessment.unseen import unseen
    from foedus.facts.chronology import digest
    from foedus.scenario import each

    asked = each(scenario)
    facts = {state: unseen.facts_of(read, scenario) for state, read in asked.items()}
    if json:
        from json import dumps

        told = {
            state: summary(read)
            | {
                "from_chronology": digest.plain(read, facts[state]),
                "not_seen": unseen.unseen(read, facts[state]).to_dict(),
            }
            for state, read in asked.items()
        }
        (one, *more) = told.values()
        typer.echo(dumps({"proteges": told} if more else one, indent=2, ensure_ascii=False))
        return
    first, *others = asked
    typer.echo("\n".join(lines(asked[first], others)))
    for state, read in asked.items():
        since = digest.head(read, facts[state])
        if since:
            head = [f"{state}:"] if others else []
            below = (f"  {each}" for each in digest.details(read, facts[state]))
            told_since = [part for line in (since, *below) for part in _wrap(line)]
            typer.echo("\n".join(["", *head, *told_since]))
    sections = {state: unseen_text.section(read, facts[state]) for state, read in asked.items()}
    for section in dict.fromkeys(map(tuple, sections.values())):
        of = [state for state, own in sections.items() if tuple(own) == section]
        typer.echo("\n".join(["", *section]))
        if len(of) < len(asked):
            typer.echo(f"  so for {', '.join(of)}")


def summary(scenario: "Scenario") -> dict[str, Any]:
    """Everything read, as plain data; each design with its depth, and facts without a ground."""
    from foedus.scenario.ground import facts
    from foedus.terms import depth_count

    data = scenario.model_dump(mode="json", exclude_none=True)
    for name, design in scenario.designs.items():
        data["designs"][name]["depth"] = depth_count(design)
    data["ungrounded"] = [what for what, _, grounded in facts(scenario) if not grounded]
    return data


def lines(scenario: "Scenario", others: Sequence[str] = ()) -> list[str]:
    """What was read, in words for a terminal. others: protégés beside the scenario's own."""
    from foedus.scenario.ground import facts
    from foedus.scenario.unread import elsewhere
    from foedus.states import find

    year = scenario.as_of.year
    challenger, *proteges = (
        f"{code} ({find(code, year=year).name})"
        for code in (scenario.challenger, scenario.protege, *others)
    )
    beside = (
        "each is asked about alone, and any of them; designs as read for "
        f"{scenario.protege}: no protégé guarantees itself"
    )
    known = list(facts(scenario))
    bare = [what for what, _, grounded in known if not grounded]
    out = [
        f"{scenario.name}: {scenario.title}",
        f"as of {scenario.as_of}, {scenario.horizon} years ahead: {scenario.begins} to "
        f"{scenario.ends(scenario.horizon)}",
        f"challenger {challenger}, protégé{'s' if others else ''} {', '.join(proteges)}",
        *([beside] if others else []),
        "",
        f"designs ({len(scenario.designs)}); depth counts eight military ties",
    ]
    for name in scenario.designs:
        out += _design(scenario, name)
    if scenario.baseline:
        out += [
            "",
            f"baseline ({len(scenario.baseline)}); what stands is otherwise as data have it",
        ]
        out += [f"  {change.summary()}" for change in scenario.baseline]
    out += ["", f"facts ({len(known)})", *(f"  {what}: {value}" for what, value, _ in known)]
    aside = elsewhere(scenario)
    if aside:
        out += [f"  read by `foedus neighbors` alone: {', '.join(aside)}"]
    out += ["", f"pledges ({len(scenario.pledges)}); told, none moves a number of `foedus assess`"]
    out += [f"  {each.by}: {each.what}, {each.form}, {each.status}" for each in scenario.pledges]
    out += [
        "",
        f"claims ({len(scenario.claims)}); those with `moves` are read by negotiate and accept",
    ]
    out += [f"  {each.grade}  {each.on}  {each.by}: {each.says}" for each in scenario.claims]
    out += ["", f"events ({len(scenario.events)}); told in the brief, read by no model"]
    out += [
        f"  {each.on}  {each.what}{' (planned)' if each.planned else ''}"
        for each in sorted(scenario.events, key=lambda event: event.on)
    ]
    if scenario.corrections:
        out += ["", f"corrected in the sources ({len(scenario.corrections)})"]
        out += [f"  {each.said!r} is read as: {each.read_as}" for each in scenario.corrections]
    if bare:
        out += ["", f"facts with neither source nor judgement ({len(bare)}): {', '.join(bare)}"]
    return out


def _design(scenario: "Scenario", name: str) -> list[str]:
    from foedus.terms import depth_count

    design = scenario.designs[name]
    taken = f"    takes the place of {', '.join(design.replaces)} where that stands"
    if not design.guarantors:
        return [f"  {name}", "    no guarantee", *([taken] if design.replaces else [])]
    how = f"adopted by {design.adopted_by}" if design.adopted_by else "adoption not said"
    term = f"{design.term:g} years" if design.term else "no end set"
    count = len(design.guarantors)
    shown = ", ".join(design.guarantors[:12]) + (f", … {count} in all" if count > 12 else "")
    out = [f"  {name}{f': {design.title}' if design.title else ''}", f"    guarantors: {shown}"]
    out += [f"    {clause.summary()}" for clause in design.clauses]
    out.append(f"    depth {depth_count(design)} of 8; {how}; {term}")
    if design.replaces:
        out.append(taken)
    if scenario.challenger in design.guarantors:
        every = "nobody counts: it is a mutual pact of the challenger's" if design.mutual else ""
        own = f"{scenario.challenger} is itself a guarantor, and counts as none here"
        out.append(f"    {every or own}")
    return out


def _wrap(line: str) -> list[str]:
    return wrap(line, 100, subsequent_indent="    ", break_on_hyphens=False)
