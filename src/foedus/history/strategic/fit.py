"""Fit the game by maximum likelihood to every politically relevant directed dyad-year.

A challenge is one row in 150, so the search is run on a choice-based sample (every challenge, and
quiet rows at an even step, weighted back: Manski & Lerman 1977) and its end is the start of the
climb on all rows. The estimate is that of all rows.
"""

from dataclasses import replace

import numpy as np

from foedus.estimate import Array
from foedus.evidence.card import card
from foedus.games.tree.data import prepare
from foedus.games.tree.fit import GameFit, fit_prepared
from foedus.games.tree.fit import fit as search
from foedus.games.tree.identify import require_identified
from foedus.history import robust
from foedus.history.keys import directed
from foedus.history.model import Report
from foedus.history.strategic.game import OUTCOMES, PAYOFFS, declare
from foedus.history.strategic.helpers import helpers
from foedus.history.strategic.model import FreeConstant, Strategic
from foedus.history.strategic.rows import SOURCES, Moves, StrategicHistory
from foedus.version import __version__

#: Quiet rows in the sample at most: with the challenges it stays below what is searched whole.
QUIET = 7_000
COMMAND = "foedus fit strategic"
Payoffs = dict[tuple[str, str], tuple[str, ...]]


def fit_game(moves: Moves, payoffs: Payoffs = PAYOFFS) -> GameFit:
    """The maximum over all rows.

    Raises InputError where the game is not identified, FitError where there is no proper maximum.
    """
    game = declare(payoffs)
    some, weight = sample(moves)
    rough = search(replace(game, weights="weight"), moves.take(some).frame(weight))
    prepared = prepare(game, moves.frame())
    require_identified(prepared)
    return fit_prepared(prepared, start=rough.coef)


def sample(moves: Moves) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], Array]:
    """Places of a choice-based sample and their weights."""
    quiet = np.flatnonzero(~moves.challenged)
    step = max(1, -(-len(quiet) // QUIET))
    kept = quiet[::step]
    some = np.sort(np.concatenate([np.flatnonzero(moves.challenged), kept]))
    return some, np.where(moves.challenged[some], 1.0, len(quiet) / max(1, len(kept)))


def fit_strategic(
    history: StrategicHistory, *, command: str = COMMAND, report: Report = lambda _: None
) -> Strategic:
    """The game with all that is shipped of it; ``report`` is told of each step."""
    moves = history.moves
    report("fitting the game")
    found = fit_game(moves)
    report("fitting it with the payoff of meeting help left free")
    free = _freed(moves, found)
    scores = found.prepared.likelihood.scores(found.coef)
    meat = robust.dyadic(scores, moves.ccode1, moves.ccode2)
    pairs = directed(moves.ccode1, moves.ccode2)
    return Strategic(
        payoffs=PAYOFFS,
        names=found.names,
        mean=found.coef,
        cov=robust.widen(np.asarray(np.linalg.inv(found.covariance), np.float64), meat),
        model_sd=found.se,
        loglik=found.loglik,
        gradient_norm=found.gradient_norm,
        rows=len(moves.year),
        dyads=len(np.unique(pairs)),
        outcomes={name: int((moves.outcome == k).sum()) for k, name in enumerate(OUTCOMES)},
        spans={
            name: (float(values.min()), float(values.max()))
            for name, values in moves.regressors.items()
        },
        helpers=helpers(history.thirds),
        freed=free,
        first=int(moves.year.min()),
        last=int(moves.year.max()),
        version=__version__,
        command=command,
        hashes={source: card(source).sha256 for source in SOURCES},
    )


def _freed(moves: Moves, held: GameFit) -> FreeConstant:
    """The challenger's payoff of meeting help with a constant, which the game holds at zero."""
    key = ("challenger", OUTCOMES[3])
    free = fit_game(moves, {**PAYOFFS, key: ("constant", *PAYOFFS[key])})
    constant = free.names.index(f"challenger({OUTCOMES[3]}):constant")
    reach = free.names.index(f"helper({OUTCOMES[3]}):reach")
    return FreeConstant(
        constant=float(free.coef[constant]),
        sd=float(free.se[constant]),
        gain=free.loglik - held.loglik,
        reach=float(free.coef[reach]),
    )
