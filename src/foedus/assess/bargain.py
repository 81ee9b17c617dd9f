"""The whole answer to who would sign: every design, what would have to give, what it would cost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from foedus import __version__
from foedus.assess import assess
from foedus.assess.acceptance import DRAWS, SCOPE, acceptance, check
from foedus.assess.signing import Acceptance, RiskSummary
from foedus.assess.stakes import Ground, ground
from foedus.assess.variants import Priced, least_cost, priced
from foedus.assess.zone import Zone, zones
from foedus.errors import InputError, UnknownNameError
from foedus.scenario import Scenario

CHANCE = 0.5


@dataclass(frozen=True, slots=True)
class Bargain:
    """signing: design -> who would sign. zones: design -> what each party accepts, an issue each.
    tried: every design and small change, least cost first. cheapest: of these, the first that all
    sign with ``chance``; likeliest: the one that all sign most probably.
    """

    scenario: Scenario
    known: Ground
    signing: Mapping[str, Acceptance]
    zones: Mapping[str, tuple[Zone, ...]]
    tried: tuple[Priced, ...]
    chance: float
    cheapest: Priced | None
    likeliest: Priced | None
    years: int

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "foedus_acceptance": 1,
            "version": __version__,
            "scenario": self.scenario.name,
            "as_of": self.scenario.as_of.isoformat(),
            "alternative": "continued war" if self.known.fighting else "no guarantee",
            "years": self.years,
            "draws": self.known.draws,
            "seed": self.known.seed,
            "interval": 0.9,
            "designs": {
                name: found.to_dict() | {"zones": [zone.to_dict() for zone in self.zones[name]]}
                for name, found in self.signing.items()
            },
            "packages_by_cost": [each.to_dict() for each in self.tried],
            "least_cost": {
                "chance": self.chance,
                "package": self.cheapest.to_dict() if self.cheapest else None,
            },
            "likeliest": self.likeliest.to_dict() if self.likeliest else None,
            "weights": {name: each.to_dict() for name, each in self.known.weights.items()},
            "scope": SCOPE,
        }


def bargain(
    scenario: Scenario,
    *,
    designs: Iterable[str] | None = None,
    chance: float = CHANCE,
    draws: int = DRAWS,
    seed: int = 0,
    years: int | None = None,
    changed: Mapping[str, tuple[float, float]] | None = None,
) -> Bargain:
    """Who would sign each design (or those named), and the cheapest package that all would.

    chance: of all signing that the cheapest package must have. years: within which war is feared;
    the scenario's horizon if not given.
    changed: other 90% intervals of weights, by name.

    Raises InputError for wrong numbers, UnknownNameError for unknown designs and weights.
    """
    check(draws, seed)
    if not 0 < chance <= 1:
        raise InputError(
            f"found {chance:g}, allowed: above 0, at most 1", where="--chance", hint="0.5"
        )
    wanted = list(scenario.designs) if designs is None else list(designs)
    for name in wanted:
        if name not in scenario.designs:
            raise UnknownNameError("design", name, scenario.designs, where="--design")
    known = ground(scenario, draws=draws, seed=seed, changed=changed)
    risks = assess(scenario, draws=min(draws, DRAWS), years=years, seed=seed, designs=wanted)
    signing, stretches = {}, {}
    for name in wanted:
        risk = RiskSummary.of(risks, name)
        found = acceptance(scenario, name, draws=draws, seed=seed, assessment=risk, known=known)
        signing[name] = found
        stretches[name] = zones(known, scenario.designs[name], found, risk)
    tried = priced(scenario, draws=draws, seed=seed, years=years, known=known)
    return Bargain(
        scenario=scenario,
        known=known,
        signing=signing,
        zones=stretches,
        tried=tried,
        chance=chance,
        cheapest=least_cost(tried, chance),
        likeliest=max(tried, key=lambda each: each.signing.joint.value, default=None),
        years=risks.years,
    )
