"""Ladders with coefficients of a test's own choice."""

from dataclasses import replace

import numpy as np

from foedus.history.ladder import Ladder, posterior
from foedus.history.rivalry import Rivalry

#: How rivalries end and begin, as shipped.
SHIPPED = posterior.shipped().rivalry


def ladder_of(
    sd: float = 0.0,
    rivalry: Rivalry | None = SHIPPED,
    **terms: float,
) -> Ladder:
    """The shipped ladder with means as told (``onset_quiet=-0.5``; all others 0) and one sd.

    Covariates are left unscaled, so that a coefficient is per unit.
    """
    rungs = {}
    for name, rung in posterior.shipped().rungs.items():
        mean = np.array([terms.pop(f"{name}_{each}", 0.0) for each in rung.names])
        size = len(mean)
        rungs[name] = replace(
            rung, mean=mean, cov=np.eye(size) * max(sd, 1e-9) ** 2,
            center=np.zeros(size), scale=np.ones(size),
        )  # fmt: skip
    assert not terms, f"no such coefficient: {list(terms)}"
    return replace(posterior.shipped(), rungs=rungs, rivalry=rivalry)


#: Risky enough for wars to be counted, and with memory at work in every rung.
LIVELY: dict[str, float] = {
    "onset_constant": -0.5, "onset_quiet": -0.4, "onset_dyad_decade": 0.3, "onset_war_recent": 0.8,
    "force_constant": 0.3, "force_force_dyad": 0.5, "force_force_1": 0.4,
    "deadly_constant": 0.9, "deadly_rivalry": 0.3, "war_constant": -0.5,
    "onset_major": 0.2, "onset_depth_major": -0.6, "force_nuclear": -0.7, "war_nuclear": -0.9,
}  # fmt: skip
