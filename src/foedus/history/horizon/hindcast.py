"""Hindcasts: the ladder's paths for every pair from a past origin, beside what came."""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.history import keys
from foedus.history.guarantors import COLUMNS as GUARANTORS
from foedus.history.ladder import Ladder
from foedus.history.ladder.fit import fit_ladder
from foedus.history.memory import COUNTS, SINCE
from foedus.history.model import Report
from foedus.history.outcome import outcome
from foedus.history.pair import PairLadder
from foedus.history.rows import Data
from foedus.history.setting import FIXED, Setting
from foedus.history.span import LAST_YEAR

#: Years that a hindcast looks ahead.
SPAN = 20
#: What is hindcast: the events over which the pool is learned.
EVENTS = ("deadly", "war")
#: Posterior draws and paths a pair: over ten thousand pairs their noise averages out.
DRAWS, PATHS = 2, 3
NEVER = 10_000  # years ahead: not in the record
_BLOCK = 2000  # pairs simulated together: fits a processor's cache


@dataclass(frozen=True, slots=True)
class Hindcast:
    """Every directed pair in the system in the year of ``origin``; P pairs.

    chance: event -> (P, SPAN) that it has come by the end of each year and the challenger began
    the first. came: event -> (P,) the year ahead, from 1, in which the first came if the challenger
    began it; a large number where it did not. columns: of the pairs in the year of origin.
    """

    origin: int
    ccode1: NDArray[np.int16]
    ccode2: NDArray[np.int16]
    columns: dict[str, NDArray[np.float32]]
    chance: dict[str, Array]
    came: dict[str, NDArray[np.int64]]

    @property
    def dyad(self) -> NDArray[np.int64]:
        """(P,) a number for each pair, the same both ways."""
        return keys.dyad(self.ccode1, self.ccode2)

    def known(self, years: int) -> bool:
        """Whether the record covers so many years ahead."""
        return self.origin + years - 1 <= LAST_YEAR


def before(data: Data, year: int) -> Data:
    """The rows of the years before ``year``."""
    some = data.year < year
    kept: dict[str, Any] = {
        each.name: getattr(data, each.name)[some] for each in fields(Data) if each.name != "columns"
    }
    return Data(columns={name: column[some] for name, column in data.columns.items()}, **kept)


def hindcast(data: Data, origin: int, report: Report = lambda _: None) -> Hindcast:
    """Fit on the years before ``origin``, simulate the ``SPAN`` years from it on.

    Raises FitError where the ladder cannot be fitted.
    """
    report(f"from {origin}: fitting")
    ladder = fit_ladder(before(data, origin), variants=False)
    report(f"from {origin}: paths")
    rows = np.flatnonzero(data.year == origin)
    columns = {name: column[rows] for name, column in data.columns.items()}
    one, two = data.ccode1[rows], data.ccode2[rows]
    back = _back(one, two)
    came = {event: first_came(data, rows, data.outcome(event), origin) for event in EVENTS}
    chance = _simulated(ladder, columns, back, origin)
    return Hindcast(origin, one, two, columns, chance, came)


def _back(one: NDArray[np.int16], two: NDArray[np.int16]) -> NDArray[np.int64]:
    """(P,) place of each pair the other way round."""
    ahead, back = keys.directed(one, two), keys.directed(two, one)
    order = np.argsort(ahead)
    found: NDArray[np.int64] = order[np.searchsorted(ahead[order], back)]
    return found


def first_came(
    data: Data, rows: NDArray[np.int64], happened: NDArray[np.bool_], origin: int
) -> NDArray[np.int64]:
    """(P,) the year ahead, from 1, in which the first event between each pair came if the
    challenger began it; ``NEVER`` where it did not. rows: of ``data``, the pairs of one year.
    """
    own = _came(data, rows, happened, origin)
    back = _back(data.ccode1[rows], data.ccode2[rows])
    return np.where(own[back] < own, NEVER, own)


def _came(
    data: Data, rows: NDArray[np.int64], happened: NDArray[np.bool_], origin: int
) -> NDArray[np.int64]:
    """(P,) the first year ahead in which the event came to each pair."""
    ahead = np.flatnonzero(happened & (data.year >= origin))
    wanted, coming = (keys.directed(data.ccode1[some], data.ccode2[some]) for some in (rows, ahead))
    order = np.argsort(wanted)
    place = np.searchsorted(wanted[order], coming)
    place = np.minimum(place, len(wanted) - 1)
    mine = wanted[order][place] == coming
    first = np.full(len(wanted), NEVER, dtype=np.int64)
    years = data.year[ahead].astype(np.int64) - origin + 1
    np.minimum.at(first, order[place[mine]], years[mine])
    return first


def setting(columns: dict[str, NDArray[np.float32]], draws: int, origin: int) -> Setting:
    """Pairs in place of draws: each column (P · draws, 1, 1), a pair's draws together."""

    def wide(name: str) -> Array:
        return np.repeat(columns[name].astype(np.float64), draws)[:, None, None]

    steady = {f"mid_past{side}_h25": wide(f"mid_others{side}_h25") for side in "12"}
    for rung in ("force", "deadly"):
        within = wide(f"{rung}_past12_h25")
        for side in "12":
            name = f"{rung}_past{side}_h25"
            steady[name] = np.maximum(wide(name) - within, 0.0)
    fixed = {name: wide(name) for name in (*FIXED, *GUARANTORS)}
    return Setting(origin, fixed, {n: wide(n) for n in (*COUNTS, *SINCE)}, steady, False)


def _simulated(
    ladder: Ladder, columns: dict[str, NDArray[np.float32]], back: NDArray[np.int64], origin: int
) -> dict[str, Array]:
    """Event -> (P, SPAN) chance that the challenger has begun the first by the end of each year."""
    rng = np.random.default_rng(origin)
    beta = ladder.draws(DRAWS, rng)
    pairs = len(back)
    chance = {event: np.zeros((pairs, SPAN)) for event in EVENTS}
    for start in range(0, pairs, _BLOCK):
        here = slice(start, min(start + _BLOCK, pairs))
        count = here.stop - here.start
        ahead = setting({n: c[here] for n, c in columns.items()}, DRAWS, origin)
        other = setting({n: c[back[here]] for n, c in columns.items()}, DRAWS, origin)
        pair = PairLadder(
            ladder, replace(ahead, back=other),
            {rung: np.tile(values, (count, 1)) for rung, values in beta.items()},
            {name: ahead.fixed[name][:, :, 0] for name in GUARANTORS},
        )  # fmt: skip
        random = rng.random((count * DRAWS, 3, 2, PATHS, SPAN))
        for event, own in outcome(pair, random, EVENTS).own.items():
            chance[event][here] = own[:, :, 0].reshape(count, DRAWS, SPAN).mean(axis=1)
    return chance
