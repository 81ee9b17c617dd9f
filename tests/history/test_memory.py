"""A path's memory moves as the panel's histories do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.evidence.spells import decay
from foedus.history.memory import COUNTS, SINCE, advance


def blank():
    return {**dict.fromkeys(COUNTS, 0.0), **dict.fromkeys(SINCE, np.nan)}


@given(st.lists(st.integers(0, 3), min_size=2, max_size=30))
def test_counts_decay_as_in_the_panel(disputes):
    memory, seen = blank(), []
    for count in disputes:
        seen.append(memory["mid_pair_h8"])
        memory = advance(
            memory, {"mid_pair_h8": float(count)}, met=count > 0, fought=False
        )  # fmt: skip
    panel = decay(np.array([disputes], dtype=float), (COUNTS["mid_pair_h8"],))[0, 0]
    np.testing.assert_allclose(seen, panel, rtol=1e-12)


def test_what_is_not_told_stays():
    after = advance({**blank(), "mid_others1_h2": 3.0}, {}, met=False, fought=False)
    assert after["mid_others1_h2"] == 3.0


def test_quiet_restarts_with_a_dispute_and_never_stays_never():
    memory = advance(blank(), {}, met=False, fought=False)
    assert np.isnan(memory["since_mid"])
    memory = advance(memory, {}, met=True, fought=False)
    assert (memory["since_mid"], np.isnan(memory["since_war"])) == (1.0, True)
    memory = advance(memory, {}, met=False, fought=False)
    assert memory["since_mid"] == 2.0


@pytest.mark.data
def test_two_years_of_the_panel_are_one_step_of_the_memory():
    """Advance 1996's memory by what happened in 1996: it must be 1997's."""
    from foedus.history.rows import load

    data = load(1996, 1997)
    key = data.ccode1.astype(int) * 1000 + data.ccode2
    first, second = (np.flatnonzero(data.year == y) for y in (1996, 1997))
    both = np.intersect1d(key[first], key[second])
    at = {y: rows[np.searchsorted(key[rows], both)] for y, rows in ((0, first), (1, second))}
    begun = data.onset[at[0]].astype(float)
    after = advance(
        {name: data.columns[name][at[0]].astype(float) for name in (*COUNTS, *SINCE)},
        {"mid_past12_h8": begun}, met=False, fought=False,
    )  # fmt: skip
    # A pair with one new dispute has one more; a few pairs began two in one year.
    known = data.columns["mid_past12_h8"][at[1]]
    apart = np.abs(after["mid_past12_h8"] - known) > 1e-4
    assert apart.sum() <= 5
    assert (known[apart] > after["mid_past12_h8"][apart]).all()
