"""Design search: every package of a space weighed, and the Pareto front of what nothing beats.

No optimizer is needed, and none is used. The measures tell few things apart (the ladder's five
columns, ties, forces, who signs what), so each kind of package is computed once, all over the same
posterior draws and the same uniform numbers, and the kinds are sorted exactly. What comes out is
the whole front, not a sample of it, and it is the same for a seed.
"""

from collections.abc import Iterable
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from foedus import scenario as scenarios
from foedus.assessment.assessment import DRAWS, assess
from foedus.assessment.designs import read
from foedus.errors import InputError
from foedus.estimate import Array, chance
from foedus.facts import snapshot
from foedus.history.ladder import Ladder
from foedus.history.origins import Origin
from foedus.report.words import party, roster
from foedus.scenario import Scenario
from foedus.search.front import front, knees, nearest, utility
from foedus.search.result import FrontPoint, OwnDesign, Point, Search
from foedus.search.space import CHOICES, MOST_STATES, NOTHING, Package, guarantee, space
from foedus.search.steps import step
from foedus.search.weighing import WeighedPackages, weigh
from foedus.signing.package import settled
from foedus.signing.verdict import CLASSES
from foedus.terms.groups import named

#: Objectives that the knee is looked for in: an unscored class of signing picks no recommendation.
SCORED = 3


def search(
    scenario: Scenario | str | Path,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    years: int | None = None,
    states: Iterable[str] | None = None,
    most: int = 12,
    ladder: Ladder | Origin | None = None,
    evidence: Path | None = None,
    signing: bool = True,
    protege: str | None = None,
) -> Search:
    """The Pareto front of a scenario's designs over war, entrapment, cost and who would sign.

    states: whose subsets are the coalitions; those of the scenario's designs with at most eight
    guarantors if not given. most: packages of the front to show and step through, those whose loss
    would cost most. signing: whether the class of who would sign is an objective; it is none where
    no issue of the scenario says what its designs are worth to whom. years: the scenario's horizon
    if not given. protege: as in ``foedus.assessment.assess``.

    Same seed, same numbers; chances of war are those of ``foedus.assessment.assess``. Raises
    InputError for what that refuses, for states that cannot be guarantors, and for more than eight
    of them.
    """
    if not isinstance(scenario, Scenario):
        evidence = evidence or snapshot.of(scenario)
        scenario = scenarios.load(scenario, protege)
    if most < 3:
        raise InputError(f"found {most}, allowed: 3 or more", where="--most", hint="12")
    pool = _pool(scenario, states)
    asked = _with_pool(scenario, pool)
    found = assess(asked, draws=draws, years=years, seed=seed, ladder=ladder, evidence=evidence)
    measure = found.run.origin.depth
    left_out = read(asked, _POOL, found.facts, measure=measure).left_out
    bound = tuple(state for state in pool if state not in left_out)
    whole = [
        r.guarantors
        for n in scenario.designs
        if (r := read(asked, n, found.facts, measure=measure)).binds
    ]
    every = space(scenario, bound, whole)
    unsigned = _unsigned(scenario) if signing else "it was not asked for"
    weighed = weigh(found, every, tuple(scenario.designs), signing=not unsigned)
    return _answer(weighed, left_out, most, unsigned)


def _unsigned(scenario: Scenario) -> str:
    """Why nothing can be said of who would sign; empty where it can."""
    if any(issue.positions for issue in settled(scenario)):
        return ""
    return "no issue of the scenario says both where designs put it and where the parties stand"


_POOL = "search-pool"


def _pool(scenario: Scenario, states: Iterable[str] | None) -> tuple[str, ...]:
    """The states whose subsets are looked through."""
    parties = (scenario.challenger, scenario.protege)
    if states is not None:
        pool = named(states, scenario.as_of, parties, where="--guarantor").states
        for state in pool:
            if state in parties:
                raise InputError(
                    f"{party(state, scenario.as_of.year)} is a party itself",
                    where="--guarantor",
                    hint="a third state",
                )
    else:
        small = (g for n in scenario.designs if len(g := scenario.guarantors(n)) <= MOST_STATES)
        pool = tuple(dict.fromkeys(state for bound in small for state in bound))
        pool = pool or next((scenario.guarantors(n) for n in scenario.designs), ())
    if not pool:
        raise InputError(
            "no design of the scenario names a guarantor", where="designs",
            hint="name the states to search through: --guarantor USA --guarantor GBR",
        )  # fmt: skip
    if len(pool) > MOST_STATES:
        raise InputError(
            f"found {len(pool)} states ({roster(pool)}), allowed: {MOST_STATES}, whose subsets "
            "can be looked through one by one",
            where="--guarantor", hint="name those that matter: --guarantor USA --guarantor GBR",
        )  # fmt: skip
    return pool


def _with_pool(scenario: Scenario, pool: tuple[str, ...]) -> Scenario:
    """The scenario with one more design that binds the whole pool, so that its facts are had."""
    package = Package(pool, "defense", adoption="executive")
    whole = guarantee(package, (), _POOL, scenario.protege)
    return scenario.model_copy(update={"designs": {**scenario.designs, _POOL: whole}})


