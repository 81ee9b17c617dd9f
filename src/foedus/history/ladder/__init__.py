"""The ladder: the yearly chance of a dispute, of force in it, of deadly force, of a war begun.

:mod:`fit` learns it, :mod:`posterior` ships it, :mod:`score` and :mod:`plausibility` hold it to
years it was not fitted on, :mod:`trial` tries covariates that it has not. docs/ladder.md says more.
"""

from foedus.history.ladder.model import ERAS, Ladder, Rung, era_of, eras_to

__all__ = ["ERAS", "Ladder", "Rung", "era_of", "eras_to"]
