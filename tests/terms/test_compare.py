"""Guarantees side by side, and what changed between two."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus import terms
from foedus.errors import InputError
from foedus.terms import Clause, Guarantee, Military
from foedus.terms.compare import ABSENT, compare, diff, nearest

NAMES = st.sampled_from(terms.names())
BASE = Guarantee(
    name="base",
    guarantors=("USA", "GBR"),
    protege="UKR",
    clauses=(
        Clause(obligation="defense", trigger="armed-attack", discretion="automatic", cites=("1",)),
        Clause(obligation="consultation", trigger="threat", cites=("2",)),
    ),
    military=Military(contact="regular"),
    term=10.0,
)


def changed(**values: object) -> Guarantee:
    return BASE.model_copy(update=values)


@given(NAMES)
def test_a_guarantee_does_not_differ_from_itself(name: str) -> None:
    found = diff(terms.get(name), terms.get(name))
    assert found.changes == ()
    assert found.distance == 0
    assert (found.before, found.after) == (f"{name} (1)", f"{name} (2)")


@given(NAMES, NAMES)
def test_a_diff_turns_round(one: str, other: str) -> None:
    there, back = (diff(terms.get(a), terms.get(b)) for a, b in ((one, other), (other, one)))
    turn = {"added": "removed", "removed": "added", "changed": "changed"}

    def key(change: object) -> tuple[str, ...]:
        return tuple(getattr(change, part) for part in ("group", "kind", "before", "after"))

    turned = [
        (group, turn[kind], after, before) for group, kind, before, after in map(key, back.changes)
    ]
    assert sorted(map(key, there.changes)) == sorted(turned)


@given(st.lists(NAMES, min_size=2, max_size=4))
def test_every_clause_of_every_guarantee_stands_in_one_row(names: list[str]) -> None:
    found = compare(*map(terms.get, names))
    rows = [item for item in found.items if item.group == "clauses"]
    for at, name in enumerate(names):
        shown = [row.values[at] for row in rows if row.values[at] != ABSENT]
        assert len(shown) == len(terms.get(name).clauses)
    assert all(any(value != ABSENT for value in row.values) for row in rows)
    assert len(found.distances) == len(names) * (len(names) - 1) // 2


def test_each_kind_of_change_is_told() -> None:
    defense = BASE.clauses[0].model_copy(
        update={"discretion": "as-deemed-necessary", "conditions": ("location",)}
    )
    sanctions = Clause(obligation="sanctions", cites=("9",))
    after = changed(
        clauses=(defense, sanctions),
        military=Military(contact="regular", bases="permanent"),
        term=None,
        guarantors=("GBR", "USA"),  # another order says nothing else
    )
    told = {
        (change.name, change.kind): (change.before, change.after)
        for change in diff(BASE, after).changes
    }
    assert told == {
        ("defense on armed-attack: discretion", "changed"): ("automatic", "as-deemed-necessary"),
        ("defense on armed-attack: if", "added"): (ABSENT, "location"),
        ("consultation on threat", "removed"): ("promised [2]", ABSENT),
        ("sanctions", "added"): (ABSENT, "promised [9]"),
        ("bases", "added"): (ABSENT, "permanent"),
        ("depth", "changed"): ("1", "2"),
        ("term", "removed"): ("10", ABSENT),
    }


def test_a_changed_trigger_is_one_change_and_not_two() -> None:
    threat = BASE.clauses[0].model_copy(update={"trigger": "threat"})
    (change,) = diff(BASE, changed(clauses=(threat, BASE.clauses[1]))).changes
    assert (change.name, change.before, change.after) == ("defense: on", "armed-attack", "threat")


def test_articles_are_shown_and_not_compared() -> None:
    moved = BASE.clauses[0].model_copy(update={"cites": ("art. 42",)})
    other = changed(clauses=(moved, BASE.clauses[1]))
    assert diff(BASE, other).changes == ()
    row = compare(BASE, other).items[0]
    assert row.values == ("automatic [1]", "automatic [art. 42]")
    assert not row.differs


def test_one_guarantee_cannot_be_compared() -> None:
    with pytest.raises(InputError, match="cannot be compared"):
        compare(BASE)


def test_the_nearest_are_in_order_and_leave_it_out() -> None:
    found = nearest(terms.get("us-korea-1953"), 4)
    assert found[0][0] in {"us-taiwan-1954", "us-philippines-1951"}
    assert [apart for _, apart in found] == sorted(apart for _, apart in found)
    assert "us-korea-1953" not in dict(found)
    assert len(found) == 4


def test_the_nearest_before_a_day_were_signed_before_it() -> None:
    before = date(1953, 10, 1)
    found = nearest(terms.get("us-korea-1953"), 100, before=before)
    signed = [terms.get(name).signed for name, _ in found]
    assert signed
    assert all(day is not None and day < before for day in signed)
    assert len(found) < len(nearest(terms.get("us-korea-1953"), 100))
