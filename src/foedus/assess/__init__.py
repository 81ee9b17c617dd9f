"""The answer to a scenario, from posterior draws: :func:`assess` and its records."""

from foedus.assess.assessment import Assessment, DesignResult, assess
from foedus.assess.deterrence import Comparison, Estimate, Risk

__all__ = ["Assessment", "Comparison", "DesignResult", "Estimate", "Risk", "assess"]
