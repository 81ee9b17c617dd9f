"""Estimated coefficients as tables: with their tests, or fits side by side for a paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.estimate import Array
from foedus.report.blocks import Align, Table
from foedus.report.words import decimal


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

    def table(self) -> Table:
        """A row a coefficient: estimate, standard error, z and p."""
        rows = []
        each = zip(self.names, self.coef, self.errors, self.z, self.p, strict=True)
        for name, value, error, z, p in each:
            if np.isfinite(error):
                tests = (decimal(error), f"{z:.2f}", f"{p:.4f}")
            else:
                tests = ("fixed" if name in self.held else "none", "", "")
            rows.append((name, decimal(value), *tests))
        columns = ("", "estimate", "std. error", "z", "p")
        return Table("estimates", "", columns, tuple(rows), align=("l", "r", "r", "r", "r"))


def side_by_side(fits: Mapping[str, Estimates], *, note: str = "", stars: bool = False) -> Table:
    """A column a fit, standard errors in brackets beneath the estimates.

    stars: mark an estimate whose p value is below 0.05.
    """
    names = dict.fromkeys(name for fit in fits.values() for name in fit.names)
    cells = [_cells(fit, stars) for fit in fits.values()]
    rows = tuple((name, *(column.get(name, "") for column in cells)) for name in names)
    numbers: list[Align] = ["r"] * len(fits)
    return Table("fits", "", ("", *fits), rows, note=note, align=("l", *numbers))


def _cells(fit: Estimates, stars: bool) -> dict[str, str]:
    return {
        name: f"{value:.3f}{'*' if stars and p < 0.05 else ''}"
        + (f"\n({error:.3f})" if np.isfinite(error) else "")
        for name, value, error, p in zip(fit.names, fit.coef, fit.errors, fit.p, strict=True)
    }
