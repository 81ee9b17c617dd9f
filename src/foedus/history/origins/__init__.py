"""What was known then: every model of an answer fitted through a year, for questions of the past.

Each origin (``YEARS``) has a small file with what a forecast needs: the ladder fitted on the
years through it, the pools of ``foedus.history.horizon`` fitted on hindcasts whose years were
over by its end, and depth, honor, lapse and the game of what had been signed, called on, broken and
fought by then. A question is answered by the latest that ends before its year.
"""

from foedus.history.origins.origin import Origin
from foedus.history.origins.store import (
    COMMAND,
    YEARS,
    before,
    load_posterior,
    main,
    measure,
    pools,
    shipped,
)

__all__ = [
    "COMMAND", "YEARS", "Origin", "before", "load_posterior", "main", "measure", "pools", "shipped",
]  # fmt: skip
