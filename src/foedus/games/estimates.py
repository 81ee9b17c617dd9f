"""Estimated coefficients with their tests."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foedus.estimate import Array


@dataclass(frozen=True, slots=True)
class Estimates:
    """Coefficients with their standard errors, (K,) each; an error is NaN where there is none.

    held: which coefficients were fixed.
    """

    names: Sequence[str]
    coef: Array
    errors: Array
    held: frozenset[str] = frozenset()

    @property
    def z(self) -> Array:
        """(K,) estimates in standard errors, NaN where there are none."""
        return self.coef / np.where(self.errors > 0, self.errors, np.nan)

    @property
    def p(self) -> Array:
        """(K,) two-sided p values of a normal test against zero."""
        from scipy.special import ndtr

        return np.asarray(2.0 * ndtr(-np.abs(self.z)))
