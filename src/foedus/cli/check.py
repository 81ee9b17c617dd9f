"""``foedus check``: read a scenario and print what was understood."""

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
    from foedus.assess import chronicle_words, unseen, unseen_text
    from foedus.scenario import load

    read = load(scenario)
    facts = unseen.facts_of(read, scenario)
    if json:
        from json import dumps

        told = summary(read) | {
            "from_chronology": chronicle_words.plain(read, facts),
            "not_seen": unseen.unseen(read, facts).to_dict(),
        }
        typer.echo(dumps(told, indent=2, ensure_ascii=False))
    else:
        top = chronicle_words.head(read, facts)
        since = [top, *(f"  {each}" for each in chronicle_words.details(read, facts))]
        since = [each for line in since for each in _wrap(line)]
        aside = unseen_text.section(read, facts)
        typer.echo("\n".join([*lines(read), "", *since, *([""] if since else []), *aside]))


def summary(scenario: "Scenario") -> dict[str, Any]:
    """Everything read, as plain data; each design with its depth, and facts without a ground."""
    from foedus.scenario.ground import facts
    from foedus.terms import depth_count

    data = scenario.model_dump(mode="json", exclude_none=True)
    for name, design in scenario.designs.items():
        data["designs"][name]["depth"] = depth_count(design)
    data["ungrounded"] = [what for what, _, grounded in facts(scenario) if not grounded]
    return data


def lines(scenario: "Scenario") -> list[str]:
    """What was read, in words for a terminal."""
    from foedus.scenario.ground import facts
    from foedus.scenario.unread import elsewhere
    from foedus.states import find

    year = scenario.as_of.year
    parties = [find(code, year=year).name for code in (scenario.challenger, scenario.protege)]
    known = list(facts(scenario))
    bare = [what for what, _, grounded in known if not grounded]
    out = [
        f"{scenario.name}: {scenario.title}",
        f"as of {scenario.as_of}, {scenario.horizon} years ahead: {scenario.begins} to "
        f"{scenario.ends(scenario.horizon)}",
        f"challenger {scenario.challenger} ({parties[0]}), "
        f"protégé {scenario.protege} ({parties[1]})",
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
