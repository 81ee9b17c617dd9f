"""Statistical games: models whose likelihood is the equilibrium of a declared game.

Declare a game (`load`, or `Game` in Python), `fit` it to data, then `predict`, `along`, `what_if`,
`bootstrap`, `profile`, `vuong`, and draw it (`tree_svg`, `tree_text`) or export it (`efg`).
"""

from typing import TYPE_CHECKING, Any

# Imported here and not on first use: `fit`, `solve`, `predict` and `bootstrap` name both a module
# and its function, and the function must win. SciPy, Polars and formulaic still load when used.
from foedus.games.document import load, loads
from foedus.games.formula import Formula
from foedus.games.plain import plain
from foedus.games.rows import read_table
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

if TYPE_CHECKING:
    from foedus.games.sections import latex, table

__all__ = [
    "Bootstrap",
    "Chance",
    "Decision",
    "Formula",
    "Game",
    "GameFit",
    "ModelComparison",
    "Posterior",
    "Solution",
    "Terminal",
    "Tree",
    "Ultimatum",
    "along",
    "bootstrap",
    "catalog",
    "clarke",
    "covariance",
    "draws",
    "efg",
    "findings",
    "fit",
    "latex",
    "load",
    "loads",
    "perfect_play",
    "plain",
    "predict",
    "predict_offers",
    "prepare",
    "profile",
    "read_table",
    "sample",
    "simulate",
    "solve",
    "standard_errors",
    "table",
    "tree_svg",
    "tree_text",
    "typical",
    "vuong",
    "what_if",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """The tables, which need all that sets words, when they are asked for."""
    if name in {"latex", "table"}:
        from foedus.games import sections

        return getattr(sections, name)
    raise AttributeError(f"module 'foedus.games' has no attribute {name!r}")
