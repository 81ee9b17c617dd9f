"""Statistical games: models whose likelihood is the equilibrium of a declared game.

Declare a game (`load`, or `Game` in Python), `fit` it to data, then `predict`, `along`, `what_if`,
`bootstrap`, `profile`, `vuong`, and draw it (`tree_svg`, `tree_text`) or export it (`efg`).
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.games.document import load, loads
    from foedus.games.formula import Formula
    from foedus.games.rows import read_table
    from foedus.games.sections import latex, table
    from foedus.games.shipped import catalog
    from foedus.games.tree.bootstrap import Bootstrap, bootstrap
    from foedus.games.tree.compare import ModelComparison, clarke, vuong
    from foedus.games.tree.data import prepare
    from foedus.games.tree.draw import tree_svg, tree_text
    from foedus.games.tree.fit import GameFit, fit
    from foedus.games.tree.gambit import efg
    from foedus.games.tree.game import Game
    from foedus.games.tree.identify import findings
    from foedus.games.tree.inference import covariance, draws, profile, standard_errors
    from foedus.games.tree.posterior import Posterior, sample
    from foedus.games.tree.predict import along, predict, predict_offers, typical, what_if
    from foedus.games.tree.simulate import simulate
    from foedus.games.tree.solve import Solution, perfect_play, solve
    from foedus.games.tree.tree import Chance, Decision, Terminal, Tree
    from foedus.games.tree.ultimatum import Ultimatum
    from foedus.games.values import plain

# Module -> the public names that it has; loaded when one is asked for.
_HOMES = {
    "document": "load loads",
    "formula": "Formula",
    "rows": "read_table",
    "sections": "latex table",
    "shipped": "catalog",
    "tree.bootstrap": "Bootstrap bootstrap",
    "tree.compare": "ModelComparison clarke vuong",
    "tree.data": "prepare",
    "tree.draw": "tree_svg tree_text",
    "tree.fit": "GameFit fit",
    "tree.gambit": "efg",
    "tree.game": "Game",
    "tree.identify": "findings",
    "tree.inference": "covariance draws profile standard_errors",
    "tree.posterior": "Posterior sample",
    "tree.predict": "along predict predict_offers typical what_if",
    "tree.simulate": "simulate",
    "tree.solve": "Solution perfect_play solve",
    "tree.tree": "Chance Decision Terminal Tree",
    "tree.ultimatum": "Ultimatum",
    "values": "plain",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = [
    "Bootstrap", "Chance", "Decision", "Formula", "Game", "GameFit", "ModelComparison",
    "Posterior", "Solution", "Terminal", "Tree", "Ultimatum", "along", "bootstrap", "catalog",
    "clarke", "covariance", "draws", "efg", "findings", "fit", "latex", "load", "loads",
    "perfect_play", "plain", "predict", "predict_offers", "prepare", "profile", "read_table",
    "sample", "simulate", "solve", "standard_errors", "table", "tree_svg", "tree_text", "typical",
    "vuong", "what_if",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
