"""Applicable guarantors, against the definition written out one state at a time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.history.guarantors import COLUMNS, TIES, Commitments, applicable

STATES = 7


@st.composite
def alliances(draw):
    """Rows of a member level: alliance, member, whether it owes defense, depth, ties."""
    rows = []
    for number in range(draw(st.integers(1, 4))):
        for member in draw(st.sets(st.integers(0, STATES - 1), min_size=2, max_size=5)):
            depth = draw(st.sampled_from([-0.5, 0.0, 0.25, 1.5, 2.75]))
            rows.append((number, member, draw(st.booleans()), depth, draw(st.integers(0, 8))))
    return rows


def by_definition(rows, major, armed, challenger, target):
    owed = {(g, b) for n, g, d, *_ in rows if d for m, b, *_ in rows if m == n and b != g}
    found = []
    for number, giver, defends, depth, ties in rows:
        members = {m for n, m, *_ in rows if n == number}
        if (
            defends
            and target in members - {giver}
            and challenger not in members
            and (giver, challenger) not in owed
        ):
            found.append((giver, depth, ties))
    return (
        int(any(not major[g] for g, *_ in found)),
        int(any(major[g] for g, *_ in found)),
        int(any(armed[g] for g, *_ in found)),
        # No promise is shallower than one without ties.
        *(
            max((max(f[what], 0) for f in found if bool(major[f[0]]) is great), default=0)
            for what in (1, 2)
            for great in (False, True)
        ),
    )


@settings(max_examples=60, deadline=None)
@given(alliances(), st.lists(st.booleans(), min_size=STATES, max_size=STATES))
def test_it_is_the_definition(rows, major):
    great = np.array(major)
    armed = ~great
    level = Commitments(
        alliance=np.array([r[0] for r in rows]), member=np.array([r[1] for r in rows]),
        first=np.full(len(rows), 1900), last=np.full(len(rows), 1910),
        owes=np.array([r[2] for r in rows]), depth=np.array([r[3] for r in rows]),
        ties=np.array([r[4] for r in rows]),
    )  # fmt: skip
    assert level.at(1911) is None
    now = level.at(1905)
    if now is None:
        assert not any(r[2] for r in rows)
        return
    cube = applicable(now, STATES, great, armed)
    for challenger in range(STATES):
        for target in range(STATES):
            if challenger != target:
                expected = by_definition(rows, great, armed, challenger, target)
                assert tuple(cube[challenger, target]) == expected
                assert len(expected) == len(COLUMNS) + len(TIES)


@pytest.mark.data
def test_history_has_the_guarantors_it_should():
    from foedus.history.rows import load

    data = load(1938, 1985)
    place = {
        (int(a), int(b), int(y)): n
        for n, (a, b, y) in enumerate(zip(data.ccode1, data.ccode2, data.year, strict=True))
    }

    def held(challenger, target, year):
        row = place[challenger, target, year]
        return {name: int(data.columns[name][row]) for name in COLUMNS}

    # Germany against Poland, 1939: France and Britain were bound to Poland.
    assert held(255, 290, 1939)["major"] == 1
    # USSR against West Germany, 1985: NATO, nuclear. Norway against West Germany: NATO's own.
    assert held(365, 260, 1985)["nuclear"] == 1
    assert held(385, 260, 1985)["major"] == 0
    # Nobody was bound to defend Sweden or Israel.
    assert set(held(365, 380, 1985).values()) == {0}
    # South Korea has had the United States since 1953, and not in 1950.
    assert held(731, 732, 1950)["major"] == 0
    assert held(731, 732, 1960)["nuclear"] == 1
