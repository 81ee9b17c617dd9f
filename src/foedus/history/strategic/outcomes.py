"""How each directed dyad-year ended, as the game tells outcomes apart.

A *challenge* is a dispute that state 1 begins against state 2 and in which one of the two uses
force: the same event as the ladder's onset and force together. Threats and shows of force are left
in the status quo, since no promise of defense against armed attack is called by them. The target
*concedes* when it answers with no militarized action of its own. The challenge is *joined* when
any state that was not in the dispute from its first day enters it on the target's side.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.evidence.bridge import FORCE, initiations
from foedus.evidence.table import table
from foedus.history.rows import Data

#: The data sets read besides the ladder's.
SOURCES = ("gml-participants",)
#: Hostility levels from which a state is said to act: 1 means no militarized action.
ACTS = 2


@dataclass(frozen=True, slots=True)
class Ends:
    """Outcomes of n directed dyad-years, and who joined."""

    outcome: NDArray[np.int64]  # (n,) place in foedus.history.strategic.game.OUTCOMES
    joiners: dict[int, set[int]]  # row -> codes of the states that joined on the target's side


def ends(data: Data) -> Ends:
    """The outcome of each row of the panel. Raises DataError where data cannot be had."""
    import polars as pl

    came = (
        table("gml-participants")
        .filter(pl.col("orig") == 0, pl.col("sidea") == 0)
        .group_by("dispnum")
        .agg(joiners=pl.col("ccode"))
    )
    hostility = (
        table("gml-directed-disputes")
        .group_by("dispnum", "ccode1", "ccode2")
        .agg(answer=pl.col("hostlev2").max())
    )
    challenges = (
        initiations()
        .filter(pl.col("hostlev") >= FORCE)
        .join(hostility, on=["dispnum", "ccode1", "ccode2"])
        .join(came, on="dispnum", how="left")
    )
    keys = pl.DataFrame(
        {"ccode1": data.ccode1, "ccode2": data.ccode2, "year": data.year}
    ).with_row_index("row")
    named = [pl.col(name).cast(pl.Int16) for name in ("ccode1", "ccode2", "year")]
    found = challenges.with_columns(named).join(keys, on=["ccode1", "ccode2", "year"])
    outcome = np.zeros(len(data.year), dtype=np.int64)
    joiners: dict[int, set[int]] = {}
    for row, answer, states in found.select("row", "answer", "joiners").iter_rows():
        # A state that is the challenger or the target of another dispute of the year may join one.
        third = set(states or ()) - {int(data.ccode1[row]), int(data.ccode2[row])}
        how = 3 if third else 2 if answer >= ACTS else 1
        outcome[row] = max(int(outcome[row]), how)
        if third:
            joiners.setdefault(row, set()).update(third)
    return Ends(outcome, joiners)
