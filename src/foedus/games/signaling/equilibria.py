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
box was left open (a tangency narrower than ``RESOLUTION``). The bounds are evaluated in double
precision with a margin of ``MARGIN``, not with outward rounding; boxes cover every probability of
resisting above 1e-300.
"""

from dataclasses import dataclass, fields
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy import special

from foedus.errors import InputError
from foedus.games.signaling.masses import LOG_SQRT_2PI, hazards, masses
from foedus.games.signaling.payoffs import UTILITIES, Floats, Ints, Payoffs

Argument = Literal["falling reply", "boxes", "open"]
ARGUMENTS: tuple[Argument, ...] = ("falling reply", "boxes", "open")

LOWEST, CERTAIN = -37.0, 9.0  # z: Phi is 6e-300 and, in doubles, exactly 1
FARTHEST = 1e6  # a threshold beyond it is held there: the odds of a bluff have met their limit
SURELY = 40.0  # a threshold so far below both payoffs is held there: every type challenges
VAST = 1e300  # replies beyond it are held: B never, or always, resists
MARGIN = 1e-12  # relative allowance for rounding in the bounds
RESOLUTION = 1e-9  # the narrowest box, in z
ROUNDS = 200


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
    z: Floats
    threshold: Floats
    challenge: Floats
    resist: Floats
    firm: Floats
    stable: npt.NDArray[np.bool_]
    argument: npt.NDArray[np.int8]
    boxes: Ints
    gap: Floats

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

    def probabilities(self) -> Floats:
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


@dataclass(frozen=True, slots=True)
class _Reply:
    """B's best reply at an index z, and the monotone factors of its slope; each of shape (n,)."""

    zeta: Floats
    threshold: Floats
    rho: Floats
    steep: Floats  # |dc/dz| = |SA - VA| (phi/Phi)/Phi, falling in z
    held: npt.NDArray[np.bool_]  # c is held at its farthest, where rho no longer moves
    firm: Floats  # hazard of standing firm, rising in c
    back: Floats  # hazard of backing down, rising in c

    @property
    def tilt(self) -> Floats:
        """|d log rho / dc|."""
        return np.abs(self.firm - self.back)

    def at(self, rows: npt.NDArray[np.bool_]) -> "_Reply":
        return _Reply(*(getattr(self, field.name)[rows] for field in fields(self)))

    def join(self, other: "_Reply") -> "_Reply":
        pairs = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return _Reply(*(np.concatenate(pair) for pair in pairs))


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
    never, always = _reply(games, np.full(n, LOWEST)).zeta, _reply(games, np.full(n, CERTAIN)).zeta
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
    row, left, right = _cover(games, many, start, np.maximum(start, end), boxes, gap)
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
    reply = _reply(found, z)
    m = masses(found.barWA - reply.threshold, found.bara - reply.threshold)
    slope = _size(found, reply)
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


def _odds(games: Payoffs, z: Floats, reply: _Reply, slope: Floats) -> Floats:
    """The odds of a bluff, from whichever side of the fixed point loses fewer digits."""
    with np.errstate(divide="ignore", invalid="ignore"):
        answered = (z - games.barWB + games.CB) / (games.VB - games.CB)
    return np.where((slope > 1) & (answered >= 0), answered, reply.rho)


def _cover(
    games: Payoffs, row: Ints, low: Floats, high: Floats, boxes: Ints, gap: Floats
) -> tuple[Ints, Floats, Floats]:
    """Close the boxes of games with a rising reply; return the boxes that hold a root.

    Adds to ``boxes`` and ``gap`` in place. A box left open is returned if its ends differ in sign.
    """
    kept: list[tuple[Ints, Floats, Floats]] = [(row[:0], low[:0], high[:0])]
    # a hair wider, so that a reply without slope still changes sign between the ends
    left, right = low - MARGIN * (1 + np.abs(low)), high + MARGIN * (1 + np.abs(high))
    sub = games.at(row)
    first, last = _reply(sub, left), _reply(sub, right)
    for turn in range(ROUNDS):
        empty, single = _judge(sub, left, right, first, last)
        width = right - left
        stuck = (width < RESOLUTION * (1 + np.abs(left))) | (turn == ROUNDS - 1)
        stuck &= ~empty & ~single
        np.add.at(gap, row[stuck], width[stuck])
        crossing = (first.zeta >= left) != (last.zeta >= right)
        keep = (single | stuck) & crossing & ~empty
        kept.append((row[keep], left[keep], right[keep]))
        split = ~(empty | single | stuck)
        if not split.any():
            break
        row, left, right = row[split], left[split], right[split]
        np.add.at(boxes, row, 1)
        middle = 0.5 * (left + right)
        half = _reply(games.at(row), middle)
        first, last = first.at(split).join(half), half.join(last.at(split))
        left, right = np.concatenate([left, middle]), np.concatenate([middle, right])
        row = np.concatenate([row, row])
        sub = games.at(row)
    rows, lefts, rights = (np.concatenate(part) for part in zip(*kept, strict=True))
    return rows, lefts, rights


