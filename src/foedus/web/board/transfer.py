"""Changes that were made to one version put onto the newest: what cannot be is left out, and said.

Promises have numbers in the version that they were changed in; on another one each goes by what it
says. A claim whose id somebody else took meanwhile gets another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from foedus.errors import FoedusError
from foedus.scenario import Scenario
from foedus.terms.guarantee import Guarantee
from foedus.web.board.board import Boards, DesignBoard
from foedus.web.board.edits import BoardEdit
from foedus.web.board.values import listed


@dataclass(frozen=True, slots=True)
class Transfer:
    """query: the changes on the newest version, as an address. lost: those left out, with why."""

    query: str
    lost: tuple[str, ...]


def transferred(boards: Boards, it: DesignBoard) -> Transfer:
    """The changes of a board put onto its scenario as it is now."""
    newest = boards.board(it.name, _view(it))
    pairs: list[tuple[str, str]] = []
    lost = []
    for key, value in _renamed(it, newest.scenario):
        try:
            _ = boards.board(it.name, [*_view(it), *pairs, (key, value)]).changed
        except FoedusError as error:
            lost.append(f"{key}: {error.what}")
        else:
            pairs.append((key, value))
    return Transfer(urlencode([*_view(it), *pairs], safe=",:;"), tuple(lost))


def _view(it: DesignBoard) -> list[tuple[str, str]]:
    """What is looked at, whatever the version."""
    return [each for each in it.view if each[0] != "version"]


def _renamed(it: DesignBoard, newest: Scenario) -> Iterator[tuple[str, str]]:
    """Each change by the numbers and ids of the newest version. Those of clauses follow the
    clauses themselves, since without what is added a number would be another one's.
    """
    began = {place.name: place.origin for place in it.columns}
    moved = {
        name: _numbers(it.scenario.designs[origin], newest.designs[origin])
        for name, origin in began.items()
        if origin in it.scenario.designs and origin in newest.designs
    }
    for edit in sorted(it.edits, key=lambda each: each.clause is not None):
        yield _numbered(edit, moved.get(edit.subject, {}))
    taken = {each.id for each in newest.claims}
    names: dict[str, str] = {}
    first = {"hypotheses": 0, "claim": 1}  # what others stand on
    for key, value in sorted(it.claims.pairs, key=lambda pair: first.get(_head(pair[0]), 2)):
        head, _, name = key.partition(".")
        if head == "hypotheses":
            yield key, _listed(value, _rivals(it.scenario), _rivals(newest))
            continue
        if head == "claim" and name in taken:
            names[name] = _free(name, taken)
            taken.add(names[name])
        yield f"{head}.{names.get(name, name)}" if name else head, value


def _head(key: str) -> str:
    return key.partition(".")[0]


def _rivals(scenario: Scenario) -> list[str]:
    return [each.id for each in scenario.hypotheses.rivals] if scenario.hypotheses else []


def _listed(value: str, was: list[str], now: list[str]) -> str:
    """A list of the names that were, on those that are now: what somebody else took away goes, what
    somebody else added stands at the end.
    """
    kept = [each for each in value.split(",") if ":" in each or each in now]
    return ",".join([*kept, *(each for each in now if each not in was)])


def _numbers(was: Guarantee, now: Guarantee) -> dict[int, int]:
    """Number of a clause -> its number now; 0 where nothing says the same any more."""
    left = dict(enumerate(now.clauses, 1))
    found = {}
    for at, clause in enumerate(was.clauses, 1):
        same = next((number for number, each in left.items() if each == clause), 0)
        left.pop(same, None)
        found[at] = same
    added = len(now.clauses) - len(was.clauses)
    return found | {at: at + added for at in range(len(was.clauses) + 1, 100)}


def _numbered(edit: BoardEdit, numbers: dict[int, int]) -> tuple[str, str]:
    if edit.clause and numbers:
        at, field, value = edit.clause
        return f"{edit.subject}.{numbers.get(at, at)}.{field}", value
    if edit.field == "clauses" and numbers:
        parts = [
            f"-{numbers.get(int(each[1:]), 0)}" if each[1:].isdecimal() else each
            for each in listed(edit.value)
        ]
        return edit.key, ",".join(each for each in parts if each != "-0") or "none"
    return edit.key, edit.value


def _free(name: str, taken: set[str]) -> str:
    stem = name.rstrip("0123456789").rstrip("-")
    return next(each for number in range(1, len(taken) + 2)
                if (each := f"{stem}-{number}") not in taken)  # fmt: skip
