"""What would change the answer: inputs moved one at a time, and shares of variance.

One at a time: each input goes to the ends of its range, the others stay, and the chance of war
under each design is computed again, over the same draws and uniform numbers. As things are, a study
has the assessment's own numbers; its fewer draws give the factor by which an input multiplies them,
and that factor's Monte Carlo error. Shares of variance are Sobol indices (Saltelli et al. 2010)
over all inputs at once, the posterior's coefficients among them: how much of the variance goes if
the input were known (first), and how much stays if it alone were not (total).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from foedus.assessment.inputs import END, Case, Input
from foedus.estimate import Array
from foedus.history.ladder import Ladder
from foedus.history.paths import LapseHazard, last
from foedus.report.plain import plain

#: Base samples of the indices, and draws of the coefficients that they choose from.
SAMPLES, _TABLE = 256, 1024
#: Monte Carlo errors beyond which a change is told: less is the simulation's noise.
BEYOND = 2.0
#: Shares of a chance below which a change is none, whatever its error.
_NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class WarChance:
    """The chance of war by the last year under each design.

    error: Monte Carlo error of the difference to the answer as things are; there it is 0.
    """

    war: dict[str, float]
    error: dict[str, float]


@dataclass(frozen=True, slots=True)
class Swing:
    """An input moved: what it is, where to, and the answer there.

    unit: how its values are told, a key of ``foedus.assessment.inputs.UNITS``. moved: designs
    whose chance it changes by more than noise. reverses: pairs of designs told apart, the lower
    first, that would stand the other way round by more than noise.
    """

    name: str
    meaning: str
    value: float | None  # None where the input is a choice, not a number
    to: float | None
    unit: str
    source: str
    answer: WarChance
    moved: tuple[str, ...]
    reverses: tuple[tuple[str, str], ...]

    @property
    def flips(self) -> bool:
        """Whether two designs that are told apart would change places."""
        return bool(self.reverses)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({
            "name": self.name, "meaning": self.meaning, "value": self.value, "to": self.to,
            "unit": self.unit, "source": self.source, "flips": self.flips,
            "reverses": [list(pair) for pair in self.reverses], "moved": self.moved,
            "war": self.answer.war, "error": self.answer.error,
        })  # fmt: skip


@dataclass(frozen=True, slots=True)
class VarianceShare:
    """An input's part in the variance of one outcome; 0 to 1, up to sampling error."""

    name: str
    meaning: str
    first: float
    total: float


@dataclass(frozen=True, slots=True)
class SensitivityStudy:
    """One ladder, one case, and the streams of chance that all its answers share.

    base: (n, D) chance of war in the case as it is, over the study's own draws. now: the
    assessment's chances, design by design. told: pairs of designs told apart, the lower first.
    """

    ladder: Ladder
    draws: Mapping[str, Array]
    case: Case
    now: dict[str, float]
    told: tuple[tuple[str, str], ...]
    years: int
    seed: int
    base: Array

    @classmethod
    def of(
        cls, ladder: Ladder, draws: Mapping[str, Array], case: Case, now: Mapping[str, float],
        told: Iterable[tuple[str, str]], years: int, seed: int,
    ) -> "SensitivityStudy":  # fmt: skip
        """A study of a case; ``now`` has a chance for each of its designs, in their order."""
        base = _chances(ladder, draws, case, years, seed)
        return cls(ladder, draws, case, dict(now), tuple(told), years, seed, base)

    @property
    def names(self) -> tuple[str, ...]:
        """Of the designs."""
        return tuple(self.now)

    @property
    def answer(self) -> WarChance:
        """The answer as things are."""
        return WarChance(self.now, dict.fromkeys(self.now, 0.0))

    def swing(
        self, name: str, meaning: str, value: float | None, to: float | None, unit: str,
        source: str, case: Case, draws: Mapping[str, Array] | None = None,
    ) -> Swing:  # fmt: skip
        """An input moved: another case, or other ``draws`` in place of the study's own.

        Each chance is the assessment's, times the ratio of the study's means with and without the
        move (a ratio estimator: Cochran 1977, ch. 6); its error is that of the ratio.
        """
        found, middle = self.chances(case, draws or self.draws), self.base.mean(axis=0)
        factor = np.divide(found.mean(axis=0), middle, where=middle > 0, out=np.ones_like(middle))
        scale = np.divide(list(self.now.values()), middle, where=middle > 0, out=0.0 * middle)
        war = np.array(list(self.now.values())) * factor
        parts = (found - factor * self.base) * scale  # what each draw adds to the error
        error = _error(parts)
        change = np.abs(war - list(self.now.values()))
        place = {design: at for at, design in enumerate(self.now)}
        turned = []
        for low, high in self.told:
            one, other = place[low], place[high]
            gap = war[one] - war[other]
            if gap > BEYOND * _error(parts[:, one] - parts[:, other]) + _NOTHING * war[one]:
                turned.append((low, high))
        moved = change > BEYOND * error + _NOTHING * war
        return Swing(
            name, meaning, value, to, unit, source,
            WarChance(
                {design: float(war[at]) for design, at in place.items()},
                {design: float(error[at]) for design, at in place.items()},
            ),
            tuple(design for design, at in place.items() if moved[at]),
            tuple(turned),
        )  # fmt: skip

    def ends(self, each: Input) -> tuple[Swing, Swing]:
        """An input at its low and at its high end."""
        size = len(self.base)
        low, high = (
            self.swing(each.name, each.meaning, each.value, to, each.unit, each.source,
                       each.moved(self.case, np.full(size, score)))
            for score, to in ((-END, each.low), (END, each.high))
        )  # fmt: skip
        return low, high

    def chances(self, case: Case, draws: Mapping[str, Array]) -> Array:
        """(n, D) chance of war by the last year."""
        return _chances(self.ladder, draws, case, self.years, self.seed)


def _chances(
    ladder: Ladder, draws: Mapping[str, Array], case: Case, years: int, seed: int
) -> Array:
    rng = np.random.default_rng(seed)
    return last(ladder, draws, case.setting, case.designs, years, rng, lapse=case.lapse)[0]


def _error(parts: Array) -> Array:
    """Standard error of a mean over draws, (n, …) -> (…)."""
    return np.asarray(parts.std(axis=0, ddof=1) / np.sqrt(len(parts)))


def widest_first(study: SensitivityStudy, found: Iterable[Swing]) -> tuple[Swing, ...]:
    """Swings by how far their input moves any design's chance, at either end."""
    every = list(found)
    width: dict[str, float] = {}
    for one in every:
        most = max(abs(chance - study.now[name]) for name, chance in one.answer.war.items())
        width[one.name] = max(width.get(one.name, 0.0), most)
    return tuple(sorted(every, key=lambda one: -width[one.name]))


def shares(
    study: SensitivityStudy,
    inputs: tuple[Input, ...],
    first: str,
    second: str,
    *,
    samples: int = SAMPLES,
) -> dict[str, tuple[VarianceShare, ...]]:
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
            case = replace(case, lapse=LapseHazard(lapse.hazard[picked[-1]], lapse.after))
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
                    VarianceShare(kinds[i], meanings[i], float(found.first_order[row, i]),
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
