"""Expected utility of challenging, and the attitude to risk it reveals (Scholz et al. 2011)."""

from typing import Literal, TypeAlias

import numpy as np

from foedus.negotiation.batch import CHUNK
from foedus.negotiation.methods.compromise import weighted_median
from foedus.negotiation.methods.election import support, victory
from foedus.negotiation.record import Array

Probability: TypeAlias = Literal["printed", "curved", "global"]


def prevail_printed(x: Array, w: Array) -> Array:
    """P[b, i, j] that i prevails over j, as printed (eq. 31): the share of the weighted stakes
    that lie on i's side. P_ij + P_ji = 1, ½ at equal positions. O(n²) after one sort.
    """
    return victory(support(x, w, "linear"))


def prevail_curved(
    x: Array, w: Array, R: Array, r: Array, over: Literal["pair", "all"] = "pair"
) -> Array:
    """P[b, i, j] from distances curved by each voter's own exponent.

    over: ``pair`` divides by the stakes of the voters in that pair, so that P_ij + P_ji = 1;
    ``all`` by those of all ordered pairs of actors. The latter reproduces the published figures;
    P is then near 0 and not a probability of anything in particular. x, w, r: (b, n). R: (b,).
    """
    b, n = x.shape
    f = (np.abs(x[:, :, None] - x[:, None, :]) / R[:, None, None]) ** r[:, :, None]  # [b, k, a]
    P = np.empty((b, n, n))
    step = max(1, CHUNK // (n * n))
    for row in range(b):
        for start in range(0, n, step):
            i = slice(start, start + step)
            gain = f[row][:, None, :] - f[row][:, i, None]  # [k, i, j]: k's gain from i over j
            np.maximum(gain, 0.0, out=gain)
            P[row, i] = np.einsum("k,kij->ij", w[row], gain)
    if over == "pair":
        return victory(P)
    # Σ_a Σ_b |f_a − f_b| = 2 Σ_a f_(a) (2a − n − 1), a = 1..n in order.
    rank = 2.0 * np.arange(1, n + 1) - n - 1
    whole = (w * 2.0 * (np.sort(f, axis=2) * rank).sum(axis=2)).sum(axis=1)
    scaled: Array = P / np.where(whole > 0, whole, 1.0)[:, None, None]
    return scaled


def expected_utilities(
    x: Array,
    w: Array,
    s: Array,
    R: Array,
    r: Array,
    Q: float,
    probability: Probability,
) -> tuple[Array, Array]:
    """What i expects of challenging j, and what i thinks j expects of challenging i.

    x, w, s, r: (b, n) positions, weights, saliences, risk exponents; R: (b,) range. Returns
    E^i_ij and E^i_ji, each (b, i, j), both with i's own exponent; 0 at equal positions.
    """
    R = np.where(R > 0, R, 1.0)
    if probability == "printed":
        P = prevail_printed(x, w)
    else:
        P = prevail_curved(x, w, R, r, "pair" if probability == "curved" else "all")
    gap = np.abs(x[:, :, None] - x[:, None, :])
    D = gap / R[:, None, None]
    rh = r[:, :, None]
    S = 2 - 4 * (0.5 - 0.5 * D) ** rh
    F = 2 - 4 * (0.5 + 0.5 * D) ** rh
    Z = 2 - 4 * 0.5**rh
    own = _stakes(P, S, F, s[:, None, :]) - Q * Z
    other = _stakes(np.swapaxes(P, 1, 2), S, F, s[:, :, None]) - Q * Z
    if Q < 1:
        away = np.abs(x - weighted_median(x, w)[:, None])
        own -= (1 - Q) * _unprompted(away[:, :, None], gap, D, R, rh)
        other -= (1 - Q) * _unprompted(away[:, None, :], gap, D, R, rh)
    same = gap == 0
    own[same], other[same] = 0.0, 0.0
    return own, other


def risk_exponents(own: Array) -> Array:
    """Exponents r, (b, n) in [½, 2], from the first pass (all neutral).

    Those whom others gain most by challenging have taken risks: r falls with exposure.
    """
    exposure = own.sum(axis=1)  # A_i = Σ_j E_ji
    top, low = exposure.max(axis=1, keepdims=True), exposure.min(axis=1, keepdims=True)
    flat = top - low <= 1e-12 * np.maximum(1.0, np.abs(top))
    rho = np.where(flat, 0.0, (2 * exposure - top - low) / np.where(flat, 1.0, top - low))
    r: Array = (1 - rho / 3) / (1 + rho / 3)
    return r


def _stakes(P: Array, S: Array, F: Array, resist: Array) -> Array:
    """The target resists with its salience; else the challenger succeeds."""
    stakes: Array = resist * (P * S + (1 - P) * F) + (1 - resist) * S
    return stakes


def _unprompted(away: Array, gap: Array, D: Array, R: Array, rh: Array) -> Array:
    """Utility if the other moves without being challenged: better (B) or worse (V)."""
    half = 0.25 * (away / R[:, None, None] + D)
    better = 2 - 4 * np.maximum(0.5 - half, 0.0) ** rh
    worse = 2 - 4 * (0.5 + half) ** rh
    value: Array = np.where(away < gap, better, worse)
    return value
