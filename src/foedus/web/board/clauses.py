"""The clauses of a design: taken away and added by number, each of their terms changed.

Clauses of the design as it begins have the numbers 1, 2, 3; those that an address adds
(``aid:threat``) have the numbers that follow.
"""

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from foedus.errors import InputError
from foedus.states import find
from foedus.terms.clause import Clause, Condition, Discretion, Obligation, Trigger
from foedus.terms.guarantee import Guarantee
from foedus.web.board.values import UNSAID, listed, valid, word

#: Terms of a clause that are one word of several.
CLAUSE_WORDS: dict[str, tuple[str, ...]] = {
    "obligation": get_args(Obligation), "trigger": get_args(Trigger),
    "discretion": (UNSAID, *get_args(Discretion)),
}  # fmt: skip
CONDITIONS: tuple[str, ...] = get_args(Condition)
#: Terms of a clause that are lists: of conditions, of states, of places.
CLAUSE_LISTS = ("conditions", "by", "adversaries", "area")
CLAUSE_FIELDS = (*CLAUSE_WORDS, *CLAUSE_LISTS)


def numbered(design: Guarantee, value: str) -> dict[int, Clause]:
    """Number -> clause: those of a design, and those that ``clauses`` of an address adds."""
    found = dict(enumerate(design.clauses, 1))
    for each in listed(value):
        if not _taken(each):
            obligation, trigger = each.split(":", 1) if ":" in each else (each, "any")
            found[len(found) + 1] = valid(Clause, obligation=obligation, trigger=trigger)
    return found


def _taken(token: str) -> bool:
    return token.startswith("-") and token[1:].isdecimal()


def gone(design: Guarantee, value: str) -> set[int]:
    """Numbers that ``clauses`` of an address takes away. Raises InputError for what is none."""
    found = set()
    for each in filter(_taken, listed(value)):
        if not 1 <= int(each[1:]) <= len(design.clauses):
            raise InputError(f"found {each!r}, and there are {len(design.clauses)} clauses")
        found.add(int(each[1:]))
    return found


def clauses(
    design: Guarantee, value: str, terms: Iterable[tuple[int, str, str]], year: int
) -> Guarantee:
    """A design with clauses taken away, added and changed.

    value: of ``clauses`` in an address. terms: number, one of CLAUSE_FIELDS, value. year: in which
    states go by their names. Raises InputError for what cannot be.
    """
    found = numbered(design, value)
    for at, field, told in terms:
        if at not in found:
            raise InputError(f"found clause {at}, and there are {len(found)}")
        found[at] = reworded(found[at], field, told, year)
    without = gone(design, value)
    kept = tuple(clause for at, clause in found.items() if at not in without)
    return design.model_copy(update={"clauses": kept})


def reworded(clause: Clause, field: str, told: str, year: int) -> Clause:
    """A clause with one of its terms changed. Raises InputError for what cannot be."""
    return clause.model_copy(update={field: _term(field, told, year)})


def _term(field: str, told: str, year: int) -> Any:
    if field in CLAUSE_WORDS:
        found = word(told, CLAUSE_WORDS[field])
        return None if found == UNSAID else found
    parts = listed(told)
    if field == "conditions":
        return tuple(word(each, CONDITIONS) for each in dict.fromkeys(parts))
    if field == "area":
        return valid(Clause, obligation="aid", area=tuple(parts)).area
    return tuple(dict.fromkeys(find(each, year=year).label for each in parts))


def clause_terms(clause: Clause) -> Mapping[str, str]:
    """Each of CLAUSE_FIELDS as an address has it."""
    return {field: str(getattr(clause, field) or UNSAID) for field in CLAUSE_WORDS} | {
        field: ",".join(getattr(clause, field)) or "none" for field in CLAUSE_LISTS
    }
