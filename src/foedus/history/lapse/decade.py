"""Ten years on: what stood at an origin, whether it was broken, and what had been forecast."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.history.lapse.rivals import Forecast
from foedus.history.lapse.rows import Years
from foedus.history.measures import losses

#: Years that a forecast looks ahead.
HORIZON = 10


@dataclass(frozen=True, slots=True)
class StandingCommitments:
    """m commitments in force when a year began, followed for ``HORIZON`` years.

    stood: (m,) years until they were broken, ended otherwise, or the horizon. weight: (m,) inverse
    chance of not having ended otherwise by then; 0 for those that had, whose fate is not known
    (Graf, Schmoor, Sauerbrei & Schumacher 1999).
    """

    rows: Years  # (m,) as known when the year began
    stood: NDArray[np.int64]  # (m,) 1 to HORIZON
    broken: NDArray[np.bool_]  # (m,)
    weight: Array  # (m,)


def standing(years: Years, origin: int) -> StandingCommitments:
    """Commitments in force on the first day of ``origin``, and what became of them."""
    since = years.year - years.columns["age"].astype(np.int64)
    key = np.column_stack([years.alliance, years.member, since])
    _, spell = np.unique(key, axis=0, return_inverse=True)
    spell = spell.reshape(-1)
    last, broke = np.zeros(spell.max() + 1, np.int64), np.zeros(spell.max() + 1, np.int64)
    np.maximum.at(last, spell, years.year)
    np.maximum.at(broke, spell, np.where(years.broken, years.year, 0))
    at = np.flatnonzero((years.year == origin) & (years.columns["age"] >= 1))
    stop = origin + HORIZON - 1
    mine = spell[at]
    broken = (broke[mine] >= origin) & (broke[mine] <= stop)
    stood = np.where(broken, broke[mine], np.minimum(last[mine], stop)) - origin + 1
    return StandingCommitments(years.take(at), stood, broken, weights(stood, broken))


def weights(stood: NDArray[np.int64], broken: NDArray[np.bool_]) -> Array:
    """(m,) weights of ``StandingCommitments``, by Kaplan–Meier's estimate of other ends.

    Of what happens in one year, breaks are taken to come first.
    """
    otherwise = ~broken & (stood < HORIZON)
    kept, chance = 1.0, np.ones(HORIZON + 1)  # chance[t]: not ended otherwise by the end of year t
    for year in range(1, HORIZON):
        exposed = int(((stood > year) | ((stood == year) & otherwise)).sum())
        kept *= 1.0 - int((otherwise & (stood == year)).sum()) / max(exposed, 1)
        chance[year] = kept
    return np.where(otherwise, 0.0, 1.0 / np.maximum(chance[stood - 1], 1e-3))


def survival(forecast: Forecast, stands: StandingCommitments) -> Array:
    """(m, HORIZON) chance of still standing after each year, as forecast when the first began.

    Age runs on; everything else stays as it is known then, and later changes of support are
    taken at their usual rate.
    """
    columns: Mapping[str, Array] = stands.rows.columns
    unknown = np.full(len(stands.stood), np.nan)
    left, found = np.ones(len(stands.stood)), []
    for ahead in range(HORIZON):
        if ahead:
            columns = {
                **columns,
                "age": columns["age"] + 1,
                "support": unknown,
                "support_others": unknown,
            }
        left = left * (1.0 - forecast(columns, stands.rows.year + ahead))
        found.append(left)
    return np.stack(found, axis=1)


@dataclass(frozen=True, slots=True)
class BreakScore:
    """Scores of forecasts of a break within ``HORIZON`` years; all but ``n`` and C are weighted."""

    n: int  # commitments
    events: int  # broken within the horizon
    observed: float  # share broken
    mean: float  # mean forecast
    brier: float
    log_loss: float
    concordance: float | None  # Harrell's C, within origins


def ahead(groups: list[tuple[StandingCommitments, Array]]) -> BreakScore:
    """Score commitments, by origin, with their (m, HORIZON) survival."""
    y, p, w, _ = gathered(groups)
    total = float(w.sum())
    return BreakScore(
        n=len(y),
        events=int(y.sum()),
        observed=float(w @ y) / total,
        mean=float(w @ p) / total,
        brier=float(w @ (p - y) ** 2) / total,
        log_loss=float(w @ losses(y, p)) / total,
        concordance=concordance(groups),
    )


def gathered(
    groups: list[tuple[StandingCommitments, Array]],
) -> tuple[NDArray[np.bool_], Array, Array, NDArray[np.int64]]:
    """Over all origins, (m,) each: broken, chance of it within the horizon, weight, alliance."""
    stands = [each for each, _ in groups]
    return (
        np.concatenate([each.broken for each in stands]),
        np.concatenate([1.0 - left[:, -1] for _, left in groups]),
        np.concatenate([each.weight for each in stands]),
        np.concatenate([each.rows.alliance for each in stands]),
    )


def concordance(groups: list[tuple[StandingCommitments, Array]]) -> float | None:
    """Harrell's C: of pairs of which one was broken while the other stood, the share foreseen.

    Pairs are of one origin. None where no two can be compared.
    """
    pairs, right = 0, 0.0
    for stands, left in groups:
        risk = -left[:, -1]
        for i in np.flatnonzero(stands.broken):
            longer = stands.stood > stands.stood[i]
            longer |= (stands.stood == stands.stood[i]) & ~stands.broken
            pairs += int(longer.sum())
            right += float((risk[i] > risk[longer]).sum() + 0.5 * (risk[i] == risk[longer]).sum())
    return right / pairs if pairs else None


def calibration(
    groups: list[tuple[StandingCommitments, Array]], count: int = 5
) -> list[dict[str, float]]:
    """Forecast beside observed, both weighted, in groups of about equal weight, by forecast."""
    y, p, w, _ = gathered(groups)
    order = np.argsort(p, kind="stable")
    share = np.cumsum(w[order]) / w.sum()
    edges = np.searchsorted(share, np.arange(1, count) / count)
    return [
        {
            "n": len(some), "events": int(y[some].sum()),
            "forecast": float(w[some] @ p[some] / w[some].sum()),
            "observed": float(w[some] @ y[some] / w[some].sum()),
        }
        for some in np.split(order, edges)
        if w[some].sum() > 0
    ]  # fmt: skip