def _answer(weighed: WeighedPackages, left_out: dict[str, str], most: int, unsigned: str) -> Search:
    """The front of what was weighed, in order, with its steps."""
    count = len(weighed.packages)
    places = front(weighed.values[:count])
    values, group = np.unique(weighed.values[places], axis=0, return_inverse=True)
    order = np.lexsort((values[:, -1], values[:, 2], -values[:, 0]))  # the most war first
    values = values[order]
    groups = [places[group.reshape(-1) == old] for old in order]
    worth, chosen = utility(values)
    risks = [int(weighed.risk[members[0]]) for members in groups]
    shares = knees(_drawn(weighed, values, risks))
    points: list[FrontPoint] = []
    for at, members in enumerate(groups):
        alike = [weighed.packages[place] for place in members]
        before = points[-1].package if points else NOTHING
        package = min(alike, key=lambda each: (len(each.differs(before)), alike.index(each)))
        place = int(members[0])
        points.append(
            FrontPoint(
                **_fields(_point(weighed, place, f"front-{at + 1}")),
                package=package,
                alike=len(alike),
                varies=_varies(alike),
                utility=float(worth[at]),
                chosen=float(chosen[at]),
                stays=weighed.stays(place),
                knee=float(shares[at]),
                instead=_instead(weighed, place, package),
            )
        )
    near = nearest(values[:, :SCORED])
    shown = _shown(values, worth, {near["euclidean"]}, most)
    own = tuple(
        OwnDesign(
            **_fields(_point(weighed, count + at, name)),
            beaten_by=_beaten(weighed, at, values, worth, risks),
            beaten_by_text=_dominating(weighed.values[count + at], values, worth),
        )
        for at, name in enumerate(weighed.own)
    )
    found, every = weighed.scales.assessment, weighed.scales.space
    return Search(
        assessment=found,
        space=every,
        left_out=left_out,
        weighed=count,
        passed_over=len(every.packages) - count,
        kinds=len({*map(tuple, weighed.values[:count].tolist())}),
        front=tuple(points),
        nearest=near,
        shown=shown,
        steps=tuple(
            step(weighed, points, (a, b), (risks[a], risks[b])) for a, b in pairwise(shown)
        ),
        own=own,
        unsigned=unsigned,
    )


def _drawn(weighed: WeighedPackages, values: Array, risks: list[int]) -> Array:
    """(n, f, m) the front's values draw by draw, without signing; the cost is the same in each."""
    moving = np.stack([weighed.war[:, risks], weighed.entrapment[:, risks]], axis=2)
    cost = values[:, 2:SCORED]
    fixed = np.broadcast_to(cost, (len(moving), *cost.shape))
    return np.concatenate([moving, fixed], axis=2)


def _point(weighed: WeighedPackages, place: int, name: str) -> Point:
    risk, values = weighed.risk[place], weighed.values[place]
    return Point(
        name=name,
        war=chance(weighed.war[:, risk]),
        entrapment=chance(weighed.entrapment[:, risk]),
        cost=int(values[2]),
        signing=CLASSES[-int(values[3])] if len(values) > 3 else None,
        blocks=weighed.blocks(place),
    )


def _fields(point: Point) -> dict[str, Any]:
    return {each.name: getattr(point, each.name) for each in fields(point)}


def _instead(weighed: WeighedPackages, place: int, package: Package) -> tuple[tuple[str, ...], ...]:
    """Who else could give the same terms at the same values, in alphabetical order."""
    mine = weighed.values[place]
    same = np.flatnonzero((weighed.values[: len(weighed.packages)] == mine).all(axis=1))
    who = (
        each.guarantors
        for at in same
        if (each := weighed.packages[at]).differs(package) == ("guarantors",)
    )
    return tuple(sorted(who))


def _varies(alike: list[Package]) -> dict[str, tuple[object, ...]]:
    """Choices that differ among packages of the same values, with what they may be."""
    found = {what: tuple(dict.fromkeys(getattr(p, what) for p in alike)) for what in CHOICES}
    return {what: values for what, values in found.items() if len(values) > 1}


def _shown(values: Array, worth: Array, always: set[int], most: int) -> tuple[int, ...]:
    """Places to show: both ends, the knee, and those that one would miss most."""
    kept = {0, len(values) - 1} | always
    for place in np.argsort(-worth, kind="stable"):
        if len(kept) >= most:
            break
        kept.add(int(place))
    return tuple(sorted(kept))


def _beaten(
    weighed: WeighedPackages, own: int, values: Array, worth: Array, risks: list[int]
) -> int | None:
    """The same where it beats a design by every reading: text, practice, change within pairs."""
    place = len(weighed.packages) + own
    inner = weighed.inner.mean(axis=0)
    mine = [weighed.values[place]]
    practice = weighed.practice.get(weighed.own[own])
    if practice is not None:
        drawn = [weighed.war[:, practice].mean(), weighed.entrapment[:, practice].mean()]
        mine.append(np.array([*drawn, *weighed.values[place][2:]]))
    holds = inner[risks] <= inner[weighed.risk[place]] * (1.0 + 1e-9)
    for each in mine:
        holds &= (values <= each).all(axis=1)
    strict = np.where(holds[:, None], values, np.inf)
    return _dominating(mine[0], strict, worth)


def _dominating(mine: Array, values: Array, worth: Array) -> int | None:
    """The package of the front, of those that dominate, that one would miss most."""
    dominates = (values <= mine).all(axis=1) & (values < mine).any(axis=1)
    return int(np.argmax(np.where(dominates, worth, -1.0))) if dominates.any() else None
