"""Third states: who might come to a target's help against a challenger, by year.

A guarantor (a state bound to defend the target, see ``foedus.history.guarantors``) is *in
reach* of the challenger when it is a major power or shares a border with it, by land or across up
to 400 miles of water. It has a quarrel of its own when it is the challenger's strategic rival.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.history.guarantors import LAST_YEAR, PromiseRows, commitments, counted
from foedus.history.rows import Data

if TYPE_CHECKING:
    import polars as pl

Flags = NDArray[np.bool_]
#: Columns: any guarantor in reach; military ties of the deepest commitment in reach, 0 to 8; number
#: of the challenger's rivals besides the target.
COLUMNS = ("reach", "depth", "rivals")


@dataclass(frozen=True, slots=True)
class PanelYear:
    """One year of the panel; S states in the order of ``codes``.

    rows: places in the data. one, two: their states. near[g, a], rival[g, a], border[g, a]: g is in
    reach of a, is its rival, borders it. member: in the system. pledges: promises of defense in
    force, None without any.
    """

    year: int
    codes: NDArray[np.int16]  # (S,)
    rows: NDArray[np.int64]
    one: NDArray[np.int64]
    two: NDArray[np.int64]
    near: Flags  # (S, S)
    rival: Flags  # (S, S)
    border: Flags  # (S, S)
    member: Flags  # (S,)
    pledges: PromiseRows | None


def years(data: Data, members: "pl.DataFrame | None" = None) -> Iterator[PanelYear]:
    """The years of a panel of directed dyads, rising; members: as ``commitments`` takes them."""
    codes = np.unique(np.concatenate([data.ccode1, data.ccode2]))
    place = np.full(int(codes.max()) + 1, -1)
    place[codes] = np.arange(len(codes))
    # The member level may name states that the panel does not hold: they have no place.
    wide = np.full(1000, -1)
    wide[: len(place)] = place[:1000]
    owed = commitments(wide, frame=members)
    order = np.argsort(data.year, kind="stable")
    found, starts = np.unique(data.year[order], return_index=True)
    for year, rows in zip(found, np.split(order, starts[1:]), strict=True):
        one, two = place[data.ccode1[rows]], place[data.ccode2[rows]]
        near, rival, border = (np.zeros((len(codes), len(codes)), dtype=np.bool_) for _ in range(3))
        touching = np.isin(data.columns["conttype"][rows], (1, 2, 3, 4, 5))
        border[one, two] = touching
        near[one, two] = touching | (data.columns["cowmaj1"][rows] == 1)
        rival[one, two] = data.columns["rivalry"][rows] == 1
        member = np.zeros(len(codes), dtype=np.bool_)
        member[one] = True
        pledges = owed.at(min(int(year), LAST_YEAR))
        yield PanelYear(int(year), codes, rows, one, two, near, rival, border, member, pledges)


def columns(data: Data, members: "pl.DataFrame | None" = None) -> dict[str, Array]:
    """``COLUMNS`` of every row of the data, (n,) each; members: as ``commitments`` takes them."""
    out = {name: np.zeros(len(data.year)) for name in COLUMNS}
    for now in years(data, members):
        others = now.rival.sum(axis=0)[now.one] - now.rival[now.two, now.one]
        out["rivals"][now.rows] = others
        if now.pledges is None:
            continue
        for name, square in _help(now, now.pledges).items():
            out[name][now.rows] = square[now.one, now.two]
    return out


def _help(now: PanelYear, pledges: PromiseRows) -> dict[str, NDArray[np.uint8]]:
    """Squares by challenger and target of what the guarantors in reach amount to."""
    states = len(now.codes)
    counts = counted(pledges, states) & now.near[pledges.giver].T
    values = {
        "reach": counts,
        "depth": counts * pledges.ties.astype(np.uint8),
    }
    targets, starts = np.unique(pledges.taker, return_index=True)
    squares = {}
    for name, held in values.items():
        square = np.zeros((states, states), dtype=np.uint8)
        square[:, targets] = np.maximum.reduceat(held.astype(np.uint8), starts, axis=1)
        squares[name] = square
    return squares


@dataclass(frozen=True, slots=True)
class Thirds:
    """Every third state of every challenge; m rows. Bound, near and rival are to the challenger."""

    third: NDArray[np.int16]  # (m,) its code
    target: NDArray[np.int16]  # (m,)
    year: NDArray[np.int16]  # (m,)
    guarantor: Flags  # (m,) bound to defend the target
    in_reach: Flags  # (m,) a major power, or borders the challenger
    rival: Flags  # (m,) the challenger's strategic rival
    neighbor: Flags  # (m,) borders the target
    members: NDArray[np.int64]  # (m,) third states there were
    joined: Flags  # (m,) entered the dispute on the target's side


def thirds(data: Data, challenged: NDArray[np.int64], joiners: dict[int, set[int]]) -> Thirds:
    """The third states of the challenges at rows ``challenged``.

    joiners: row -> codes of the states that joined on the target's side.
    """
    wanted = np.zeros(len(data.year), dtype=np.bool_)
    wanted[challenged] = True
    parts: list[tuple[NDArray[np.generic], ...]] = []
    for now in years(data):
        owed = None if now.pledges is None else counted(now.pledges, len(now.codes))
        for at in np.flatnonzero(wanted[now.rows]):
            a, b = now.one[at], now.two[at]
            bound = np.zeros(len(now.codes), dtype=np.bool_)
            if now.pledges is not None and owed is not None:
                bound[now.pledges.giver[(now.pledges.taker == b) & owed[a]]] = True
            third = now.member.copy()
            third[[a, b]] = False
            came = np.isin(now.codes, list(joiners.get(int(now.rows[at]), ())))
            some = np.flatnonzero(third)
            size = len(some)
            parts.append(
                (
                    now.codes[some], np.full(size, now.codes[b]), np.full(size, now.year),
                    bound[some], now.near[some, a], now.rival[some, a], now.border[some, b],
                    np.full(size, size), came[some],
                )
            )  # fmt: skip
    return Thirds(*(np.concatenate(column) for column in zip(*parts, strict=True)))
