"""What stands on the question's day: pacts by name, after what is known better than ATOP codes.

ATOP's coding gives way to the library where that is dated: an end, a party that left or joined; and
to the short list of ``foedus.terms.overruled``. A pact that the library holds is read like a
design that extends it: by its clauses, and by its ties in the text or, for the second reading, in
practice. The scenario's baseline comes after all this (``foedus.facts.pacts.baseline``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from foedus.facts.pacts import atop
from foedus.facts.pacts.atop import Pact, Ties
from foedus.scenario import Scenario
from foedus.terms.clause import Clause
from foedus.terms.depth import atop_codes
from foedus.terms.guarantee import Guarantee
from foedus.terms.overruled import overruled


@dataclass(frozen=True, slots=True)
class StandingPact:
    """A pact on the question's day. takers: whom its promises are owed to."""

    name: str
    title: str
    atop: int | None
    since: date
    members: tuple[str, ...]
    takers: tuple[str, ...]
    defense: tuple[str, ...]  # who owes it, against this challenger
    allied: tuple[str, ...]  # who owes it against anyone
    nonaggression: tuple[str, ...]
    mutual: bool
    ties: Ties  # of the text
    practice: Ties | None  # where that is known to differ
    changed: str = ""  # by the baseline or the chronology, in words
    chronology: str = ""  # the chronology's record of it, where nothing else has it

    def owed(self, taker: str) -> tuple[str, ...]:
        """Who owes a state defense by it."""
        if taker not in self.takers:
            return ()
        return tuple(state for state in self.defense if state != taker)

    def allies(self, taker: str) -> tuple[str, ...]:
        """Who owes a state defense by it, against whomever."""
        if taker not in self.takers:
            return ()
        return tuple(state for state in self.allied if state != taker)

    def goes_by(self, name: str) -> bool:
        """Whether a name is this pact's, or its number."""
        return name in {self.name, f"atop-{self.atop}"}

    def __str__(self) -> str:
        """In a few words, for a table."""
        return f"{len(self.members)} members, {self.since.year}"


def recorded(scenario: Scenario, known: Sequence[Pact]) -> Iterator[StandingPact]:
    """Every pact that stands on the day by ATOP and what is known better, the baseline aside."""
    day, told = scenario.as_of, set[str]()
    for pact in known:
        mine = _of(scenario, pact, atop.instrument(pact.atop))
        if mine is not None:
            told.add(mine.name)
            yield mine
    pair = {scenario.challenger, scenario.protege}
    for text, parties in atop.later(day):
        if pair & set(parties):
            yield of_text(scenario, text, parties)
    for number, text in atop.joined(day):
        if text.name not in told and pair & set(text.guarantors_on(day)):
            yield of_text(scenario, text, text.guarantors_on(day), number)


def _of(scenario: Scenario, pact: Pact, text: Guarantee | None) -> StandingPact | None:
    """A pact of ATOP's on the day; None where it binds neither of the two then."""
    day, over = scenario.as_of, overruled().get(pact.atop)
    ends = [each.ended for each in (text, over) if each is not None and each.ended is not None]
    bonds = [bond for bond in pact.bonds if bond.on(day)]
    if any(end <= day for end in ends):  # known better than what ATOP carries forward
        bonds = [bond for bond in bonds if bond.until is not None]
    owed: dict[str, set[str]] = {"defense": set(), "nonaggression": set()}
    members: dict[str, date] = {}
    for bond in bonds:
        for state in bond.states:
            if bond.until is None and text is not None and not _party(text, state, day):
                continue
            members[state] = bond.since
            for what in bond.owes:
                owed[what].add(state)
    if text is not None and members:
        for state, since in text.acceded.items():
            if atop.LAST_DAY < since <= day and _party(text, state, day):
                members[state] = since
                for states in filter(None, owed.values()):
                    states.add(state)
    if not {scenario.challenger, scenario.protege} & members.keys():
        return None
    begun = None if text is None else text.signed or text.in_force
    if text is not None and begun is not None and begun <= day < (text.ended or date.max):
        return of_text(scenario, text, tuple(members), pact.atop)
    if over is not None and over.owes is not None:
        owed = {what: who if what in over.owes else set() for what, who in owed.items()}
    shown = over.title if over else "an alliance that the library does not hold"
    return StandingPact(
        name=pact.name, title=shown, atop=pact.atop, since=min(members.values()),
        members=tuple(sorted(members)), takers=tuple(sorted(members)),
        defense=tuple(sorted(owed["defense"])), allied=tuple(sorted(owed["defense"])),
        nonaggression=tuple(sorted(owed["nonaggression"])),
        mutual=True, ties=bonds[-1].ties, practice=None,
    )  # fmt: skip


def _party(text: Guarantee, state: str, day: date) -> bool:
    """Whether the library lets a member that ATOP carries forward be one on the day."""
    since = text.acceded.get(state)
    return not text.gone(state, day) and (since is None or since <= day)


def of_text(
    scenario: Scenario, text: Guarantee, parties: Sequence[str], atop: int | None = None
) -> StandingPact:
    """An instrument of the library as it stands among these parties, read like a design."""
    members = tuple(sorted({*parties, *([text.protege] if text.protege else [])}))
    alone = not text.mutual and text.protege is not None
    givers = tuple(state for state in parties if not alone or state != text.protege)
    return StandingPact(
        name=text.name, title=text.title or text.name, atop=atop,
        since=text.signed or text.in_force or scenario.as_of, members=members,
        takers=(text.protege,) if alone and text.protege else members,
        defense=owing(text.clauses, "defense", givers, scenario.challenger),
        allied=owing(text.clauses, "defense", givers),
        nonaggression=owing(text.clauses, "nonaggression", givers),
        mutual=text.mutual, ties=atop_codes(text.military),
        practice=None if text.practice is None else atop_codes(text.practice),
    )  # fmt: skip


def owing(
    clauses: Sequence[Clause], what: str, parties: Sequence[str], challenger: str | None = None
) -> tuple[str, ...]:
    """Who owes an obligation; with ``challenger``, by clauses that are not against others alone."""
    owing = {
        state
        for clause in clauses
        if clause.obligation == what
        if challenger is None or not clause.adversaries or challenger in clause.adversaries
        for state in (clause.by or parties)
    }
    return tuple(sorted(owing & set(parties)))


def replaced(design: Guarantee, known: Sequence[StandingPact]) -> frozenset[str]:
    """Names of the standing pacts whose place a design takes: it names them, or says the same."""
    found = {s.name for s in known for name in design.replaces if s.goes_by(name)}
    for each in known:
        text = atop.named(each.name)
        if text is None or not design.clauses or design.clauses != text.clauses:
            continue
        if {*design.guarantors, design.protege} == {*each.members}:
            found.add(each.name)
    return frozenset(found)
