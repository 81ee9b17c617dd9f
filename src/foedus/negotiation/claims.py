"""What a graded claim does to an estimate of a position.

NATO grades rate the source (reliability, A to F) and the information (credibility, 1 to 6)
separately; here they do separate things. Reliability is the chance that the report bears on the
truth at all; credibility is how exactly it does. A report that does not bear on it says nothing,
so claims that contradict each other leave several possibilities open and widen the estimate.
The figures behind the letters are judgements (``foedus.scenario.grades``), and may be replaced.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from foedus.errors import InputError
from foedus.negotiation.quantity import Normal
from foedus.negotiation.record import Array
from foedus.scenario.grades import CREDIBILITY, RELIABILITY

#: Origins beyond this are folded in one at a time, weakest first, to bound the work.
MOST_ORIGINS = 12


@dataclass(frozen=True, slots=True)
class PositionClaim:
    """A report that an actor stands at ``position``.

    grade: two characters, as in ``C3``. origin: where the information comes from in the end;
    reports that share it are one piece of evidence, however often repeated. spread: standard
    deviation, in units of the scale, of what the claim itself leaves open, beside its
    credibility's error.
    """

    name: str
    position: float
    grade: str
    origin: str
    spread: float = 0.0

    def __post_init__(self) -> None:
        """Refuse grades that are not A1 to F6."""
        if not re.fullmatch("[A-F][1-6]", self.grade):
            raise InputError(
                f"grade {self.grade!r} of claim {self.name} is not a NATO grade",
                hint="a letter A to F for the source, a digit 1 to 6 for the information, as C3",
            )


@dataclass(frozen=True, slots=True)
class ClaimEffect:
    """What one origin's claims did. believed: chance, after all, that it bears on the truth;
    shift: how far it moved the mean; widening: change of the standard deviation (both against
    leaving it out).
    """

    origin: str
    claims: tuple[str, ...]
    believed: float
    shift: float
    widening: float


@dataclass(frozen=True, slots=True)
class Update:
    """Before and after; components: (m, 3) weight, mean and sd of the exact mixture."""

    before: Normal
    after: Normal
    components: Array
    effects: tuple[ClaimEffect, ...]


def update_position(
    prior: Normal,
    claims: Sequence[PositionClaim],
    *,
    low: float = 0.0,
    high: float = 100.0,
    reliability: Mapping[str, float] = RELIABILITY,
    credibility: Mapping[str, float] = CREDIBILITY,
) -> Update:
    """Bayesian update of a position on the scale low to high by graded claims.

    Each origin bears on the truth with its reliability: then its value is normal around the
    position with its credibility's error; otherwise it is uniform over the scale. All
    combinations are weighed exactly (up to ``MOST_ORIGINS``); ``after`` has the mixture's
    mean and standard deviation.

    Raises InputError for claims off the scale or an empty scale.
    """
    if high <= low:
        hint = "the lower end must lie below the upper one"
        raise InputError(f"scale {low:g} to {high:g} is empty", hint=hint)
    for claim in claims:
        if not low <= claim.position <= high:
            raise InputError(
                f"claim {claim.name} puts the actor at {claim.position:g}, off the scale "
                f"{low:g} to {high:g}"
            )
    reports = _by_origin(claims, high - low, reliability, credibility)
    components, believed = _weigh(prior, reports, high - low)
    after = _moments(components)
    effects = []
    for k, report in enumerate(reports):
        without = _moments(_weigh(prior, reports[:k] + reports[k + 1 :], high - low)[0])
        effects.append(
            ClaimEffect(
                origin=report.origin,
                claims=report.claims,
                believed=float(believed[k]),
                shift=after.mean - without.mean,
                widening=after.sd - without.sd,
            )
        )
    return Update(prior, after, components, tuple(effects))


@dataclass(frozen=True, slots=True)
class _Report:
    """One origin's evidence: value, error, and the chance that it bears on the truth."""

    origin: str
    claims: tuple[str, ...]
    value: float
    error: float
    chance: float


def _by_origin(
    claims: Sequence[PositionClaim],
    scale: float,
    reliability: Mapping[str, float],
    credibility: Mapping[str, float],
) -> list[_Report]:
    """One report an origin: distinct values averaged, the best grade kept, disagreement added."""
    origins: dict[str, list[PositionClaim]] = {}
    for claim in claims:
        origins.setdefault(claim.origin, []).append(claim)
    reports = []
    for origin, group in origins.items():
        distinct = sorted(
            {
                (claim.position, float(np.hypot(credibility[claim.grade[1]] * scale, claim.spread)))
                for claim in group
            }
        )
        values, errors = (np.array(column) for column in zip(*distinct, strict=True))
        precision = 1 / errors**2
        value = float((values * precision).sum() / precision.sum())
        scatter = float((precision * (values - value) ** 2).sum() / precision.sum())
        reports.append(
            _Report(
                origin=origin,
                claims=tuple(claim.name for claim in group),
                value=value,
                error=float(np.sqrt(errors.min() ** 2 + scatter)),
                chance=max(reliability[claim.grade[0]] for claim in group),
            )
        )
    return reports


def _weigh(prior: Normal, reports: list[_Report], scale: float) -> tuple[Array, Array]:
    """Mixture (m, 3) over which reports bear on the truth, and each one's chance to (k,)."""
    if len(reports) > MOST_ORIGINS:
        first = sorted(range(len(reports)), key=lambda k: reports[k].chance)
        spare, kept = first[: len(reports) - MOST_ORIGINS], first[len(reports) - MOST_ORIGINS :]
        believed = np.empty(len(reports))
        for k in spare:
            part, chance = _weigh(prior, [reports[k]], scale)
            prior, believed[k] = _moments(part), chance[0]
        components, believed[kept] = _weigh(prior, [reports[k] for k in kept], scale)
        return components, believed
    on = np.array(list(product((False, True), repeat=len(reports))), dtype=bool)
    on = on.reshape(2 ** len(reports), len(reports))  # which reports bear on the truth
    log = np.zeros(len(on))
    mean, variance = np.full(len(on), prior.mean), np.full(len(on), prior.sd**2)
    for bears, report in zip(on.T, reports, strict=True):
        total = variance + report.error**2
        away = report.value - mean
        log += np.where(
            bears,
            np.log(report.chance) - 0.5 * np.log(2 * np.pi * total) - 0.5 * away**2 / total,
            np.log(1 - report.chance) - np.log(scale),
        )
        mean = np.where(bears, mean + variance / total * away, mean)
        variance = np.where(bears, variance * report.error**2 / total, variance)
    weight = np.exp(log - log.max())
    components = np.column_stack([weight / weight.sum(), mean, np.sqrt(variance)])
    return components, components[:, 0] @ on


def _moments(components: Array) -> Normal:
    weight, mean, sd = components.T
    center = float(weight @ mean)
    return Normal(center, float(np.sqrt(weight @ (sd**2 + (mean - center) ** 2))))
