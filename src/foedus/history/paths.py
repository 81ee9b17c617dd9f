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

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.history.direction import SINGLE
from foedus.history.ladder import Ladder
from foedus.history.pair import EVENTS, PairLadder, Uniforms
from foedus.history.setting import Setting

#: Paths a draw. What they leave of noise is a small share of the posterior's (benchmarks).
PATHS = 4
_CELLS = 40_000  # of one array in a block: fits a processor's cache


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

    yearly: dict[str, Array]
    first: dict[str, Array]
    by: dict[str, Any]
    either: dict[str, Any]
    guarded: Any


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
) -> Chances:
    """Chances of each event over ``years``, for every draw and design.

    draws: rung -> (n, k) coefficients. designs: guarantee column -> (D,) values, or (n, D) where a
    value is uncertain itself. lapse: None where guarantees stand for good.
    The numbers do not depend on how draws fall into blocks.
    """
    count = len(draws["onset"])
    width = np.shape(next(iter(designs.values())))[-1]
    yearly = {event: np.zeros((count, width)) for event in EVENTS.values()}
    first = {event: np.empty((count, width)) for event in EVENTS.values()}
    by = {event: np.empty((count, years, width), np.float32) for event in EVENTS.values()}
    either = {event: np.empty((count, years, width), np.float32) for event in EVENTS.values()}
    guarded = np.empty((count, years, width), np.float32)
    for here, pair, uniforms in _blocks(ladder, draws, setting, designs, lapse, paths, years, rng):
        for year, now in enumerate(pair.run(uniforms, None)):
            for event, chance in zip(EVENTS.values(), now.chances, strict=True):
                expected = chance.mean(axis=1).T
                yearly[event][here] += expected / years
                if year == 0:
                    first[event][here] = expected
        for event, year, (own, any_, stood) in _run(pair, uniforms):
            by[event][here, year] = own
            either[event][here, year] = any_
            if event == "war":
                guarded[here, year] = stood
    return Chances(yearly, first, by, either, guarded)


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
    by = {event: np.empty(shape) for event in events}
    either = {event: np.empty(shape) for event in events}
    for here, pair, uniforms in _blocks(ladder, draws, setting, designs, None, PATHS, years, rng):
        for event, year, (own, any_, _) in _run(pair, uniforms, events):
            by[event][here, year], either[event][here, year] = own, any_
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
    found, guarded = np.empty(shape), np.empty(shape)
    for here, pair, uniforms in _blocks(ladder, draws, setting, designs, lapse, paths, years, rng):
        for _, _, (own, _, stood) in _run(pair, uniforms, ("war",)):
            found[here], guarded[here] = own, stood
    return found, guarded


def reached(
    ladder: Ladder,
    draws: Mapping[str, Array],
    setting: Setting,
    designs: Mapping[str, Array],
    years: int,
    rng: np.random.Generator,
    *,
    lapse: LapseHazard | None = None,
) -> dict[str, Array]:
    """Dispute, force, deadly, war -> (n, D) what ``by`` has in the last year, and no more."""
    shape = len(draws["onset"]), np.shape(next(iter(designs.values())))[-1]
    found = {event: np.empty(shape) for event in EVENTS.values()}
    for here, pair, uniforms in _blocks(ladder, draws, setting, designs, lapse, PATHS, years, rng):
        for event, _, (own, _, _) in _run(pair, uniforms):
            found[event][here] = own
    return found


def _blocks(
    ladder: Ladder,
    draws: Mapping[str, Array],
    setting: Setting,
    designs: Mapping[str, Array],
    lapse: LapseHazard | None,
    paths: int,
    years: int,
    rng: np.random.Generator,
) -> Iterator[tuple[slice, PairLadder, Uniforms]]:
    """The draws in blocks that fit a processor's cache, each with its uniform numbers."""
    count = len(draws["onset"])
    size = max(1, _CELLS // (paths * np.shape(next(iter(designs.values())))[-1]))
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
        yield here, pair, Uniforms.stratified(rng, here.stop - here.start, paths, years)


def _run(
    pair: PairLadder, uniforms: Uniforms, events: Collection[str] = tuple(EVENTS.values())
) -> Iterator[tuple[str, int, tuple[Array, Array, Array]]]:
    """Event, year and what ``accumulated`` has of both, for some events."""
    for rung, event in EVENTS.items():
        if event in events:
            for year, found in enumerate(accumulated(pair, uniforms, rung)):
                yield event, year, found


def accumulated(
    pair: PairLadder, uniforms: Uniforms, rung: str
) -> Iterator[tuple[Array, Array, Array]]:
    """Year after year, (b, D) each: that ``rung`` was reached by then and the challenger began the
    first; that it was, whoever began it; that the challenger began it while a guarantee stood.
    """
    none_yet: Any = np.ones(1, SINGLE)
    own, any_, stood = (np.zeros(1) for _ in range(3))
    for now in pair.run(uniforms, rung):
        came = either = now.chances[-1]
        if now.against:
            either = came + now.against[-1] * (1.0 - came)
        own = own + (none_yet * came).mean(axis=1)
        any_ = any_ + (none_yet * either).mean(axis=1)
        stood = stood + (none_yet * now.guarded).mean(axis=1)
        none_yet = none_yet * (1.0 - either)
        yield np.minimum(own, 1.0).T, np.minimum(any_, 1.0).T, np.minimum(stood, 1.0).T
