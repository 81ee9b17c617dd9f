"""The pledge: a challenger's own word not to attack its target, and what became of such words.

On trial as a covariate of the ladder it did not help out of sample, so that a forecast gives it no
credit; its record stands beside. docs/ladder.md has both.
"""

from foedus.history.pledge.posterior import Pledges, load, save, shipped

__all__ = ["Pledges", "load", "save", "shipped"]
