"""Scores of one predictor on many issues."""

from dataclasses import dataclass

from foedus.negotiation.record import Array


@dataclass(frozen=True, slots=True)
class Scores:
    """Per-issue scores of one predictor, each (N,); crps and log_score None for a bare point.

    coverage: {nominal: share of outcomes inside} for central intervals.
    """

    name: str
    error: Array
    crps: Array | None = None
    log_score: Array | None = None
    coverage: dict[float, float] | None = None
