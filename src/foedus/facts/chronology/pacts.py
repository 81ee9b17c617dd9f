"""Pacts made, joined, left and suspended after ATOP's last day, as the chronology has them.

The library goes first: a pact that it holds is made, joined and read by its own file, and the
chronology adds what that does not say, such as a party's suspension. Military ties are not coded in
the chronology; a pact that it alone has is taken to have none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from foedus.evidence.chronology import PactChange, chronology
from foedus.facts.pacts import atop
from foedus.facts.pacts.standing import StandingPact
from foedus.report.words import roster
from foedus.scenario import Scenario
from foedus.terms.depth import ATOP_ITEMS

#: The fact that names the changes of what stands.
CHANGES = "all.chronology"
#: Changes after which the states are bound to each other, and after which they are not.
BINDS, LOOSENS = ("made", "changed", "joined"), ("left", "suspended", "ended")
#: Promises that are read of a standing pact.
READ = {"defense", "nonaggression"}
_BARE: atop.Ties = (0,) * len(ATOP_ITEMS)


def chronicled(scenario: Scenario, known: Iterable[StandingPact]) -> tuple[StandingPact, ...]:
    """What stands, after the chronology's changes in order of the days they took effect."""
    found = {each.name: each for each in known}
    for _ in _changed(scenario, found):
        pass
    return tuple(found.values())


def entered(scenario: Scenario, known: Iterable[StandingPact]) -> tuple[PactChange, ...]:
    """The changes by which ``chronicled`` makes what stands another."""
    return tuple(dict.fromkeys(_changed(scenario, {each.name: each for each in known})))


def changes(scenario: Scenario) -> tuple[PactChange, ...]:
    """Changes after ATOP's last day, by its rules, in effect on the question's day."""
    if not scenario.situation.chronology:
        return ()
    found = [
        (each.effective, each.id, each)
        for each in chronology().pacts
        if each.atop_rule and READ & {*each.promises}
        if each.effective is not None and atop.LAST_DAY < each.effective <= scenario.as_of
    ]
    return tuple(each for _, _, each in sorted(found, key=lambda row: row[:2]))


def _changed(scenario: Scenario, found: dict[str, StandingPact]) -> Iterator[PactChange]:
    """Put each change in; yields those that changed what stands."""
    pair = {scenario.challenger, scenario.protege}
    for change in changes(scenario):
        if change.change in LOOSENS:
            for mine in [each for each in found.values() if _meant(change, each)]:
                left = _without(change, mine)
                if left == mine:
                    continue  # the library says so already
                del found[mine.name]
                if left is not None and pair & {*left.members}:
                    found[mine.name] = left
                yield change
        elif change.change in BINDS and pair & {*change.states, *change.partners}:
            known = change.instrument is not None and atop.named(change.instrument) is not None
            if not known and change.id not in found:  # else the library rules
                found[change.id] = _made(change)
                yield change


def _meant(change: PactChange, mine: StandingPact) -> bool:
    names = {change.instrument, change.alters, *(f"atop-{number}" for number in change.atop)}
    return any(mine.goes_by(name) for name in names if name)


def _without(change: PactChange, mine: StandingPact) -> StandingPact | None:
    """A pact without those that left; None where nothing is left of it."""
    gone = {*change.states} & {*mine.members}
    if not gone:
        return mine
    members = tuple(state for state in mine.members if state not in gone)
    if not change.partners or len(members) < 2:
        return None

    def stay(states: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(state for state in states if state not in gone)

    said = f"{roster(sorted(gone))} {change.change} on {change.effective} (chronology)"
    return replace(
        mine, members=members, takers=stay(mine.takers), defense=stay(mine.defense),
        allied=stay(mine.allied), nonaggression=stay(mine.nonaggression),
        changed="; ".join(filter(None, (mine.changed, said))),
    )  # fmt: skip


def _made(change: PactChange) -> StandingPact:
    """A pact that the chronology alone has."""
    everyone = tuple(sorted({*change.states, *change.partners}))
    givers = everyone if change.mutual else tuple(sorted(change.states))
    defense = givers if "defense" in change.promises else ()
    return StandingPact(
        name=change.id, title=change.title, atop=None,
        since=change.effective or change.declared, members=everyone,
        takers=everyone if change.mutual else tuple(sorted(change.partners)),
        defense=defense, allied=defense,
        nonaggression=givers if "nonaggression" in change.promises else (),
        mutual=change.mutual, ties=_BARE, practice=None, chronology=change.id,
    )  # fmt: skip
