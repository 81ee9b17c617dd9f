"""Boosted trees that learn each year ahead directly: what is known on an eve, and what came.

Where the ladder walks from year to year, the trees see how many years ahead the outcome lies, as a
column like any other. Histogram gradient boosting (Ke et al. 2017; Friedman 2001).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.history import boosting
from foedus.history.forest import Forest, forest
from foedus.history.keys import directed
from foedus.history.pairs.eve import Columns, Eve, following, known
from foedus.history.rows import Data

#: Years ahead that the trees learn; later ones are taken to be like the last.
LEADS = 5
#: The first eve learned from.
SINCE = 1900
#: Of the rows without an event: one in so many is learned from, and weighs as many.
THIN_RELEVANT, THIN_REMOTE = 5, 50
#: What they learn. Wars are too few: given deadly force, the ladder's word on war stands.
EVENTS = ("onset", "force", "deadly")


@dataclass(frozen=True, slots=True)
class Trees:
    """A classifier for each of ``EVENTS``, unconditional; ``names`` are the columns in order."""

    names: tuple[str, ...]
    models: dict[str, Forest]

    def walk(self, eve: Eve, years: int) -> dict[str, Array]:
        """Event -> (years, P): chances that 1 begins one with 2 in each year, unconditional."""
        X = _matrix(eve.columns, self.names)
        found: dict[str, Array] = {}
        for event, model in self.models.items():
            chances = []
            for lead in range(1, min(years, LEADS) + 1):
                X[:, -1] = lead
                chances.append(model.chances(X))
            last = [chances[-1]] * (years - len(chances))
            found[event] = np.stack([*chances, *last])
        return found


def fit(data: Data) -> Trees:
    """Learn from all eves and the years after them that ``data`` has."""
    rows = following(data)
    rows = rows[data.year[rows] > SINCE]
    names = tuple(sorted(data.columns))
    key = directed(data.ccode1, data.ccode2)
    models: dict[str, Forest] = {}
    for event in EVENTS:
        y = data.outcome(event)
        parts = [_sample(data, rows, key, y, lead) for lead in range(1, LEADS + 1)]
        X = np.concatenate([
            _with_lead(_matrix(known(data, some), names), lead)
            for lead, (some, _, _) in enumerate(parts, start=1)
        ])  # fmt: skip
        outcome, weight = (np.concatenate([part[place] for part in parts]) for place in (1, 2))
        models[event] = forest(boosting.fit(
            X, outcome, weight,
            learning_rate=0.08, max_iter=90, max_leaf_nodes=15, l2_regularization=10.0,
            min_samples_leaf=200,
        ))  # fmt: skip
    return Trees(names, models)


def _sample(
    data: Data, rows: NDArray[np.int64], key: NDArray[np.int64], y: NDArray[np.bool_], lead: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_], Array]:
    """Rows of the eves (each the year after), what came ``lead`` years ahead, and weights."""
    ahead = rows + lead - 1
    rows, ahead = rows[ahead < len(key)], ahead[ahead < len(key)]
    same = (key[ahead] == key[rows]) & (data.year[ahead] == data.year[rows] + lead - 1)
    rows, came = rows[same], y[ahead[same]]
    thin = np.where(data.relevant[rows - 1], THIN_RELEVANT, THIN_REMOTE)
    # Each lead takes other rows, so that together they see more.
    keep = came | ((np.arange(len(rows)) + lead) % thin == 0)
    return rows[keep], came[keep], np.where(came, 1.0, thin)[keep]


def _matrix(columns: Columns, names: tuple[str, ...]) -> NDArray[np.float32]:
    """(n, k + 1) the columns, and one more for the years ahead."""
    first = columns[names[0]]
    return np.column_stack([*(columns[name] for name in names), np.ones_like(first)])


def _with_lead(X: NDArray[np.float32], lead: int) -> NDArray[np.float32]:
    X[:, -1] = lead
    return X
