"""The game out of sample: fitted before an origin, scored on the years after it.

Four parts: whether there is a challenge; given one, whether the target resists and whether anyone
joins; given resistance, whether help comes. Beside the game, on the same rows: the base rate; for
a challenge the ladder (onset and force together, the same event); for the others a plain logit on
the same regressors.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.games.tree.predict import on_rows
from foedus.history import logit
from foedus.history.covariates import logistic
from foedus.history.keys import dyad
from foedus.history.ladder import era_of
from foedus.history.ladder.fit import fit_rung
from foedus.history.ladder.score import refuse_outside
from foedus.history.measures import Measures, bins, clustered_difference, losses, measure, sums
from foedus.history.model import Report
from foedus.history.rows import Data
from foedus.history.strategic.fit import fit_game
from foedus.history.strategic.game import PAYOFFS
from foedus.history.strategic.model import PARTS
from foedus.history.strategic.rows import Moves, StrategicHistory
from foedus.report.plain import record

#: Years of data before the first origin, at least: the game has few events.
LEAST = 100

Gathered = dict[str, list[tuple[NDArray[np.int64], dict[str, Array]]]]


@dataclass(frozen=True, slots=True)
class PartScore:
    """One part's forecasts after the origins, by every model."""

    part: str
    origins: tuple[int, ...]
    last: int
    measures: dict[str, Measures]  # model -> scores
    gain: dict[str, tuple[float, float]]  # model -> log loss it leaves over the game, sum and se
    bins: list[dict[str, float]]  # calibration of the game

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        named = {"measures": "models", "gain": "log_loss_over_game", "bins": "calibration"}
        return record(self, named) | {"log_loss_over_game": sums(self.gain)}


def at_risk(moves: Moves, part: str) -> NDArray[np.bool_]:
    """(n,) rows that a part is about."""
    return moves.outcome >= {"challenge": 0, "resist": 1, "help": 2, "joined": 1}[part]


def happened(moves: Moves, part: str) -> NDArray[np.bool_]:
    """(n,) whether the part came to pass."""
    least = {"challenge": 1, "resist": 2, "help": 3, "joined": 3}[part]
    return moves.outcome >= least


def score(
    history: StrategicHistory,
    origins: tuple[int, ...] = (1990,),
    *,
    report: Report = lambda _: None,
) -> dict[str, PartScore]:
    """Scores of each part. Origins rise; every model is fitted anew on the years before each.

    Raises InputError for origins that leave no years to fit on or to score, FitError as the fits.
    """
    data, moves = history.data, history.moves
    first, last = int(moves.year.min()), int(moves.year.max())
    refuse_outside(origins, first + LEAST, last)
    gathered: Gathered = {part: [] for part in PARTS}
    for start, stop in pairwise((*origins, last + 1)):
        report(f"fitted before {start}, scored to {stop - 1}")
        before = moves.take(moves.year < start)
        after = np.flatnonzero((moves.year >= start) & (moves.year < stop))
        game = _game(before, moves.take(after))
        ladder = _ladder(data, moves.at[after], start)
        for part in PARTS:
            some = at_risk(moves, part)[after]
            chances = {
                "base rate": np.full(int(some.sum()), rate(before, part)),
                "game": game[part][some],
            }
            if part == "challenge":
                chances["ladder"] = ladder[some]
            else:
                chances["plain logit"] = _plain(before, moves.take(after[some]), part)
            gathered[part].append((after[some], chances))
    return {part: part_score(moves, part, origins, last, gathered[part]) for part in PARTS}


def _game(before: Moves, after: Moves) -> dict[str, Array]:
    """The game's chances: of a challenge, and after it of resistance, help, being joined."""
    found = fit_game(before)
    ends = on_rows(found, after.frame()).label_probabilities(found.coef)
    challenge = ends[:, 1:].sum(axis=1)
    return {
        "challenge": challenge,
        "resist": ends[:, 2:].sum(axis=1) / challenge,
        "help": ends[:, 3] / ends[:, 2:].sum(axis=1),
        "joined": ends[:, 3] / challenge,
    }


def _ladder(data: Data, rows: NDArray[np.int64], start: int) -> Array:
    """The ladder's chance of a dispute that reaches force, fitted before ``start``."""
    chance = np.ones(len(rows))
    for rung in ("onset", "force"):
        risk = data.at_risk(rung)
        fitted = fit_rung(data, rung, risk[data.year[risk] < start])
        chance *= logistic(fitted.eta(data.design(rung, rows), era_of(data.year[rows])))
    return chance


def rate(moves: Moves, part: str) -> float:
    """The share of rows at risk in which a part came to pass."""
    return float(happened(moves, part)[at_risk(moves, part)].mean())


def _plain(before: Moves, after: Moves, part: str) -> Array:
    """A logit on all that the game's later movers look at, as good as without a prior."""
    names = tuple(
        dict.fromkeys(
            name for (player, _), each in PAYOFFS.items() if player != "challenger" for name in each
        )
    )
    some = before.take(at_risk(before, part))
    X, new = (
        np.column_stack(
            [np.ones(len(each.year)) if n == "constant" else each.regressors[n] for n in names]
        )
        for each in (some, after)
    )
    k = len(names)
    era = np.zeros(len(X), dtype=np.int64)
    fit = logit.fit(
        X, happened(some, part), era, scale=np.full(k, 10.0), era_scale=np.full(k, 1e-3)
    )
    return logistic(new @ fit.coefficients(0))


def part_score(
    moves: Moves,
    part: str,
    origins: tuple[int, ...],
    last: int,
    gathered: list[tuple[NDArray[np.int64], dict[str, Array]]],
) -> PartScore:
    """Scores of forecasts gathered by origin: rows scored, and chances by the name of the model."""
    rows = np.concatenate([places for places, _ in gathered])
    y = happened(moves, part)[rows]
    chances = {
        name: np.concatenate([each[name] for _, each in gathered]) for name in gathered[0][1]
    }
    cluster = dyad(moves.ccode1[rows], moves.ccode2[rows])
    own = losses(y, chances["game"])
    return PartScore(
        part=part,
        origins=origins,
        last=last,
        measures={name: measure(y, p) for name, p in chances.items()},
        gain={
            name: clustered_difference(losses(y, p), own, cluster)
            for name, p in chances.items()
            if name != "game"
        },
        bins=bins(y, chances["game"]),
    )
