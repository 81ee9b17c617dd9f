"""What is said of a party's signature: its class, what draws and holds it, what would turn it."""

from collections.abc import Iterable

from foedus.report import words
from foedus.signing.party import Party
from foedus.signing.verdict import Verdict, tried

ROLE = {"challenger": "challenger", "protege": "protégé", "guarantor": "guarantor"}
#: Of one party, and of several.
_SAYS: dict[Verdict, tuple[str, str]] = {
    "blocks": ("blocks", "block"),
    "untold": ("cannot be told", "cannot be told"),
    "open": ("is open", "are open"),
    "for": ("is for it", "are for it"),
    "keeps": ("keeps it", "keep it"),
}
_TURNED: dict[Verdict, str] = {
    "blocks": "blocks", "untold": "untold", "open": "open", "for": "for it", "keeps": "keeps it",
}  # fmt: skip
_MOST = 3  # inputs told of a party
_NAMED = 8  # parties named of a group
_SMALL = 0.005  # of an issue: what is not worth a word
UNSTATED = "nobody says where it stands: taken to stand about where one of the others does"


def said(party: Party) -> str:
    """``RUS (challenger) blocks: better off in 2 of 10 of the weights tried``, and why."""
    return f"{words.code(party.name)} ({ROLE[party.role]}) {_SAYS[party.verdict][0]}: {_why(party)}"


def grouped(parties: Iterable[Party], year: int) -> list[str]:
    """A sentence or more on each party, the least willing first, alike ones together.

    year: whose names of states are used. Parties whose stand nobody states are alike where their
    class is the same.
    """
    groups: dict[tuple[str, Verdict, str], list[Party]] = {}
    for party in sorted(parties, key=lambda each: each.share):
        assumed = not party.stated and party.verdict in {"blocks", "open", "for"}
        told = UNSTATED if assumed else f"{_why(party)}. {hanging(party)}".strip()
        groups.setdefault((party.role, party.verdict, told), []).append(party)
    return [
        _group(role, verdict, told, [words.name_of(party.name, year) for party in group])
        for (role, verdict, told), group in groups.items()
    ]


def _group(role: str, verdict: Verdict, told: str, group: list[str]) -> str:
    several = len(group) > 1
    names = words.some(group, _NAMED)
    role = ROLE[role] + "s" * several
    if told == UNSTATED and several:
        told = UNSTATED.replace("it stands", "they stand").replace("taken", "each is taken")
    end = "" if told.endswith(".") else "."
    return f"{names} ({role}) {_SAYS[verdict][several]}: {told}{end}"


def _why(party: Party) -> str:
    if party.verdict == "keeps":
        return "it is in force, and leaving it needs a reason"
    if party.verdict == "untold":
        moved = _moved(party)
        return (
            f"no party's position is known{moved}" if moved else "nothing that is weighed moves it"
        )
    return f"better off {tried(party.share)}{_moved(party)}"


def _moved(party: Party) -> str:
    """What speaks for it and what against, the larger first."""
    sizes = sorted(party.drivers.items(), key=lambda item: -abs(item[1]))
    toward = [name for name, by in sizes if by > _SMALL]
    away = [name for name, by in sizes if by < -_SMALL]
    told = [
        f"{label} {', '.join(names)}"
        for label, names in (("drawn by", toward), ("held back by", away))
        if names
    ]
    return "".join(f"; {each}" for each in told)


def hangs_on(party: Party) -> list[str]:
    """What would put it in another class, each with the class: ``cost of a war (low: open)``."""
    found = []
    for turn in party.turns:
        turned = turn.turned(party.verdict)
        cases = ", ".join(f"{case}: {_TURNED[other]}" for case, other in turned.items())
        if turned:
            found.append(f"{turn.what} ({cases})")
    return found


def hanging(party: Party) -> str:
    """The same as a sentence, of the inputs that move it most; empty where there is no question."""
    if party.verdict in {"keeps", "untold"}:
        return ""
    told = hangs_on(party)
    if not told:
        return "Nothing that was moved alone puts it in another class."
    more = f"; and {len(told) - _MOST} more" if len(told) > _MOST else ""
    return f"Hangs on {'; '.join(told[:_MOST])}{more}."
