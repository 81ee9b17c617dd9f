"""Guarantees side by side, and what changed from one to another: clause by clause, item by item.

Clauses are matched by obligation: first those with the same trigger, then the rest in their order.
The articles they rest on are shown but not compared: two texts that promise the same in different
articles promise the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from foedus.errors import InputError
from foedus.report.words import code, codes
from foedus.terms.clause import Clause, Trigger
from foedus.terms.depth import depth_count
from foedus.terms.distance import distance
from foedus.terms.guarantee import Guarantee, Stationed
from foedus.terms.instruments import library

ABSENT = "—"


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One line of a comparison: what each guarantee says on it, ABSENT where nothing."""

    group: str
    name: str
    values: tuple[str, ...]  # one a guarantee, in their order
    differs: bool  # whether they say different things; the articles apart


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more guarantees side by side."""

    names: tuple[str, ...]
    items: tuple[ComparisonRow, ...]
    distances: dict[tuple[str, str], float]  # of each pair, in [0, 1]


@dataclass(frozen=True, slots=True)
class TermsChange:
    """One difference between two guarantees."""

    group: str
    name: str
    kind: Literal["added", "removed", "changed"]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Diff:
    """What the second guarantee has that the first lacks, lacks that it has, or says otherwise."""

    before: str
    after: str
    changes: tuple[TermsChange, ...]
    distance: float
    groups: dict[str, float | None]  # the distance by group of terms


def compare(*guarantees: Guarantee) -> Comparison:
    """Two or more guarantees, clause by clause and item by item. InputError for fewer."""
    if len(guarantees) < 2:
        raise InputError("one guarantee cannot be compared", hint="name two or more")
    names = _distinct([each.name for each in guarantees])
    clauses = tuple(
        ComparisonRow(
            "clauses",
            _title(row),
            tuple(_promise(clause, _trigger(row)) for clause in row),
            len({clause and tuple(_parts(clause)) for clause in row}) > 1,
        )
        for row in _matched([each.clauses for each in guarantees])
    )
    columns = [dict(_items(each)) for each in guarantees]
    rows = {key: tuple(column[key] for column in columns) for key in columns[0]}
    items = tuple(ComparisonRow(*key, values, len(set(values)) > 1) for key, values in rows.items())
    apart = {
        (names[i], names[j]): distance(guarantees[i], guarantees[j]).total
        for i, j in combinations(range(len(guarantees)), 2)
    }
    return Comparison(names, clauses + items, apart)


def diff(before: Guarantee, after: Guarantee) -> Diff:
    """What changes from one guarantee to another; no changes where their terms are the same."""
    names = _distinct([before.name, after.name])
    changes = [
        change
        for first, second in _matched([before.clauses, after.clauses])
        for change in _clause_changes(first, second)
    ]
    was, now = dict(_items(before)), dict(_items(after))
    for (group, name), old in was.items():
        if old != now[group, name]:
            changes.append(
                TermsChange(group, name, _kind(old, now[group, name]), old, now[group, name])
            )
    apart = distance(before, after)
    return Diff(names[0], names[1], tuple(changes), apart.total, apart.groups)


def nearest(
    guarantee: Guarantee, most: int = 5, *, before: date | None = None
) -> tuple[tuple[str, float], ...]:
    """The instruments of the library whose terms are nearest, by name with distance; not itself.

    before: of those signed before a day alone.
    """
    found = [
        (name, distance(guarantee, other).total)
        for name, other in library().items()
        if name != guarantee.name
        and (before is None or (other.signed is not None and other.signed < before))
    ]
    return tuple(sorted(found, key=lambda pair: pair[::-1])[:most])


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Names as they are, numbered where one comes twice."""
    return tuple(
        name if names.count(name) == 1 else f"{name} ({names[: at + 1].count(name)})"
        for at, name in enumerate(names)
    )


