"""The baseline applied to what stands: pacts that end, are rewritten, or are said to stand."""

from collections.abc import Sequence
from dataclasses import replace

from foedus.errors import InputError, nearest
from foedus.facts.chronology.pacts import chronicled
from foedus.facts.pacts import atop
from foedus.facts.pacts.atop import Pact, Ties
from foedus.facts.pacts.standing import StandingPact, of_text, owing, recorded
from foedus.report.words import codes, roster
from foedus.scenario import Scenario
from foedus.scenario.baseline import BaselineChange, Reference
from foedus.terms.depth import atop_codes
from foedus.terms.guarantee import Military

#: Item of ``military`` -> place of its code among ATOP's eight.
_PLACES = {"contact": 0, "command": 1, "bases": 2, "stationed": 2, "organization": 3,
           "contribution": 4, "subordination": 5, "aid": 6, "companion": 7}  # fmt: skip


def standing(scenario: Scenario, known: Sequence[Pact]) -> tuple[StandingPact, ...]:
    """Every pact that stands, by name; what the baseline changes is changed.

    Raises InputError where the baseline names a pact that does not stand, or that is not one alone.
    """
    found = {each.name: each for each in chronicled(scenario, recorded(scenario, known))}
    changed: dict[str, int] = {}
    ended: list[StandingPact] = []
    for row, change in enumerate(scenario.baseline):
        where = f"{scenario.name}: baseline[{row}].{change.verb}"
        if change.verb == "stands":
            _add(scenario, change, found, where)
            continue
        again = [each for each in ended if not _meant(change.pact, tuple(found.values()))
                 and _meant(change.pact, [each])]  # fmt: skip
        mine = again[0] if again else _find(scenario, change.pact, tuple(found.values()), where)
        if mine.name in changed:
            raise InputError(
                f"entry {changed[mine.name] + 1} changes {mine.name} already",
                where=where,
                hint="one entry for each pact",
            )
        changed[mine.name] = row
        if change.verb == "rewrites":
            found[mine.name] = _rewritten(scenario, mine, change, where)
        else:
            ended.append(found.pop(mine.name))
    return tuple(found[name] for name in sorted(found))


def _add(
    scenario: Scenario, change: BaselineChange, found: dict[str, StandingPact], where: str
) -> None:
    """An instrument that is said to stand, by its parties on the day."""
    text = atop.named(str(change.pact))
    if text is None or text.name in found:
        raise InputError(f"{change.pact} stands already", where=where, hint="leave it out")
    mine = of_text(scenario, text, text.guarantors_on(scenario.as_of))
    if not {scenario.challenger, scenario.protege} & set(mine.members):
        one, two = codes((scenario.challenger, scenario.protege))
        raise InputError(
            f"{text.name} binds neither {one} nor {two}: its parties "
            f"are {roster(mine.members)}",
            where=where, hint="a design may extend it",
        )  # fmt: skip
    found[text.name] = replace(mine, changed="said to stand by the scenario")


def _find(
    scenario: Scenario, wanted: Reference, known: Sequence[StandingPact], where: str
) -> StandingPact:
    """The one standing pact that is meant."""
    found = _meant(wanted, known)
    if len(found) == 1:
        return found[0]
    names = [each.name for each in known]
    one, two = codes((scenario.challenger, scenario.protege))
    listed = ", ".join(f"{each.name} (since {each.since}, {len(each.members)} members)"
                       for each in found or known)  # fmt: skip
    if found:
        raise InputError(
            f"{wanted} could be any of {listed}", where=where,
            hint="name the one that is meant, as this list does",
        )  # fmt: skip
    raise InputError(
        f"{wanted} does not stand on {scenario.as_of} for {one} or {two}; "
        f"what stands: {listed or 'nothing'}",
        where=where,
        hint=nearest(str(wanted), names) if names else "leave it out: it changes nothing",
    )


def _meant(wanted: Reference, known: Sequence[StandingPact]) -> list[StandingPact]:
    """Those that may be meant; of several that two states share, one of theirs alone."""
    if wanted.pact is None:
        return [each for each in known if each.goes_by(str(wanted))]
    found = [
        each for each in known
        if set(wanted.pact) <= set(each.members)
        if wanted.since is None or each.since.year == wanted.since
    ]  # fmt: skip
    alone = [each for each in found if len(each.members) == len(wanted.pact)]
    return alone if len(alone) == 1 else found


def _rewritten(
    scenario: Scenario, mine: StandingPact, change: BaselineChange, where: str
) -> StandingPact:
    gone = {*change.without}
    strangers = {*gone, *(change.guarantors or ())} - {*mine.members}
    if strangers:
        raise InputError(
            f"{roster(sorted(strangers))} is no member of {mine.name}: {roster(mine.members)}",
            where=where,
        )
    members = tuple(state for state in mine.members if state not in gone)
    defense, allied, nonaggression = mine.defense, mine.allied, mine.nonaggression
    if change.clauses is not None:
        defense = owing(change.clauses, "defense", members, scenario.challenger)
        allied = owing(change.clauses, "defense", members)
        nonaggression = owing(change.clauses, "nonaggression", members)
    keep = set(members)
    bound = keep & set(members if change.guarantors is None else change.guarantors)
    practice = mine.practice
    if practice is not None and change.military is not None:
        practice = laid(practice, change.military)
    if change.practice is not None:
        practice = laid(practice or mine.ties, change.practice)
    return replace(
        mine, members=members, takers=tuple(s for s in mine.takers if s in keep),
        defense=tuple(s for s in defense if s in bound),
        allied=tuple(s for s in allied if s in bound),
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
