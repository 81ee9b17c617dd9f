"""What was known then: the ladder and its pools fitted through a year, for questions of the past.

Each origin (:data:`YEARS`) has a small file with what a forecast needs: the ladder fitted on the
years through it, and the pools of :mod:`foedus.history.horizon` fitted on hindcasts whose years
were over by its end. A question is answered by the latest that ends before its year.
"""

from foedus.history.origins.store import YEARS, before, pools, shipped

__all__ = ["YEARS", "before", "pools", "shipped"]
