"""The second lens: each design as the extended-deterrence game sees it, beside the ladder.

The game was fitted on the same history by ``foedus.history.strategic``. It gives the chance, in
the forecast's first year, of a challenge with force and of the protégé's resisting it, and says
whether a guarantor in reach changes either. A chance that did not clearly beat the base rate on
years the game was not fitted on is left out (None), and ``cautions`` say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import Any

import numpy as np

from foedus.assessment.designs import Reading
from foedus.estimate import Z90, Array, Estimate, percentiles
from foedus.facts.known import Facts
from foedus.facts.third_parties import gather
from foedus.history.ladder import Ladder
from foedus.history.setting import Setting
from foedus.history.strategic import posterior
from foedus.history.strategic.game import regressors
from foedus.history.strategic.model import Strategic
from foedus.report.plain import plain
from foedus.scenario import Scenario


@dataclass(frozen=True, slots=True)
class View:
    """One design through the game; chances are of the first year.

    in_reach: guarantors that are major powers or border the challenger. depth: military ties of
    the deepest commitment in reach. ladder: the ladder's chance of the same event as ``challenge``,
    at its posterior mean. ratio: challenge over that without a guarantee, if the danger in which
    promises were made in history is none of their doing; ratio_if_doing: if it is. None where not
    a forecast. outside: regressors beyond what the game was fitted on.
    """

    in_reach: tuple[str, ...]
    depth: int
    challenge: Estimate | None
    ratio: Estimate | None
    ratio_if_doing: Estimate | None
    resist: Estimate | None
    help: Estimate | None
    ladder: float
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lens:
    """All designs through the game, and what to beware of."""

    year: int
    reference: str
    designs: dict[str, View]
    bound: dict[str, Estimate]  # era -> odds of joining, bound to unbound
    cautions: tuple[str, ...]
    model: Strategic

    def ladder_ratio(self, name: str) -> float:
        """The ladder's chance of a challenge with force, over that under the reference."""
        return self.designs[name].ladder / self.designs[self.reference].ladder

    def beside(self) -> dict[str, Any]:
        """What stands beside the ladder's answer: the ratios of both, as plain values."""
        return plain({
            "model": posterior.MODEL,
            "year": self.year,
            "designs": {
                name: {
                    "ratio": view.ratio,
                    "ladder_ratio": self.ladder_ratio(name),
                }
                for name, view in self.designs.items()
            },
        })  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({
            "lens": "strategic",
            "year": self.year,
            "reference": self.reference,
            "designs": self.designs,
            "odds_of_joining_bound_to_unbound": self.bound,
            "cautions": self.cautions,
            "coefficients": {
                name: {"mean": float(mean), "sd": float(sd)}
                for name, mean, sd in zip(
                    self.model.names, self.model.mean, self.model.sd, strict=True
                )
            },
            "posterior": {
                "model": posterior.MODEL, "first": self.model.first, "last": self.model.last,
                "version": self.model.version, "command": self.model.command,
                "hashes": self.model.hashes, "scores": self.model.scores,
            },
        })  # fmt: skip


def lens(
    scenario: Scenario,
    setting: Setting,
    readings: Mapping[str, Reading],
    reference: str,
    facts: Facts,
    ladder: Ladder,
    model: Strategic,
    *,
    draws: int = 4000,
    seed: int = 0,
    from_disk: bool = True,
) -> Lens:
    """The designs in ``readings`` (name -> reading, ``reference`` among them) through the game.

    The same seed gives the same numbers. from_disk: whether public data are read for facts about
    third states. Raises InputError where nobody states them.
    """
    known = gather(scenario, facts, from_disk=from_disk)
    # A major power is in reach by definition, also one whose promise the scenario alone states.
    stands = readings[reference].before
    before = max(known["pair.reach"], stands["major"])
    ties = max(known["pair.depth_reach"], stands["ties_major"])
    theta = model.draws(draws, np.random.default_rng(seed))
    seen: dict[str, tuple[tuple[str, ...], int, dict[str, Array]]] = {}
    for name, reading in readings.items():
        near = tuple(state for state in reading.guarantors if known.get(f"{state}.near", 0.0))
        depth = int(max(ties, reading.depth_count if near else 0))
        third = {
            "reach": max(before, float(bool(near))),
            "depth": depth,
            "rivals": known["all.rivals"],
            "promised": before,
        }
        columns = {**setting.fixed, **setting.memory, **reading.columns}
        seen[name] = near, depth, regressors(columns, third)
    drawn = {name: model.chances(each, theta) for name, (_, _, each) in seen.items()}
    base, scored = drawn[reference]["challenge"], model.beats_base_rate("challenge")
    views = {}
    for name, (near, depth, each) in seen.items():
        chances = {
            move: _estimate(values) if model.beats_base_rate(move) else None
            for move, values in drawn[name].items()
        }
        columns = {**setting.fixed, **setting.memory, **readings[name].columns}
        doing = model.chances({**each, "promised": each["reach"]}, theta)["challenge"]
        views[name] = View(
            in_reach=near,
            depth=depth,
            challenge=chances["challenge"],
            ratio=_ratio(drawn[name]["challenge"], base) if scored else None,
            ratio_if_doing=_ratio(doing, base) if scored else None,
            resist=chances["resist"],
            help=chances["help"],
            ladder=float(ladder.probabilities(columns)["force"]),
            outside=model.outside({key: float(value) for key, value in each.items()}),
        )
    return Lens(
        year=setting.first,
        reference=reference,
        designs=views,
        bound={
            one.era: Estimate(
                exp(one.mean), exp(one.mean - Z90 * one.sd), exp(one.mean + Z90 * one.sd)
            )
            for one in model.helpers.bound
        },
        cautions=model.cautions(),
        model=model,
    )


def _estimate(values: Array) -> Estimate:
    low, high = percentiles(np.ravel(values))
    return Estimate(float(values.mean()), float(low), float(high))


def _ratio(one: Array, other: Array) -> Estimate:
    values = np.sort(np.ravel(one / other))
    low, high = percentiles(values)
    middle = values[(len(values) - 1) // 2 : len(values) // 2 + 1].mean()
    return Estimate(float(middle), float(low), float(high))
