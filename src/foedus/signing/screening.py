"""The class of many packages: what ``acceptance`` says in one word, without its numbers.

A party is asked once for all packages that it cannot tell apart: of the same risk, at the same
points, with the same of its own to give.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from foedus.scenario import Scenario
from foedus.signing.acceptance import party_verdict, signers
from foedus.signing.in_force import since
from foedus.signing.package import points, presence, promise
from foedus.signing.signing import RiskSummary
from foedus.signing.stakes import Ground, owes_defense
from foedus.signing.verdict import Verdict, worst
from foedus.terms import Guarantee, depth_count


@dataclass(frozen=True, slots=True)
class Screening:
    """Packages of one scenario over one ground; it keeps what it has found."""

    scenario: Scenario
    known: Ground
    _points: dict[Hashable, Mapping[str, float]] = field(default_factory=dict, repr=False)
    _classes: dict[Hashable, Verdict] = field(default_factory=dict, repr=False)

    def verdict(self, design: Guarantee, risk: RiskSummary) -> Verdict:
        """That of the party that stands most in the way, as ``Acceptance.verdict``."""
        who = signers(self.scenario, design)
        if who and not self.known.fighting and since(self.scenario, design):
            return "keeps"
        at = self._at(design)
        return worst(self._party(party, design, at, risk) for party in who)

    def _at(self, design: Guarantee) -> Mapping[str, float]:
        """The package's points: those of one that the scenario names, or by its measures."""
        own = self.scenario.designs.get(design.name)
        key = (design.name if own == design else None, promise(design), presence(design))
        if key not in self._points:
            self._points[key] = points(self.scenario, design)
        return self._points[key]

    def _party(
        self, party: str, design: Guarantee, at: Mapping[str, float], risk: RiskSummary
    ) -> Verdict:
        key = (
            party, risk, tuple(at.items()), party in design.guarantors,
            owes_defense(design, party, self.scenario.challenger), depth_count(design),
            any(each.state == party for each in design.military.stationed), design.adopted_by,
        )  # fmt: skip
        if key not in self._classes:
            self._classes[key] = party_verdict(self.known, party, design, at, risk)
        return self._classes[key]
