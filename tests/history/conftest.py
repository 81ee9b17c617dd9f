"""Small made-up histories for the ladder: fast, and with known truth."""

from dataclasses import replace

import numpy as np
import pytest

from foedus.history import posterior
from foedus.history.covariates import HALF_LIVES
from foedus.history.guarantors import COLUMNS
from foedus.history.ladder import Ladder
from foedus.history.memory import COUNTS
from foedus.history.rivalry import Rivalry
from foedus.history.rows import Data
from foedus.history.setting import Setting


def made_up(rows: int = 4000, seed: int = 0, states: int = 30) -> Data:
    """A Data record of random dyad-years, runs of eight, whose columns have the panel's names."""
    rng = np.random.default_rng(seed)
    pairs = states * (states - 1)
    runs = np.sort(rng.choice(pairs * 20, -(-rows // 8), replace=False))
    pair, run = (np.repeat(each, 8)[:rows] for each in np.divmod(runs, 20))
    one, step = np.divmod(pair, states - 1)
    two = (one + 1 + step) % states
    year = 1851 + 8 * run + np.arange(rows) % 8

    def uniform(low: float, high: float) -> np.ndarray:
        return rng.uniform(low, high, rows).astype(np.float32)

    def flag(share: float) -> np.ndarray:
        return (rng.random(rows) < share).astype(np.float32)

    columns = {
        "cinc1": uniform(0.0001, 0.2), "cinc2": uniform(0.0001, 0.2),
        "conttype": rng.integers(0, 6, rows).astype(np.float32),
        "capdist": uniform(100, 9000), "cowmaj1": flag(0.2), "cowmaj2": flag(0.2),
        "democracy1": uniform(0, 1), "democracy2": uniform(0, 1), "rivalry": flag(0.2),
        "atop_defense": flag(0.2), "atop_nonagg": flag(0.2),
        "since_mid": uniform(1, 60), "since_war": uniform(1, 90),
        "relevant": flag(0.7), "minor": flag(0.3), "major": flag(0.3), "nuclear": flag(0.2),
    }  # fmt: skip
    for side in ("minor", "major"):
        columns[f"ties_{side}"] = columns[side] * rng.integers(0, 7, rows)
        # A tie is worth half an sd of latent depth, or thereabouts.
        noise = rng.uniform(-0.2, 0.2, rows)
        columns[f"depth_{side}"] = np.maximum(columns[f"ties_{side}"] * (0.5 + noise), 0.0)
    columns["since_mid"][::3] = np.nan  # never
    for half_life in HALF_LIVES:
        for name in ("mid_pair", "mid_past12", "mid_past1", "mid_past2", "mid_others1",
                     "mid_others2", "force_pair", "force_past12", "force_past1", "force_past2",
                     "deadly_pair", "deadly_past12", "deadly_past1", "deadly_past2"):  # fmt: skip
            columns[f"{name}_h{half_life:g}"] = uniform(0, 2)
    # Risk falls with depth and rises with rivalry; half of the uses of force are deadly, half of
    # those are war.
    eta = -1.5 + 1.0 * columns["rivalry"] - 0.3 * columns["depth_major"]
    onset = rng.random(rows) < 1 / (1 + np.exp(-eta))
    force = onset & (rng.random(rows) < 0.7)
    deadly = force & (rng.random(rows) < 0.5)
    return Data(
        ccode1=(one + 2).astype(np.int16), ccode2=(two + 2).astype(np.int16),
        year=year.astype(np.int16),
        relevant=columns["relevant"] > 0, columns=columns,
        onset=onset, force=force, deadly=deadly, war=deadly & (rng.random(rows) < 0.5),
    )  # fmt: skip


@pytest.fixture(scope="session")
def small() -> Data:
    return made_up()


#: Rivalries that end and begin often enough to be counted.
FICKLE = Rivalry(ends=0.15, begins=(-1.5, 0.5, 0.4), remote=0.02)
#: Risky enough for wars to be counted, and with memory at work in every rung that has any.
LIVELY: dict[str, float] = {
    "onset_constant": -0.5, "onset_quiet": -0.4, "onset_dyad_decade": 0.3, "onset_war_recent": 0.8,
    "onset_rivalry": 0.7, "onset_begun_by_1": 0.2, "onset_rivalry_recent": 0.3,
    "force_constant": 0.3, "force_force_dyad": 0.5, "force_force_1": 0.4,
    "deadly_constant": 0.4, "deadly_deadly_dyad": 0.4, "deadly_deadly_2": 0.3,
    "deadly_rivalry": 0.3, "war_constant": -0.3,
    "onset_major": 0.2, "onset_depth_major": -0.6, "force_nuclear": -0.7, "war_nuclear": -0.9,
}  # fmt: skip


def ladder_of(sd: float = 0.0, rivalry: Rivalry | None = FICKLE, **terms: float) -> Ladder:
    """The shipped ladder's covariates with means as told (``onset_quiet=-0.5``; others 0), one sd.

    Covariates are left unscaled, so that a coefficient is per unit.
    """
    rungs = {}
    for name, rung in posterior.shipped().rungs.items():
        mean = np.array([terms.pop(f"{name}_{each}", 0.0) for each in rung.names])
        size = len(mean)
        rungs[name] = replace(
            rung, mean=mean, cov=np.eye(size) * max(sd, 1e-9) ** 2,
            center=np.zeros(size), scale=np.ones(size),
        )  # fmt: skip
    assert not terms, f"no such coefficient: {list(terms)}"
    return replace(posterior.shipped(), rungs=rungs, rivalry=rivalry)


def _way(**own: float) -> Setting:
    """A side of a made-up pair of neighbors and rivals, with a history of disputes."""
    fixed = {
        "cinc1": 0.05, "cinc2": 0.01, "conttype": 1, "capdist": 750.0, "cowmaj1": 1, "cowmaj2": 0,
        "democracy1": 0.2, "democracy2": 0.6, "rivalry": 1, "atop_defense": 0, "relevant": 1,
        **dict.fromkeys(COLUMNS, 0.0),
    }  # fmt: skip
    memory = {**dict.fromkeys(COUNTS, 0.4), "mid_pair_h25": 1.5, "force_pair_h25": 0.9,
              "mid_past1_h25": 4.0, "force_past1_h25": 3.0, "deadly_past1_h25": 1.5,
              "since_mid": 2.0, "since_war": np.nan}  # fmt: skip
    steady = {"mid_past1_h25": 3.0, "mid_past2_h25": 0.2, "force_past1_h25": 2.0,
              "force_past2_h25": 0.1, "deadly_past1_h25": 1.0, "deadly_past2_h25": 0.1}  # fmt: skip
    return Setting(2026, fixed, {**memory, **own}, steady, False)


@pytest.fixture(scope="session")
def here() -> Setting:
    """A made-up pair, both sides known; the protégé began less."""
    return replace(_way(), back=_way(mid_past12_h8=0.1, mid_past1_h25=1.0, since_mid=2.0))


@pytest.fixture(scope="session")
def lively() -> Ladder:
    return ladder_of(0.15, **LIVELY)
