"""How far commitments lie from a case: over clauses, power, geography and threat.

Each group is 0 (the same) to 1 (nothing alike), and they weigh the same: the clauses, by the
distance of ``foedus.terms.distance``; the others, each the mean absolute difference of its
measures, scaled to [0, 1] by ``SCALES`` (Gower 1971). Where a commitment's measure is not known, it
counts as far as those of the others on average, so that what is not known makes no case near. That
the groups weigh the same is a judgement; the weights can be changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.analogy.commitment import MEASURES, SCALES
from foedus.errors import InputError, UnknownNameError

Array = NDArray[np.float64]
GROUPS = ("clauses", "power", "geography", "threat")


@dataclass(frozen=True, slots=True)
class CaseDistance:
    """How far a case lies from another: in all, by group, by group of clauses, by measure."""

    total: float
    groups: dict[str, float | None]
    clauses: dict[str, float | None]
    measures: dict[str, float | None]  # absolute differences of the scaled measures


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared: the terms and the measures of one commitment, or of a design."""

    terms: Mapping[str, float | None]
    measures: Mapping[str, float | None]


def scaled(measures: Mapping[str, float | None]) -> Array:
    """(k,) measures in [0, 1], in the order of ``MEASURES``; NaN where unknown."""
    values = [(measures.get(name), SCALES[group][name]) for name, group in MEASURES.items()]
    return np.array([np.nan if value is None else scale(value) for value, scale in values])


def checked(weights: Mapping[str, float] | None) -> Array:
    """(4,) weights of ``GROUPS``, 1 where not given. Raises as the distance of terms does."""
    for name, weight in (weights or {}).items():
        if name not in GROUPS:
            raise UnknownNameError("group", name, GROUPS, where="--weight")
        if not 0 <= weight < float("inf"):
            raise InputError(f"found {weight}, expected 0 or more", where=f"--weight {name}")
    found = np.array([(weights or {}).get(name, 1.0) for name in GROUPS], dtype=np.float64)
    if not found.any():
        raise InputError(
            "every group weighs 0", where="--weight", hint="give at least one a weight"
        )
    return found


class Field:
    """Commitments ready to be compared with many cases; n rows."""

    def __init__(self, cases: list[Profile], weights: Array) -> None:
        import polars as pl

        from foedus.terms.features import FEATURES

        columns = {name: [case.terms[name] for case in cases] for name in FEATURES}
        self.terms = pl.DataFrame(columns, schema=dict.fromkeys(FEATURES, pl.Float64))
        self.measures = np.array([scaled(case.measures) for case in cases])  # (n, k)
        self.weights = weights

    def apart(self, case: Profile) -> list[CaseDistance]:
        """The distance of each commitment from a case."""
        from foedus.terms.distance import distances

        clauses = distances(case.terms, self.terms)
        gaps = np.abs(self.measures - scaled(case.measures))
        total, groups = self._combined(clauses["distance"].to_numpy(), gaps)
        kinds = clauses.drop("distance").to_dicts()
        return [
            CaseDistance(
                float(total[row]),
                dict(zip(GROUPS, map(_known, groups[row]), strict=True)),
                kinds[row],
                dict(zip(MEASURES, map(_known, gaps[row]), strict=True)),
            )
            for row in range(len(gaps))
        ]

    def totals(self, case: Profile, among: NDArray[np.intp] | None = None) -> Array:
        """(n,) total distances from a case, or those of the rows ``among`` alone."""
        from foedus.terms.distance import distances

        rows = slice(None) if among is None else among
        clauses = distances(case.terms, self.terms)["distance"].to_numpy()[rows]
        return self._combined(clauses, np.abs(self.measures[rows] - scaled(case.measures)))[0]

    def _combined(self, clauses: Array, gaps: Array) -> tuple[Array, Array]:
        """(n,) totals and (n, 4) groups, from (n,) distances of terms and (n, k) gaps.

        A group is NaN where nothing of it is known of the commitment.
        """
        of = np.array([GROUPS[0], *MEASURES.values()])
        all_ = np.column_stack([np.asarray(clauses, dtype=np.float64), gaps])
        known = ~np.isnan(all_)
        typical = np.where(known, all_, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
        filled = np.where(known, all_, typical)
        groups, usable = np.zeros((len(gaps), len(GROUPS))), np.zeros(len(GROUPS))
        for place, group in enumerate(GROUPS):
            columns = (of == group) & known.any(axis=0)  # measures that the case itself has
            if columns.any():
                groups[:, place] = filled[:, columns].mean(axis=1)
                usable[place] = self.weights[place]
        total = groups @ usable / usable.sum()
        some = np.column_stack([known[:, of == group].any(axis=1) for group in GROUPS])
        return total, np.where(some, groups, np.nan)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
