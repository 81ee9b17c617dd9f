"""Statistical games: models whose likelihood is the equilibrium of a declared game.

Declare a game (`load`, or `Game` in Python), `fit` it to data, then `predict`, `along`, `what_if`,
`bootstrap`, `profile`, `vuong`, and draw it (`tree_svg`, `tree_text`) or export it (`efg`).
"""

# Imported here and not on first use: `fit`, `solve`, `predict` and `bootstrap` name both a module
# and its function, and the function must win. SciPy, Polars and formulaic still load when used.
from foedus.games.bootstrap import Bootstrap, bootstrap
from foedus.games.compare import Comparison, clarke, vuong
from foedus.games.data import prepare, read_table
from foedus.games.document import catalog, load, loads
from foedus.games.draw import tree_svg, tree_text
from foedus.games.fit import GameFit, fit
from foedus.games.gambit import efg
from foedus.games.game import Game
from foedus.games.identify import findings
from foedus.games.inference import covariance, draws, profile, standard_errors
from foedus.games.posterior import Posterior, sample
from foedus.games.predict import along, predict, predict_offers, typical, what_if
from foedus.games.report import latex, plain, table
from foedus.games.simulate import simulate
from foedus.games.solve import Solution, perfect_play, solve
from foedus.games.tree import Chance, Decision, Terminal, Tree
from foedus.games.ultimatum import Ultimatum
from foedus.games.utility import Formula

__all__ = [
    "Bootstrap", "Chance", "Comparison", "Decision", "Formula", "Game", "GameFit", "Posterior",
    "Solution", "Terminal", "Tree", "Ultimatum", "along", "bootstrap", "catalog", "clarke",
    "covariance", "draws", "efg", "findings", "fit", "latex", "load", "loads", "perfect_play",
    "plain", "predict", "predict_offers", "prepare", "profile", "read_table", "sample", "simulate",
    "solve", "standard_errors", "table", "tree_svg", "tree_text", "typical", "vuong", "what_if",
]  # fmt: skip
