"""Pathways: a pair's disputes simulated year by year, from posterior draws, under each design.

Chances that hang on a whole history (no war for 20 years) are not counted from zeros and ones.
Given a draw of the coefficients, paths are drawn under the condition that the event has not come
yet, from either side, and the path's chance that it indeed has not, the product of the yearly ones,
is averaged:

    P(no war by year T) = E[Π_t (1 - p_t) (1 - q_t)],  paths drawn given no war

with p_t, q_t the chances that the challenger and the protégé begin one; that the challenger begins
the first is the sum of what is left of that product times p_t. This is exact, since the product is
the density of unconditional paths over conditional ones. (Rao–Blackwell: the coin of each year's
war is integrated out; what is left to chance is which lesser disputes a path has, and whether a
rivalry lasts.) Nor is it drawn when a guarantee lapses: each path carries the chance that its
guarantee still stands, given the path so far, as ``foedus.history.pair`` says. With a few
stratified paths a draw, what varies between draws is the posterior's uncertainty about the chance,
and hardly the simulation's noise.

All designs share the same coefficients and the same uniform numbers, so ratios between them are
sharp. Memory is bounded by simulating draws in blocks.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.history.kernel.call import ready
from foedus.history.ladder import Ladder
from foedus.history.outcome import Outcome, outcome
from foedus.history.pair import EVENTS, PairLadder
from foedus.history.setting import Setting

#: Every event, up the ladder.
ALL = tuple(EVENTS.values())
#: Paths a draw. What they leave of noise is a small share of the posterior's (benchmarks).
PATHS = 4
_CELLS = 40_000  # of one array in a block, where arrays do it: fits a processor's cache
_NUMBERS = 500_000  # uniform ones of a block, where the kernel does it: 4 MB


@dataclass(frozen=True, slots=True)
class LapseHazard:
    """How guarantees lapse.

    hazard: (n, T, D) chance that the guarantee ends with a year, given that it stood in it; n
    draws, T years, D designs. after: guarantee column -> (1, 1, D) its value once a guarantee has
    lapsed.
    """

    hazard: Array
    after: Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Chances:
    """For n draws, T years and D designs; all chances are between 0 and 1.

    Keys are dispute, force, deadly, war. yearly: (n, D) mean over the years of the unconditional
    yearly chance that the challenger begins one. first: the same for the first year alone. by: (n,
    T, D) float32, that one has come by the end of each year, and the challenger began the first.
    either: the same, whoever began it. guarded: (n, T, D) float32, that a first war, begun by the
    challenger, has come by the end of each year while the guarantee stood; with no lapse, any.
    """

    yearly: Mapping[str, Array]
    first: Mapping[str, Array]
    by: Mapping[str, Any]
    either: Mapping[str, Any]
    guarded: Any

    def of(self, places: Sequence[int]) -> "Chances":
        """Those of the designs at some places alone."""

        if list(places) == list(range(self.guarded.shape[-1])):
            return self

        def pick(found: Mapping[str, Any]) -> dict[str, Any]:
            return {event: np.take(each, places, axis=-1) for event, each in found.items()}

        return Chances(
            pick(self.yearly), pick(self.first), pick(self.by), pick(self.either),
            np.take(self.guarded, places, axis=-1),
        )  # fmt: skip


def simulate(
    ladder: Ladder,
    draws: Mapping[str, Array],
    setting: Setting,
    designs: Mapping[str, Array],
    years: int,
    rng: np.random.Generator,
    *,
    lapse: LapseHazard | None = None,
    paths: int = PATHS,
    events: Collection[str] = ALL,
    yearly: bool | None = None,
) -> Chances:
    """Chances of each event over ``years``, for every draw and design.

    draws: rung -> (n, k) coefficients. designs: guarantee column -> (D,) values, or (n, D) where a
    value is uncertain itself. lapse: None where guarantees stand for good. events: whose coming is
    asked for; without war, ``guarded`` is empty. yearly: whether yearly chances are asked for too;
    if not said, where every event is. The numbers do not depend on how draws fall into blocks, nor
    on what else is asked for.
    """
    count, whatever = len(draws["onset"]), set(events) == set(ALL) if yearly is None else yearly
    shape = count, np.shape(next(iter(designs.values())))[-1]
    mean, first = ({event: np.empty(shape) for event in ALL if whatever} for _ in range(2))
    years_each = count, years, shape[1]
    by, either = ({event: np.empty(years_each, np.float32) for event in events} for _ in range(2))
    guarded = np.empty(years_each if "war" in events else (count, 0, shape[1]), np.float32)
    for here, found in outcomes(
        ladder, draws, setting, designs, years, rng, events, lapse=lapse, whatever=whatever,
        paths=paths,
    ):  # fmt: skip
        for event in mean:
            mean[event][here], first[event][here] = found.mean[event], found.first[event]
        for event in events:
            by[event][here], either[event][here] = found.own[event], found.any[event]
        if "war" in events:
            guarded[here] = found.stood["war"]
    return Chances(mean, first, by, either, guarded)


def coming(
    ladder: Ladder,
    draws: Mapping[str, Array],
    setting: Setting,
    designs: Mapping[str, Array],
    years: int,
    rng: np.random.Generator,
    events: Collection[str],
) -> tuple[dict[str, Array], dict[str, Array]]:
    """``by`` and ``either`` of some events alone, guarantees standing for good: what
    ``simulate`` gives of them, and faster.
    """
    shape = len(draws["onset"]), years, np.shape(next(iter(designs.values())))[-1]
    by, either = ({event: np.empty(shape) for event in events} for _ in range(2))
    for here, found in outcomes(ladder, draws, setting, designs, years, rng, events):
        for event in events:
            by[event][here], either[event][here] = found.own[event], found.any[event]
    return by, either


def last(
    ladder: Ladder,
    draws: Mapping[str, Array],
    setting: Setting,
    designs: Mapping[str, Array],
    years: int,
    rng: np.random.Generator,
    *,
    lapse: LapseHazard | None = None,
    paths: int = PATHS,
) -> tuple[Array, Array]:
    """(n, D) chance of a war by the last year, and that the first came while a guarantee stood.

    What ``simulate`` gives, and faster. The setting may differ between draws: its values may
    be (n, 1, 1).
    """
    shape = len(draws["onset"]), np.shape(next(iter(designs.values())))[-1]
    war, guarded = np.empty(shape), np.empty(shape)
    for here, found in outcomes(
        ladder, draws, setting, designs, years, rng, ("war",), lapse=lapse, every=False,
        paths=paths,
    ):  # fmt: skip
        war[here], guarded[here] = found.own["war"][:, 0], found.stood["war"][:, 0]
    return war, guarded


def reached(
    ladder: Ladder,
    draws: Mapping[str, Array],
    setting: Setting,
    designs: Mapping[str, Array],
    years: int,
    rng: np.random.Generator,
    *,
    lapse: LapseHazard | None = None,
    events: Collection[str] = ALL,
) -> dict[str, Array]:
    """Event -> (n, D) what ``by`` has in the last year, and no more."""
    shape = len(draws["onset"]), np.shape(next(iter(designs.values())))[-1]
    by = {event: np.empty(shape) for event in events}
    for here, found in outcomes(
        ladder, draws, setting, designs, years, rng, events, lapse=lapse, every=False
    ):
        for event, own in found.own.items():
            by[event][here] = own[:, 0]
    return by


def outcomes(
    ladder: Ladder,
    draws: Mapping[str, Array],
    setting: Setting,
    designs: Mapping[str, Array],
    years: int,
    rng: np.random.Generator,
    events: Collection[str] = ALL,
    *,
    lapse: LapseHazard | None = None,
    whatever: bool = False,
    every: bool = True,
    paths: int = PATHS,
) -> Iterator[tuple[slice, Outcome]]:
    """The draws in blocks of bounded memory, each with its outcome.

    events, whatever, every: what of it is asked for, as ``foedus.history.outcome`` has it.
    """
    count = len(draws["onset"])
    cells = paths * np.shape(next(iter(designs.values())))[-1]
    size = max(1, _NUMBERS // (6 * paths * years) if ready() else _CELLS // cells)
    numbers = np.empty((min(size, count), 3, 2, paths, years))
    for start in range(0, count, size):
        here = slice(start, min(start + size, count))
        pair = PairLadder(
            ladder,
            setting.of(here),
            {rung: values[here] for rung, values in draws.items()},
            {name: x if np.ndim(x) == 1 else x[here] for name, x in designs.items()},
            after=lapse.after if lapse else None,
            hazard=lapse.hazard[here] if lapse else None,
        )
        random = rng.random(out=numbers[: here.stop - here.start])
        yield here, outcome(pair, random, events, whatever=whatever, every=every)
