"""The chance that a guarantor is drawn into war: a base rate, not a model of its guarantee.

Entrapment here is the chance of a war against the protégé while a promise of defense stands, times
the chance that such a promise is honored when it is called on. The second factor is the raw record
of alliances whose defense obligation a war called on (Berkemeier & Fuhrmann 2018): every guarantee
gets the same one, whoever gives it and whatever it says.
"""

import numpy as np

from foedus.history.covariates import Array

#: Promises of defense called on in war, 1816–2003, and how many of them were honored: the rows with
#: ``defense`` of the data set ``berkemeier-fuhrmann`` that its authors code as honored or violated.
CALLED, HONORED = 96, 39
#: The same, signed before 1945 and since: how far the mean hides a change of the times.
BY_ERA = {"before 1945": (54, 34), "since 1945": (42, 5)}
SOURCE = "Berkemeier & Fuhrmann 2018, Research & Politics 5(2), data set berkemeier-fuhrmann"
#: Jeffreys' prior for a proportion.
PRIOR = 0.5


def honored(count: int, rng: np.random.Generator) -> Array:
    """(count,) draws of the chance that a promise of defense is honored: Beta(½ + h, ½ + n − h)."""
    return rng.beta(PRIOR + HONORED, PRIOR + CALLED - HONORED, count)


def entrapment(war: Array, defends: Array, honor: Array) -> Array:
    """(n, g) chance that a guarantor fights, under each of g designs.

    war: (n, g) chance of war. defends: (g,) 1 where defense is promised, 0 where it is not: a
    guarantor that promised none owes no fight. honor: (n,).
    """
    out: Array = war * defends * honor[:, None]
    return out