def _judge(
    games: Payoffs, left: Floats, right: Floats, first: _Reply, last: _Reply
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Whether a box can hold no root, and whether zeta(z) - z is strictly monotone over it."""
    slack = MARGIN * (1 + np.abs(left) + np.abs(right))
    empty = (last.zeta < left - slack) | (first.zeta > right + slack)
    lowest, highest = _slope_bounds(games, first, last)
    single = (highest < 1 - MARGIN) | (lowest > 1 + MARGIN)
    # Where the ends agree in sign, the two lines with the extreme slopes bound the way to zero.
    down, up = 1 - lowest, highest - 1  # zeta' - 1 lies in [-down, up]
    start, end = first.zeta - left, last.zeta - right
    with np.errstate(over="ignore", invalid="ignore"):
        needed = down * up * (right - left) + slack * (down + up)
        empty |= (start > 0) & (end > 0) & (up * start + down * end > needed)
        empty |= (start < 0) & (end < 0) & (-down * start - up * end > needed)
    return empty, single


def _slope_bounds(games: Payoffs, first: _Reply, last: _Reply) -> tuple[Floats, Floats]:
    """Bounds of zeta' over boxes, from the monotone factors' values at the two ends."""
    firm = np.minimum(first.firm, last.firm), np.maximum(first.firm, last.firm)
    back = np.minimum(first.back, last.back), np.maximum(first.back, last.back)
    resolved = games.barWA > games.bara
    tilt_low = np.where(resolved, back[0] - firm[1], firm[0] - back[1])
    tilt_high = np.where(resolved, back[1] - firm[0], firm[1] - back[0])
    size = np.abs(games.VB - games.CB)
    with np.errstate(over="ignore", invalid="ignore"):
        lowest = size * np.minimum(first.rho, last.rho) * np.maximum(tilt_low, 0.0) * last.steep
        highest = size * np.maximum(first.rho, last.rho) * tilt_high * first.steep
    lowest = np.where(first.held | last.held | np.isnan(lowest), 0.0, lowest)
    return lowest * (1 - MARGIN), np.where(np.isnan(highest), np.inf, highest * (1 + MARGIN))


def _reply(games: Payoffs, z: Floats) -> _Reply:
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
    return _Reply(zeta, c, rho, steep, held, firm, back)


def _size(games: Payoffs, reply: _Reply) -> Floats:
    """|zeta'|; zero where nothing is at stake or the threshold is held."""
    still = (games.VB == games.CB) | reply.held
    with np.errstate(over="ignore", invalid="ignore"):
        size = np.abs(games.VB - games.CB) * reply.rho * reply.tilt * reply.steep
    return np.where(still, 0.0, np.where(np.isnan(size), np.inf, size))


def _polish(games: Payoffs, left: Floats, right: Floats) -> Floats:
    """Roots of zeta(z) - z within brackets, by Newton's method kept inside by halving."""
    # from below to above; ends that are the root itself, within rounding, count as from above
    rising = (_reply(games, left).zeta < left) & (_reply(games, right).zeta > right)
    z = 0.5 * (left + right)
    live = np.flatnonzero(right > left)
    for _ in range(ROUNDS):
        if not live.size:
            break
        sub, here = games.at(live), z[live]
        reply = _reply(sub, here)
        value = reply.zeta - here
        before = (value < 0) == rising[live]
        left[live] = np.where(before, here, left[live])
        right[live] = np.where(before, right[live], here)
        sign = np.sign((sub.VA - sub.SA) * (sub.bara - sub.barWA) * (sub.VB - sub.CB))
        with np.errstate(over="ignore", invalid="ignore"):
            step = value / (1 - sign * _size(sub, reply))
        ahead = here + step
        inside = (ahead > left[live]) & (ahead < right[live])
        ahead = np.where(inside, ahead, 0.5 * (left[live] + right[live]))
        still = (np.abs(ahead - here) > 4e-16 * (1 + np.abs(here))) & (value != 0)
        z[live] = np.where(value == 0, here, ahead)
        live = live[still]
    return z
