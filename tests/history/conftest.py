"""A made-up pair, a small made-up history, and a ladder that has much to remember."""

from dataclasses import replace

import numpy as np
import pytest
from tests.histories import made_up
from tests.ladders import ladder_of

from foedus.history.guarantors import COLUMNS
from foedus.history.ladder import Ladder
from foedus.history.memory import COUNTS
from foedus.history.rivalry import Rivalry
from foedus.history.rows import Data
from foedus.history.setting import Setting


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
    return ladder_of(0.15, FICKLE, **LIVELY)
