"""Applicable guarantors: who is bound to defend B if A attacks, by challenger, target and year.

A state G counts as a guarantor of target B against challenger A when G owes B defense in an
alliance that A is not in, and G is not itself bound to defend A (ATOP member level: Leeds,
Ritter, Mitchell & Long 2002). Counting every pact of B instead would hide the effect.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.evidence.nuclear import nuclear
from foedus.evidence.table import table
from foedus.states import members as in_system
from foedus.terms.depth import atop_depth

if TYPE_CHECKING:
    import polars as pl

    from foedus.history.depth import DepthModel

#: The last year of ATOP's member level; later years carry its commitments forward.
LAST_YEAR = 2016
#: Columns: any minor-power guarantor, any major power, any nuclear power, and the depth (latent, in
#: sds; 0 without ties, or without a guarantor) of the deepest commitment by a minor and by a major
#: power.
COLUMNS = ("minor", "major", "nuclear", "depth_minor", "depth_major")
#: Beside them: the most military ties, 0 to 8, of a commitment by a minor and by a major power.
TIES = ("ties_minor", "ties_major")
Cube = NDArray[np.float32]


def guarantors(
    keys: "pl.DataFrame", majors: "pl.DataFrame", known: int = 9999,
    measure: "DepthModel | None" = None,
) -> "pl.DataFrame":  # fmt: skip
    """``COLUMNS`` and ``TIES`` for each row of ``keys`` (ccode1 challenger, ccode2 target, year).

    n rows, Float32. majors: ccode, year of the major powers. Commitments are those of the year
    before, of states that are in the system in the year itself: one made in the year of an attack
    may answer it. Years after 2016 take that year's.
    known: the last year of which it is known who is a major and a nuclear power. measure: of depth;
    the shipped one if not given.
    """
    import polars as pl

    one, two, year = (keys[name].to_numpy() for name in ("ccode1", "ccode2", "year"))
    codes = np.unique(np.concatenate([one, two]))
    place = np.full(1000, -1)
    place[codes] = np.arange(len(codes))
    great = set(majors.select("ccode", "year").iter_rows())
    owed = commitments(place, measure=measure)
    names = (*COLUMNS, *TIES)
    found = np.zeros((len(keys), len(names)), dtype=np.float32)
    order = np.argsort(year, kind="stable")
    years, starts = np.unique(year[order], return_index=True)
    for when, rows in zip(years, np.split(order, starts[1:]), strict=True):
        now = owed.at(min(int(when) - 1, LAST_YEAR))
        if now is None:
            continue
        now = now.given_by(place[[state.ccode for state in in_system(int(when))]])
        rank = min(int(when), known)
        is_major = np.array([(int(code), rank) in great for code in codes])
        armed = nuclear(codes, rank)
        cube = applicable(now, len(codes), is_major, armed)
        found[rows] = cube[place[one[rows]], place[two[rows]]]
    return pl.DataFrame(dict(zip(names, found.T, strict=True)))


@dataclass(frozen=True, slots=True)
class Commitments:
    """Members of alliances over time, as flat arrays; m rows of the member level."""

    alliance: NDArray[np.int64]
    member: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    owes: NDArray[np.bool_]  # what is promised: defense, or what `commitments` was asked for
    depth: NDArray[np.float64]  # latent
    ties: NDArray[np.int64]  # 0 to 8

    def at(self, year: int) -> "PromiseRows | None":
        """Every promise in force on any day of ``year``; None where there is none."""
        here = np.flatnonzero((self.first <= year) & (year <= self.last))
        here = here[np.argsort(self.alliance[here], kind="stable")]
        numbers, place = np.unique(self.alliance[here], return_inverse=True)
        members = np.zeros((len(numbers), self.member.max(initial=-1) + 1), dtype=np.bool_)
        members[place, self.member[here]] = True
        own = np.flatnonzero(self.owes[here])
        bound = members[place[own]]
        bound[np.arange(len(own)), self.member[here[own]]] = False
        promise, taker = np.nonzero(bound)
        if not len(promise):
            return None
        order = np.argsort(taker, kind="stable")
        at = own[promise[order]]
        rows = here[at]
        return PromiseRows(
            self.member[rows], taker[order], self.depth[rows], self.ties[rows],
            self.alliance[rows], members[place[at]],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PromiseRows:
    """Promises in one year, one row a (giver, taker, alliance), by taker; p rows."""

    giver: NDArray[np.int64]
    taker: NDArray[np.int64]
    depth: NDArray[np.float64]  # latent
    ties: NDArray[np.int64]  # 0 to 8
    alliance: NDArray[np.int64]
    allied: NDArray[np.bool_]  # (p, states) the alliance's members

    def given_by(self, places: NDArray[np.int64]) -> "PromiseRows":
        """The promises of some states alone."""
        some = np.isin(self.giver, places)
        return PromiseRows(
            self.giver[some], self.taker[some], self.depth[some], self.ties[some],
            self.alliance[some], self.allied[some],
        )  # fmt: skip


def counted(pledges: PromiseRows, states: int) -> NDArray[np.bool_]:
    """(S, p) whether a promise makes its giver a guarantor against each challenger."""
    giver, taker = pledges.giver, pledges.taker
    bound = np.zeros((states, states), dtype=np.bool_)  # bound[g, a]: g must defend a
    bound[giver, taker] = True
    inside = np.zeros((states, len(giver)), dtype=np.bool_)  # challenger is in the row's alliance
    inside[: pledges.allied.shape[1]] = pledges.allied.T
    challenger = np.arange(states)[:, None]
    others = (giver != challenger) & (taker != challenger)
    return np.asarray(~inside & ~bound[giver].T & others, dtype=np.bool_)


def applicable(
    pledges: PromiseRows, states: int, major: NDArray[np.bool_], armed: NDArray[np.bool_]
) -> Cube:
    """(S, S, 7) ``COLUMNS`` and ``TIES`` by challenger and target, for S states.

    major, armed: (S,) which states are major powers and nuclear powers.
    """
    giver, taker = pledges.giver, pledges.taker
    counts = counted(pledges, states)
    great = major[giver]
    depth = np.maximum(pledges.depth, 0.0)
    kinds = [~great, great, armed[giver]]
    values = [*kinds, *(what * kind for what in (depth, pledges.ties) for kind in kinds[:2])]
    targets, starts = np.unique(taker, return_index=True)
    cube = np.zeros((len(values), states, states), dtype=np.float32)
    for square, value in zip(cube, values, strict=True):
        held = counts * value.astype(np.float32)
        square[:, targets] = np.maximum.reduceat(held, starts, axis=1)
    return cube.transpose(1, 2, 0)


def commitments(
    place: NDArray[np.int64],
    obligation: str = "defense",
    *,
    frame: "pl.DataFrame | None" = None,
    measure: "DepthModel | None" = None,
) -> Commitments:
    """The member level, with members as places in the list of states (others left out).

    obligation: ATOP's column of what a member owes: defense, nonagg, … frame: the member level's
    rows and the columns read here, where they are not to be the public data's. measure: of depth;
    the shipped one if not given.
    """
    import polars as pl

    from foedus.history.depth import scores

    frame = table("atop-members") if frame is None else frame
    frame = frame.filter(pl.col("member").is_between(1, 999))
    depth, _ = scores(frame, measure)
    member = place[frame["member"].to_numpy()]
    known = member >= 0
    left = frame["yrexit"].fill_null(0).to_numpy()
    return Commitments(
        alliance=frame["atopid"].to_numpy()[known].astype(np.int64),
        member=member[known],
        first=frame["yrent"].to_numpy()[known].astype(np.int64),
        last=np.where(left > 0, left, 9999)[known].astype(np.int64),  # 0: still in force
        owes=(frame[obligation].fill_null(0) == 1).to_numpy()[known],
        depth=depth[known],
        # In the count, ties unknown to ATOP are absent: a promise is no deeper than its record.
        ties=atop_depth(frame).fill_null(0).to_numpy()[known].astype(np.int64),
    )
