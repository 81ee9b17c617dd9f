"""What stands on the question's day: pacts by name, after what is known better, and the baseline.

ATOP's coding gives way to the library where that is dated: an end, a party that left or joined; to
the short list of :mod:`foedus.terms.overruled`; and both to the scenario. A pact that the library
holds is read like a design that extends it: by its clauses, and by its ties in the text or, for the
second reading, in practice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from foedus.assess import pacts
from foedus.assess.pacts import Pact, Ties
from foedus.errors import InputError, nearest
from foedus.scenario import Scenario
from foedus.scenario.baseline import Change, Reference
from foedus.terms.clause import Clause
from foedus.terms.depth import atop_codes
from foedus.terms.guarantee import Guarantee, Military
from foedus.terms.overruled import overruled

#: Item of ``military`` -> place of its code among ATOP's eight.
_PLACES = {"contact": 0, "command": 1, "bases": 2, "stationed": 2, "organization": 3,
           "contribution": 4, "subordination": 5, "aid": 6, "companion": 7}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
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
    changed: str = ""  # by the baseline, in words

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


def standing(scenario: Scenario, known: Sequence[Pact]) -> tuple[Standing, ...]:
    """Every pact that stands, by name; what the baseline changes is changed.

    Raises InputError where the baseline names a pact that does not stand, or that is not one alone.
    """
    found = {each.name: each for each in _before(scenario, known)}
    for row, change in enumerate(scenario.baseline):
        where = f"{scenario.name}: baseline[{row}].{change.verb}"
        if change.verb == "stands":
            _add(scenario, change, found, where)
            continue
        mine = _find(scenario, change.pact, tuple(found.values()), where)
        if change.verb == "rewrites":
            found[mine.name] = _rewritten(scenario, mine, change, where)
        else:
            del found[mine.name]
    return tuple(found[name] for name in sorted(found))


def _before(scenario: Scenario, known: Sequence[Pact]) -> Iterator[Standing]:
    day = scenario.as_of
    for pact in known:
        mine = _of(scenario, pact, pacts.instrument(pact.atop))
        if mine is not None:
            yield mine
    pair = {scenario.challenger, scenario.protege}
    for text, parties in pacts.later(day):
        if pair & set(parties):
            yield _of_text(scenario, text, parties)


def _of(scenario: Scenario, pact: Pact, text: Guarantee | None) -> Standing | None:
    """A pact of ATOP's on the day; None where it binds neither of the two then."""
    day, over = scenario.as_of, overruled().get(pact.atop)
    ends = [each.ended for each in (text, over) if each is not None and each.ended is not None]
    bonds = [bond for bond in pact.bonds if bond.on(day)]
    if any(end <= day for end in ends):  # known better than what ATOP carries forward
        bonds = [bond for bond in bonds if bond.until is not None]
    owing: dict[str, set[str]] = {"defense": set(), "nonaggression": set()}
    members: dict[str, date] = {}
    for bond in bonds:
        for state in bond.states:
            if bond.until is None and text is not None and not _party(text, state, day):
                continue
            members[state] = bond.since
            for what in bond.owes:
                owing[what].add(state)
    if text is not None and members:
        for state, since in text.acceded.items():
            if pacts.LAST_DAY < since <= day and _party(text, state, day):
                members[state] = since
                for states in filter(None, owing.values()):
                    states.add(state)
    if not {scenario.challenger, scenario.protege} & members.keys():
        return None
    begun = None if text is None else text.signed or text.in_force
    if text is not None and begun is not None and begun <= day < (text.ended or date.max):
        return _of_text(scenario, text, tuple(members), pact.atop)
    if over is not None and over.owes is not None:
        owing = {what: who if what in over.owes else set() for what, who in owing.items()}
    shown = over.title if over else "an alliance that the library does not hold"
    return Standing(
        name=pact.name, title=shown, atop=pact.atop, since=min(members.values()),
        members=tuple(sorted(members)), takers=tuple(sorted(members)),
        defense=tuple(sorted(owing["defense"])), allied=tuple(sorted(owing["defense"])),
        nonaggression=tuple(sorted(owing["nonaggression"])),
        mutual=True, ties=bonds[-1].ties, practice=None,
    )  # fmt: skip


def _party(text: Guarantee, state: str, day: date) -> bool:
    """Whether the library lets a member that ATOP carries forward be one on the day."""
    since = text.acceded.get(state)
    return not text.gone(state, day) and (since is None or since <= day)


