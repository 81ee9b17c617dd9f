"""What a pair's paths come to: when each event first comes, and how likely each year is.

A compiled kernel does it where there is one; else arrays do, with the same uniform numbers and the
same results but for rounding in single precision. The arrays are the reference: whatever the
kernel says is tested against them.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.history.direction import SINGLE
from foedus.history.kernel import call
from foedus.history.pair import EVENTS, PairLadder, Uniforms


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of b draws and D designs over T years; keys are dispute, force, deadly, war.

    own: (b, T, D) float32 that the event has come by the end of each year and that the challenger
    began the first; any: that it has, whoever began it; stood: that the challenger began the first
    while the guarantee stood. Of the last year alone, T is 1. mean, first: (b, D) unconditional
    yearly chance that the challenger begins one, over the years and in the first; empty where not
    asked for.
    """

    own: dict[str, Any]
    any: dict[str, Any]
    stood: dict[str, Any]
    mean: dict[str, Array]
    first: dict[str, Array]


def outcome(
    pair: PairLadder,
    random: Array,
    events: Collection[str] = tuple(EVENTS.values()),
    *,
    whatever: bool = False,
    every: bool = True,
) -> Outcome:
    """The outcome of a block of draws.

    random: (b, 3, 2, paths, T) uniform numbers, as ``Uniforms.of`` takes them. events: whose coming
    is asked for. whatever: the yearly chances too, for which paths are drawn whatever they bring.
    every: all years, or the last alone.
    """
    rungs = tuple(rung for rung, event in EVENTS.items() if event in events)
    found = call.run(pair, random, rungs, whatever=whatever, every=every)
    if found is None:
        return by_arrays(pair, random, events, whatever=whatever, every=every)
    named = [EVENTS[rung] for rung in rungs]
    yearly = list(EVENTS.values()) if whatever else []
    return Outcome(
        dict(zip(named, found.own, strict=True)),
        dict(zip(named, found.any, strict=True)),
        dict(zip(named, found.stood, strict=True)),
        dict(zip(yearly, found.mean, strict=False)),
        dict(zip(yearly, found.first, strict=False)),
    )


def by_arrays(
    pair: PairLadder,
    random: Array,
    events: Collection[str] = tuple(EVENTS.values()),
    *,
    whatever: bool = False,
    every: bool = True,
) -> Outcome:
    """The same with arrays alone."""
    uniforms, years, shape = Uniforms.of(random), random.shape[-1], (len(random), pair.width)
    own: dict[str, Any] = {}
    any_: dict[str, Any] = {}
    stood: dict[str, Any] = {}
    for rung, event in EVENTS.items():
        if event in events:
            kept = list(_accumulated(pair, uniforms, rung))[None if every else -1 :]
            own[event], any_[event], stood[event] = (
                np.stack([np.broadcast_to(year[place], shape) for year in kept], axis=1)
                for place in range(3)
            )
    mean: dict[str, Array] = {}
    first: dict[str, Array] = {}
    for now in pair.run(uniforms, None) if whatever else ():
        for event, chance in zip(EVENTS.values(), now.chances, strict=True):
            expected = np.broadcast_to(chance.mean(axis=1).T, shape)
            first.setdefault(event, expected)
            mean[event] = mean.get(event, 0.0) + expected / years
    return Outcome(own, any_, stood, mean, first)


def _accumulated(
    pair: PairLadder, uniforms: Uniforms, rung: str
) -> Iterator[tuple[Array, Array, Array]]:
    """Year after year, (b, D) each: what ``Outcome`` has of own, any and stood."""
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
        yield _bounded(own), _bounded(any_), _bounded(stood)


def _bounded(chance: Array) -> Any:
    return np.minimum(chance, 1.0).T.astype(SINGLE)