def _matched(columns: Sequence[tuple[Clause, ...]]) -> Iterator[tuple[Clause | None, ...]]:
    """Rows of clauses that answer one another; None where a guarantee has no such clause."""
    obligations = dict.fromkeys(clause.obligation for column in columns for clause in column)
    for obligation in obligations:
        left = [[each for each in column if each.obligation == obligation] for column in columns]
        rows: list[tuple[Clause | None, ...]] = []
        for trigger in dict.fromkeys(each.trigger for column in left for each in column):
            while sum(any(each.trigger == trigger for each in column) for column in left) > 1:
                found = [
                    next((each for each in column if each.trigger == trigger), None)
                    for column in left
                ]
                for column, clause in zip(left, found, strict=True):
                    if clause is not None:
                        column.remove(clause)
                rows.append(tuple(found))
        for at in range(max(map(len, left))):
            rows.append(tuple(column[at] if at < len(column) else None for column in left))
        yield from rows


def _trigger(row: tuple[Clause | None, ...]) -> Trigger | None:
    """The trigger that all clauses of a row share, if they do."""
    found = {clause.trigger for clause in row if clause is not None}
    return found.pop() if len(found) == 1 else None


def _title(row: tuple[Clause | None, ...]) -> str:
    obligation = next(clause.obligation for clause in row if clause is not None)
    shared = _trigger(row)
    return obligation if shared in {None, "any"} else f"{obligation} on {shared}"


def _promise(clause: Clause | None, shared: Trigger | None) -> str:
    if clause is None:
        return ABSENT
    parts = dict(_parts(clause))
    if shared is not None:
        parts.pop("on")
    discretion = parts.pop("discretion")
    said = [f"{name} {value}" for name, value in parts.items() if value != ABSENT]
    words = [*([] if discretion == ABSENT else [discretion]), *said]
    cited = f" [{', '.join(clause.cites)}]" if clause.cites else ""
    return ("; ".join(words) or "promised") + cited


def _parts(clause: Clause) -> Iterator[tuple[str, str]]:
    yield "on", clause.trigger
    yield "discretion", clause.discretion or ABSENT
    yield "by", _joined(codes(sorted(clause.by)))
    yield "against", _joined(codes(sorted(clause.adversaries)))
    yield "in", _joined(clause.area)
    yield "if", _joined(sorted(clause.conditions))


def _clause_changes(first: Clause | None, second: Clause | None) -> Iterator[TermsChange]:
    name, shared = _title((first, second)), _trigger((first, second))
    if first is None or second is None:
        yield TermsChange(
            "clauses",
            name,
            "removed" if first else "added",
            _promise(first, shared),
            _promise(second, shared),
        )
        return
    for (part, old), (_, new) in zip(_parts(first), _parts(second), strict=True):
        if old != new:
            yield TermsChange("clauses", f"{name}: {part}", _kind(old, new), old, new)


def _kind(old: str, new: str) -> Literal["added", "removed", "changed"]:
    return "added" if old == ABSENT else "removed" if new == ABSENT else "changed"


def _items(guarantee: Guarantee) -> Iterator[tuple[tuple[str, str], str]]:
    """Everything but the clauses: (group, item) and what the guarantee says on it."""
    military = guarantee.military
    for name in type(military).model_fields:
        yield ("military", name), _shown(getattr(military, name))
    yield ("military", "depth"), str(depth_count(guarantee))
    for group, names in _TERMS.items():
        for name in names:
            yield (group, name), _shown(getattr(guarantee, name))


_TERMS = {
    "adoption": ("adopted_by", "secrecy"),
    "term": ("term", "until", "renewal", "renunciation", "notice"),
    "membership": ("guarantors", "acceded", "protege", "mutual", "accession"),
}


def _shown(value: object) -> str:
    match value:
        case None | "none" | False:
            return ABSENT
        case True:
            return "yes"
        case float():
            return f"{value:g}"
        case dict() | tuple():  # of states, or of forces; their order says nothing
            return _joined(sorted(map(_held, value)))
        case _:
            return _held(str(value))


def _held(item: Stationed | str) -> str:
    """Forces, or a state; a number alone is one that has no ISO code."""
    if isinstance(item, Stationed):
        return _force(item)
    return code(item) if item.isdigit() else item


def _force(stationed: Stationed) -> str:
    words = [code(stationed.state), f"{stationed.number:,}" if stationed.number is not None else ""]
    return " ".join([*filter(None, words), *([f"in {stationed.where}"] if stationed.where else [])])


def _joined(words: Iterable[str]) -> str:
    return ", ".join(words) or ABSENT
