"""What would flip the ranking of the designs: facts, readings and choices, one at a time.

Facts go to the ends of their ranges; a design's depth to the ends of its interval; and choices that
could be made otherwise are: rivalry ends, no guarantee ever lapses, guarantees work only as changes
within pairs say. A flip is of two designs that are told apart
(``foedus.assessment.order``), by more than the simulation's noise. Shares of variance are
computed on demand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.assessment.designs import Reading
from foedus.assessment.durability import Holding
from foedus.assessment.inputs import END, Case, Input, facts
from foedus.assessment.order import Order
from foedus.assessment.run import Run
from foedus.assessment.sensitivity import (
    BEYOND,
    SensitivityStudy,
    Swing,
    VarianceShare,
    WarChance,
    shares,
    widest_first,
)
from foedus.estimate import Array
from foedus.report.plain import plain

if TYPE_CHECKING:
    pass

#: Draws behind each answer, and those that shares of variance choose from.
DRAWS, TABLE = 200, 1024


@dataclass(frozen=True, slots=True)
class Variance:
    """Shares of variance: of the level of risk under ``best``, of its distance to ``other``."""

    best: str
    other: str
    years: int
    level: tuple[VarianceShare, ...]
    gap: tuple[VarianceShare, ...]


@dataclass(frozen=True, slots=True)
class Flips:
    """The answer as things are, and what it would be; the widest swings first."""

    swings: tuple[Swing, ...]
    study: SensitivityStudy

    @property
    def now(self) -> WarChance:
        """The answer as things are: the assessment's own."""
        return self.study.answer

    @property
    def flipping(self) -> tuple[Swing, ...]:
        """Those that would change the places of two designs that are told apart."""
        return tuple(swing for swing in self.swings if swing.flips)

    def moving(self, names: Iterable[str]) -> tuple[Swing, ...]:
        """The others that change the chance under one of these designs by more than noise."""
        wanted = set(names)
        return tuple(s for s in self.swings if not s.flips and wanted & set(s.moved))

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({
            "draws": len(self.study.base),
            "errors_beyond": BEYOND,
            "swings": self.swings,
        })  # fmt: skip

    def shares(self, first: str, second: str) -> Variance:
        """Sobol indices of the level under ``first``, and of its distance to ``second``.

        Both on the logit. Takes a second or so; ``foedus.assessment.sensitivity.shares``.
        """
        inputs = (*facts(self.study.case.setting), *_depths(self.study))
        found = shares(self.study, inputs, first, second)
        return Variance(first, second, self.study.years, found["level"], found["gap"])


def flips(
    run: Run,
    readings: Mapping[str, Reading],
    held: Mapping[str, Holding | None],
    now: Mapping[str, float],
    order: Order,
    *,
    moved: bool = True,
) -> Flips:
    """The study of an assessment's designs, over the first of its run's draws.

    now: design -> its chance of war by the last year, in the order of ``readings``. moved: whether
    inputs are; without it there are no swings.
    """
    few = run.first(DRAWS, run.years)
    columns, lapse = few.designs([(reading, held[name]) for name, reading in readings.items()])
    case = Case(few.setting, columns, lapse)
    seed = int(few.streams[1].generate_state(1)[0])
    told = ((pair.low, pair.high) for pair in order.told)
    if not moved:
        none = np.zeros((0, len(now)))
        return Flips((), SensitivityStudy(few.ladder, few.coefficients, case, dict(now),
                                          tuple(told), few.years, seed, none))  # fmt: skip
    study = SensitivityStudy.of(few.ladder, few.coefficients, case, now, told, few.years, seed)
    found = [end for each in (*facts(few.setting), *_depths(study)) for end in study.ends(each)]
    return Flips(widest_first(study, (*found, *_choices(study, few))), study)


def _choices(study: SensitivityStudy, few: Run) -> Iterator[Swing]:
    """Choices that could be made otherwise."""
    case = study.case

    def chosen(name: str, meaning: str, source: str, case: Case,
               draws: Mapping[str, Array] | None = None) -> Swing:  # fmt: skip
        return study.swing(name, meaning, None, None, "choice", source, case, draws)

    if np.all(np.asarray(case.setting.fixed["rivalry"]) > 0):
        calm = replace(case.setting, fixed={**case.setting.fixed, "rivalry": 0.0})
        yield chosen("rivalry", "the two are no longer rivals", "a choice",
                     replace(case, setting=calm))  # fmt: skip
    if case.lapse is not None and case.lapse.hazard.any():
        yield chosen("lapse", "no guarantee ever lapses", "a choice", replace(case, lapse=None))
    yield chosen("within", "guarantees work only as changes within pairs say",
                 "the within-between form", case, few.changed())  # fmt: skip


def _with(columns: Array, place: int, values: Array) -> Array:
    changed = np.array(columns)
    changed[:, place] = values
    return changed


def _depths(study: SensitivityStudy) -> tuple[Input, ...]:
    """The depth of each design that binds, as an input with the interval of its measurement."""
    major, minor = study.case.designs["depth_major"], study.case.designs["depth_minor"]
    found = []
    for place, name in enumerate(study.names):
        drawn = np.where(np.abs(major[:, place]).max() > 0, major[:, place], minor[:, place])
        sd = float(drawn.std())
        if sd > 0:
            found.append(_depth(name, place, float(drawn.mean()), sd))
    return tuple(found)


def _depth(name: str, place: int, mean: float, sd: float) -> Input:
    def moved(case: Case, scores: Array) -> Case:
        columns = dict(case.designs)
        for what in ("depth_major", "depth_minor"):
            own = columns[what][..., place]
            if np.any(own):
                size = len(scores)
                wide = np.broadcast_to(columns[what], (size, columns[what].shape[-1]))
                columns[what] = _with(wide, place, mean + sd * scores)
        return replace(case, designs=columns)

    return Input(
        f"depth:{name}", f"depth of {name}", mean, mean - END * sd, mean + END * sd,
        "depth", "the interval of its measurement", moved,
    )  # fmt: skip