def _of_text(
    scenario: Scenario, text: Guarantee, parties: Sequence[str], atop: int | None = None
) -> Standing:
    """An instrument of the library as it stands among these parties, read like a design."""
    members = tuple(sorted({*parties, *([text.protege] if text.protege else [])}))
    alone = not text.mutual and text.protege is not None
    owing = tuple(state for state in parties if not alone or state != text.protege)
    return Standing(
        name=text.name, title=text.title or text.name, atop=atop,
        since=text.signed or text.in_force or scenario.as_of, members=members,
        takers=(text.protege,) if alone and text.protege else members,
        defense=_owing(text.clauses, "defense", owing, scenario.challenger),
        allied=_owing(text.clauses, "defense", owing),
        nonaggression=_owing(text.clauses, "nonaggression", owing),
        mutual=text.mutual, ties=atop_codes(text.military),
        practice=None if text.practice is None else atop_codes(text.practice),
    )  # fmt: skip


def _owing(
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


def _add(scenario: Scenario, change: Change, found: dict[str, Standing], where: str) -> None:
    """An instrument that is said to stand, by its parties on the day."""
    text = pacts.named(str(change.pact))
    if text is None or text.name in found:
        raise InputError(f"{change.pact} stands already", where=where, hint="leave it out")
    mine = _of_text(scenario, text, text.guarantors_on(scenario.as_of))
    if not {scenario.challenger, scenario.protege} & set(mine.members):
        raise InputError(
            f"{text.name} binds neither {scenario.challenger} nor {scenario.protege}: its parties "
            f"are {', '.join(mine.members)}",
            where=where, hint="a design may extend it",
        )  # fmt: skip
    found[text.name] = replace(mine, changed="said to stand by the scenario")


def _find(scenario: Scenario, wanted: Reference, known: Sequence[Standing], where: str) -> Standing:
    """The one standing pact that is meant."""
    if wanted.pact is None:
        found = [each for each in known if each.goes_by(str(wanted))]
    else:
        found = [
            each for each in known
            if set(wanted.pact) <= set(each.members)
            if wanted.since is None or each.since.year == wanted.since
        ]  # fmt: skip
        alone = [each for each in found if len(each.members) == len(wanted.pact)]
        found = alone if len(alone) == 1 else found
    if len(found) == 1:
        return found[0]
    names = [each.name for each in known]
    listed = ", ".join(f"{each.name} (since {each.since}, {len(each.members)} members)"
                       for each in found or known)  # fmt: skip
    if found:
        raise InputError(
            f"{wanted} could be any of {listed}", where=where,
            hint="name the one that is meant, as this list does",
        )  # fmt: skip
    raise InputError(
        f"{wanted} does not stand on {scenario.as_of} for {scenario.challenger} or "
        f"{scenario.protege}; what stands: {listed or 'nothing'}",
        where=where,
        hint=nearest(str(wanted), names) if names else "leave it out: it changes nothing",
    )


def _rewritten(scenario: Scenario, mine: Standing, change: Change, where: str) -> Standing:
    gone = {*change.without}
    strangers = {*gone, *(change.guarantors or ())} - {*mine.members}
    if strangers:
        raise InputError(
            f"{', '.join(sorted(strangers))} is no member of {mine.name}: "
            f"{', '.join(mine.members)}",
            where=where,
        )
    members = tuple(state for state in mine.members if state not in gone)
    defense, allied, nonaggression = mine.defense, mine.allied, mine.nonaggression
    if change.clauses is not None:
        defense = _owing(change.clauses, "defense", members, scenario.challenger)
        allied = _owing(change.clauses, "defense", members)
        nonaggression = _owing(change.clauses, "nonaggression", members)
    keep = set(members)
    owing = keep & set(members if change.guarantors is None else change.guarantors)
    practice = mine.practice
    if practice is not None and change.military is not None:
        practice = laid(practice, change.military)
    if change.practice is not None:
        practice = laid(practice or mine.ties, change.practice)
    return replace(
        mine, members=members, takers=tuple(s for s in mine.takers if s in keep),
        defense=tuple(s for s in defense if s in owing),
        allied=tuple(s for s in allied if s in owing),
        nonaggression=tuple(s for s in nonaggression if s in keep),
        ties=mine.ties if change.military is None else laid(mine.ties, change.military),
        practice=practice, changed=change.summary(),
    )  # fmt: skip


def laid(ties: Ties, over: Military) -> Ties:
    """Codes with those of the items set in ``over`` in their place."""
    codes, out = atop_codes(over), list(ties)
    for item in over.model_fields_set:
        out[_PLACES[item]] = codes[_PLACES[item]]
    return tuple(out)


def replaced(design: Guarantee, known: Sequence[Standing]) -> frozenset[str]:
    """Names of the standing pacts whose place a design takes: it names them, or says the same."""
    found = {s.name for s in known for name in design.replaces if s.goes_by(name)}
    for each in known:
        text = pacts.named(each.name)
        if text is None or not design.clauses or design.clauses != text.clauses:
            continue
        if {*design.guarantors, design.protege} == {*each.members}:
            found.add(each.name)
    return frozenset(found)
