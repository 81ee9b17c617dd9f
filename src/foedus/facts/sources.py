"""Where every fact is from that the public data hold, and what of it ships with the package."""

from typing import NamedTuple

import numpy as np

from foedus.evidence import bridge
from foedus.evidence.add import (
    alliances,
    capabilities,
    contiguity,
    disputes,
    distance,
    majors,
    regime,
    rivalry,
)
from foedus.facts.known import BACK, HISTORY, LAST, STANDING, TIES
from foedus.facts.pacts.atop import LAST_DAY
from foedus.history.setting import STATE


class FactSource(NamedTuple):
    """Where a fact is from.

    part, column: of the panel; empty where it is worked out otherwise. ships: None where nothing of
    it ships with the package, else the value that years have for which nothing does: none coded is
    none, none measured is unknown. pair: whether that is of pairs, and not of states.
    """

    dataset: str
    last: int  # year that the data set covers; later years take its value
    part: str = ""
    column: str = ""
    ships: float | None = None
    pair: bool = False


_MAJORS = ("cow-majors", majors.COVERS[1])
_BORDERS = ("cow-contiguity", contiguity.COVERS[1])
_RIVALS = ("tss-rivalries", rivalry.COVERS[1])
_ATOP = FactSource("atop-members", LAST_DAY.year)
_MINDIST = ("cshapes-mindist", distance.MINDIST_COVERS[1], "mindist", "mindist")
_DISPUTES = (bridge.source(bridge.COW_LAST), disputes.COVERS[1], "dispute-history")
#: Every fact that the data hold, by the last part of its name.
SOURCES: dict[str, FactSource] = {
    "cinc": FactSource("cow-nmc", capabilities.COVERS[1], "nmc", "cinc", np.nan),
    "personnel": FactSource("cow-nmc", capabilities.COVERS[1], "nmc", "milper", np.nan),
    "polyarchy": FactSource(
        "vdem-polyarchy", regime.LAST["v2x_polyarchy"], "regime", "v2x_polyarchy", np.nan
    ),
    "polity2": FactSource("polity4", regime.LAST["polity2"], "regime", "polity2"),
    "cowmaj": FactSource(*_MAJORS, "majors", "cowmaj", 0.0),
    "majors": FactSource(*_MAJORS),
    "conttype": FactSource(*_BORDERS, "contiguity", "conttype", 0.0, True),
    "near": FactSource(*_BORDERS),
    "capdist": FactSource(
        "cow-capitals", distance.CAPITALS_COVER[1], "capitals", "capdist", np.nan, True
    ),
    "mindist": FactSource(*_MINDIST),
    "close": FactSource(*_MINDIST, 0.0, True),
    "rivalry": FactSource(*_RIVALS, "rivalry", "rivalry", 0.0, True),
    "rivals": FactSource(*_RIVALS),
    "atop_defense": FactSource(
        "atop-dyad-years", alliances.COVERS[1], "atop", "atop_defense", 0.0, True
    ),
    **dict.fromkeys(("pacts", "reach", "depth_reach", *STANDING, *TIES), _ATOP),
    **{name: FactSource(*_DISPUTES, name) for name in HISTORY},
    **{name: FactSource(*_DISPUTES, name.removeprefix("back_")) for name in BACK},
    **{name: FactSource(*_DISPUTES, name.replace("last", "since")) for name in LAST},
}
#: Facts of a state that a setting is read from; democracy and rank are worked out from others.
STATES = (
    *(name for name in STATE if name not in {"democracy", "major"}), "polyarchy", "polity2",
)  # fmt: skip
#: Read with every set: which states and pairs there were.
SYSTEM = ("cow-false-dyads", "cow-states")
