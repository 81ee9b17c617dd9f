"""Two assessments compared: what differs in the text, what of that the models see, what it changes.

A design and a changed copy are forecast over the same draws and the same uniform numbers. What the
models read of the two (who is bound, whether anyone is nuclear, depth, term, adoption, parties, and
the setting) is exchanged part by part, every coalition of changed parts is forecast, and each gets
its Shapley value of the change in the chance of war. A changed clause that none of them reads moves
nothing, and :mod:`foedus.assess.change_clauses` says why.
"""

from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from foedus.assess.change_clauses import PARTS, ClauseChange, clauses
from foedus.assess.designs import COLUMNS, Reading
from foedus.assess.deterrence import Estimate, chance, ratio
from foedus.assess.durability import Durability, Holding
from foedus.assess.result import Assessment
from foedus.assess.run import Run
from foedus.assess.shapley import shapley
from foedus.errors import InputError, UnknownNameError
from foedus.history.covariates import RUNGS, Array
from foedus.terms.compare import diff


@dataclass(frozen=True, slots=True)
class Moved:
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
class Step:
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
        stands = self.durability
        lapse = None
        if stands:
            lapse = {
                **stands.to_dict(),
                "standing_by_year": None,
                "standing": stands.standing[-1].to_dict(),
            }
            lapse.pop("standing_by_year")
        return {
            "guarantors": list(self.guarantors),
            "majors": list(self.majors),
            "nuclear": list(self.nuclear),
            "depth": self.depth,
            "columns": self.columns,
            "lapse": lapse,
            "honored_if_called_on": self.honored.to_dict() if self.honored else None,
            "war": self.war.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Changed:
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
    before: Step
    after: Step
    moved: tuple[Moved, ...]
    total: dict[str, tuple[float, float]]
    difference: Estimate
    ratio: Estimate
    parts: dict[str, Estimate]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "design": self.design,
            "to": self.to,
            "years": self.years,
            "clauses": [each.to_dict() for each in self.clauses],
            "facts": [{"name": n, "before": a, "after": b} for n, a, b in self.facts],
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
            "moved": [asdict(each) for each in self.moved],
            "effect_on_logit": {r: {"effect": e, "sd": s} for r, (e, s) in self.total.items()},
            "war_difference": self.difference.to_dict(),
            "war_ratio": self.ratio.to_dict(),
            "parts": {name: {"what": PARTS[name], **each.to_dict()}
                      for name, each in self.parts.items()},
        }  # fmt: skip


def changes(
    one: Assessment, two: Assessment, *, design: str | None = None, to: str | None = None
) -> tuple[Changed, ...]:
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


def change(one: Assessment, two: Assessment, design: str, to: str) -> Changed:
    """One design and its changed copy, over the draws of both."""
    sides = [(one, design), (two, to)]
    readings = [found.designs[name].reading for found, name in sides]
    steps = [found.designs[name].durability for found, name in sides]
    held = [each.holding if each else None for each in steps]
    names = _differing(one, two, readings, held)
    worth = _worth(one.run, two.run, readings, held, names)
    shares = shapley(worth)
    was, now = (found.scenario.designs.get(name) for found, name in sides)
    told = diff(was, now).changes if was and now else ()
    moved, total = _moved(one, two, design, to)
    return Changed(
        design=design,
        to=to,
        years=one.years,
        clauses=clauses(told, names, readings[0], readings[1]),
        facts=_facts(one, two),
        before=_step(one, design, worth[0]),
        after=_step(two, to, worth[-1]),
        moved=moved,
        total=total,
        difference=chance(worth[-1] - worth[0]),
        ratio=ratio(worth[-1], worth[0]),
        parts={name: chance(share) for name, share in zip(names, shares, strict=True)},
    )


def _step(found: Assessment, design: str, war: Array) -> Step:
    result = found.designs[design]
    read = result.reading
    return Step(
        read.guarantors, read.majors, read.nuclear, read.depth, read.columns, result.durability,
        result.reliability.honored if result.reliability else None, chance(war),
    )  # fmt: skip


