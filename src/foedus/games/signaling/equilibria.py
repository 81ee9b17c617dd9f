"""Every equilibrium of a crisis-signaling game, with a certificate that none was missed.

An equilibrium is B's index z, where B resists with probability Phi(z), that answers itself::

    z = zeta(z) = (barWB - CB) + (VB - CB) rho(c(z)),   c(z) = VA + (SA - VA) / Phi(z),

with rho(c) = b/h, the odds that a challenger bluffs (``masses``). Each link is monotone: c in z
with the sign of VA - SA; rho in c with the sign of bara - barWA, because the reverse hazard
phi/Phi is log-concave, so that a higher threshold sorts the types by likelihood ratio. Hence

* zeta falls (or is flat) where (SA - VA)(barWA - bara)(VB - CB) <= 0: exactly one equilibrium;
* zeta rises otherwise: over a box [l, r] of z its values lie within [zeta(l), zeta(r)], and its
  slope within bounds made of the monotone factors' values at l and r. A box is *closed* when these
  bounds exclude a root, or show that zeta(z) - z is strictly monotone, so that the signs at the
  ends decide between none and exactly one. Other boxes are halved.

The certificate of a game says which argument closed it, how many boxes that took, and whether any
box was left open (a tangency narrower than ``RESOLUTION``; ``boxes``). The bounds are evaluated in
double precision with a margin of ``MARGIN``, not with outward rounding; boxes cover every
probability of resisting above 1e-300.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt
from scipy import special

from foedus.errors import InputError
from foedus.estimate import Array
from foedus.games.signaling.boxes import ROUNDS, cover
from foedus.games.signaling.masses import masses
from foedus.games.signaling.payoffs import OUTCOMES, UTILITIES, Ints, Payoffs
from foedus.games.signaling.reply import CERTAIN, LOWEST, Reply, reply_to, steepness
from foedus.report.plain import plain

if TYPE_CHECKING:
    import polars as pl

Argument = Literal["falling reply", "boxes", "open"]
ARGUMENTS: tuple[Argument, ...] = ("falling reply", "boxes", "open")


@dataclass(frozen=True, slots=True)
class Equilibria:
    """All equilibria of ``n`` games, ``m`` in all, sorted by game and then by ``resist``.

    ``row``, ``z``, ``threshold``, ``challenge``, ``resist``, ``firm`` and ``stable`` have shape
    (m,): the game; B's index; A's threshold c; the probabilities that A challenges, that B
    resists, that A stands firm after a challenge; whether best-reply dynamics return to it
    (slope of the reply below one in size). ``argument`` (codes into ``ARGUMENTS``), ``boxes``
    and ``gap`` have shape (n,): the certificate, and the total width in z of boxes left open.
    """

    row: Ints
    z: Array
    threshold: Array
    challenge: Array
    resist: Array
    firm: Array
    stable: npt.NDArray[np.bool_]
    argument: npt.NDArray[np.int8]
    boxes: Ints
    gap: Array

    @property
    def number(self) -> Ints:
        """How many equilibria each game has, shape (n,)."""
        return np.bincount(self.row, minlength=len(self.boxes))

    @property
    def certified(self) -> npt.NDArray[np.bool_]:
        """Whether each game's list is known to be complete, shape (n,)."""
        return np.asarray(self.argument != ARGUMENTS.index("open"))

    @property
    def rank(self) -> Ints:
        """Place of each equilibrium within its game, from the lowest ``resist`` up, shape (m,)."""
        first = np.concatenate([[0], np.cumsum(self.number)[:-1]])
        rank: Ints = np.arange(len(self.row)) - first[self.row]
        return rank

    def probabilities(self) -> Array:
        """Outcome probabilities sq, cd, sf, bd at each equilibrium, shape (m, 4)."""
        crisis = self.challenge * self.resist
        return np.column_stack(
            [
                1 - self.challenge,
                self.challenge * special.ndtr(-self.z),
                crisis * self.firm,
                crisis * (1 - self.firm),
            ]
        )

    def frame(self, games: Payoffs, varied: Collection[str] = ()) -> "pl.DataFrame":
        """A row an equilibrium: game and rank from 1, the varied payoffs, choices, outcomes."""
        import polars as pl

        columns: dict[str, Any] = {"game": self.row + 1, "equilibrium": self.rank + 1}
        columns |= {name: getattr(games, name)[self.row] for name in varied}
        columns |= {"challenge": self.challenge, "resist": self.resist, "firm": self.firm}
        columns |= dict(zip(OUTCOMES, self.probabilities().T, strict=True))
        return pl.DataFrame(columns | {"stable": self.stable})

    def to_dict(self, games: Payoffs, varied: Collection[str] = ()) -> dict[str, Any]:
        """Plain values, for JSON: the games, how many equilibria each has, and all of them."""
        return {
            "payoffs": plain(games),
            "number": self.number.tolist(),
            "complete": self.certified.tolist(),
            "certificates": [
                {"argument": ARGUMENTS[code], "boxes": int(boxes), "open_width": float(gap)}
                for code, boxes, gap in zip(self.argument, self.boxes, self.gap, strict=True)
            ],
            "equilibria": self.frame(games, varied).to_dicts(),
        }


