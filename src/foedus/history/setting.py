"""What the ladder sees of a pair of states before any design."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np


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
