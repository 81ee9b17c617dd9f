"""How a number is derived: its definition, the steps to it, and what they rest on."""

from dataclasses import dataclass, field
from typing import Any, Literal

from foedus.facts.known import Known
from foedus.report.plain import plain, record

Kind = Literal["posterior", "data", "scenario", "package"]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a number rests on in the end.

    posterior: a fitted model, by file and the command that fits it again. data: a public data set,
    with citation and sha256. scenario: what the question itself states, with its source. package:
    a constant or a way of computing that is the package's own, with the reason for it.
    """

    kind: Kind
    name: str
    says: str
    more: dict[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {"kind": self.kind, "name": self.name, "says": self.says, **self.more}


@dataclass(frozen=True, slots=True)
class LogitTerm:
    """One covariate in a rung's logit: part = coefficient · (value - typical) / scale."""

    name: str
    meaning: str
    value: float
    typical: float  # subtracted first
    scale: float  # then divided by
    coefficient: float  # posterior mean
    sd: float  # posterior sd of the coefficient
    prior_sd: float  # its prior is a normal about 0
    part: float  # of the logit


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the computation, in words with the case's numbers; terms where it is a sum."""

    says: str
    terms: tuple[LogitTerm, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return record(self) if self.terms else {"says": self.says}


@dataclass(frozen=True, slots=True)
class Derivation:
    """What a rule says of a number, whatever its value."""

    what: str  # definition, one sentence or two
    unit: str
    span: str  # of time, or of cases
    steps: tuple[Step, ...]
    bases: tuple[Basis, ...]
    facts: tuple[str, ...] = ()  # names of facts that go in
    limits: tuple[str, ...] = ()  # how far outside the data, and how such forecasts came out


@dataclass(frozen=True, slots=True)
class Explanation:
    """A number of an assessment, explained.

    value: None where the answer has none there. interval: its 90% interval over draws, if any.
    """

    path: str
    value: float | int | bool | tuple[str, ...] | None  # names where a fact is a list
    interval: tuple[float, float] | None
    end: str  # which end of an estimate was asked for: value, low or high; empty if no estimate
    derivation: Derivation
    facts: dict[str, Known]
    draws: int
    seed: int

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        by = self.derivation
        return plain({
            "path": self.path,
            "value": self.value,
            "interval": self.interval,
            "end": self.end or None,
            "what": by.what,
            "unit": by.unit,
            "span": by.span,
            "steps": by.steps,
            "rests_on": by.bases,
            "facts": self.facts,
            "how_far": by.limits,
            "draws": self.draws,
            "seed": self.seed,
        })  # fmt: skip
