"""Small made-up histories for models to be fitted on: fast, and with known truth."""

import numpy as np

from foedus.history.covariates import HALF_LIVES
from foedus.history.rows import Data


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
