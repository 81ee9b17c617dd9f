"""What a design search found, as records."""

from dataclasses import dataclass, fields
from typing import Any

from foedus.assessment.result import Assessment
from foedus.estimate import Estimate
from foedus.report.plain import plain
from foedus.search.entrapment import SOURCE
from foedus.search.space import Package, Space, ties_of
from foedus.signing.verdict import BLOCKS, CLASSES, FOR, Verdict
from foedus.version import __version__

#: Objectives in their order; the class of signing is maximized, the others minimized.
OBJECTIVES = ("war", "entrapment", "cost", "signing")


@dataclass(frozen=True, slots=True)
class Point:
    """A package, or a design of the scenario, and what it is worth.

    war, entrapment: chances within the years of the search. cost: an index, ties and states that
    station forces, one each; a judgement. signing: the class of whoever stands most in the way,
    which nothing scores; None where the scenario does not say who wants what.
    """

    name: str
    war: Estimate
    entrapment: Estimate
    cost: int
    signing: Verdict | None
    blocks: tuple[str, ...]  # who does

    @property
    def values(self) -> dict[str, float]:
        """Objective -> value, in the order of OBJECTIVES; signing, as a place among the classes,
        only where known.
        """
        found = {"war": self.war.value, "entrapment": self.entrapment.value, "cost": self.cost}
        if self.signing is None:
            return found
        return {**found, "signing": float(CLASSES.index(self.signing))}


@dataclass(frozen=True, slots=True)
class FrontPoint(Point):
    """A kind of package that none beats.

    alike: packages of the space with these very values; varies: choice -> its values among them.
    utility: expected marginal utility; chosen: share of weightings under which it is the best.
    stays: share of posterior draws in which it is on the front too. knee: share of draws in which
    it is the knee of this front. instead: other coalitions with the same terms and values.
    """

    package: Package
    alike: int
    varies: dict[str, tuple[object, ...]]
    utility: float
    chosen: float
    stays: float
    knee: float
    instead: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class OwnDesign(Point):
    """A design of the scenario, and the place on the front of one that beats it, if any does.

    beaten_by: by every reading of the design. beaten_by_text: by its text, whatever its practice or
    change within pairs say.
    """

    beaten_by: int | None
    beaten_by_text: int | None


def _worth(point: Point) -> dict[str, Any]:
    return {field.name: getattr(point, field.name) for field in fields(Point)}


@dataclass(frozen=True, slots=True)
class FrontStep:
    """From one package of the front to the next shown: what differs, and what each change did.

    parts: change (one choice, or several that only work together) -> objective -> its part in the
    difference, by Shapley's value. less_war: share of posterior draws in which the step lowers the
    chance of war. told: whether war may be ranked lower after it (``foedus.assessment.order``).
    """

    before: int  # places on the front
    after: int
    parts: dict[tuple[str, ...], dict[str, float]]
    total: dict[str, float]
    less_war: float
    told: bool


@dataclass(frozen=True, slots=True)
class Search:
    """The answer. front: from the most war to the least. nearest: distance -> place on the front.

    kinds: distinct values among the packages weighed. passed_over: packages of the space not
    weighed, since a coalition within theirs does as much with fewer to sign. unsigned: why
    signing is no objective; empty where it is.
    """

    assessment: Assessment
    space: Space
    left_out: dict[str, str]  # states asked for that can be no guarantor -> why
    weighed: int
    passed_over: int
    kinds: int
    front: tuple[FrontPoint, ...]
    nearest: dict[str, int]
    shown: tuple[int, ...]  # places on the front
    steps: tuple[FrontStep, ...]  # between those shown
    own: tuple[OwnDesign, ...]
    unsigned: str

    @property
    def knee(self) -> int:
        """Place of the front's package that is nearest to the ideal."""
        return self.nearest["euclidean"]

    @property
    def objectives(self) -> tuple[str, ...]:
        """The objectives weighed."""
        return OBJECTIVES[:3] if self.unsigned else OBJECTIVES

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values, in a stable order, for JSON."""
        asked = self.assessment.scenario
        return plain({
            "foedus_design_search": 1,
            "version": __version__,
            "scenario": asked.name,
            "as_of": asked.as_of,
            "challenger": asked.challenger,
            "protege": asked.protege,
            "first_year": self.assessment.setting.first,
            "last_year": self.assessment.last,
            "years": self.assessment.years,
            "draws": self.assessment.draws,
            "seed": self.assessment.seed,
            "interval": 0.9,
            "objectives": {name: "maximize" if name == "signing" else "minimize"
                           for name in self.objectives},
            "signing": {
                "scored": False,
                "classes": list(CLASSES),
                "for": f"each party better off in at least {FOR:g} of the weights tried",
                "blocks": f"a party better off in at most {BLOCKS:g} of the weights tried",
                "left_out": self.unsigned or None,
            },
            "honored": {**self.assessment.honor.record.counts, "source": SOURCE},
            "cost": "ties (0 to 8) and states that station forces, one each: a judgement",
            "space": {
                "states": self.space.states,
                "left_out": self.left_out,
                "coalitions": len(self.space.coalitions),
                "packages": len(self.space.packages),
                "weighed": self.weighed,
                "passed_over": self.passed_over,
                "kinds": self.kinds,
            },
            "front": [self._front(each) for each in self.front],
            "knee": self.front[self.knee].name,
            "nearest_to_ideal": {way: self.front[at].name for way, at in self.nearest.items()},
            "shown": [self.front[at].name for at in self.shown],
            "steps": [self._step(each) for each in self.steps],
            "designs": {each.name: self._own(each) for each in self.own},
        })  # fmt: skip

    def _front(self, point: "FrontPoint") -> dict[str, Any]:
        package = point.package
        return {
            **_worth(point),
            "package": {
                "guarantors": list(package.guarantors),
                "promise": package.promise,
                "presence": package.presence,
                "ties": list(ties_of(package)),
                "stationed": list(self.space.sending(package)),
                "adopted_by": None if package.adoption == "none" else package.adoption,
            },
            "alike": point.alike,
            "varies": {what: [list(v) if isinstance(v, tuple) else v for v in values]
                       for what, values in point.varies.items()},
            "marginal_utility": point.utility,
            "share_of_weightings": point.chosen,
            "share_of_draws_on_front": point.stays,
            "share_of_draws_knee": point.knee,
            "same_with_other_guarantors": [" ".join(who) for who in point.instead],
        }  # fmt: skip

    def _step(self, step: "FrontStep") -> dict[str, Any]:
        return {
            "from": self.front[step.before].name,
            "to": self.front[step.after].name,
            "changes": {" + ".join(change): parts for change, parts in step.parts.items()},
            "total": step.total,
            "share_of_draws_with_less_war": step.less_war,
            "less_war_told_apart": step.told,
        }

    def _own(self, design: "OwnDesign") -> dict[str, Any]:
        by = {"beaten_by": design.beaten_by, "beaten_by_text": design.beaten_by_text}
        named = {k: None if at is None else self.front[at].name for k, at in by.items()}
        return {**_worth(design), **named}
