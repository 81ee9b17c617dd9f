"""What a guarantee says: clauses, military ties, depth, and a library of real instruments."""

from foedus.terms.atop import as_atop
from foedus.terms.clause import Clause
from foedus.terms.compare import Comparison, Diff
from foedus.terms.depth import atop_depth, depth_count
from foedus.terms.distance import Distance
from foedus.terms.fate import Call, Fate
from foedus.terms.features import atop_features
from foedus.terms.guarantee import Guarantee, Military, Terms
from foedus.terms.instruments import get, library, names
from foedus.terms.overview import Overview

__all__ = [
    "Call",
    "Clause",
    "Comparison",
    "Diff",
    "Distance",
    "Fate",
    "Guarantee",
    "Military",
    "Overview",
    "Terms",
    "as_atop",
    "atop_depth",
    "atop_features",
    "depth_count",
    "get",
    "library",
    "names",
]
