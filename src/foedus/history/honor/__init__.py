"""Whether a promise of defense is honored when a war calls on it.

Fitted on 96 calls, 1816–2003 (Berkemeier & Fuhrmann 2018); ``shipped`` gives the fit with NumPy
alone, ``describe`` turns the facts of a new guarantee into features. docs/honor.md has the
model, its scores, and how little it may say.
"""

from foedus.history.honor.family import AllianceFamily
from foedus.history.honor.features import CANDIDATES, describe
from foedus.history.honor.literature import RECORDS, Published
from foedus.history.honor.model import Count, Honor, HonorReach, HonorRecord
from foedus.history.honor.posterior import load, shipped

__all__ = [
    "CANDIDATES", "RECORDS", "AllianceFamily", "Count", "Honor", "HonorReach", "HonorRecord",
    "Published", "describe", "load", "shipped",
]  # fmt: skip
