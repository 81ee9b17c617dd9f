"""The payoffs of the crisis-signaling game (Lewis & Schultz 2003, figure 1).

A keeps the status quo or challenges; B concedes or resists; A stands firm or backs down.

=============  ==============  ==============
outcome        A gets          B gets
=============  ==============  ==============
``sq``         SA              0
``cd``         VA              CB
``sf``         barWA + e_A     barWB + e_B
``bd``         bara + e_a      VB
=============  ==============  ==============

e_A, e_a and e_B are independent standard normals, each known to its owner alone; A knows both of
its own before it challenges, so a challenge says something about A's resolve.
"""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from foedus.estimate import Array

Ints = npt.NDArray[np.int64]

OUTCOMES = ("sq", "cd", "sf", "bd")
OUTCOME_WORDS = {
    "sq": "status quo",
    "cd": "concession",
    "sf": "stand firm",
    "bd": "back down",
}


@dataclass(frozen=True, slots=True)
class Payoffs:
    """Systematic payoffs of ``n`` games, one array of shape (n,) a utility.

    In units of the standard deviation of a player's private shock.
    """

    SA: Array  # A, status quo
    VA: Array  # A, B concedes
    CB: Array  # B, B concedes
    barWA: Array  # noqa: N815 - the paper's name; A, A stands firm
    barWB: Array  # noqa: N815 B, A stands firm
    bara: Array  # A, A backs down
    VB: Array  # B, A backs down

    def __len__(self) -> int:
        """How many games."""
        return len(self.SA)

    def at(self, rows: npt.NDArray[np.integer] | npt.NDArray[np.bool_]) -> "Payoffs":
        """The payoffs of some rows, repeated as often as a row is named."""
        return Payoffs(*(getattr(self, name)[rows] for name in UTILITIES))

    def table(self) -> Array:
        """Shape (n, 7), columns in the order of ``UTILITIES``."""
        return np.column_stack([getattr(self, name) for name in UTILITIES])


UTILITIES = tuple(field.name for field in fields(Payoffs))
A_UTILITIES = ("SA", "VA", "barWA", "bara")
B_UTILITIES = ("CB", "barWB", "VB")
UTILITY_WORDS = {
    "SA": "A's payoff from the status quo",
    "VA": "A's payoff when B concedes",
    "CB": "B's payoff when it concedes",
    "barWA": "A's payoff when it stands firm",
    "barWB": "B's payoff when A stands firm",
    "bara": "A's payoff when it backs down",
    "VB": "B's payoff when A backs down",
}


def payoffs(**given: npt.ArrayLike) -> Payoffs:
    """Payoffs from numbers or arrays, broadcast to one length; a utility not given is zero.

    >>> len(payoffs(VA=1.0, barWB=[-2.9, -2.5]))
    2
    """
    from foedus.errors import UnknownNameError

    for name in given:
        if name not in UTILITIES:
            raise UnknownNameError("utility", name, UTILITIES)
    columns = np.broadcast_arrays(
        *(np.atleast_1d(np.asarray(given.get(name, 0.0), float)) for name in UTILITIES)
    )
    return Payoffs(*(np.array(column, dtype=float) for column in columns))
