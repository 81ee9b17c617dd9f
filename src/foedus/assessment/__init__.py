"""The answer to a scenario, from posterior draws: ``assess`` and its records."""

from foedus.assessment.assessment import assess, assessed
from foedus.assessment.deterrence import DesignComparison, DesignResult, Risk
from foedus.assessment.result import Assessment
from foedus.estimate import Estimate

__all__ = [
    "Assessment", "DesignComparison", "DesignResult", "Estimate", "Risk", "assess", "assessed",
]  # fmt: skip
