"""The ladder walked forward for all pairs at once."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from foedus.history.covariates import RUNGS
from foedus.history.ladder.fit import fit_ladder
from foedus.history.pairs.eve import eve
from foedus.history.pairs.walk import _after, walk
from foedus.history.rivalry import Rivalry


@pytest.fixture(scope="module")
def ladder(data):
    return fit_ladder(data, variants=False)


@pytest.fixture(scope="module")
def on(data):
    return eve(data, 1999)


def test_the_first_year_is_the_ladders_own_chance(ladder, on):
    """Draws without spread leave the chance at the posterior mean."""
    sure = {
        name: replace(rung, cov=np.eye(len(rung.mean)) * 1e-20)
        for name, rung in ladder.rungs.items()
    }
    sharp = replace(ladder, rungs=sure)
    told = walk(sharp, on, 1, paths=3)
    columns = {name: column.astype(float) for name, column in on.columns.items()}
    for rung, chance in sharp.probabilities(columns).items():
        np.testing.assert_allclose(told[rung][0], chance, rtol=1e-6)


def test_each_rung_is_no_likelier_than_the_one_before(ladder, on):
    told = walk(ladder, on, 4, paths=12)
    order = [told[rung] for rung in RUNGS]
    for more, less in pairwise(order):
        assert (less <= more).all()
    assert all(((p > 0) & (p < 1)).all() for p in order)


def test_same_seed_same_numbers(ladder, on):
    one, again, other = (walk(ladder, on, 3, paths=4, seed=seed) for seed in (1, 1, 2))
    assert all((one[rung] == again[rung]).all() for rung in RUNGS)
    assert (one["onset"] != other["onset"]).any()


def test_rivalries_end_and_begin(ladder, on):
    """Where all rivalries end in a year, those who were rivals come to be at less risk."""
    onset = ladder.rungs["onset"]
    mean = onset.mean.copy()
    mean[onset.names.index("rivalry")], mean[onset.names.index("rivalry_recent")] = 1.0, 0.0
    risky = replace(ladder, rungs={**ladder.rungs, "onset": replace(onset, mean=mean)})
    ends = replace(risky, rivalry=Rivalry(1.0, (-30.0, 0.0, 0.0), 0.0))
    stays = replace(risky, rivalry=None)
    gone, kept = (walk(each, on, 2, paths=40)["onset"] for each in (ends, stays))
    rivals = on.columns["rivalry"] > 0
    np.testing.assert_allclose(gone[0], kept[0])
    assert gone[1][rivals].sum() < 0.8 * kept[1][rivals].sum()


def test_a_dispute_enters_every_memory_that_it_should(on):
    shape = (len(on.one), 1)
    memory = {name: np.zeros(shape) for name in (
        "mid_pair_h2", "mid_past12_h8", "mid_past1_h25", "mid_past2_h25", "mid_others1_h2",
        "mid_others2_h2", "force_pair_h25", "force_past1_h25", "deadly_pair_h25",
        "deadly_past2_h25", "since_mid", "since_war",
    )}  # fmt: skip
    hit = 0
    drawn = {rung: np.zeros(shape, dtype=bool) for rung in RUNGS}
    for rung in ("onset", "force", "deadly"):
        drawn[rung][hit] = True
    _after(on, memory, drawn)
    after = {name: values[:, 0] for name, values in memory.items()}
    a, b, back = on.one[hit], on.two[hit], on.back[hit]

    def moved(name):
        return set(np.flatnonzero(after[name] > 0).tolist())

    for name in ("mid_pair_h2", "force_pair_h25", "deadly_pair_h25"):
        assert moved(name) == {hit, back}
    assert moved("mid_past12_h8") == {hit}
    begins = set(np.flatnonzero(on.one == a).tolist())
    meets = set(np.flatnonzero(on.two == b).tolist())
    assert moved("mid_past1_h25") == moved("force_past1_h25") == begins
    assert moved("mid_past2_h25") == moved("deadly_past2_h25") == meets
    assert moved("mid_others1_h2") == begins - {hit}
    assert moved("mid_others2_h2") == meets - {hit}
    assert after["since_mid"][hit] == after["since_mid"][back] == 1.0
    assert (after["since_war"] == 1.0).all()  # a year on: zero and one
