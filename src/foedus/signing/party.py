"""One signature on a package: its class, and what the answer hangs on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foedus.estimate import Estimate
from foedus.report.plain import record
from foedus.signing.verdict import Verdict, verdict

#: What JSON calls the value of an estimate that is a median.
MEDIAN = {"value": "median"}


@dataclass(frozen=True, slots=True)
class Turn:
    """An input that could turn a party. cases: case -> its share of the weights tried then: where
    the input is in its ``low``est or ``high``est fifth, or a claim is ``left out``.
    """

    what: str
    cases: Mapping[str, float]

    def turned(self, now: Verdict) -> dict[str, Verdict]:
        """Case -> the class it puts the party in, where that is not ``now``."""
        found = {case: verdict(share) for case, share in self.cases.items()}
        return {case: other for case, other in found.items() if other != now}

    def size(self, share: float) -> float:
        """How far it moves the party from ``share``, at most."""
        return max(abs(each - share) for each in self.cases.values())


@dataclass(frozen=True, slots=True)
class Party:
    """One signature. share: of the weights tried under which it is better off. gain: in the unit of
    the weights. drivers: what the gain is made of, means. stated: whether a position of its own is
    known. turns: what would put it in another class, most first.
    """

    name: str
    role: str  # challenger, protege, guarantor
    verdict: Verdict
    share: float
    gain: Estimate
    drivers: Mapping[str, float]
    stated: bool
    turns: tuple[Turn, ...] = ()

    def numbers(self) -> dict[str, Any]:
        """What nothing scores, for JSON."""
        return {
            "share": self.share,
            "gain": record(self.gain, MEDIAN),
            "mean_drivers": dict(self.drivers),
            "hangs_on": {turn.what: dict(turn.cases) for turn in self.turns},
        }
