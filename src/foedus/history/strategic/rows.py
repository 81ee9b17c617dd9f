"""The game's data: politically relevant directed dyad-years, their regressors and outcomes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.estimate import Array
from foedus.evidence.bridge import GML_LAST
from foedus.history import rows
from foedus.history.rows import Data
from foedus.history.span import FIRST_YEAR
from foedus.history.strategic import thirds
from foedus.history.strategic.game import OUTCOMES, regressors
from foedus.history.strategic.outcomes import SOURCES as OWN
from foedus.history.strategic.outcomes import ends

if TYPE_CHECKING:
    import polars as pl

#: The data sets read.
SOURCES = (*(name for name in rows.SOURCES if not name.startswith("cow-mid")), *OWN)


@dataclass(frozen=True, slots=True)
class Moves:
    """n politically relevant directed dyad-years.

    at: their places in the ladder's data. outcome: places in ``OUTCOMES``.
    """

    at: NDArray[np.int64]
    ccode1: NDArray[np.int16]
    ccode2: NDArray[np.int16]
    year: NDArray[np.int16]
    regressors: dict[str, Array]
    outcome: NDArray[np.int64]

    @property
    def challenged(self) -> NDArray[np.bool_]:
        """(n,) whether 1 challenged 2."""
        return self.outcome > 0

    def take(self, some: NDArray[np.integer] | NDArray[np.bool_]) -> "Moves":
        """Some of the rows."""
        return Moves(
            self.at[some], self.ccode1[some], self.ccode2[some], self.year[some],
            {name: values[some] for name, values in self.regressors.items()},
            self.outcome[some],
        )  # fmt: skip

    def frame(self, weight: Array | None = None) -> "pl.DataFrame":
        """A table for ``foedus.games``: regressors, ``outcome`` and, if given, ``weight``."""
        import polars as pl

        words = np.array(OUTCOMES)[self.outcome]
        extra = {} if weight is None else {"weight": weight}
        return pl.DataFrame({**self.regressors, "outcome": words, **extra})


@dataclass(frozen=True, slots=True)
class StrategicHistory:
    """The ladder's data, the game's rows among it, and the third states of every challenge."""

    data: Data
    moves: Moves
    thirds: thirds.Thirds


def load(first: int = FIRST_YEAR, last: int = GML_LAST) -> StrategicHistory:
    """All that the game is fitted to and scored on, from years with GML's participants.

    Raises InputError for later years than theirs, DataError where data cannot be had.
    """
    if last > GML_LAST:
        raise InputError(
            f"who came to whose help is known to {GML_LAST}, not to {last}",
            where="--through", hint=f"a last year to {GML_LAST}",
        )  # fmt: skip
    return prepare(rows.load(first, last))


def prepare(data: Data) -> StrategicHistory:
    """The game's rows from the ladder's."""
    ended = ends(data)
    at = np.flatnonzero(data.relevant)
    helpers = thirds.columns(data)
    near = ended.outcome[at]
    moves = Moves(
        at=at,
        ccode1=data.ccode1[at],
        ccode2=data.ccode2[at],
        year=data.year[at],
        regressors=regressors(
            {name: column[at] for name, column in data.columns.items()},
            {name: column[at] for name, column in helpers.items()},
        ),
        outcome=near,
    )
    return StrategicHistory(data, moves, thirds.thirds(data, at[near > 0], ended.joiners))
