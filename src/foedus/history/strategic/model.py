"""The fitted game: what was estimated, and the chances that it gives.

A ``Strategic`` forecasts without the data it was fitted on. It says itself where it is weak:
``Strategic.cautions``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.games.tree.induction.sweep import Sweep
from foedus.games.tree.structure import Structure
from foedus.history.strategic.game import declare
from foedus.history.strategic.helpers import Helpers

#: Moves of the game, each given the one before.
MOVES = ("challenge", "resist", "help")
#: What is scored: the moves, and help given the challenge alone.
PARTS = (*MOVES, "joined")
#: An estimate closer to zero than so many standard deviations is not told apart from it.
CLEAR = 2.0
_ROUNDING = 1e-5  # the data are kept in single precision


@dataclass(frozen=True, slots=True)
class FreeConstant:
    """The same game with the challenger's payoff of meeting help left free.

    constant, sd: that payoff's constant. gain: of the log-likelihood, in nats, for one more
    coefficient. reach: the guarantor's coefficient in the helper's payoff then.
    """

    constant: float
    sd: float
    gain: float
    reach: float


@dataclass(frozen=True)
class Strategic:
    """The fitted game and where it came from; K coefficients in the order of ``names``."""

    payoffs: dict[tuple[str, str], tuple[str, ...]]  # player, outcome -> regressors
    names: tuple[str, ...]  # (K,) as player(outcome):regressor
    mean: Array  # (K,) maximum likelihood
    cov: Array  # (K, K) cluster-robust to shared states
    model_sd: Array  # (K,) if rows were independent
    loglik: float
    gradient_norm: float
    rows: int
    dyads: int
    outcomes: dict[str, int]  # outcome -> rows
    spans: dict[str, tuple[float, float]]  # regressor -> least and greatest value seen
    helpers: Helpers  # third states one by one
    freed: FreeConstant | None
    first: int
    last: int
    version: str
    command: str  # that refits it
    hashes: dict[str, str]
    scores: dict[str, Any] = field(default_factory=dict)  # part -> rolling-origin scores

    @cached_property
    def structure(self) -> Structure:
        """The tree and which equation feeds which payoff."""
        return declare(self.payoffs).structure

    @property
    def sd(self) -> Array:
        """(K,) standard deviations, cluster-robust."""
        return np.sqrt(np.diag(self.cov))

    def coefficient(self, name: str) -> tuple[float, float]:
        """Estimate and standard deviation of one coefficient."""
        place = self.names.index(name)
        return float(self.mean[place]), float(self.sd[place])

    def draws(self, count: int, rng: np.random.Generator) -> Array:
        """(count, K) coefficients from the normal approximation."""
        values, vectors = np.linalg.eigh(self.cov)
        half = vectors * np.sqrt(np.maximum(values, 0.0))
        drawn: Array = self.mean + rng.standard_normal((count, len(self.mean))) @ half.T
        return drawn

    def chances(
        self, regressors: Mapping[str, Any], theta: Array | None = None
    ) -> dict[str, Array]:
        """Yearly chances of ``MOVES`` (each given the one before), of ``joined`` given a challenge.

        regressors: name -> (n,), as ``foedus.history.strategic.game.regressors`` gives them.
        theta: (B, K) coefficients; the estimate if not given. Arrays are (n,), or (B, n).
        """
        beta = self.mean if theta is None else theta
        index, start = [], 0
        for names in self._equations():
            columns = np.broadcast_arrays(
                *(np.asarray(1.0 if name == "constant" else regressors[name], float)
                  for name in names),
                np.zeros_like(np.asarray(next(iter(regressors.values())), float)),
            )[:-1]  # fmt: skip
            X = np.stack(columns, axis=0)
            index.append(beta[..., start : start + len(names)] @ X.reshape(len(names), -1))
            start += len(names)
        sweep = Sweep(self.structure, np.stack(index), {})
        moves = [sweep.probs[k][1] for k in self.structure.tree.decisions]
        found = dict(zip(MOVES, (np.asarray(each) for each in moves), strict=True))
        found["joined"] = found["resist"] * found["help"]
        return found

    def _equations(self) -> list[tuple[str, ...]]:
        """Regressors of each equation, in the order of the coefficients."""
        order = sorted(self.structure.payoff, key=lambda key: self.structure.payoff[key])
        return [_ordered(self.payoffs[key]) for key in order]

    def beats_base_rate(self, part: str) -> bool:
        """Whether a part forecast clearly better than the base rate on years not fitted on."""
        score = self.scores.get(part)
        if not score:
            return False
        gain = score["log_loss_over_game"]["base rate"]
        return bool(gain["sum"] > CLEAR * gain["se"])

    def cautions(self) -> tuple[str, ...]:
        """What a reader must know before using a number of this game."""
        said = [
            f"{_PART_WORDS[part]} did not clearly beat the base rate on years the game was not "
            "fitted on: it is no forecast"
            if part in self.scores
            else f"{_PART_WORDS[part]} was not scored on years the game was not fitted on"
            for part in PARTS
            if not self.beats_base_rate(part)
        ]
        unclear = [
            name
            for name, mean, sd in zip(self.names, self.mean, self.sd, strict=True)
            if abs(mean) < CLEAR * sd
        ]
        if unclear:
            said.append(f"not told apart from zero: {', '.join(unclear)}")
        if self.freed and self.freed.constant > 0 and self.freed.gain > CLEAR**2 / 2:
            said.append(
                "what help costs a challenger is not identified: left free, it comes out as a "
                f"gain ({self.freed.constant:+.1f}, sd {self.freed.sd:.1f}), because help goes "
                "where the danger is; the game holds it at zero but for depth"
            )
        return tuple(said)

    def outside(self, regressors: Mapping[str, float]) -> tuple[str, ...]:
        """Regressors whose value lies outside what was seen."""
        return tuple(
            name
            for name, (low, high) in self.spans.items()
            if name in regressors
            and not low - _ROUNDING <= float(regressors[name]) <= high + _ROUNDING
        )


def _ordered(names: tuple[str, ...]) -> tuple[str, ...]:
    """Regressors as formulas list them: the constant first."""
    return tuple(sorted(names, key=lambda name: name != "constant"))


_PART_WORDS = {
    "challenge": "whether there is a challenge",
    "resist": "whether the target resists",
    "help": "whether help comes to a target that resists",
    "joined": "whether a challenge is joined",
}
