"""What a scenario says twice, which would count twice, or of which one would be passed over."""

from collections.abc import Hashable, Iterable, Iterator

from foedus.document import KeyPath
from foedus.record import Problem
from foedus.scenario.scenario import Draft
from foedus.scenario.situation import HOSTILITY, OF_BOTH, RecentDispute


def twice(draft: Draft) -> Iterator[Problem]:
    """Every fact, change, dispute or statement that stands in an earlier place already."""
    yield from _dyads(draft)
    yield from _repeated(_history(draft))
    yield from _repeated(_changes(draft), "one entry for each pact")
    yield from _overlapping(draft)
    yield from _repeated(_said(draft), "leave one of the two out")


#: What is said (the same twice where it is equal), its place, and its name in a message.
Said = tuple[Hashable, KeyPath, str]


def _repeated(said: Iterable[Said], hint: str = "keep one of the two") -> Iterator[Problem]:
    first: dict[Hashable, KeyPath] = {}
    for key, path, name in said:
        if key in first:
            yield Problem(path, f"{name} is given twice", hint, first[key])
        first.setdefault(key, path)


def _dyads(draft: Draft) -> Iterator[Problem]:
    """Facts of a pair in two rows; of both alike, one the other way round must say the same."""
    first: dict[Hashable, tuple[KeyPath, tuple[str, str], object]] = {}
    for row, facts in enumerate(draft.situation.dyads):
        one, two = facts.dyad
        for name, fact in facts.facts().items():
            path: KeyPath = ("situation", "dyads", row, name)
            key = (name, frozenset(facts.dyad) if name in OF_BOTH else facts.dyad)
            place, pair, value = first.setdefault(key, (path, facts.dyad, fact.value))
            if place != path and pair == facts.dyad:
                what = f"{name} of {one} and {two} is given twice"
                yield Problem(path, what, "keep one of the two", place)
            elif fact.value != value:
                what = f"{name} of {one} and {two} is {fact.value}, and {value} the other way round"
                yield Problem(path, what, "the two are the same; keep one of them", place)


def _history(draft: Draft) -> Iterator[Said]:
    for role in ("initiator", "target", "dyad"):
        for name in getattr(draft.situation.history, role):
            yield name, ("situation", "history", role, name), name


def _changes(draft: Draft) -> Iterator[Said]:
    for row, change in enumerate(draft.baseline):
        pact = change.pact
        key = pact.name or (frozenset(pact.pact or ()), pact.since)
        yield key, ("baseline", row, change.verb), f"a change of {pact}"


def _overlapping(draft: Draft) -> Iterator[Problem]:
    """Disputes that one state begins with another while one of the same kind goes on."""
    before: list[tuple[KeyPath, RecentDispute]] = []
    for row, dispute in enumerate(draft.situation.disputes):
        path: KeyPath = ("situation", "disputes", row)
        names = f"{dispute.initiator} and {dispute.target}"
        found = next(((place, other) for place, other in before if _one(dispute, other)), None)
        if found is not None:
            place, other = found
            also = ", which has no end" if other.end is None else ""
            yield Problem(
                path,
                f"this dispute of {names} overlaps that of {other.start}{also}",
                "one entry for one dispute, at the highest level it reached, with its `end`",
                place,
            )
        before.append((path, dispute))


def _one(dispute: RecentDispute, other: RecentDispute) -> bool:
    """Whether two entries are one dispute: of the same states and kind, on a common day.

    A war may stand beside the dispute it grew from, and a dispute that the other side begins over
    something else; the same days and level of either side are one dispute all the same.
    """
    sides = [(each.initiator, each.target) for each in (dispute, other)]
    days = [(each.start, each.end, each.hostility) for each in (dispute, other)]
    if sides[0] == sides[1][::-1]:
        return days[0] == days[1]
    wars = [each.hostility >= HOSTILITY["war"] for each in (dispute, other)]
    early, late = sorted((dispute, other), key=lambda each: each.start)
    overlap = early.end is None or late.start <= early.end
    return sides[0] == sides[1] and wars[0] == wars[1] and overlap


def _said(draft: Draft) -> Iterator[Said]:
    for row, pledge in enumerate(draft.pledges):
        key = (pledge.by, pledge.what, pledge.form, frozenset(pledge.toward), pledge.on)
        yield ("pledge", key), ("pledges", row), f"the pledge of {pledge.what} by {pledge.by}"
    for row, event in enumerate(draft.events):
        yield ("event", event.on, event.what), ("events", row), f"the event of {event.on}"
    for row, claim in enumerate(draft.claims):
        path: KeyPath = ("claims", row)
        yield ("claim id", claim.id), (*path, "id"), f"the id {claim.id!r}"
        same = ("claim", claim.by, claim.on, claim.says, claim.via)
        yield same, path, f"the claim by {claim.by} of {claim.on}"
        for index, move in enumerate(claim.moves):
            moved = ("move", row, move.issue, move.actor)
            place = (*path, "moves", index)
            yield moved, place, f"where {claim.id} moves {move.actor} on {move.issue}"
    for row, issue in enumerate(draft.issues):
        yield ("issue", issue.name), ("issues", row, "name"), f"the issue {issue.name!r}"
        for index, stake in enumerate(issue.positions):
            place = ("issues", row, "positions", index, "actor")
            yield ("stake", row, stake.actor), place, f"a position of {stake.actor!r}"
