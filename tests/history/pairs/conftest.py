"""A made-up system of states, every pair in every year, with its disputes and their memory."""

import numpy as np
import pytest

from foedus.evidence.spells import retained
from foedus.history.memory import COUNTS
from foedus.history.rows import Data

FIRST, LAST, STATES = 1930, 2000, 12
LATE, EARLY = 13, 2  # states that enter in 1996 and end in 1990
ENTERS, ENDS = 1996, 1990
RIVALS = ((3, 4), (5, 6), (7, 8))


def made_up(seed: int = 0) -> Data:
    """Sorted directed dyad-years; three rival pairs have most of the disputes."""
    rng = np.random.default_rng(seed)
    codes = [*range(EARLY, EARLY + STATES - 1), LATE]
    pairs = [(a, b) for a in codes for b in codes if a != b]
    years = np.arange(FIRST, LAST + 1)
    one, two = (np.repeat([pair[side] for pair in pairs], len(years)) for side in (0, 1))
    year = np.tile(years, len(pairs))
    alive = ((one != LATE) & (two != LATE)) | (year >= ENTERS)
    alive &= ((one != EARLY) & (two != EARLY)) | (year <= ENDS)
    rival = np.isin(np.minimum(one, two) * 100 + np.maximum(one, two),
                    [a * 100 + b for a, b in RIVALS])  # fmt: skip
    onset = alive & (rng.random(len(one)) < np.where(rival, 0.3, 0.01))
    force = onset & (rng.random(len(one)) < 0.6)
    deadly = force & (rng.random(len(one)) < 0.5)
    war = deadly & (rng.random(len(one)) < 0.3)
    columns = _columns(rng, one, two, year, rival, onset, pairs, len(years))
    return Data(
        ccode1=one[alive].astype(np.int16), ccode2=two[alive].astype(np.int16),
        year=year[alive].astype(np.int16), relevant=(columns["relevant"] > 0)[alive],
        columns={name: np.asarray(c, dtype=np.float32)[alive] for name, c in columns.items()},
        onset=onset[alive], force=force[alive], deadly=deadly[alive], war=war[alive],
    )  # fmt: skip


def _columns(rng, one, two, year, rival, onset, pairs, years):
    n = len(one)
    columns = {name: rng.uniform(0.0001, 0.2, n) for name in ("cinc1", "cinc2")}
    columns |= {name: rng.uniform(0, 1, n) for name in ("democracy1", "democracy2")}
    columns |= {name: np.zeros(n) for name in ("atop_nonagg", "ties_minor", "ties_major")}
    columns |= {name: (rng.random(n) < 0.2) * 1.0 for name in
                ("cowmaj1", "cowmaj2", "atop_defense", "minor", "major", "nuclear")}  # fmt: skip
    columns |= {
        f"depth_{side}": columns[side] * rng.uniform(0, 3, n) for side in ("minor", "major")
    }
    columns |= {name: rng.uniform(0, 0.5, n) for name in COUNTS}
    columns |= {name: rng.uniform(0, 0.5, n) for name in ("force_past12_h25", "deadly_past12_h25")}
    columns["conttype"] = rival * 1.0
    columns["capdist"] = rng.uniform(100, 9000, n)
    columns["relevant"] = (rival | (rng.random(n) < 0.5)) * 1.0
    columns["rivalry"] = (rival & ((np.minimum(one, two) != RIVALS[0][0]) | (year > 1950))) * 1.0
    columns["since_war"] = np.where(rng.random(n) < 0.9, np.nan, 30.0)
    # The memory of the pair, as the panel has it.
    place = {pair: order for order, pair in enumerate(pairs)}
    back = np.array([place[b, a] for a, b in pairs])
    by = onset.reshape(len(pairs), years)
    both = (by + by[back].astype(int)).astype(float)
    since = np.full((len(pairs), years), np.nan)
    for half_life in (2.0, 8.0, 25.0):
        memory = np.zeros((len(pairs), years))
        for step in range(1, years):
            memory[:, step] = (memory[:, step - 1] + both[:, step - 1]) * retained(half_life)
            since[:, step] = np.where(both[:, step - 1] > 0, 1.0, since[:, step - 1] + 1.0)
        columns[f"mid_pair_h{half_life:g}"] = memory.ravel()
    columns["since_mid"] = since.ravel()
    return columns


@pytest.fixture(scope="session")
def data() -> Data:
    return made_up()
