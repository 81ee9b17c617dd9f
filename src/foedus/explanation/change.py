"""Two assessments compared: what differs in the text, what of that the models see, what it changes.

A design and a changed copy are forecast over the same draws and the same uniform numbers. What the
models read of the two (who is bound, whether anyone is nuclear, depth, term, adoption, parties, and
the setting) is exchanged part by part, every coalition of changed parts is forecast, and each gets
its Shapley value of the change in the chance of war. A changed clause that none of them reads moves
nothing, and ``foedus.explanation.clauses`` says why.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.assessment.durability import Durability
from foedus.assessment.result import Assessment
from foedus.assessment.shapley import shapley
from foedus.errors import InputError, UnknownNameError
from foedus.estimate import Array, Estimate, chance, ratio
from foedus.explanation.clauses import PARTS, ClauseChange, clauses
from foedus.explanation.parts import differing, worth_of
from foedus.history.covariates import RUNGS
from foedus.report.plain import plain, record
from foedus.terms.compare import diff


@dataclass(frozen=True, slots=True)
class CovariateChange:
    """A covariate that changes: effect = coefficient · (after - before), on the rung's logit."""

    rung: str
    name: str
    meaning: str
    before: float
    after: float
    coefficient: float  # per unit of the covariate: posterior mean
    coefficient_sd: float
    effect: float
    sd: float  # of the effect


@dataclass(frozen=True, slots=True)
class DesignSide:
    """What is read of one side: the guarantee's columns, and how it may end."""

    guarantors: tuple[str, ...]
    majors: tuple[str, ...]
    nuclear: tuple[str, ...]
    depth: float
    columns: dict[str, float]
    durability: Durability | None
    honored: Estimate | None
    war: Estimate  # by the last year

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        named = {"durability": "lapse", "honored": "honored_if_called_on"}
        found = record(self, named)
        if found["lapse"]:
            found["lapse"]["standing"] = found["lapse"].pop("standing_by_year")[-1]
        return found


@dataclass(frozen=True, slots=True)
class DesignChange:
    """One design and its changed copy.

    difference: chance of war by the last year after the change less before, mean and 90% interval
    over draws. ratio: after over before, median. parts: changed part -> its share of the
    difference; the values add up to it. total: rung -> (effect, sd) of all that moves.
    """

    design: str
    to: str
    years: int
    clauses: tuple[ClauseChange, ...]
    facts: tuple[tuple[str, Any, Any], ...]  # facts that differ: name, before, after
    before: DesignSide
    after: DesignSide
    moved: tuple[CovariateChange, ...]
    total: dict[str, tuple[float, float]]
    difference: Estimate
    ratio: Estimate
    parts: dict[str, Estimate]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        named = {
            "total": "effect_on_logit", "difference": "war_difference", "ratio": "war_ratio",
        }  # fmt: skip
        return record(self, named) | {
            "facts": plain([{"name": n, "before": a, "after": b} for n, a, b in self.facts]),
            "effect_on_logit": {r: {"effect": e, "sd": s} for r, (e, s) in self.total.items()},
            "parts": {n: {"what": PARTS[n], **plain(each)} for n, each in self.parts.items()},
        }


def changes(
    one: Assessment, two: Assessment, *, design: str | None = None, to: str | None = None
) -> tuple[DesignChange, ...]:
    """What changes from one assessment to another, design by design.

    design: of ``one``; all that both have, and that differ, if not given. to: the design of ``two``
    that it is compared with; that of the same name if not given.

    Raises UnknownNameError for designs, InputError where draws, years or seed are not the same.
    """
    for what in ("draws", "years", "seed"):
        mine, other = getattr(one, what), getattr(two, what)
        if mine != other:
            raise InputError(f"found {mine} and {other}", where=what, hint="assess both alike")
    if design is not None:
        target = to or design
        if design not in one.designs:
            raise UnknownNameError("design", design, one.designs, where="--design")
        if target not in two.designs:
            raise UnknownNameError(
                "design", target, two.designs, where="--to" if to else "--design"
            )
        return (change(one, two, design, target),)
    both = [name for name in one.designs if name in two.designs]
    if not both:
        raise InputError(
            "no design has the same name in both", where="--against",
            hint="name one of each with --design and --to",
        )  # fmt: skip
    found = (change(one, two, name, name) for name in both)
    return tuple(each for each in found if each.clauses or each.facts)


