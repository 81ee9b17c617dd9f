"""The facts of a question as blocks: each with its year and data set, and the pacts that stand."""

from collections.abc import Iterator

from foedus.facts.known import Facts, Known
from foedus.facts.pacts.atop import Pact
from foedus.facts.pacts.baseline import standing
from foedus.facts.pacts.standing import StandingPact
from foedus.facts.snapshot import Snapshot
from foedus.report.blocks import Section, Table
from foedus.report.words import code, codes, some
from foedus.scenario import Scenario

#: Allies that a line has room for.
_MOST = 12


def sections(asked: Scenario, found: Snapshot) -> tuple[Section, ...]:
    """What is known, and what of the alliances stands on the question's day."""
    one, two = codes((asked.challenger, asked.protege))
    known = [fact.value for fact in found.facts.values() if isinstance(fact.value, Pact)]
    rows = tuple((name, *_shown(name, fact)) for name, fact in found.facts.items())
    stands = tuple((each.name, "\n".join(_stands(asked, each))) for each in standing(asked, known))
    return (
        Section(
            "facts", "Facts", f"challenger {one}, protégé {two}; {origin(found.facts)}",
            (Table("facts", "", ("fact", "value", "year", "data set"), rows),),
        ),
        Section(
            "stands", f"What stands on {asked.as_of}", "By the library and the baseline too.",
            (Table("stands", "", ("pact", "what it is"), stands),),
        ),
    )  # fmt: skip


def origin(facts: Facts) -> str:
    """In a line where facts of states and pairs were read; empty where a file has them all."""
    sets = {
        where: dict.fromkeys(fact.source for fact in facts.values() if fact.origin == where)
        for where in ("data", "shipped")
    }
    off = "what ships of the public data (docs/shipped.md)"
    if not sets["shipped"]:
        return "read off the public data on this machine" if sets["data"] else ""
    if not sets["data"]:
        return f"read off {off}; the sets are not on this machine"
    return f"read off the public data on this machine, and {', '.join(sets['shipped'])} off {off}"


def _shown(name: str, fact: Known) -> tuple[str, str, str]:
    value = fact.value
    if value is None:
        shown = "never"
    elif isinstance(value, tuple):
        shown = ", ".join(codes(value) if name == "all.majors" else value)
    else:
        shown = f"{value:g}" if isinstance(value, float) else str(value)
    return shown, str(fact.year), fact.source


def _stands(asked: Scenario, pact: StandingPact) -> Iterator[str]:
    yield f"{pact.title}, since {pact.since}, {len(pact.members)} members"
    for taker in (asked.protege, asked.challenger):
        owed = pact.allies(taker)
        if owed:
            yield f"defense of {code(taker)} is owed by {some(codes(owed), _MOST)}"
    if asked.challenger in pact.nonaggression and asked.protege in pact.members:
        yield " owes ".join(codes((asked.challenger, asked.protege))) + " nonaggression"
    if pact.changed:
        yield f"baseline: {pact.changed}"
