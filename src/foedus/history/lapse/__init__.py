"""Lapse: the yearly chance that a commitment is broken off while it stands, fitted on ATOP."""

from foedus.history.lapse.model import Lapse
from foedus.history.lapse.posterior import load, shipped

__all__ = ["Lapse", "load", "shipped"]
