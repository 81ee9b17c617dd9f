"""What a guarantee says: clauses, military ties, depth, and a library of real instruments."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from foedus.terms.clause import Clause
from foedus.terms.depth import atop_depth, depth_count
from foedus.terms.fate import Call, Fate
from foedus.terms.guarantee import Guarantee, Military, Terms
from foedus.terms.instruments import get, library, names

if TYPE_CHECKING:
    from foedus.terms.atop import as_atop
    from foedus.terms.compare import Comparison, Diff
    from foedus.terms.distance import Distance
    from foedus.terms.features import atop_features
    from foedus.terms.overview import Overview

# What a scenario is read without, loaded when it is asked for: name -> module.
_HOME = {
    "as_atop": "atop", "atop_features": "features", "Comparison": "compare", "Diff": "compare",
    "Distance": "distance", "Overview": "overview",
}  # fmt: skip

__all__ = [
    "Call", "Clause", "Comparison", "Diff", "Distance", "Fate", "Guarantee", "Military",
    "Overview", "Terms", "as_atop", "atop_depth", "atop_features", "depth_count", "get", "library",
    "names",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
