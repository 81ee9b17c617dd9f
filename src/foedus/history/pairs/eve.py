"""What is known of every pair of states when a year ends, and nothing that comes after.

A row of the ladder's data holds some columns as they stood when its year began (disputes so far,
rivalries, pacts) and others as they were in the year itself (capabilities, regimes, borders). The
eve of a year takes the latter from the row before.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.history.keys import directed, split
from foedus.history.rows import LAGGED, Data
from foedus.history.setting import FIXED

#: Columns of the year itself, which its eve does not know.
OF_THE_YEAR = frozenset(FIXED) - frozenset(LAGGED)
Columns = dict[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Eve:
    """The P directed pairs in the system in the year ``through`` and at its end; S states.

    Sorted by ccode1, ccode2. one, two: (P,) places of challenger and target in ``codes``. back:
    (P,) place of the pair the other way round. columns: name -> (P,).
    """

    through: int
    codes: NDArray[np.int64]  # (S,)
    one: NDArray[np.int64]
    two: NDArray[np.int64]
    back: NDArray[np.int64]
    columns: Columns

    @property
    def keys(self) -> NDArray[np.int64]:
        """(P,) a number for each directed pair, rising."""
        return directed(self.codes[self.one], self.codes[self.two])


def following(data: Data) -> NDArray[np.int64]:
    """Rows whose pair has a row of the year before; that is the row before (data are sorted)."""
    key = directed(data.ccode1, data.ccode2)
    follows = (key[1:] == key[:-1]) & (data.year[1:] == data.year[:-1] + 1)
    return np.flatnonzero(follows) + 1


def known(data: Data, rows: NDArray[np.int64]) -> Columns:
    """Name -> (len(rows),): what was known on the eve of the years of rows in ``following``."""
    return {
        name: column[rows - 1] if name in OF_THE_YEAR else column[rows]
        for name, column in data.columns.items()
    }


def eve(data: Data, through: int) -> Eve:
    """The eve of the year after ``through``; data: rows of at least these two years.

    A state that ends in ``through`` or enters after it is in no pair. Of disputes, rivalries and
    pacts all that had begun by the end of ``through`` counts; whether a guarantor is a major or
    nuclear power is as ``data`` have it (``known`` in ``foedus.history.rows.load``). Raises
    InputError where data lack these years.
    """
    rows = following(data)
    rows = rows[data.year[rows] == through + 1]
    if len(rows) == 0:
        raise InputError(f"no pair of states is known in {through} and {through + 1}")
    key = directed(data.ccode1, data.ccode2)[rows]
    one, two = split(key)
    codes = np.unique(one)
    return Eve(
        through=through,
        codes=codes,
        one=np.searchsorted(codes, one),
        two=np.searchsorted(codes, two),
        back=np.searchsorted(key, directed(two, one)),
        columns=known(data, rows),
    )
