"""States that were one state until lately, coded by hand.

A union is the state that broke up and those that left it, each with the year since which it has
been a member of the system of states (COW). Overseas colonies and mandates are no parts of a state
here. What counts as one state is a judgement; a test holds the years to the public list of states.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Years after the break during which two states count as formerly one.
SPAN = 100
#: Union -> year of its break, and the COW codes of its parts.
UNIONS: dict[str, tuple[int, tuple[int, ...]]] = {
    "Sweden–Norway": (1905, (380, 385)),
    "Russian Empire": (1917, (365, 290, 366, 367, 368, 375)),
    "Austria–Hungary": (1918, (305, 310, 315)),
    "United Kingdom": (1922, (200, 205)),
    "Denmark–Iceland": (1944, (390, 395)),
    "China": (1949, (710, 713)),
    "India": (1947, (750, 770)),
    "Korea": (1948, (731, 732)),
    "Germany": (1954, (260, 265)),
    "Vietnam": (1954, (816, 817)),
    "Malaysia": (1965, (820, 830)),
    "Pakistan": (1971, (770, 771)),
    "Soviet Union": (
        1991,
        (365, 359, 366, 367, 368, 369, 370, 371, 372, 373, 701, 702, 703, 704, 705),
    ),
    "Yugoslavia": (1991, (345, 341, 343, 344, 346, 347, 349)),
    "Ethiopia": (1993, (530, 531)),
    "Czechoslovakia": (1993, (316, 317)),
    "Sudan": (2011, (625, 626)),
}


def formerly_one(ccodes1: ArrayLike, ccodes2: ArrayLike, years: ArrayLike) -> NDArray[np.bool_]:
    """(n,) whether two states were one within the last ``SPAN`` years (arrays broadcast)."""
    one, two, when = np.broadcast_arrays(*map(np.asarray, (ccodes1, ccodes2, years)))
    found = np.zeros(one.shape, dtype=np.bool_)
    for broke, parts in UNIONS.values():
        lately = (when >= broke) & (when < broke + SPAN)
        found |= np.isin(one, parts) & np.isin(two, parts) & (one != two) & lately
    return found
