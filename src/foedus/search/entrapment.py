"""The chance that a guarantor is drawn into war.

Entrapment here is the chance of a war against the protégé while a promise of defense stands, times
the chance that such a promise is honored when a war calls on it (``foedus.history.honor``). The
second factor is the same for every promise signed today against an outsider, whoever gives it and
whatever it says.
"""

import numpy as np

from foedus.assessment.result import Assessment
from foedus.estimate import Array
from foedus.history.honor import describe

SOURCE = "Berkemeier & Fuhrmann 2018, Research & Politics 5(2), data set berkemeier-fuhrmann"


def honored(found: Assessment) -> Array:
    """(n,) draws of the chance that a promise signed in the year of the question is honored."""
    about = describe(signed=found.scenario.as_of.year, inside=0.0)
    return np.asarray(found.honor.chance(about, found.run.honor), dtype=np.float64)


def entrapment(guarded: Array, defends: Array, honor: Array) -> Array:
    """(n, g) chance that a guarantor fights, under each of g designs.

    guarded: (n, g) chance of war while the guarantee stands. defends: (g,) 1 where defense is
    promised, 0 where it is not: a guarantor that promised none owes no fight. honor: (n,).
    """
    out: Array = guarded * defends * honor[:, None]
    return out
