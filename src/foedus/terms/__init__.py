"""What a guarantee says: clauses, military ties, depth, and a library of real instruments."""

from foedus.terms.clause import Clause
from foedus.terms.depth import atop_depth, depth_count
from foedus.terms.fate import Call, Fate
from foedus.terms.guarantee import Guarantee, Military, Terms
from foedus.terms.instruments import get, library, names

__all__ = [
    "Call",
    "Clause",
    "Fate",
    "Guarantee",
    "Military",
    "Terms",
    "atop_depth",
    "depth_count",
    "get",
    "library",
    "names",
]
