"""The answer to a scenario, from posterior draws: :func:`assess` and its records."""

from foedus.assess.assessment import assess
from foedus.assess.deterrence import Comparison, Estimate, Risk
from foedus.assess.result import Assessment, DesignResult

__all__ = ["Assessment", "Comparison", "DesignResult", "Estimate", "Risk", "assess"]