def solve(games: Payoffs) -> Equilibria:
    """All equilibria of every game, with certificates.

    games: payoffs of shape (n,). Work is linear in n. A game may have none: when the threshold
    to challenge rises without bound as B's resistance vanishes and the bluffers' share rises with
    it, "A never challenges" is approached, never reached. Raises InputError for a payoff that is
    not finite.
    """
    table = games.table()
    if not np.isfinite(table).all():
        row, column = np.argwhere(~np.isfinite(table))[0]
        raise InputError(
            f"payoff {UTILITIES[column]} is {table[row, column]} in game {row + 1}",
            hint="drop rows with missing or infinite columns before solving",
        )
    n = len(games)
    sense = (
        np.sign(games.SA - games.VA)
        * np.sign(games.barWA - games.bara)
        * np.sign(games.VB - games.CB)
    )
    never, always = (
        reply_to(games, np.full(n, LOWEST)).zeta,
        reply_to(games, np.full(n, CERTAIN)).zeta,
    )
    # A falling reply has its one root between the values at its ends.
    one = np.flatnonzero(sense <= 0)
    last = np.maximum(always, CERTAIN)
    low = np.where(never < LOWEST, never, np.maximum(always, LOWEST))[one]
    high = np.where(never < LOWEST, never, np.minimum(never, last))[one]
    # A rising one may have many; where the probability is 0 or 1 in doubles it no longer moves.
    # As z falls c rises without bound if SA > VA, and if all come to bluff, so does the reply fall:
    endless = (games.SA > games.VA) & (games.barWA < games.bara)
    foot = np.flatnonzero((sense > 0) & (never < LOWEST) & ~endless)
    peak = np.flatnonzero((sense > 0) & (always > CERTAIN))
    many = np.flatnonzero((sense > 0) & (always >= LOWEST) & (never <= CERTAIN))
    boxes, gap = np.ones(n, np.int64), np.zeros(n)
    start, end = np.maximum(never, LOWEST)[many], np.minimum(always, CERTAIN)[many]
    row, left, right = cover(games, many, start, np.maximum(start, end), boxes, gap)
    row = np.concatenate([one, foot, peak, row])
    z = _polish(
        games.at(row),
        np.concatenate([low, never[foot], always[peak], left]),
        np.concatenate([high, never[foot], always[peak], right]),
    )
    argument = np.where(gap > 0, 2, np.where(sense > 0, 1, 0)).astype(np.int8)
    order = np.lexsort((z, row))
    row, z = row[order], z[order]
    found = games.at(row)
    reply = reply_to(found, z)
    m = masses(found.barWA - reply.threshold, found.bara - reply.threshold)
    slope = steepness(found, reply)
    return Equilibria(
        row=row,
        z=z,
        threshold=reply.threshold,
        challenge=np.exp(m.challenge),
        resist=special.ndtr(z),
        firm=1 / (1 + _odds(found, z, reply, slope)),
        stable=~(slope >= 1),
        argument=argument,
        boxes=boxes,
        gap=gap,
    )


def _odds(games: Payoffs, z: Array, reply: Reply, slope: Array) -> Array:
    """The odds of a bluff, from whichever side of the fixed point loses fewer digits."""
    with np.errstate(divide="ignore", invalid="ignore"):
        answered = (z - games.barWB + games.CB) / (games.VB - games.CB)
    return np.where((slope > 1) & (answered >= 0), answered, reply.rho)


def _polish(games: Payoffs, left: Array, right: Array) -> Array:
    """Roots of zeta(z) - z within brackets, by Newton's method kept inside by halving."""
    # from below to above; ends that are the root itself, within rounding, count as from above
    rising = (reply_to(games, left).zeta < left) & (reply_to(games, right).zeta > right)
    z = 0.5 * (left + right)
    live = np.flatnonzero(right > left)
    for _ in range(ROUNDS):
        if not live.size:
            break
        sub, here = games.at(live), z[live]
        reply = reply_to(sub, here)
        value = reply.zeta - here
        before = (value < 0) == rising[live]
        left[live] = np.where(before, here, left[live])
        right[live] = np.where(before, right[live], here)
        sign = np.sign((sub.VA - sub.SA) * (sub.bara - sub.barWA) * (sub.VB - sub.CB))
        with np.errstate(over="ignore", invalid="ignore"):
            step = value / (1 - sign * steepness(sub, reply))
        ahead = here + step
        inside = (ahead > left[live]) & (ahead < right[live])
        ahead = np.where(inside, ahead, 0.5 * (left[live] + right[live]))
        still = (np.abs(ahead - here) > 4e-16 * (1 + np.abs(here))) & (value != 0)
        z[live] = np.where(value == 0, here, ahead)
        live = live[still]
    return z
