"""Facts about the two states and the guarantors, each with where it is from and of which year.

A fact comes from the first of: the scenario itself; a frozen file (beside the scenario, or shipped
for the same pair and year); the public data, where they are on this machine, else what ships of
them. Names are
``CODE.what`` for one state, ``pair.what`` for challenger and protégé, ``pact.name`` for a pact that
binds one of them, ``all.what`` for the system.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foedus.errors import InputError
from foedus.facts.pacts.atop import Pact
from foedus.facts.pacts.standing import StandingPact
from foedus.history.setting import PAIR, STATE
from foedus.report.plain import record
from foedus.scenario import Scenario

#: None: known to be none (such as never at war).
Value = float | tuple[str, ...] | Pact | StandingPact | None

#: Decayed counts of disputes as the panel names them: between the two, each way, and of each side.
HISTORY = (
    "mid_past12_h2", "mid_past12_h8", "mid_past12_h25",
    "mid_past21_h2", "mid_past21_h8", "mid_past21_h25", "force_past12_h25", "force_past21_h25",
    "mid_past1_h2", "mid_past1_h25", "mid_past2_h2", "mid_past2_h25",
    "force_past1_h25", "force_past2_h25",
    "deadly_past12_h25", "deadly_past21_h25", "deadly_past1_h25", "deadly_past2_h25",
)  # fmt: skip
#: The same of each side with the two the other way round: what the protégé began against anyone,
#: and anyone against the challenger. Where they are not known, the protégé's own disputes are left
#: out of a forecast.
BACK = tuple(
    f"back_{name}" for name in (
        "mid_past1_h2", "mid_past1_h25", "mid_past2_h2", "mid_past2_h25", "force_past1_h25",
        "force_past2_h25", "deadly_past1_h25", "deadly_past2_h25",
    )
)  # fmt: skip
#: The year in which the two last disputed, and last fought a war.
LAST = ("last_mid", "last_war")
#: What guarantors the protégé had against the challenger already; depth is latent.
STANDING = ("minor", "major", "nuclear", "depth_minor", "depth_major")
#: Territories that come as near as this, in km, are close.
REACH = 400.0
#: The most military ties, of eight, of such a commitment; told, not forecast from.
TIES = ("ties_minor", "ties_major")


@dataclass(frozen=True, slots=True)
class Known:
    """A fact: its value, the year that it is of, and where it is from."""

    value: Value
    year: int | None
    source: str
    origin: str  # scenario, frozen, data, shipped, or package

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        named = {"value": str(self.value)} if isinstance(self.value, Pact | StandingPact) else {}
        return record(self) | named


Facts = Mapping[str, Known]


def number(facts: Facts, name: str) -> float:
    """The value of a fact that must be a number."""
    value = facts[name].value
    if not isinstance(value, float):
        raise InputError(f"found {value!r}, expected a number", where=name)
    return value


def guarantors(scenario: Scenario) -> tuple[str, ...]:
    """Every state that some design binds for the protégé, in order of first mention."""
    named = (state for design in scenario.designs for state in scenario.guarantors(design))
    return tuple(dict.fromkeys(named))


def needed(scenario: Scenario) -> tuple[str, ...]:
    """Names of the facts without which nothing can be said."""
    one, two = scenario.challenger, scenario.protege
    pair = (*PAIR, *STANDING, *HISTORY, *LAST)
    return (
        *(f"{state}.{what}" for state in (one, two) for what in STATE),
        *(f"{state}.{what}" for state in guarantors(scenario) for what in ("major", "nuclear")),
        *(f"pair.{what}" for what in pair),
    )
