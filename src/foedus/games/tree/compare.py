"""Tests between models that are not nested (Vuong 1989; Clarke 2007)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from foedus.errors import InputError
from foedus.estimate import Array
from foedus.games.tree.fit import GameFit
from foedus.games.tree.likelihood import Likelihood


@dataclass(frozen=True, slots=True)
class ModelComparison:
    """A test of two models. ``favors`` is 1, 2, or 0 where the test does not tell at 5%."""

    test: str
    statistic: float
    p_value: float
    favors: int
    n: int


def vuong(
    first: GameFit | ArrayLike, second: GameFit | ArrayLike, **settings: Any
) -> ModelComparison:
    """Vuong's test with Schwarz's correction: positive favors the first model.

    Models are fits, or (n,) log-likelihoods of rows, then with ``parameters=(k1, k2)``.
    ``outcome`` compares fits on "this outcome or not" alone.
    """
    from scipy.special import ndtr

    gain, penalty = _gains(first, second, **settings)
    n = len(gain)
    spread = float(np.sqrt(np.mean((gain - gain.mean()) ** 2)))
    if spread < 1e-14:
        raise InputError("the two models fit every row equally well: there is nothing to test")
    z = (gain.sum() - penalty) / (np.sqrt(n) * spread)
    p = float(2.0 * ndtr(-abs(z)))
    return ModelComparison("vuong", float(z), p, (1 if z > 0 else 2) if p < 0.05 else 0, n)


def clarke(
    first: GameFit | ArrayLike, second: GameFit | ArrayLike, **settings: Any
) -> ModelComparison:
    """Clarke's sign test: the number of rows that the first model fits better, after correction."""
    from scipy.stats import binom

    gain, penalty = _gains(first, second, **settings)
    n = len(gain)
    better = int((gain > penalty / n).sum())
    p = min(1.0, float(2.0 * binom.cdf(min(better, n - better), n, 0.5)))
    favors = (1 if better > n / 2 else 2) if p < 0.05 else 0
    return ModelComparison("clarke", float(better), p, favors, n)


def _gains(
    first: GameFit | ArrayLike,
    second: GameFit | ArrayLike,
    *,
    parameters: tuple[int, int] | None = None,
    outcome: str | None = None,
) -> tuple[Array, float]:
    """Row differences in log-likelihood, and the correction to their sum."""
    rows, counts = [], []
    for i, model in enumerate((first, second)):
        if isinstance(model, GameFit):
            rows.append(row_loglik(model, outcome))
            counts.append(model.parameters)
        elif parameters is None:
            raise InputError("log-likelihoods of rows need `parameters=(k1, k2)`")
        else:
            rows.append(np.asarray(model, dtype=float))
            counts.append(parameters[i])
    if rows[0].shape != rows[1].shape:
        raise InputError(
            f"the models were fitted to {len(rows[0])} and {len(rows[1])} rows",
            hint="fit both to the same rows",
        )
    if isinstance(first, GameFit) and isinstance(second, GameFit):
        _same_rows(first, second)
    return rows[0] - rows[1], 0.5 * (counts[0] - counts[1]) * float(np.log(len(rows[0])))


def _same_rows(first: GameFit, second: GameFit) -> None:
    if not np.array_equal(first.prepared.used, second.prepared.used):
        raise InputError("the models were fitted to different rows", hint="fit both to the same")


def row_loglik(fit: GameFit, outcome: str | None = None) -> Array:
    """(n,) log-likelihood of each row; of "this outcome or not" where one is named."""
    likelihood = fit.prepared.likelihood
    if outcome is None:
        return likelihood.row_loglik(fit.coef)
    if not isinstance(likelihood, Likelihood):
        raise InputError("an offer is not one of several outcomes")
    labels = list(likelihood.structure.labels)
    if outcome not in labels:
        raise InputError(f"no outcome {outcome!r}; one of {', '.join(labels)}")
    number = labels.index(outcome)
    chance = likelihood.label_probabilities(fit.coef)
    other = np.delete(chance, number, axis=1).sum(axis=1)
    return np.log(np.where(likelihood.observed == number, chance[:, number], other))
