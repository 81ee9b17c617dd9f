"""What would change the answer: inputs moved one at a time, and shares of variance.

One at a time: each input goes to the ends of its range, the others stay, and the chance of war
under each design is computed again, over the same draws and uniform numbers. Shares of variance are
Sobol indices (Saltelli et al. 2010) over all inputs at once, the posterior's coefficients among
them: how much of the variance goes if the input were known (first), and how much stays if it alone
were not (total).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from foedus.assess.inputs import END, Case, Input
from foedus.history.covariates import Array
from foedus.history.ladder import Ladder
from foedus.history.paths import Lapse, war

#: Draws behind each answer of a one-at-a-time study, and base samples of the indices.
DRAWS, SAMPLES = 300, 256
_TABLE = 1024  # draws of the coefficients that the indices choose from
_SAME = 1e-6  # chances that differ by less than this share are the same


@dataclass(frozen=True, slots=True)
class Answer:
    """The chance of war by the last year under each design, and the designs from least to most.

    Designs that the model cannot tell apart stand together, so their order is never a finding.
    """

    war: dict[str, float]
    order: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Swing:
    """An input moved: what it is, where to, and the answer there."""

    name: str
    meaning: str
    value: float | None  # None where the input is a choice, not a number
    to: float | None
    source: str
    answer: Answer
    flips: bool  # whether the order of the designs is another

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        told = asdict(self)
        told["order"] = [list(group) for group in told.pop("answer")["order"]]
        return {**told, "war": self.answer.war}


@dataclass(frozen=True, slots=True)
class Share:
    """An input's part in the variance of one outcome; 0 to 1, up to sampling error."""

    name: str
    meaning: str
    first: float
    total: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Study:
    """One ladder, one case, and the streams of chance that all its answers share."""

    ladder: Ladder
    draws: Mapping[str, Array]
    case: Case
    names: tuple[str, ...]  # of the designs
    years: int
    seed: int

    def answer(self, case: Case, draws: Mapping[str, Array] | None = None) -> Answer:
        """The answer for a case; ``draws`` in place of the study's own."""
        found = self.chances(case, draws or self.draws).mean(axis=0)
        chances = {name: float(found[place]) for place, name in enumerate(self.names)}
        groups: list[list[str]] = []
        for name in sorted(chances, key=lambda each: chances[each]):
            if groups and chances[name] <= chances[groups[-1][0]] * (1.0 + _SAME):
                groups[-1].append(name)
            else:
                groups.append([name])
        placed = {name: place for place, name in enumerate(self.names)}
        return Answer(chances, tuple(tuple(sorted(g, key=placed.__getitem__)) for g in groups))

    def chances(self, case: Case, draws: Mapping[str, Array]) -> Array:
        """(n, D) chance of war by the last year."""
        rng = np.random.default_rng(self.seed)
        return war(
            self.ladder, draws, case.setting, case.designs, self.years, rng, lapse=case.lapse
        )


def swings(study: Study, inputs: tuple[Input, ...]) -> tuple[Swing, ...]:
    """Each input at its low and its high end; the widest swing of the risk first."""
    size = len(study.draws["onset"])
    before = study.answer(study.case)
    found = []
    for each in inputs:
        for score, to in ((-END, each.low), (END, each.high)):
            answer = study.answer(each.moved(study.case, np.full(size, score)))
            flips = answer.order != before.order
            found.append(Swing(each.name, each.meaning, each.value, to, each.source, answer, flips))
    widths: dict[str, float] = {}
    for swing in found:
        moved = max(abs(swing.answer.war[n] - before.war[n]) for n in study.names)
        widths[swing.name] = max(widths.get(swing.name, 0.0), moved)
    return tuple(sorted(found, key=lambda swing: -widths[swing.name]))


def other(study: Study, name: str, meaning: str, source: str, case: Case,
          draws: Mapping[str, Array] | None = None) -> Swing:  # fmt: skip
    """A choice made otherwise: another case, or other draws."""
    answer = study.answer(case, draws)
    flips = answer.order != study.answer(study.case).order
    return Swing(name, meaning, None, None, source, answer, flips)


def shares(
    study: Study, inputs: tuple[Input, ...], first: str, second: str, *, samples: int = SAMPLES
) -> dict[str, tuple[Share, ...]]:
    """Outcome -> inputs by their total share of its variance, the largest first.

    Outcomes: ``level``, the logit of war under the design ``first``; ``gap``, that logit less the
    one under ``second``. Each rung's coefficients, and those of the lapse, are one input: its value
    picks a draw of them all.
    """
    from scipy.stats import norm, sobol_indices, uniform

    rungs = tuple(study.draws)
    rows = min(_TABLE, len(study.draws[rungs[0]]))
    places = [study.names.index(first), study.names.index(second)]
    lapse = study.case.lapse

    def outcomes(x: Array) -> Array:
        scores = x[: len(inputs)]
        picked = np.minimum((x[len(inputs) :] * rows).astype(np.intp), rows - 1)
        case = study.case
        if lapse is not None:
            case = replace(case, lapse=Lapse(lapse.hazard[picked[-1]], lapse.after))
        case = _wide(case, x.shape[1])
        for each, score in zip(inputs, scores, strict=True):
            case = each.moved(case, score)
        draws = {rung: study.draws[rung][picked[place]] for place, rung in enumerate(rungs)}
        chance = np.clip(study.chances(case, draws)[:, places], 1e-12, 1 - 1e-12)
        logit = np.log(chance) - np.log1p(-chance)
        return np.stack([logit[:, 0], logit[:, 0] - logit[:, 1]])

    kinds = [*(each.name for each in inputs), *(f"coefficients:{rung}" for rung in rungs)]
    meanings = [*(e.meaning for e in inputs), *(f"what history says of {r}" for r in rungs)]
    if lapse is not None:
        kinds.append("coefficients:lapse")
        meanings.append("what history says of lapse")
    chosen = len(kinds) - len(inputs)
    dists: list[Any] = [norm()] * len(inputs) + [uniform()] * chosen
    found = sobol_indices(
        func=outcomes,
        n=samples,
        dists=dists,
        rng=np.random.default_rng(study.seed),
    )
    return {
        outcome: tuple(
            sorted(
                (
                    Share(kinds[i], meanings[i], float(found.first_order[row, i]),
                          float(found.total_order[row, i]))
                    for i in range(len(kinds))
                ),
                key=lambda share: -share.total,
            )
        )
        for row, outcome in enumerate(("level", "gap"))
    }  # fmt: skip


def _wide(case: Case, count: int) -> Case:
    """The same case for another number of draws: uncertain columns at their means."""
    designs = {
        name: value
        if np.ndim(value) == 1
        else np.broadcast_to(value.mean(axis=0), (count, value.shape[1]))
        for name, value in case.designs.items()
    }
    return replace(case, designs=designs)
