"""States with nuclear weapons, coded by hand from published sources.

First year with a usable weapon and, where given up, the last. Dates follow Gartzke & Kroenig
(2009, J. Conflict Resolution 53(2)) and Singh & Way (2004, J. Conflict Resolution 48(6)); they
differ by a year or two for Israel, India and Pakistan.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: COW code -> (first year, last year or None).
NUCLEAR: dict[int, tuple[int, int | None]] = {
    2: (1945, None),  # United States
    365: (1949, None),  # Soviet Union, Russia
    200: (1952, None),  # United Kingdom
    220: (1960, None),  # France
    710: (1964, None),  # China
    666: (1967, None),  # Israel
    560: (1979, 1991),  # South Africa
    750: (1988, None),  # India
    770: (1990, None),  # Pakistan
    731: (2006, None),  # North Korea
}


def armed(ccode: int, year: int) -> bool:
    """Whether one state had nuclear weapons in a year."""
    first, last = NUCLEAR.get(ccode, (year + 1, None))
    return first <= year <= (last or year)


def nuclear(ccodes: ArrayLike, years: ArrayLike) -> NDArray[np.bool_]:
    """(n,) whether each state had nuclear weapons in each year (arrays broadcast)."""
    codes, when = np.broadcast_arrays(np.asarray(ccodes), np.asarray(years))
    found = np.zeros(codes.shape, dtype=np.bool_)
    for code, (first, last) in NUCLEAR.items():
        found |= (codes == code) & (when >= first) & (when <= (last or 9999))
    return found
