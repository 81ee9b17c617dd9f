"""The historical commitments most like a design, what became of them, and how near they are.

With the public data on this machine, every alliance of ATOP is searched beside the library of
instruments (which stands for an alliance that it holds); without, the library alone, with facts
that come frozen with the package. Only commitments signed before the scenario's date are searched.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import isnan
from pathlib import Path
from typing import Any

from foedus.analogy import library as analogue_library
from foedus.analogy.commitment import MEASURES, Commitment
from foedus.analogy.distance import CaseDistance, Field, Profile, checked
from foedus.analogy.rates import AnalogueRate, rates
from foedus.analogy.score import AnalogueScore
from foedus.analogy.support import Support, support
from foedus.analogy.world import StateHistory, absent, complete, hashes, recency, total
from foedus.assessment.assessment import assessed
from foedus.assessment.result import Assessment
from foedus.errors import InputError, UnknownNameError
from foedus.facts.known import Facts
from foedus.report.plain import plain
from foedus.scenario import Scenario
from foedus.terms.features import features
from foedus.version import __version__

#: Cases that the rates are counted over: of ATOP and library together, and of the library alone.
NEAR, NEAR_ALONE = 30, 15
MOST = 100
#: Differences of a clause or measure, 0 to 1: alike up to the first, unlike from the second on.
ALIKE, UNLIKE = 0.1, 0.4


@dataclass(frozen=True, slots=True)
class Analogue:
    """One commitment, and how far it lies from the design."""

    commitment: Commitment
    apart: CaseDistance

    @property
    def alike(self) -> tuple[str, ...]:
        """Groups of clauses and measures that are the design's, or nearly."""
        return self._within(0.0, ALIKE)

    @property
    def unlike(self) -> tuple[str, ...]:
        """Groups of clauses and measures that are far from the design's."""
        return self._within(UNLIKE, 1.0)

    def _within(self, low: float, high: float) -> tuple[str, ...]:
        gaps = self.apart.clauses | {name: self.apart.measures[name] for name in MEASURES}
        return tuple(name for name, gap in gaps.items() if gap is not None and low <= gap <= high)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        one, course = self.commitment, self.commitment.course
        return plain({
            "name": one.name,
            "title": one.title,
            "atop": one.atop,
            "year": one.year,
            "parties": one.parties,
            "place": one.place,
            "distance": self.apart,
            "called": course.calls,
            "end": course.end,
            "ended_after_months": course.ended,
            "met_within": {
                str(years): {event: one.met(event, years) for event in ("dispute", "force", "war")}
                for years in (10, 20)
            },
            "broken_within_10": one.broken_within(10),
            "source": course.source,
        })  # fmt: skip


@dataclass(frozen=True, slots=True)
class Analogues:
    """The answer: the nearest commitments, their rates beside the model's, and the support."""

    scenario: str
    design: str
    title: str | None
    challenger: str
    protege: str
    as_of: int  # year
    measures: dict[str, float | None]  # of the design
    instruments: int  # of the library, compared
    alliances: int  # of ATOP, compared; 0 where its data are absent
    near: int  # cases that the rates are counted over
    reach: float  # distance of the farthest of them
    nearest: tuple[Analogue, ...]
    rates: tuple[AnalogueRate, ...]
    support: Support
    scores: dict[str, AnalogueScore]  # how the nearest forecast, among ATOP's alliances
    hashes: dict[str, str]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({
            "foedus_analogues": 1,
            "version": __version__,
            "scenario": self.scenario,
            "design": self.design,
            "title": self.title,
            "challenger": self.challenger,
            "protege": self.protege,
            "as_of": self.as_of,
            "measures": self.measures,
            "searched": {"library": self.instruments, "atop": self.alliances},
            "interval": 0.9,
            "rates_over_nearest": self.near,
            "farthest_of_them": self.reach,
            "rates": self.rates,
            "support": self.support,
            "analogues": self.nearest,
            "scores": self.scores,
            "hashes": self.hashes,
        })  # fmt: skip


