"""Every package of a search weighed: chance of war, entrapment, cost, and who would sign.

The ladder sees five covariates of a design and nothing else, so packages fall into a few dozen
kinds of risk. All kinds share the posterior draws and the uniform numbers of an assessment with the
same seed. A package has no end, and is taken to stand for good: that it may be broken, a small
chance that would tell every coalition apart, is left out. The scenario's own designs lapse as they
do in ``foedus.assessment.assess``, and have the very chances that it gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.designs import read
from foedus.assessment.order import compared
from foedus.assessment.result import Assessment
from foedus.assessment.run import Case
from foedus.estimate import Array, chance, ratio
from foedus.history.covariates import GUARANTEE
from foedus.search.entrapment import entrapment, honored
from foedus.search.space import NOTHING, TIES, Package, Space, canonical, guarantee
from foedus.signing.acceptance import Acceptance, RiskSummary, acceptance
from foedus.signing.screening import Screening
from foedus.signing.stakes import Ground, ground
from foedus.signing.verdict import rank
from foedus.terms import Guarantee, depth_count

#: Weights tried for who would sign: enough to tell a class.
SIGNING_DRAWS = 1000
Kind = tuple[object, ...]  # all that the models see of a package, and whether it binds anyone


@dataclass(frozen=True, slots=True)
class WeighedPackages:
    """Packages, then the scenario's own designs, with their values.

    values: (N, m) to be made small: war, entrapment, cost and, where asked for, minus the place of
    the class among CLASSES.
    risk: (N,) place of the kind of risk among the k columns of war and entrapment, (n, k) draws.
    inner: (n, k) war by the terms of change within pairs. practice: own design with a practice ->
    place of the kind of risk that it has by its practice.
    """

    packages: tuple[Package, ...]
    own: tuple[str, ...]
    values: Array
    risk: NDArray[np.intp]
    war: Array
    entrapment: Array
    inner: Array
    practice: dict[str, int]
    scales: "Scales"

    def value(self, package: Package) -> Array:
        """(m,) values of any package of the space, kept or passed over."""
        risk = self.scales.kinds[self.scales.kind(package)]
        means = (self.war[:, risk].mean(), self.entrapment[:, risk].mean())
        rest = [self.scales.cost(package)]
        if self.scales.ground:
            rest.append(-self.scales.signed(self.scales.text(package), risk, self.war))
        return np.array([*means, *rest])

    def told(self, low: int, high: int) -> bool:
        """Whether war may be ranked lower under one kind of risk than under another.

        Packages are texts without a practice, so two readings have to agree.
        """
        return compared(
            {"text": self.war[:, [low, high]], "within": self.inner[:, [low, high]]}
        ).told

    def blocks(self, place: int) -> tuple[str, ...]:
        """Who blocks what stands at ``place``; nobody where signing is no objective."""
        if not self.scales.ground:
            return ()
        count, asked = len(self.packages), self.scales.assessment.scenario
        text = (
            self.scales.text(self.packages[place])
            if place < count
            else asked.designs[self.own[place - count]]
        )
        return self.scales.signing(text, int(self.risk[place]), self.war).of("blocks")

    def stays(self, place: int) -> float:
        """Share of draws in which no package dominates the one at ``place``.

        Cost and signing are the same in every draw, so a rival must be no worse in these, and
        then only its kind of risk matters.
        """
        count = len(self.packages)
        fixed, mine = self.values[:count, 2:], self.values[place, 2:]
        rivals = (fixed <= mine).all(axis=1)
        better = rivals & np.any(fixed < mine, axis=1)
        beaten = np.zeros(len(self.war), dtype=np.bool_)
        war, drawn = self.war[:, self.risk[place]], self.entrapment[:, self.risk[place]]
        for risk in sorted(set(self.risk[:count][rivals].tolist())):
            other, into = self.war[:, risk], self.entrapment[:, risk]
            no_worse = (other <= war) & (into <= drawn)
            strictly = (other < war) | (into < drawn)
            cheaper = bool(np.any(better & (self.risk[:count] == risk)))
            beaten |= no_worse & (strictly | cheaper)
        return float(1.0 - beaten.mean())


@dataclass(slots=True)
class Scales:
    """What packages are weighed on. screening: None where signing is no objective."""

    assessment: Assessment
    space: Space
    screening: Screening | None
    kinds: dict[Kind, int] = field(default_factory=dict)
    cases: dict[Kind, Case] = field(default_factory=dict)  # of one such design
    _known: dict[tuple[tuple[str, ...], int, bool], Kind] = field(default_factory=dict)
    _risks: dict[int, RiskSummary] = field(default_factory=dict)

    @property
    def ground(self) -> Ground | None:
        """What was drawn of those who sign."""
        return self.screening.known if self.screening else None

    def text(self, package: Package) -> Guarantee:
        """The package written out."""
        protege = self.assessment.scenario.protege
        return guarantee(package, self.space.senders, "package", protege)

    def kind(self, package: Package) -> Kind:
        """All that the ladder sees of a package, and whether it promises defense."""
        there = package.presence != "none"  # depth reads no more of it than that
        key = (package.guarantors, package.ties, there) if package.defends else ((), 0, False)
        if key not in self._known:
            asked = self.assessment.scenario
            text = self.text(package if package.defends else NOTHING)
            alone = asked.model_copy(update={"designs": {"package": text}})
            found = self.assessment
            reading = read(alone, "package", found.facts, measure=found.run.origin.depth)
            self._known[key] = self.note((reading, None))
        return self._known[key]

    def note(self, case: Case) -> Kind:
        """The kind of a design; a new one gets its place."""
        reading, held = case
        values = (float(covariate.of(reading.columns)) for covariate in GUARANTEE)
        kind = (*values, reading.ties if reading.binds else (), held, reading.binds)
        self.kinds.setdefault(kind, len(self.kinds))
        self.cases.setdefault(kind, case)
        return kind

    def cost(self, package: Package) -> float:
        """Ties, and states that station forces, one each: an index, a judgement."""
        return float(package.depth + len(self.space.sending(package)))

    def signed(self, text: Guarantee, risk: int, war: Array) -> float:
        """Place among CLASSES of a guarantee of the kind ``risk``, a column of ``war`` (n, k)."""
        if self.screening is None:
            raise ValueError("signing is no objective here")
        return float(rank(self.screening.verdict(text, self._risk(risk, war))))

    def signing(self, text: Guarantee, risk: int, war: Array) -> Acceptance:
        """Who would sign a guarantee of the kind ``risk``, a column of ``war`` (n, k)."""
        if self.ground is None:
            raise ValueError("signing is no objective here")
        return acceptance(
            self.assessment.scenario, text, draws=self.ground.draws, seed=self.ground.seed,
            assessment=self._risk(risk, war), known=self.ground, sensitivity=False,
        )  # fmt: skip

    def _risk(self, risk: int, war: Array) -> RiskSummary:
        if risk not in self._risks:
            bare = war[:, self.kinds[self.kind(NOTHING)]]
            years = self.assessment.years
            self._risks[risk] = RiskSummary(chance(bare), ratio(war[:, risk], bare), years)
        return self._risks[risk]


def weigh(found: Assessment, space: Space, own: Sequence[str], *, signing: bool) -> WeighedPackages:
    """Values of every package, and of the scenario's designs named ``own``.

    With ``signing``, packages with a guarantor more than another of the same risk are passed over:
    one more has to sign, and nothing is gained.
    """
    draws = min(found.draws, SIGNING_DRAWS)
    known = (
        ground(found.scenario, draws=draws, seed=found.seed, assessment=found) if signing else None
    )
    scales = Scales(found, space, Screening(found.scenario, known) if known else None)
    packages = _needed(space, scales) if signing else space.packages
    keys = [scales.kind(package) for package in packages]
    costs = [scales.cost(package) for package in packages]
    for name in own:
        reading, design = found.designs[name].reading, found.scenario.designs[name]
        held = found.designs[name].durability
        keys.append(scales.note((reading, held.holding if held else None)))
        costs.append(depth_count(design) + len({each.state for each in design.military.stationed}))
    practiced = {}
    for name in own:
        works, held = found.designs[name].practice, found.designs[name].durability
        if works is not None:
            practiced[name] = scales.note((works.reading, held.holding if held else None))
    war, guarded = found.run.last(list(scales.cases.values()))
    inner, _ = found.run.last(list(scales.cases.values()), inner=True)
    drawn = entrapment(guarded, np.array([float(bool(key[-1])) for key in scales.kinds]),
                       honored(found))  # fmt: skip
    risk = np.array([scales.kinds[key] for key in keys], dtype=np.intp)
    columns = [war.mean(axis=0)[risk], drawn.mean(axis=0)[risk], np.array(costs, dtype=np.float64)]
    if signing:
        texts = [*map(scales.text, packages), *(found.scenario.designs[name] for name in own)]
        pairs = zip(texts, risk, strict=True)
        columns.append(-np.array([scales.signed(text, int(at), war) for text, at in pairs]))
    values = np.stack(columns, axis=1)
    practice = {name: scales.kinds[kind] for name, kind in practiced.items()}
    return WeighedPackages(packages, tuple(own), values, risk, war, drawn, inner, practice, scales)


def _needed(space: Space, scales: Scales) -> tuple[Package, ...]:
    """Packages without a guarantor that could be spared: none whose rest has the same risk."""
    same: dict[tuple[tuple[str, ...], bool, bool], bool] = {}
    kept = []
    for package in space.packages:
        key = (package.guarantors, package.defends, package.presence == "forces")
        if key not in same:
            same[key] = any(
                _spares(package, fewer, scales)
                for size in range(1, min(len(package.guarantors), 4))
                for fewer in combinations(package.guarantors, size)
            )
        if not same[key]:
            kept.append(package)
    return tuple(kept)


def _spares(package: Package, fewer: tuple[str, ...], scales: Scales) -> bool:
    """Whether a coalition within the package's has the same risk, and forces where it has them."""
    whole = replace(package, ties=len(TIES))
    rest = replace(whole, guarantors=fewer)
    if rest != canonical(rest, scales.space.senders):
        return False
    return scales.kind(rest) == scales.kind(whole)
