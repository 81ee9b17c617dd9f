"""Options of the spatial model, under KTAB's names."""

from dataclasses import asdict, dataclass, replace
from typing import Literal, TypeAlias, get_args

from foedus.errors import InputError
from foedus.negotiation.methods.election import Rule
from foedus.negotiation.methods.vote import VICTORY, VOTING, Victory, Voting

Attitude: TypeAlias = Literal["None", "OneThird", "Half", "TwoThirds", "Full"]
RiskRange: TypeAlias = Literal["Min", "Mid", "Max"]
Commitment: TypeAlias = Literal["NoCommit", "SemiCommit", "FullCommit"]
Vector: TypeAlias = Literal["S1P1", "S2P2", "S2PMax"]
Interpolation: TypeAlias = Literal["InitOnlyInterp", "InitRcvrInterp", "PWCompInterp"]
Transition: TypeAlias = Literal["Deterministic", "Stochastic"]
Election: TypeAlias = Literal["Conditional", "MarkovUniform", "MarkovIncentive"]
ALPHA = {"None": 0.0, "OneThird": 1 / 3, "Half": 0.5, "TwoThirds": 2 / 3, "Full": 1.0}
RULE: dict[str, Rule] = {
    "Conditional": "conditional",
    "MarkovUniform": "uniform",
    "MarkovIncentive": "incentive",
}


@dataclass(frozen=True, slots=True)
class SpatialSettings:
    """KTAB's options under KTAB's names; the defaults are KTAB's for CSV input.

    attitude: how far an actor sees others' attitude to risk as they are rather than as its own.
    seed: of the draws of ``Stochastic`` transitions.
    """

    victory: Victory = "Linear"
    election: Election = "Conditional"
    voting: Voting = "Prop"
    attitude: Attitude = "OneThird"
    risk_range: RiskRange = "Mid"
    commitment: Commitment = "SemiCommit"
    vector: Vector = "S2P2"
    interpolation: Interpolation = "InitOnlyInterp"
    transition: Transition = "Deterministic"
    turns: int = 100
    still: float = 0.02
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse names that are not options."""
        for name, allowed in _OPTIONS.items():
            if getattr(self, name) not in allowed:
                raise InputError(
                    f"{name} is {getattr(self, name)!r}", hint=f"one of {', '.join(allowed)}"
                )
        if self.turns < 1:
            raise InputError(f"turns is {self.turns}: it must be 1 or more")


_OPTIONS: dict[str, tuple[str, ...]] = {
    "victory": VICTORY,
    "election": tuple(RULE),
    "voting": VOTING,
    "attitude": tuple(ALPHA),
    "risk_range": get_args(RiskRange),
    "commitment": get_args(Commitment),
    "vector": get_args(Vector),
    "interpolation": get_args(Interpolation),
    "transition": get_args(Transition),
}


def changed(settings: SpatialSettings | None, changes: dict[str, object]) -> SpatialSettings:
    """The settings (KTAB's defaults where None) with single ones changed."""
    settings = settings or SpatialSettings()
    unknown = set(changes) - set(asdict(settings))
    if unknown:
        raise InputError(
            f"unknown setting {sorted(unknown)[0]!r}", hint=f"one of {', '.join(asdict(settings))}"
        )
    return replace(settings, **changes)  # type: ignore[arg-type]