def _facts(one: Assessment, two: Assessment) -> tuple[tuple[str, Any, Any], ...]:
    """Facts that differ, those of further guarantors left out; columns of disputes among them."""
    found = [
        (name, fact.value, two.facts[name].value)
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


def _differing(
    one: Assessment,
    two: Assessment,
    readings: list[Reading],
    held: list[Holding | None],
) -> tuple[str, ...]:
    """The parts that are read otherwise, in the order of PARTS."""
    first, second = (
        {
            "guarantors": (r.binds, bool(r.majors), len(r.guarantors) > len(r.majors)),
            "nuclear": bool(r.nuclear),
            "depth": r.ties if r.binds else None,
            "parties": h and (h.parties, _known(h.democracy), _known(h.democracy_others)),
            "adoption": h and _known((h.ratified,)),
            "term": h and (h.term, h.renewal if h.term is not None else None),
            "setting": _known((*a.setting.fixed.values(), *a.setting.memory.values(),
                               *a.run.bare.columns.values())),
        }
        for a, r, h in zip((one, two), readings, held, strict=True)
    )  # fmt: skip
    named = [name for name in PARTS if first[name] != second[name]]
    if held[0] is None or held[1] is None:  # with the promise comes how it may end
        named = [name for name in named if name not in {"parties", "adoption", "term", "depth"}]
    return tuple(named)


def _known(values: tuple[Any, ...]) -> tuple[str, ...]:
    """Values that compare equal where both are NaN."""
    return tuple(repr(float(value)) for value in values)


def _worth(
    one: Run, two: Run, readings: list[Reading], held: list[Holding | None], names: tuple[str, ...]
) -> Array:
    """(2**k, n) chance of war by the last year with each coalition of the k changed parts."""
    masks = range(1 << len(names))
    found: list[Array] = [np.empty(0)] * len(masks)
    for run, changed in ((one, False), (replace(one, setting=two.setting, bare=two.bare), True)):
        kept = {m: {n for i, n in enumerate(names) if m >> i & 1} for m in masks}
        mine = [m for m in masks if ("setting" in kept[m]) == changed]
        if not mine:
            continue
        cases = [_mixed(kept[m], readings, held, run.bare) for m in mine]
        for mask, war in zip(mine, run.war(cases).T, strict=True):
            found[mask] = war
    return np.stack(found)


def _mixed(
    kept: set[str], readings: list[Reading], held: list[Holding | None], bare: Reading
) -> tuple[Reading, Holding | None]:
    """The first design with the kept parts of the second, as the models would read it."""
    whole = [held[0] is not None, held[1] is not None]
    who = readings["guarantors" in kept]
    if not who.binds:
        return bare, None
    # Where one side binds nobody, all that comes with a promise is the other's.
    alone = None if all(whole) else whole.index(True)

    def side(part: str) -> int:
        return alone if alone is not None else int(part in kept)

    ties, strong = readings[side("depth")], bool(who.majors)
    minor = len(who.guarantors) > len(who.majors)
    own = {
        "minor": float(minor),
        "major": float(strong),
        "nuclear": float(bool(readings["nuclear" in kept].nuclear)),
        "depth_minor": ties.depth if minor else 0.0,
        "depth_major": ties.depth if strong else 0.0,
    }
    reading = replace(
        who, ties=ties.ties, depth=ties.depth, depth_sd=ties.depth_sd, before=bare.before,
        columns={what: max(own[what], bare.columns[what]) for what in COLUMNS},
    )  # fmt: skip
    base, adopted, ends = (held[side(part)] for part in ("parties", "adoption", "term"))
    if base is None or adopted is None or ends is None:  # nobody is bound on either side
        return bare, None
    mixed = replace(base, ratified=adopted.ratified, term=ends.term, renewal=ends.renewal)
    return reading, mixed


def _moved(
    one: Assessment, two: Assessment, design: str, to: str
) -> tuple[tuple[Moved, ...], dict[str, tuple[float, float]]]:
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
                Moved(
                    rung, covariates[i].name, covariates[i].meaning,
                    float(first[i] * scale + center), float(second[i] * scale + center),
                    float(fitted.mean[i] / scale), float(sd[i] / scale),
                    float(fitted.mean[i] * gap[i]), float(sd[i] * abs(gap[i])),
                )
            )  # fmt: skip
    return tuple(moved), total


__all__ = ["PARTS", "Changed", "ClauseChange", "Moved", "Step", "change", "changes"]
