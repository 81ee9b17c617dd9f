"""What was read of a scenario: as sections, and as plain values."""

from collections.abc import Iterator, Sequence
from typing import Any

from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Question, Section, Table
from foedus.report.plain import plain
from foedus.scenario.ground import facts
from foedus.scenario.hypotheses import sections as hypotheses
from foedus.scenario.hypotheses.weighing import weigh
from foedus.scenario.scenario import Scenario
from foedus.scenario.unread import elsewhere
from foedus.states import unconfirmed
from foedus.terms import depth_count

#: Guarantors named of a design; more are counted.
_NAMED = 12


def sections(scenario: Scenario, others: Sequence[str] = ()) -> list[Section]:
    """Everything read, in words. others: protégés beside the scenario's own."""
    known = list(facts(scenario))
    bare = [what for what, _, grounded in known if not grounded]
    every = (
        Section("question", "", "", tuple(map(Paragraph, _question(scenario, others)))),
        Section(
            "designs", f"Designs ({len(scenario.designs)})", "Depth counts eight military ties.",
            tuple(_design(scenario, name) for name in scenario.designs),
        ),
        Section(
            "baseline", f"Baseline ({len(scenario.baseline)})",
            "What stands is otherwise as data have it.",
            _list([change.summary() for change in scenario.baseline]),
        ) if scenario.baseline else None,
        Section(
            "facts", f"Facts ({len(known)})", "",
            (*_table("facts", ("Fact", "Value"), [(what, value) for what, value, _ in known]),
             *_aside(scenario)),
        ),
        Section(
            "pledges", f"Pledges ({len(scenario.pledges)})",
            "Told; none moves a number of `foedus assess`.",
            _list([f"{each.by}: {each.what}, {each.form}, {each.status}"
                   for each in scenario.pledges]),
        ),
        Section(
            "claims", f"Claims ({len(scenario.claims)})",
            "Those with `moves` are read by negotiate and accept.",
            _table("claims", ("Grade", "Date", "By", "Claim"),
                   [(each.grade, str(each.on), each.by, each.says) for each in scenario.claims]),
        ),
        Section(
            "events", f"Events ({len(scenario.events)})",
            "Told in the brief, read by no model.",
            _table("events", ("Date", "What"), [
                (str(each.on), f"{each.what}{' (planned)' if each.planned else ''}")
                for each in sorted(scenario.events, key=lambda event: event.on)
            ]),
        ),
        Section(
            "corrections", f"Corrected in the sources ({len(scenario.corrections)})", "",
            _list([f"{each.said!r} is read as: {each.read_as}" for each in scenario.corrections]),
        ),
        hypotheses.section(weigh(scenario.hypotheses, scenario.claims))
        if scenario.hypotheses else None,
        Section(
            "ungrounded", f"Facts with neither source nor judgement ({len(bare)})", "",
            _list(bare),
        ),
    )  # fmt: skip
    return [each for each in every if each is not None]


def summary(scenario: Scenario) -> dict[str, Any]:
    """Everything read, as plain data; each design with its depth, and facts without a ground."""
    aside = {each for each in ("groups", "former") if not getattr(scenario, each)}
    data = scenario.model_dump(mode="json", exclude_none=True, exclude=aside)
    for name, design in scenario.designs.items():
        data["designs"][name]["depth"] = depth_count(design)
    if scenario.hypotheses:
        data["weighed"] = plain(weigh(scenario.hypotheses, scenario.claims))
    data["ungrounded"] = [what for what, _, grounded in facts(scenario) if not grounded]
    return data


def _list(items: Sequence[str]) -> tuple[Block, ...]:
    return (Bullets(tuple(items)),) if items else ()


def _table(name: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> tuple[Block, ...]:
    return (Table(name, "", heads, tuple(rows)),) if rows else ()


def _question(scenario: Scenario, others: Sequence[str]) -> Iterator[str]:
    year = scenario.as_of.year
    challenger, *proteges = (
        words.coded(code, year) for code in (scenario.challenger, scenario.protege, *others)
    )
    yield f"{scenario.name}: {scenario.title}"
    yield (
        f"as of {scenario.as_of}, {words.years(scenario.horizon)} ahead: {scenario.begins} to "
        f"{scenario.ends(scenario.horizon)}"
    )
    yield f"challenger {challenger}, protégé{'s' if others else ''} {', '.join(proteges)}"
    if others:
        yield (
            "each is asked about alone, and any of them; designs as read for "
            f"{scenario.protege}: no protégé guarantees itself"
        )
    for name, states in scenario.groups.items():
        who = ", ".join(words.codes(states))
        doubt = unconfirmed(name)
        yield (
            f"{name} on {scenario.as_of}: {words.counted(len(states), 'state')} ({who})"
            f"{doubt and f'; of its days: {doubt}'}"
        )
    for name, code in scenario.former.items():
        yield f"{name!r} is read as {words.coded(code, year)}, its name in {year}"


def _aside(scenario: Scenario) -> tuple[Block, ...]:
    aside = elsewhere(scenario)
    return (Paragraph(f"Read by `foedus neighbors` alone: {', '.join(aside)}."),) if aside else ()


def _design(scenario: Scenario, name: str) -> Question:
    design = scenario.designs[name]
    taken = f"takes the place of {', '.join(design.replaces)} where that stands"
    if not design.guarantors:
        return Question(name, (Bullets(("no guarantee", *([taken] if design.replaces else []))),))
    how = f"adopted by {design.adopted_by}" if design.adopted_by else "adoption not said"
    term = f"{design.term:g} years" if design.term else "no end set"
    count = len(design.guarantors)
    year = scenario.as_of.year
    shown = ", ".join(words.name_of(each, year) for each in design.guarantors[:_NAMED]) + (
        f", … {count} in all" if count > _NAMED else ""
    )
    items = [
        f"guarantors: {shown}",
        *(clause.summary() for clause in design.clauses),
        f"depth {depth_count(design)} of 8; {how}; {term}",
    ]
    if design.replaces:
        items.append(taken)
    if scenario.challenger in design.guarantors:
        every = "nobody counts: it is a mutual pact of the challenger's" if design.mutual else ""
        own = f"{scenario.challenger} is itself a guarantor, and counts as none here"
        items.append(every or own)
    title = f"{name}: {design.title}" if design.title else name
    return Question(title, (Bullets(tuple(items)),))
