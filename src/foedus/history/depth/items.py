"""The eight military ties that depth is measured by, and how ATOP's codes are read.

A code is ordered where more of it is a closer tie, and collapsed where its values say *which* tie
and not *how close* (Leeds, Ritter, Mitchell & Long 2002, codebook of ATOP 4):

- ``milcon`` 0 none, 1 in wartime, 2 in peacetime too, 3 a common defense policy: ordered.
- ``intcom`` 0, 1 an integrated command: as it is.
- ``base`` 1, 2, 3 say whose soil and whose troops: collapsed to whether there are any.
- ``organ1`` 0 none, 1 regular meetings, 2 a named body, 3 a permanent staff: ordered.
- ``contrib`` 0, 1 the text fixes what each state contributes: as it is.
- ``subord`` 1, 2 say whose forces and when: collapsed to whether any are subordinated.
- ``milaid`` 0 none, 1 general and 2 grants or loans: money and goods, one category; 3 training or
  technology: forces work together; 4 both. Ordered.
- ``compag`` 1 is a military companion agreement; 2 to 6 are not military alone and do not count.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from foedus.errors import DataError
from foedus.estimate import Array


@dataclass(frozen=True, slots=True)
class DepthItem:
    """A military tie: ATOP's column, plain words, and the codes that make up each category."""

    name: str
    words: str
    codes: tuple[tuple[int, ...], ...]

    @property
    def size(self) -> int:
        """Number of categories."""
        return len(self.codes)


ITEMS = (
    DepthItem("milcon", "military contact", ((0,), (1,), (2,), (3,))),
    DepthItem("intcom", "integrated command", ((0,), (1,))),
    DepthItem("base", "bases", ((0,), (1, 2, 3))),
    DepthItem("organ1", "joint organization", ((0,), (1,), (2,), (3,))),
    DepthItem("contrib", "fixed contributions", ((0,), (1,))),
    DepthItem("subord", "subordination of forces", ((0,), (1, 2))),
    DepthItem("milaid", "military aid", ((0,), (1, 2), (3,), (4,))),
    DepthItem("compag", "military companion agreement", ((0, 2, 3, 4, 5, 6), (1,))),
)

#: Ties that go together more than depth says: a cluster's name and its items.
CLUSTERS = (
    ("coordination", ("milcon", "intcom", "organ1")),
    ("material", ("base", "milaid")),
)


def categories(codes: ArrayLike, items: tuple[DepthItem, ...] = ITEMS) -> Array:
    """Each item's category, 0 upward; NaN where the code is missing (NaN or negative).

    codes: (..., items) ATOP codes. Raises DataError for a code that ATOP does not have.
    """
    found = np.asarray(codes, dtype=np.float64)
    result = np.full(found.shape, np.nan)
    for place, item in enumerate(items):
        for category, members in enumerate(item.codes):
            result[..., place][np.isin(found[..., place], members)] = category
    strange = np.isnan(result) & (found >= 0)
    if strange.any():
        *_, place = np.argwhere(strange)[0]
        known = sorted(code for members in items[place].codes for code in members)
        raise DataError(
            f"code {found[strange][0]:g} is not one of ATOP's {known}",
            where=f"column {items[place].name!r}",
        )
    return result


def indicators(rows: Array, sizes: tuple[int, ...]) -> Array:
    """(n, sum of sizes) 1 where a row has a category, all zeros for an item that is missing.

    rows: (n, items) categories, as ``categories`` gives them.
    """
    return np.concatenate(
        [rows[:, place, None] == np.arange(size) for place, size in enumerate(sizes)], axis=1
    ).astype(np.float64)
