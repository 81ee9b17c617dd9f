"""The ladder: the yearly chance of a dispute, of force in it, of deadly force, of a war begun.

``fit`` learns it, ``posterior`` ships it, ``score`` and ``plausibility`` hold it to
years it was not fitted on, ``trial`` tries covariates that it has not. docs/ladder.md says more.
"""

from foedus.history.ladder.model import ERAS, Ladder, Rung, era_of, eras_to

__all__ = ["ERAS", "Ladder", "Rung", "era_of", "eras_to"]
