"""Third states, against the definitions written out one state at a time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.history.guarantors import Commitments
from foedus.history.rows import Data
from foedus.history.strategic import thirds
from foedus.history.strategic.helpers import kinds

STATES, YEAR = 6, 1950


@st.composite
def worlds(draw):
    """One year of six states: touching and rival pairs, majors, two alliances with their ties."""
    pairs = [(a, b) for a in range(STATES) for b in range(a + 1, STATES)]
    chosen = {what: draw(st.sets(st.sampled_from(pairs))) for what in ("touching", "rival")}
    majors = draw(st.sets(st.integers(0, STATES - 1)))
    rows = []
    for number in range(2):
        for member in draw(st.sets(st.integers(0, STATES - 1), min_size=2, max_size=4)):
            rows.append((number, member, draw(st.booleans()), draw(st.integers(0, 8))))
    return chosen, majors, rows


def data_of(chosen, majors) -> Data:
    one, two = (np.array(x) for x in zip(*[(a, b) for a in range(STATES) for b in range(STATES)
                                           if a != b], strict=True))  # fmt: skip
    tied = {
        what: np.array([(min(a, b), max(a, b)) in pairs for a, b in zip(one, two, strict=True)])
        for what, pairs in chosen.items()
    }
    none = np.zeros(len(one), dtype=np.bool_)
    return Data(
        ccode1=(10 + one).astype(np.int16), ccode2=(10 + two).astype(np.int16),
        year=np.full(len(one), YEAR, dtype=np.int16), relevant=~none,
        columns={
            "conttype": np.where(tied["touching"], 5, 0).astype(np.float32),
            "rivalry": tied["rival"].astype(np.float32),
            "cowmaj1": np.isin(one, list(majors)).astype(np.float32),
        },
        onset=none, force=none, deadly=none, war=none,
    )  # fmt: skip


def level_of(rows) -> Commitments:
    number, member, defends, ties = (np.array(x) for x in zip(*rows, strict=True))
    return Commitments(
        alliance=number, member=member, first=np.full(len(rows), YEAR),
        last=np.full(len(rows), YEAR), owes=defends.astype(np.bool_), ties=ties,
        depth=np.zeros(len(rows)),  # the game goes by ties
    )  # fmt: skip


def guarantors_of(rows, challenger, target) -> dict[int, int]:
    owed = {(g, b) for n, g, d, _ in rows if d for m, b, *_ in rows if m == n and b != g}
    found: dict[int, int] = {}
    for number, giver, defends, depth in rows:
        members = {m for n, m, *_ in rows if n == number}
        if (defends and target in members - {giver} and challenger not in members
                and (giver, challenger) not in owed):  # fmt: skip
            found[giver] = max(found.get(giver, 0), depth)
    return found


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_columns_and_kinds_are_the_definitions(world) -> None:
    chosen, majors, rows = world
    data = data_of(chosen, majors)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(thirds, "commitments", lambda place, frame: level_of(rows))
        found = thirds.columns(data)
        everyone = thirds.thirds(data, np.arange(len(data.year)), {0: {12, 13}})

    def tied(what: str, a: int, b: int) -> bool:
        return (min(a, b), max(a, b)) in chosen[what]

    for row in range(len(data.year)):
        a, b = int(data.ccode1[row]) - 10, int(data.ccode2[row]) - 10
        near = {g: d for g, d in guarantors_of(rows, a, b).items()
                if g in majors or tied("touching", g, a)}  # fmt: skip
        assert found["reach"][row] == bool(near)
        assert found["depth"][row] == max(near.values(), default=0)
        assert found["rivals"][row] == sum(
            tied("rival", g, a) for g in range(STATES) if g not in (a, b)
        )
    assert len(everyone.year) == len(data.year) * (STATES - 2)
    assert (everyone.members == STATES - 2).all()
    bound = sum(len(set(guarantors_of(rows, a, b)) - {a, b})
                for a in range(STATES) for b in range(STATES) if a != b)  # fmt: skip
    assert everyone.guarantor.sum() == bound
    # Row 0 is challenger 10, target 11: states 12 and 13 came, and no others.
    assert sorted(everyone.third[everyone.joined]) == [12, 13]
    counted = kinds(everyone)
    assert sum(kind.chances for kind in counted) == len(everyone.year)
    assert sum(kind.joined for kind in counted) == 2