def change(one: Assessment, two: Assessment, design: str, to: str) -> DesignChange:
    """One design and its changed copy, over the draws of both."""
    sides = [(one, design), (two, to)]
    readings = [found.designs[name].reading for found, name in sides]
    steps = [found.designs[name].durability for found, name in sides]
    held = [each.holding if each else None for each in steps]
    names = differing(one, two, readings, held)
    worth = worth_of(one.run, two.run, readings, held, names)
    shares = shapley(worth)
    was, now = (found.scenario.designs.get(name) for found, name in sides)
    told = diff(was, now).changes if was and now else ()
    moved, total = _moved(one, two, design, to)
    return DesignChange(
        design=design,
        to=to,
        years=one.years,
        clauses=clauses(told, names, readings[0], readings[1]),
        facts=_facts(one, two),
        before=_side(one, design, worth[0]),
        after=_side(two, to, worth[-1]),
        moved=moved,
        total=total,
        difference=chance(worth[-1] - worth[0]),
        ratio=ratio(worth[-1], worth[0]),
        parts={name: chance(share) for name, share in zip(names, shares, strict=True)},
    )


def _side(found: Assessment, design: str, war: Array) -> DesignSide:
    result = found.designs[design]
    read = result.reading
    return DesignSide(
        read.guarantors, read.majors, read.nuclear, read.depth, read.columns, result.durability,
        result.reliability.honored if result.reliability else None, chance(war),
    )  # fmt: skip


def _facts(one: Assessment, two: Assessment) -> tuple[tuple[str, Any, Any], ...]:
    """Facts that differ, those of further guarantors left out; columns of disputes among them."""
    found = [
        (name, fact.to_dict()["value"], two.facts[name].to_dict()["value"])
        for name, fact in one.facts.items()
        if name in two.facts and fact.value != two.facts[name].value
    ]
    mine, other = ({**s.fixed, **s.memory} for s in (one.setting, two.setting))
    found += [
        (name, mine[name], other[name])
        for name in one.setting.memory
        if not np.array_equal(mine[name], other[name], equal_nan=True)
    ]
    return tuple(found)


def _moved(
    one: Assessment, two: Assessment, design: str, to: str
) -> tuple[tuple[CovariateChange, ...], dict[str, tuple[float, float]]]:
    """Covariates that change, rung by rung, and their sum."""
    columns = [
        {**found.setting.fixed, **found.setting.memory, **found.designs[name].reading.columns}
        for found, name in ((one, design), (two, to))
    ]
    moved, total = [], {}
    for rung, covariates in RUNGS.items():
        fitted = one.ladder.rungs[rung]
        first, second = (fitted.standardized(each) for each in columns)
        gap = second - first
        gap[np.abs(gap) < 1e-12] = 0.0
        total[rung] = (float(gap @ fitted.mean), float(np.sqrt(gap @ fitted.cov @ gap)))
        sd = np.sqrt(np.diag(fitted.cov))
        for i in np.flatnonzero(gap):
            scale, center = fitted.scale[i], fitted.center[i]
            moved.append(
                CovariateChange(
                    rung, covariates[i].name, covariates[i].meaning,
                    float(first[i] * scale + center), float(second[i] * scale + center),
                    float(fitted.mean[i] / scale), float(sd[i] / scale),
                    float(fitted.mean[i] * gap[i]), float(sd[i] * abs(gap[i])),
                )
            )  # fmt: skip
    return tuple(moved), total
