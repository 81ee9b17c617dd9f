"""The record of the pools: how their forecasts came out, kept beside them."""

from dataclasses import dataclass

from foedus.history.horizon.pool import Pool


@dataclass(frozen=True, slots=True)
class HorizonScore:
    """Forecasts of one event over one horizon, for one kind of pair, all scored origins together.

    came, expected: how many came, and how many each model expected. ratio: came over the pool's
    expected, with its 90% interval by pairs (each pair's windows and origins go together).
    log_loss: sums. gain: log loss of paths and base rate less the pool's, with standard error.
    """

    event: str
    years: int
    pairs: str
    n: int
    came: int
    expected: dict[str, float]
    ratio: tuple[float, float, float]
    log_loss: dict[str, float]
    brier: dict[str, float]
    gain: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class HorizonStudy:
    """The pools fitted on every origin, and how they did where they were not fitted."""

    pools: dict[str, Pool]
    rows: tuple[HorizonScore, ...]
    first: int  # scored origins
    last: int
