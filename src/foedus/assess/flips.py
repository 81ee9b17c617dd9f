"""What would flip the ranking of the designs: facts, readings and choices, one at a time.

Facts go to the ends of their ranges; a design's depth to the ends of its interval; and choices that
could be made otherwise are: rivalry ends, no guarantee ever lapses, guarantees work only as changes
within pairs say, practice counts as text. Shares of variance are computed on demand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.assess.designs import Reading
from foedus.assess.durability import Holding
from foedus.assess.inputs import END, Case, Input, facts
from foedus.assess.run import Run
from foedus.assess.sensitivity import Answer, Share, Study, Swing, other, shares, swings
from foedus.errors import InputError
from foedus.history.covariates import Array
from foedus.history.paths import Lapse

if TYPE_CHECKING:
    from foedus.assess.result import Assessment

#: Draws behind each answer, and those that shares of variance choose from.
DRAWS, _TABLE = 200, 1024


@dataclass(frozen=True, slots=True)
class Variance:
    """Shares of variance: of the level of risk under ``best``, of its distance to ``other``."""

    best: str
    other: str
    years: int
    level: tuple[Share, ...]
    gap: tuple[Share, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "best": self.best,
            "other": self.other,
            "years": self.years,
            "level": [share.to_dict() for share in self.level],
            "gap": [share.to_dict() for share in self.gap],
        }


@dataclass(frozen=True, slots=True)
class Flips:
    """The answer as things are, and what it would be; the widest swings first."""

    now: Answer
    swings: tuple[Swing, ...]
    study: Study

    @property
    def flipping(self) -> tuple[Swing, ...]:
        """Those that would change the order of the designs."""
        return tuple(swing for swing in self.swings if swing.flips)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "draws": len(self.study.draws["onset"]),
            "war": self.now.war,
            "order": [list(group) for group in self.now.order],
            "swings": [swing.to_dict() for swing in self.swings],
        }

    def shares(self, first: str, second: str) -> Variance:
        """Sobol indices of the level under ``first``, and of its distance to ``second``.

        Both on the logit. Takes a second or so; :func:`foedus.assess.sensitivity.shares`.
        """
        inputs = (*facts(self.study.case.setting), *_depths(self.study))
        found = shares(self.study, inputs, first, second)
        return Variance(first, second, self.study.years, found["level"], found["gap"])


def variance(found: "Assessment") -> Variance:
    """Shares of variance for the design with the least war and the next that is told apart.

    Coefficients are the assessment's own draws. Raises InputError where no two designs differ.
    """
    order = found.flips.now.order
    if len(order) < 2:
        raise InputError(
            "no two designs differ, so nothing tells them apart",
            where=found.scenario.name,
            hint="add a design with guarantors and a defense clause",
        )
    study = replace(found.flips.study, draws=found.run.first(_TABLE, found.years).coefficients)
    columns, lapse = _case(found)
    study = replace(study, case=Case(study.case.setting, columns, lapse))
    return replace(found.flips, study=study).shares(order[0][0], order[1][0])


def _case(found: "Assessment") -> tuple[dict[str, Array], Lapse]:
    run = found.run.first(_TABLE, found.years)
    return run.designs([
        (design.reading, design.durability.holding if design.durability else None)
        for design in found.designs.values()
    ])  # fmt: skip


def flips(
    run: Run,
    readings: Mapping[str, Reading],
    held: Mapping[str, Holding | None],
    practiced: Sequence[Reading],
) -> Flips:
    """The study of an assessment's designs, over the first of its run's draws."""
    few = run.first(DRAWS, run.years)
    names = tuple(readings)
    columns, lapse = few.designs([(readings[name], held[name]) for name in names])
    case = Case(few.setting, columns, lapse)
    seed = int(few.streams[1].generate_state(1)[0])
    study = Study(few.ladder, few.coefficients, case, names, few.years, seed)
    found = list(swings(study, facts(few.setting)))
    found += _choices(study, few, practiced, held)
    now = study.answer(case)
    return Flips(now, tuple(sorted(found, key=lambda one: -_widest(one, found, now))), study)


def _widest(one: Swing, found: Sequence[Swing], now: Answer) -> float:
    """How far an input moves any design's chance, at either end."""
    return max(
        abs(each.answer.war[name] - now.war[name])
        for each in found
        if each.name == one.name
        for name in now.war
    )


def _choices(
    study: Study, few: Run, practiced: Sequence[Reading], held: Mapping[str, Holding | None]
) -> list[Swing]:
    case = study.case
    found = []
    if np.all(np.asarray(case.setting.fixed["rivalry"]) > 0):
        calm = replace(case.setting, fixed={**case.setting.fixed, "rivalry": 0.0})
        found.append(other(study, "rivalry", "the two are no longer rivals", "a choice",
                           replace(case, setting=calm)))  # fmt: skip
    if case.lapse is not None and case.lapse.hazard.any():
        stands = replace(case, lapse=None)
        found.append(other(study, "lapse", "no guarantee ever lapses", "a choice", stands))
    found.append(other(study, "within", "guarantees work only as changes within pairs say",
                       "the within-between form", case, few.changed()))  # fmt: skip
    if practiced:
        columns = dict(case.designs)
        drawn, _ = few.designs([(each, held[each.name]) for each in practiced])
        for place, each in enumerate(practiced):
            at = study.names.index(each.name)
            for what, values in drawn.items():
                columns[what] = _with(columns[what], at, values[:, place])
        said = "ties of practice count as ties of the text"
        found.append(other(study, "practice", said, "a choice", replace(case, designs=columns)))
    size, now = len(study.draws["onset"]), study.answer(case)
    for depth in _depths(study):
        for score, to in ((-END, depth.low), (END, depth.high)):
            answer = study.answer(depth.moved(case, np.full(size, score)))
            found.append(
                Swing(
                    depth.name,
                    depth.meaning,
                    depth.value,
                    to,
                    depth.source,
                    answer,
                    answer.order != now.order,
                )
            )
    return found


def _with(columns: Array, place: int, values: Array) -> Array:
    changed = np.array(columns)
    changed[:, place] = values
    return changed


def _depths(study: Study) -> tuple[Input, ...]:
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
        "the interval of its measurement", moved,
    )  # fmt: skip
