"""First-stage beliefs: how often B resists a challenge, how often A then stands firm.

Each is a regression of a frequency on columns of the data, without a game in it. The covariance of
the fitted beliefs is handed on as a root (2n, r), never as a 2n x 2n matrix.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from foedus.errors import FitError
from foedus.estimate import Array
from foedus.games.encoder import encoder
from foedus.games.formula import Formula
from foedus.games.signaling.likelihood import Beliefs
from foedus.games.signaling.sample import Sample, number
from foedus.games.signaling.specification import FirstStage, Specification

SEPARATED = 30.0  # a fitted log odds beyond it: the logit has run off


@dataclass(frozen=True, slots=True)
class FirstStageFit:
    """Beliefs of n games, and a root of their covariance (``resist``, then ``firm``).

    root: shape (2n, r); or (2n,), standard errors of independent beliefs; None if unknown.
    """

    beliefs: Beliefs
    root: Array | None


def beliefs_of(spec: Specification, made: Sample) -> FirstStageFit:
    """First-stage beliefs as the specification wants them."""
    stage = spec.first_stage
    if stage.kind == "columns":
        columns = [c for c in (stage.resist, stage.firm) if c is not None]
        pair = [number(made.frame, c) for c in columns]
        for name, values in zip(columns, pair, strict=True):
            if (values <= 0).any() or (values >= 1).any():
                raise FitError(
                    f"first-stage beliefs in column {name!r} must lie strictly between 0 and 1",
                    hint="a belief of exactly 0 or 1 leaves a player nothing to weigh",
                )
        return FirstStageFit(Beliefs(*pair), _errors(stage, made))
    if stage.formula:
        _, own = encoder(Formula(stage.formula), made.frame, {})
        X = regressors(own)
    else:
        X = regressors(made.design.X)
    if stage.kind == "logit":
        return logit(X, made.counts)
    return forest(X, made.counts, replications=stage.replications, seed=spec.seed)


def _errors(stage: FirstStage, made: Sample) -> Array | None:
    """Standard errors given with the beliefs, shape (2n,), or None."""
    parts = []
    for given in (stage.resist_error, stage.firm_error):
        if given is None:
            return None
        n = len(made.design)
        parts.append(number(made.frame, given) if isinstance(given, str) else np.full(n, given))
    return np.concatenate(parts)


def logit(X: Array, counts: Array) -> FirstStageFit:
    """Binomial logits on X (n, p): B resists a challenge; A then stands firm.

    The covariance is the delta method's. Raises FitError where a logit separates.
    """
    n = len(X)
    resist, a = _binomial(X, counts[:, 2] + counts[:, 3], counts[:, 1], "resisting")
    firm, b = _binomial(X, counts[:, 2], counts[:, 3], "standing firm")
    root = np.zeros((2 * n, a.shape[1] + b.shape[1]))
    root[:n, : a.shape[1]], root[n:, a.shape[1] :] = a, b
    return FirstStageFit(Beliefs(resist, firm), root)


def forest(X: Array, counts: Array, *, replications: int, seed: int) -> FirstStageFit:
    """Random forests of the observed frequencies, bootstrapped over games.

    Games that saw no challenge (no resistance) do not train the first (second) forest; all games
    are predicted. The root holds the bootstrap draws' deviations.
    """
    from sklearn.ensemble import RandomForestRegressor

    random = np.random.default_rng(seed)
    parts = (
        (counts[:, 2] + counts[:, 3], counts[:, 1:].sum(1)),
        (counts[:, 2], counts[:, 2] + counts[:, 3]),
    )

    def grow(rows: np.ndarray, number: int) -> Array:
        fitted = []
        for yes, total in parts:
            used = rows[total[rows] > 0]
            if not used.size:
                raise FitError("no game saw a crisis in a replication of the first stage")
            trees = RandomForestRegressor(
                n_estimators=500, max_features=1 / 3, min_samples_leaf=5, random_state=number
            )
            trees.fit(X[used], yes[used] / total[used])
            fitted.append(trees.predict(X))
        return np.concatenate(fitted)

    n = len(X)
    beliefs = grow(np.arange(n), seed)
    draws = np.stack(
        [grow(random.integers(0, n, n), seed + 1 + i) for i in range(replications)], axis=1
    )
    root = (draws - draws.mean(1, keepdims=True)) / np.sqrt(replications - 1)
    return FirstStageFit(Beliefs(beliefs[:n], beliefs[n:]), root)


def regressors(X: Array) -> Array:
    """A constant and the distinct columns of X, less those that are combinations of others."""
    n = len(X)
    wide = np.column_stack([np.ones(n), *dict.fromkeys(tuple(column) for column in X.T)])
    kept: list[int] = []
    basis = np.empty((n, 0))
    for j, column in enumerate(wide.T):
        rest = column - basis @ (basis.T @ column)
        rest -= basis @ (basis.T @ rest)  # once more, for the digits
        size = np.linalg.norm(rest)
        if size > 1e-9 * max(1.0, float(np.linalg.norm(column))):
            kept.append(j)
            basis = np.column_stack([basis, rest / size])
    return wide[:, kept]


def _binomial(X: Array, yes: Array, no: Array, what: str) -> tuple[Array, Array]:
    """Fitted probabilities (n,) and a root (n, p) of their covariance."""
    scale = np.maximum(np.abs(X).max(0), 1e-12)
    Z, beta = X / scale, np.zeros(X.shape[1])
    total = yes + no
    for _ in range(50):
        p = special.expit(Z @ beta)
        information = Z.T @ ((total * p * (1 - p))[:, None] * Z)
        if np.linalg.cond(information) > 1e12:
            break
        step = np.linalg.solve(information, Z.T @ (yes - total * p))
        beta = beta + step
        if np.abs(Z @ step).max() < 1e-10:
            eta = Z @ beta
            if np.abs(eta[total > 0]).max() > SEPARATED:
                break
            p = special.expit(eta)
            root = (p * (1 - p))[:, None] * (Z @ np.linalg.cholesky(np.linalg.inv(information)))
            return p, root
    raise FitError(
        f"the first-stage logit of {what} has no finite estimate (separation)",
        hint="first_stage: give a shorter formula, kind: forest, or two columns of your own",
    )
