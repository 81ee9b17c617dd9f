"""Does the trait tell a tie it has not seen? Cross-validation against simpler predictors."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.history.depth import response
from foedus.history.depth.fit import Prior, fit_items
from foedus.history.depth.items import ITEMS, indicators
from foedus.history.depth.model import LAYOUT
from foedus.history.depth.response import ItemLayout

#: Predictors of a tie from the others: its frequency; a proportional-odds logit on how many others
#: there are; the trait without clusters; the trait as shipped.
PREDICTORS = ("base rate", "count", "one trait", "depth")
_FOLDS = 10


@dataclass(frozen=True, slots=True)
class ItemScore:
    """Log loss of one tie, predicted from the other seven in alliances not fitted on."""

    item: str
    n: int
    losses: dict[str, float]  # predictor -> mean log loss, nats
    gains: dict[str, tuple[float, float]]  # rival -> its loss less depth's: sum over rows, its s.e.


def score_items(rows: Array, *, folds: int = _FOLDS, seed: int = 0) -> tuple[ItemScore, ...]:
    """Cross-validated log loss of every item; a last row, ``all``, sums them.

    rows: (n, 8) categories of the population. Its s.e. treats alliances as independent.
    """
    fold = fold_of(len(rows), folds, seed)
    losses = {name: np.full(rows.shape, np.nan) for name in PREDICTORS}
    for number in range(folds):
        train, test = rows[fold != number], rows[fold == number]
        losses["base rate"][fold == number] = _by_frequency(train, test)
        losses["count"][fold == number] = _by_count(train, test)
        losses["one trait"][fold == number] = _by_trait(train, test, ItemLayout(LAYOUT.sizes))
        losses["depth"][fold == number] = _by_trait(train, test, LAYOUT)
    found = [
        _summed(item.name, {name: loss[:, place] for name, loss in losses.items()})
        for place, item in enumerate(ITEMS)
    ]
    whole = {name: np.nansum(loss, axis=1) for name, loss in losses.items()}
    return (*found, _summed("all", whole))


def row_loglik(
    rows: Array,
    layout: ItemLayout,
    prior: Prior | None = None,
    *,
    folds: int = _FOLDS,
    seed: int = 0,
) -> float:
    """Log likelihood of whole alliances under items fitted on others, summed, in nats."""
    fold = fold_of(len(rows), folds, seed)
    total = 0.0
    for number in range(folds):
        fitted = fit_items(rows[fold != number], layout, prior=prior)
        said = response.chances(fitted.free, layout)
        evidence = indicators(rows[fold == number], layout.sizes)
        total += float(response.posterior(evidence, said, layout).loglik.sum())
    return total


def fold_of(n: int, folds: int, seed: int) -> NDArray[np.int64]:
    """(n,) fold of each row, at random, sizes as even as can be."""
    return np.asarray(np.random.default_rng(seed).permutation(n) % folds, dtype=np.int64)


def _summed(name: str, losses: dict[str, Array]) -> ItemScore:
    known = ~np.isnan(losses["depth"])
    n = int(known.sum())
    gains = {}
    for rival in PREDICTORS[:-1]:
        apart = (losses[rival] - losses["depth"])[known]
        gains[rival] = (float(apart.sum()), float(apart.std(ddof=1) * np.sqrt(n)))
    return ItemScore(
        name, n, {key: float(loss[known].mean()) for key, loss in losses.items()}, gains
    )


def _by_trait(train: Array, test: Array, layout: ItemLayout) -> Array:
    said = response.chances(fit_items(train, layout).free, layout)
    evidence = indicators(test, layout.sizes)
    losses = np.full(test.shape, np.nan)
    for item, span in enumerate(layout.spans):
        others = evidence.copy()
        others[:, span] = 0.0
        seen = response.posterior(others, said, layout).of(layout.unit(item))
        losses[:, item] = _loss(seen @ np.exp(said.table[span]).T, test[:, item])
    return losses


def _by_frequency(train: Array, test: Array) -> Array:
    losses = np.full(test.shape, np.nan)
    for item, size in enumerate(LAYOUT.sizes):
        counts = np.array([(train[:, item] == category).sum() for category in range(size)]) + 0.5
        chance = np.broadcast_to(counts / counts.sum(), (len(test), size))
        losses[:, item] = _loss(chance, test[:, item])
    return losses


def _by_count(train: Array, test: Array) -> Array:
    """A proportional-odds logit of each item on the number of other ties present."""
    from scipy.optimize import minimize

    losses = np.full(test.shape, np.nan)
    for item, size in enumerate(LAYOUT.sizes):
        known = train[~np.isnan(train[:, item])]
        x, y = _others(known, item), known[:, item]

        def target(free: Array, x: Array = x, y: Array = y) -> float:
            # The same weak pull on the slope as the trait has; it keeps separated folds finite.
            return float(_loss(_odds(free, x), y).sum() + 0.5 * (free[0] / 2.5) ** 2)

        share = np.array([(y >= category).mean() for category in range(1, size)])
        cuts = np.log((1 - share) / share)
        start = np.array([0.5, cuts[0], *np.log(np.diff(cuts))])
        found = minimize(target, start, method="L-BFGS-B")
        losses[:, item] = _loss(_odds(found.x, _others(test, item)), test[:, item])
    return losses


def _others(rows: Array, item: int) -> Array:
    """(n,) how many of the other ties are present, as far as is known."""
    present = np.nan_to_num(rows) > 0
    return np.asarray(present.sum(axis=1) - present[:, item], dtype=np.float64)


def _odds(free: Array, x: Array) -> Array:
    """(n, size) chances of each category: slope, first threshold, logs of steps."""
    cuts = np.cumsum([free[1], *np.exp(free[2:])])
    above = 0.5 * (1 + np.tanh(0.5 * (free[0] * x[:, None] - cuts)))
    ends = np.concatenate([np.ones((len(x), 1)), above, np.zeros((len(x), 1))], axis=1)
    return np.asarray(np.maximum(ends[:, :-1] - ends[:, 1:], 1e-12), dtype=np.float64)


def _loss(chance: Array, y: Array) -> Array:
    """(n,) minus the log chance of what was; NaN where it is unknown."""
    known = ~np.isnan(y)
    loss = np.full(len(y), np.nan)
    loss[known] = -np.log(chance[known, y[known].astype(int)])
    return loss
