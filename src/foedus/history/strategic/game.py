"""The game as it is fitted, and the columns that its payoffs read.

A challenger waits or challenges; the target concedes or resists; third states stand aside or help.
What a payoff is left without is as telling as what it has: see docs/strategic.md.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.games.formula import Formula
from foedus.games.tree.game import Game
from foedus.games.tree.tree import Decision, Terminal, Tree
from foedus.history.covariates import RUNGS, TIES_UNIT, Columns

#: In the order of the tree. Where a year holds several challenges, the last of these counts.
OUTCOMES = ("status quo", "concession", "bilateral", "joined")
_QUIET, _CONCEDED, _ALONE, _JOINED = OUTCOMES
#: Player and outcome -> regressors; absent: zero.
PAYOFFS: dict[tuple[str, str], tuple[str, ...]] = {
    # What a challenger gives up by moving: less, the more the two quarrel. `promised` is `reach` by
    # another name: promises go to states in danger, and without it that danger would pass for their
    # effect. Who asks what a new promise would do leaves it as it was.
    ("challenger", _QUIET): (
        "constant", "land", "distance", "rivalry", "dyad_recent", "begun_by_1", "elsewhere_1",
        "quiet", "democracy_1", "rivals", "promised",
    ),
    # No constant: free, it takes on the danger that help goes with (see `fit.weak_points`).
    ("challenger", _JOINED): ("depth",),
    ("target", _ALONE): ("constant", "share", "land", "rivalry"),
    ("target", _JOINED): ("constant",),
    ("helper", _JOINED): ("constant", "reach", "depth", "rivals", "rivalry", "dyad_decade"),
}  # fmt: skip
PLAYERS = ("challenger", "target", "helper")
TREE = Tree(
    Decision(
        "challenger",
        (
            ("wait", Terminal(_QUIET)),
            (
                "challenge",
                Decision(
                    "target",
                    (
                        ("concede", Terminal(_CONCEDED)),
                        (
                            "resist",
                            Decision(
                                "helper",
                                (("stand aside", Terminal(_ALONE)), ("help", Terminal(_JOINED))),
                                None,
                            ),
                        ),
                    ),
                    None,
                ),
            ),
        ),
        None,
    ),
    PLAYERS,
)
#: Columns made here; the others are the ladder's covariates of the same name.
THIRDS = ("reach", "promised", "depth", "rivals")
REGRESSORS = tuple(
    dict.fromkeys(name for names in PAYOFFS.values() for name in names if name != "constant")
)


def declare(payoffs: Mapping[tuple[str, str], tuple[str, ...]] = PAYOFFS) -> Game:
    """The game as ``foedus.games`` fits it; ``payoffs`` may be another specification."""
    utilities: dict[tuple[str, str], Formula | None] = {
        (player, outcome): None
        for player, outcomes in (
            ("challenger", OUTCOMES), ("target", OUTCOMES[1:]), ("helper", OUTCOMES[2:])
        )
        for outcome in outcomes
    }  # fmt: skip
    for key, names in payoffs.items():
        utilities[key] = Formula(_formula(names))
    return Game(
        tree=TREE,
        utilities=utilities,
        errors="agent",
        link="logit",
        column="outcome",
        title="Extended deterrence on directed dyad-years",
    )


def _formula(names: tuple[str, ...]) -> str:
    if names == ("constant",):
        return "constant"
    slopes = " + ".join(name for name in names if name != "constant")
    return slopes if "constant" in names else f"{slopes} - 1"


def regressors(columns: Columns, thirds: Mapping[str, Any]) -> dict[str, Array]:
    """Regressors by name, from the ladder's columns and from ``reach``, ``depth``, ``rivals``.

    thirds: as ``foedus.history.strategic.thirds.columns`` has them: depth as a count of
    military ties, rivals as a number of states. ``promised`` is ``reach`` unless it is given.
    """
    ladder = {c.name: c for c in RUNGS["onset"]}
    found = {
        name: np.asarray(ladder[name].of(columns), dtype=np.float64)
        for name in REGRESSORS
        if name not in THIRDS
    }
    found["reach"] = np.asarray(thirds["reach"], dtype=np.float64)
    found["promised"] = np.asarray(thirds.get("promised", thirds["reach"]), dtype=np.float64)
    found["depth"] = np.asarray(thirds["depth"], dtype=np.float64) / TIES_UNIT
    found["rivals"] = np.log1p(np.asarray(thirds["rivals"], dtype=np.float64))
    return found
