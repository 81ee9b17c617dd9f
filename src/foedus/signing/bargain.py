"""The whole answer to who would sign: every design, what would have to give, what it would cost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.assessment.assessment import war_risk_of
from foedus.assessment.groundwork import groundwork
from foedus.errors import UnknownNameError
from foedus.report.plain import plain
from foedus.scenario import Scenario, opened
from foedus.signing.acceptance import DRAWS, SCOPE, acceptance, check
from foedus.signing.in_force import status_quo
from foedus.signing.signing import Acceptance, RiskSummary
from foedus.signing.stakes import Ground, ground
from foedus.signing.variants import PricedPackage, least_cost, priced
from foedus.signing.verdict import BLOCKS, FOR
from foedus.signing.zone import Zone, zones
from foedus.version import __version__


@dataclass(frozen=True, slots=True)
class Bargain:
    """signing: design -> who would sign. zones: design -> what each party accepts, an issue each.
    tried: every design and small change, least cost first. unblocked: of those not in force, the
    first that nobody blocks; agreed: the first that all are for; widest: the one under which
    all are better off at once under most weights.
    """

    scenario: Scenario
    known: Ground
    signing: Mapping[str, Acceptance]
    zones: Mapping[str, tuple[Zone, ...]]
    tried: tuple[PricedPackage, ...]
    unblocked: PricedPackage | None
    agreed: PricedPackage | None
    widest: PricedPackage | None
    years: int

    @property
    def titles(self) -> dict[str, str]:
        """Design -> what readers call it; one that promises nothing is ``no guarantee``."""
        found = {}
        for name, design in self.scenario.designs.items():
            nothing = not design.title and not design.guarantors
            found[name] = "no guarantee" if nothing else design.title or name
        return found

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({
            "foedus_acceptance": 2,
            "version": __version__,
            "scenario": self.scenario.name,
            "as_of": self.scenario.as_of,
            "scored": False,
            "classes": {"for": f"at least {FOR:g} of the weights tried",
                        "blocks": f"at most {BLOCKS:g} of the weights tried"},
            "years": self.years,
            "draws": self.known.draws,
            "seed": self.known.seed,
            "interval": 0.9,
            "designs": {
                name: found.to_dict() | {"zones": self.zones[name]}
                for name, found in self.signing.items()
            },
            "packages_by_cost": self.tried,
            "least_cost": {
                "nobody_blocks": self.unblocked, "all_for_it": self.agreed,
            },
            "widest": self.widest,
            "weights": self.known.weights,
            "scope": SCOPE,
        })  # fmt: skip


def bargain(
    scenario: Scenario | str | Path,
    *,
    designs: Iterable[str] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    years: int | None = None,
    changed: Mapping[str, tuple[float, float]] | None = None,
) -> Bargain:
    """Who would sign each design (or those named), and the cheapest package that nobody blocks.

    years: within which war is feared; the scenario's horizon if not given. changed: other 90%
    intervals of weights, by name.

    Raises InputError for wrong numbers, UnknownNameError for unknown designs and weights.
    """
    scenario = opened(scenario)
    check(draws, seed)
    wanted = list(scenario.designs) if designs is None else list(designs)
    for name in wanted:
        if name not in scenario.designs:
            raise UnknownNameError("design", name, scenario.designs, where="--design")
    quo = status_quo(scenario)
    asked = [*wanted, *([quo.name] if quo and quo.name not in wanted else [])]
    settled = groundwork(
        scenario, min(draws, DRAWS), scenario.horizon if years is None else years, seed, asked,
        None, None, None, None,
    )  # fmt: skip
    risks = war_risk_of(settled)
    known = ground(scenario, draws=draws, seed=seed, changed=changed, assessment=risks)
    signing, stretches = {}, {}
    for name in wanted:
        risk = RiskSummary.of(risks, name)
        found = acceptance(scenario, name, draws=draws, seed=seed, assessment=risk, known=known)
        signing[name] = found
        stretches[name] = zones(known, scenario.designs[name], found, risk)
    tried = priced(scenario, settled, draws=draws, seed=seed, known=known)
    new = tuple(each for each in tried if each.signing.verdict != "keeps")
    told = [each for each in new if each.signing.verdict != "untold"]
    return Bargain(
        scenario=scenario,
        known=known,
        signing=signing,
        zones=stretches,
        tried=tried,
        unblocked=least_cost(new, "open"),
        agreed=least_cost(new, "for"),
        widest=max(told, key=lambda each: each.signing.share, default=None),
        years=risks.years,
    )
