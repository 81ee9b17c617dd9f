"""B's best reply to a challenge, as a function of its own index, and how steeply it moves."""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
from scipy import special

from foedus.estimate import Array
from foedus.games.signaling.masses import LOG_SQRT_2PI, hazards, masses
from foedus.games.signaling.payoffs import Payoffs

LOWEST, CERTAIN = -37.0, 9.0  # z: Phi is 6e-300 and, in doubles, exactly 1
FARTHEST = 1e6  # a threshold beyond it is held there: the odds of a bluff have met their limit
SURELY = 40.0  # a threshold so far below both payoffs is held there: every type challenges
VAST = 1e300  # replies beyond it are held: B never, or always, resists


@dataclass(frozen=True, slots=True)
class Reply:
    """B's best reply at an index z, and the monotone factors of its slope; each of shape (n,)."""

    zeta: Array
    threshold: Array
    rho: Array
    steep: Array  # |dc/dz| = |SA - VA| (phi/Phi)/Phi, falling in z
    held: npt.NDArray[np.bool_]  # c is held at its farthest, where rho no longer moves
    firm: Array  # hazard of standing firm, rising in c
    back: Array  # hazard of backing down, rising in c

    @property
    def tilt(self) -> Array:
        """|d log rho / dc|."""
        return np.abs(self.firm - self.back)

    def at(self, rows: npt.NDArray[np.bool_]) -> "Reply":
        """Those of some games."""
        return Reply(*(getattr(self, field.name)[rows] for field in fields(self)))

    def join(self, other: "Reply") -> "Reply":
        """These, then the others."""
        pairs = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return Reply(*(np.concatenate(pair) for pair in pairs))


def reply_to(games: Payoffs, z: Array) -> Reply:
    """B's best reply to A's challenge when A expects B to resist with probability Phi(z)."""
    at = np.maximum(z, LOWEST)
    resist = special.ndtr(at)
    c = games.VA + (games.SA - games.VA) / resist
    surely = np.minimum(games.barWA, games.bara) - SURELY
    held = (c > FARTHEST) | (c < surely) | (z < LOWEST)
    c = np.clip(c, surely, np.maximum(FARTHEST, surely))
    u, v = games.barWA - c, games.bara - c
    m = masses(u, v)
    firm, back = hazards(u, v, m)
    stake = games.VB - games.CB
    with np.errstate(over="ignore", invalid="ignore"):
        rho = np.exp(m.log_bluff)
        swing = np.where(stake == 0, 0.0, stake * rho)
        hazard = np.exp(-0.5 * at * at - LOG_SQRT_2PI) / resist
        steep = np.abs(games.SA - games.VA) * (hazard / resist)
    zeta = np.clip(games.barWB - games.CB + swing, -VAST, VAST)
    return Reply(zeta, c, rho, steep, held, firm, back)


def steepness(games: Payoffs, reply: Reply) -> Array:
    """|zeta'|; zero where nothing is at stake or the threshold is held."""
    still = (games.VB == games.CB) | reply.held
    with np.errstate(over="ignore", invalid="ignore"):
        size = np.abs(games.VB - games.CB) * reply.rho * reply.tilt * reply.steep
    return np.where(still, 0.0, np.where(np.isnan(size), np.inf, size))
