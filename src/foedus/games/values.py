"""Games, fits and solutions as plain values, for JSON."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.games.estimates import Estimates
from foedus.games.tree.bootstrap import Bootstrap
from foedus.games.tree.draw import tree_text
from foedus.games.tree.fit import GameFit
from foedus.games.tree.game import Game
from foedus.games.tree.inference import Kind, LikelihoodProfile, covariance
from foedus.games.tree.predict import Effect
from foedus.games.tree.solve import Solution
from foedus.games.tree.ultimatum import Ultimatum
from foedus.report.plain import record


def description(game: Game | Ultimatum) -> dict[str, Any]:
    """What a document declares."""
    base = {"title": game.title, "cites": list(game.cites), "note": game.note}
    if isinstance(game, Ultimatum):
        return base | {
            "offer": f"{game.offer} in [{game.smallest:g}, {game.largest:g}]",
            "reservation values": {
                "proposer": game.proposer.text,
                "responder": game.responder.text,
            },
            "fixed scales": game.scales,
        }
    utilities: dict[str, dict[str, str]] = {player: {} for player in game.tree.players}
    for (player, outcome), formula in game.utilities.items():
        utilities[player][outcome] = "0" if formula is None else formula.text
    return base | {
        "tree": tree_text(game.tree),
        "utilities": utilities,
        "scale": {player: formula.text for player, formula in game.scale.items()},
        "errors": game.errors,
        "link": game.link,
        "columns": list(game.columns),
        "observed": {label: list(outcomes) for label, outcomes in game.observable.items()},
    }


def estimates(
    fit: GameFit, kind: Kind | None = None, replicated: Bootstrap | None = None
) -> tuple[Estimates, str]:
    """Coefficients with standard errors of the kind asked for, and that kind's name."""
    if replicated is not None:
        errors, of = np.where(fit.free, replicated.se, np.nan), f"bootstrap of {replicated.unit}"
    else:
        chosen: Kind = kind or ("cluster" if fit.prepared.clusters is not None else "observed")
        errors, of = np.sqrt(np.diag(covariance(fit, chosen))), chosen
    return Estimates(fit.names, fit.coef, errors, frozenset(_held(fit))), of


def plain(
    fit: GameFit,
    kind: Kind | None = None,
    replicated: Bootstrap | None = None,
    profiles: Sequence[LikelihoodProfile] = (),
) -> dict[str, Any]:
    """A fit: numbers as they are, missing ones as None."""
    found, of = estimates(fit, kind, replicated)
    game = fit.game
    out: dict[str, Any] = {
        "title": game.title,
        "status": fit.status,
        "n": fit.n,
        "rows_given": fit.prepared.rows_given,
        "loglik": fit.loglik,
        "gradient_norm": fit.gradient_norm,
        "parameters": fit.parameters,
        "aic": fit.aic,
        "bic": fit.bic,
        "coefficients": dict(zip(fit.names, map(float, fit.coef), strict=True)),
        "standard_errors": _named(fit, found.errors),
        "p_values": _named(fit, found.p),
        "standard_error_kind": of,
        "fixed": _held(fit),
        "searches": list(fit.starts),
        "note": fit.note,
        "data_sha256": fit.data_hash,
    }
    if isinstance(game, Game):
        out |= {"errors": game.errors, "link": game.link, "normalization": game.normalization}
    if replicated is not None:
        low, high = replicated.interval()
        out["bootstrap"] = {
            "replications": len(replicated.coef),
            "failed": replicated.failed,
            "seed": replicated.seed,
            "low": _named(fit, low),
            "high": _named(fit, high),
        }
    if profiles:
        out["profiles"] = [record(it, {"higher": "higher_maximum"}) for it in profiles]
    return out


def _held(fit: GameFit) -> list[str]:
    return [name for name, free in zip(fit.names, fit.free, strict=True) if not free]


def _named(fit: GameFit, values: Array) -> dict[str, float | None]:
    return {
        name: float(value) if free and np.isfinite(value) else None
        for name, value, free in zip(fit.names, values, fit.free, strict=True)
    }


def solution(solved: Solution) -> list[dict[str, Any]]:
    """A row a game, best responses included."""
    rows = solved.frame().to_dicts()
    for name, actions in best_responses(solved).items():
        for row, action in zip(rows, actions, strict=True):
            row[name] = action
    return rows


def best_responses(solved: Solution) -> dict[str, list[str]]:
    """By decision, as ``best(mover | path)``, the action that is best in each row."""
    tree = solved.structure.tree
    return {
        f"best({tree.mover(k)}{' | ' + tree.path[k] if tree.path[k] else ''})": [
            tree.step[tree.children[k][int(action)]] for action in best
        ]
        for k, best in solved.best_responses().items()
    }


def effect(found: Effect) -> dict[str, Any]:
    """What a change of columns does to each outcome."""
    names = ("before", "after", "change", "se", "low", "high")
    return {
        "changed": found.changed,
        "level": found.level,
        "outcomes": {
            label: {name: float(getattr(found, name)[i]) for name in names}
            for i, label in enumerate(found.labels)
        },
    }
