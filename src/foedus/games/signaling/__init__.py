"""The crisis-signaling game of Lewis & Schultz (2003): equilibria, estimators, predictions.

``solve`` finds every equilibrium of a batch of games and certifies that none was missed. ``fit``
estimates a game declared in a document by pseudo-likelihood, nested pseudo-likelihood or full
maximum likelihood over equilibria. ``predict`` and ``trace`` say what the fit expects.
"""

from foedus.games.signaling.equilibria import Equilibria, solve
from foedus.games.signaling.fit import SignalingFit, fit
from foedus.games.signaling.payoffs import OUTCOMES, UTILITIES, Payoffs, payoffs
from foedus.games.signaling.predict import Prediction, predict, trace
from foedus.games.signaling.simulate import simulate
from foedus.games.signaling.specification import Specification, catalog, find, read

__all__ = [
    "OUTCOMES", "UTILITIES", "Equilibria", "Payoffs", "Prediction", "SignalingFit",
    "Specification", "catalog", "find", "fit", "payoffs", "predict", "read", "simulate", "solve",
    "trace",
]  # fmt: skip
