"""Maximum likelihood for a game: declared, checked, fitted, reported.

Several searches start from different points; the best is polished until the gradient vanishes. What
did not converge is refused, unless it is asked for.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from foedus.errors import FitError
from foedus.estimate import Array
from foedus.games.newton import Maximum, Status
from foedus.games.tree.data import PreparedGame, prepare
from foedus.games.tree.game import Game
from foedus.games.tree.identify import require_identified
from foedus.games.tree.search import LikelihoodSearch, inverse, sample
from foedus.games.tree.starts import starting_points
from foedus.games.tree.ultimatum import Ultimatum

LARGE = 10_000  # rows from which a sample is fitted first
MIDDLE = 20_000  # rows of the second sample, at most
SAMPLE = 1_000  # or fifty rows a coefficient


@dataclass(frozen=True)
class GameFit:
    """A fitted game.

    Arrays are over the K coefficients in the order of ``names``; fixed ones are held at their
    number and have no variance (NaN). ``covariance`` (K, K) is the inverse of the observed
    information. ``gradient_norm`` is the Euclidean norm of the log-likelihood's gradient over the
    free coefficients. ``starts`` are the log-likelihoods at which the searches ended.
    """

    prepared: PreparedGame = field(repr=False)
    coef: Array
    covariance: Array = field(repr=False)
    loglik: float
    gradient_norm: float
    status: Status
    steps: int
    starts: tuple[float, ...]

    @property
    def game(self) -> Game | Ultimatum:
        """The game that was fitted."""
        return self.prepared.game

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the coefficients."""
        return self.prepared.names

    @property
    def free(self) -> Array:
        """(K,) which coefficients were estimated."""
        return np.asarray(self.prepared.free)

    @property
    def n(self) -> int:
        """Rows used."""
        return self.prepared.likelihood.rows

    @property
    def parameters(self) -> int:
        """Number of free coefficients."""
        return int(self.prepared.free.sum())

    @property
    def se(self) -> Array:
        """(K,) standard errors from the observed information; NaN where fixed."""
        return np.sqrt(np.diag(self.covariance))

    @property
    def aic(self) -> float:
        """Akaike's criterion, -2 loglik + 2 k."""
        return 2.0 * (self.parameters - self.loglik)

    @property
    def bic(self) -> float:
        """Schwarz's criterion, -2 loglik + k log n."""
        return self.parameters * float(np.log(self.n)) - 2.0 * self.loglik

    @property
    def note(self) -> str:
        """What a reader should know about the search; empty if nothing."""
        if self.status != "converged":
            return f"the search ended {self.status}: do not use these numbers"
        higher = [s for s in self.starts if s - self.loglik > 1e-4]
        if higher:
            return (
                f"the highest proper maximum; {len(higher)} of {len(self.starts)} searches ran "
                f"off to infinity past it (log-likelihood {max(higher):.4f} and rising)"
            )
        far = [s for s in self.starts if self.loglik - s > 1e-4]
        if far:
            return (
                f"{len(far)} of {len(self.starts)} searches ended at a lower local maximum "
                f"(best of those {max(far):.4f}); look at the profile likelihood"
            )
        return ""

    @cached_property
    def data_hash(self) -> str:
        """SHA-256 of the regressors and outcomes used."""
        digest = hashlib.sha256(np.ascontiguousarray(self.prepared.likelihood.X).tobytes())
        digest.update(repr(self.prepared.used.tolist()).encode())
        return digest.hexdigest()


def fit(
    game: Game | Ultimatum,
    data: Any,
    *,
    starts: int = 3,
    seed: int = 0,
    require: bool = True,
    on_step: Callable[[str], None] | None = None,
) -> GameFit:
    """Fit a game to a table (Polars, pandas, or a dict of columns).

    starts: number of searches. require: raise FitError unless the search converged.
    on_step: called with a line of text as the work proceeds. Raises InputError if the game
    is not identified, DataError if no row can be used.
    """
    prepared = prepare(game, data)
    require_identified(prepared)
    return fit_prepared(prepared, starts=starts, seed=seed, require=require, on_step=on_step)


def fit_prepared(
    prepared: PreparedGame,
    *,
    starts: int = 3,
    seed: int = 0,
    require: bool = True,
    on_step: Callable[[str], None] | None = None,
    start: Array | None = None,
) -> GameFit:
    """Fit a game already tied to data (and already checked).

    start: (K,) coefficients to climb from, instead of searches: where outcomes are so rare that a
    plain sample of rows would hold too few.
    """
    say = on_step or (lambda _: None)
    whole = prepared.likelihood
    if start is not None:
        say(f"all {whole.rows:,} rows")
        search = LikelihoodSearch(whole, prepared)
        best = search.run(start[prepared.free])
        return _required(_result(prepared, search, best, (best.value.loglik,)), require)
    size = min(whole.rows, max(SAMPLE, 50 * len(prepared.names)))
    small = whole if whole.rows < LARGE else sample(whole, size, seed)
    search = LikelihoodSearch(small, prepared)
    found: list[Maximum] = []
    points = starting_points(prepared, small, max(1, starts), seed)
    for number, point in enumerate(points):
        say(f"search {number + 1} of {len(points)}")
        found.append(search.run(point[prepared.free], loose=True))
    found.sort(key=lambda m: m.value.loglik, reverse=True)
    heights = tuple(m.value.loglik for m in found)
    best = search.settle(found)
    if small is not whole:
        middle = sample(whole, max(size, min(whole.rows // 10, MIDDLE)), seed)
        best = LikelihoodSearch(middle, prepared).run(best.theta, loose=True)
        say(f"all {whole.rows:,} rows")
        search = LikelihoodSearch(whole, prepared)
        best = search.polish(best, whole.rows / middle.rows)
        heights = (best.value.loglik,)
    return _required(_result(prepared, search, best, heights), require)


def _required(result: GameFit, require: bool) -> GameFit:
    if require and result.status != "converged":
        raise FitError(
            f"the likelihood has no proper maximum: {_why(result)}", hint=_advice(result)
        )
    return result


def _result(
    prepared: PreparedGame, search: LikelihoodSearch, best: Maximum, starts: tuple[float, ...]
) -> GameFit:
    K = len(prepared.names)
    covariance = np.full((K, K), np.nan)
    covariance[np.ix_(prepared.free, prepared.free)] = inverse(-best.value.hessian)
    return GameFit(
        prepared, search.full(best.theta), covariance, best.value.loglik,
        best.gradient_norm, best.status, best.steps, starts,
    )  # fmt: skip


def _why(result: GameFit) -> str:
    free = result.prepared.free
    names = np.array(result.names)[free]
    coef = result.coef[free]
    size = np.abs(coef) * np.sqrt(np.mean(result.prepared.likelihood.X[:, free] ** 2, axis=0))
    large = names[np.argsort(-size)][:3]
    if result.status in {"flat", "not a maximum"}:
        return f"it keeps rising, or is flat, along {', '.join(large)}"
    return f"the search {result.status} with gradient norm {result.gradient_norm:.2g}"


def _advice(result: GameFit) -> str:
    if result.status in {"flat", "not a maximum"}:
        return "drop those regressors, merge rare levels, or fix a coefficient"
    return "more starts, fewer regressors, or regressors on similar scales"