def analogues(
    found: Assessment | Scenario | str | Path,
    design: str,
    most: int = 5,
    *,
    near: int | None = None,
    weights: Mapping[str, float] | None = None,
    atop: bool | None = None,
    protege: str | None = None,
) -> Analogues:
    """The commitments nearest to a design of an assessment (or of a scenario, assessed first).

    most: how many to tell of. near: how many the rates are counted over; 30, or 15 of the library
    alone, if not given. weights: of clauses, power, geography, threat; 1 each if not given. atop:
    whether ATOP is searched; where its data are on this machine if not given. protege: of a
    scenario that names several.

    Raises UnknownNameError for an unknown design or group, InputError for a design that promises
    nothing or numbers out of range, DataError where ``atop`` asks for data that cannot be had.
    """
    measured = checked(weights)
    for value, what, usual in ((most, "--most", 5), (near, "--near", NEAR)):
        if value is not None and (isinstance(value, bool) or not 1 <= value <= MOST):
            raise InputError(f"found {value}, allowed: 1 to {MOST}", where=what, hint=f"{usual}")
    found = assessed(found, designs=[design], protege=protege)
    asked = found.scenario
    known = [name for name in asked.designs if name in found.designs]
    if design not in known:
        raise UnknownNameError("design", design, known, where="--design")
    if not asked.designs[design].clauses:
        promising = [name for name, each in asked.designs.items() if each.clauses]
        raise InputError(
            f"{design} promises nothing, so no commitment is like it",
            where="--design",
            hint=f"a design with clauses: {', '.join(promising) or 'the scenario has none'}",
        )
    atop = not absent() if atop is None else atop
    mine = _library(asked.as_of)
    every = mine + (_atop(asked.as_of.year, asked.as_of.month) if atop else [])
    near = (NEAR if atop else NEAR_ALONE) if near is None else near
    field = Field([Profile(each.terms, each.place.measures) for each in every], measured)
    case = Profile(features(asked.designs[design]), measures(found, design))
    apart = field.apart(case)
    order = sorted(range(len(every)), key=lambda at: (apart[at].total, every[at].name))
    counted = [at for at in order if every[at].course.stood][:near]
    return Analogues(
        scenario=asked.name,
        design=design,
        title=asked.designs[design].title,
        challenger=asked.challenger,
        protege=asked.protege,
        as_of=asked.as_of.year,
        measures=dict(case.measures),
        instruments=len(mine),
        alliances=len(every) - len(mine),
        near=len(counted),
        reach=apart[counted[-1]].total,
        nearest=tuple(Analogue(every[at], apart[at]) for at in order[:most]),
        rates=rates([every[at] for at in counted], every, found.designs[design]),
        support=support(apart[order[0]].total, field, every),
        # How the nearest forecast is of all years: no past question is told of it.
        scores={} if found.past else analogue_library.shipped().scores,
        hashes=analogue_library.shipped().hashes | (hashes() if atop else {}),
    )


def measures(found: Assessment, design: str) -> dict[str, float | None]:
    """The measures of a design's place, from the facts that the assessment used."""
    one = found.scenario.challenger
    guarantors = found.scenario.guarantors(design)
    fixed, memory = found.setting.fixed, found.setting.memory

    def fact(name: str) -> float | None:
        return _number(found.facts, name)

    def any_(what: str) -> float:
        return max((fact(f"{state}.{what}") or 0.0 for state in guarantors), default=0.0)

    return complete(
        {
            "guarantors_share": total([fact(f"{state}.cinc") for state in guarantors]),
            "rival_share": fixed["cinc1"],
            "protege_share": fixed["cinc2"],
            "major_guarantor": any_("major"),
            "nuclear_guarantor": any_("nuclear"),
            "nuclear_rival": fact(f"{one}.nuclear"),
            "contiguity": fixed["conttype"],
            "capitals_km": fixed["capdist"],
            "rivalry": fixed["rivalry"],
            "recent_war": recency(memory["since_war"]),
            "recent_dispute": recency(memory["since_mid"]),
            "disputes": memory["mid_pair_h8"],
        }
    )


def _number(facts: Facts, name: str) -> float | None:
    fact = facts.get(name)
    value = fact.value if fact else None
    return value if isinstance(value, float) and not isnan(value) else None


@cache
def _library(as_of: date) -> list[Commitment]:
    return analogue_library.commitments(as_of)


@cache
def _atop(year: int, month: int) -> list[Commitment]:
    """Signed before the year, and what had become of them before the month."""
    from foedus.analogy.atop import commitments
    from foedus.terms import library

    covered = {each.atop for each in library().values() if each.atop is not None}
    every = commitments(StateHistory.load(), covered)
    return [each.known(12 * year + month - 2) for each in every if each.year < year]
