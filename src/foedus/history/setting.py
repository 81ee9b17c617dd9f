"""What the ladder sees of a pair of states before any design."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

#: Columns of a state by the fact that each is: with ``1`` after them the challenger's, with ``2``
#: the target's.
STATE = {"cinc": "cinc", "democracy": "democracy", "major": "cowmaj"}
#: Columns of the pair that are facts of it, by the fact's own name.
PAIR = ("conttype", "capdist", "rivalry", "atop_defense")
#: What stays as it is over a forecast's years, besides the guarantee.
FIXED = (*(f"{column}{side}" for column in STATE.values() for side in "12"), *PAIR, "relevant")


@dataclass(frozen=True, slots=True)
class Setting:
    """The columns of one pair, challenger and protégé, in the first year forecast.

    fixed: columns that stay as they are over the horizon. memory: columns that disputes move.
    steady: of each side's counts, the part owed to disputes with others, which is taken to stay
    (what fades is replaced). Values are numbers; a study of what would change the answer puts
    arrays (n, 1, 1) in their place, one value a draw.
    """

    first: int  # first year forecast
    fixed: dict[str, Any]
    memory: dict[str, Any]
    steady: dict[str, Any]
    ongoing: bool  # at war on the day that the question is asked
    back: "Setting | None" = None  # the same two with the protégé as challenger

    def of(self, draws: slice) -> "Setting":
        """The setting of some draws, where values are (n, 1, 1) arrays, one a draw."""

        def cut(part: dict[str, Any]) -> dict[str, Any]:
            return {n: value if np.ndim(value) == 0 else value[draws] for n, value in part.items()}

        return replace(
            self, fixed=cut(self.fixed), memory=cut(self.memory), steady=cut(self.steady),
            back=self.back.of(draws) if self.back else None,
        )  # fmt: skip
