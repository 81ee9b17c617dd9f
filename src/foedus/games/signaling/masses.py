"""What a challenge reveals: the masses of A's types that keep quiet, stand firm or back down.

A challenges when its better war-or-retreat payoff reaches the threshold c. With the distances
``u = barWA - c`` and ``v = bara - c``::

    keep      k = Phi(-u) Phi(-v)
    challenge g = 1 - k = h + b
    firm      h = Pr(e_A >= -u, e_a <= e_A + u - v)     a wedge of 135 degrees
    back      b = the same with u and v exchanged

Everything is in logarithms with relative accuracy, also where a mass is 1e-300: Owen's T function
(absolute accuracy 1e-16) where the mass is large, Gauss–Legendre quadrature of a positive
integrand where it is small. First and second derivatives are closed forms.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from foedus.estimate import Array

LOG_SQRT_2PI = 0.5 * np.log(2 * np.pi)
SMALL = 1e-3  # below it 1e-16 absolute is no longer 1e-13 relative: integrate instead
NODES, WEIGHTS = np.polynomial.legendre.leggauss(64)
DEPTH = 80.0  # twice the exponent at which a tail is dropped: exp(-40) = 4e-18


@dataclass(frozen=True, slots=True)
class Masses:
    """Log masses, each of shape (n,); ``log_bluff`` is log(b / h), exact also far in the tail."""

    keep: Array
    challenge: Array
    firm: Array
    back: Array
    log_bluff: Array


@dataclass(frozen=True, slots=True)
class Slopes:
    """Derivatives of a log mass in (u, v), each of shape (n,)."""

    u: Array
    v: Array
    uu: Array
    uv: Array
    vv: Array


def masses(u: Array, v: Array) -> Masses:
    """Log masses at distances ``u``, ``v`` of shape (n,)."""
    keep = special.log_ndtr(-u) + special.log_ndtr(-v)
    g = -np.expm1(keep)
    h = _firm_mass(u, v)
    b = g - h
    with np.errstate(divide="ignore", invalid="ignore"):
        firm, back = np.log(h), np.log(b)
        challenge = np.log(g)
        bluff = back - firm
    few = (h < SMALL) | (b < SMALL) | ~np.isfinite(bluff)
    if few.any():
        x, y = u[few], v[few]
        # each is the log mass plus half the square of its own distance
        up, down = _tail(x, y), _tail(y, x)
        firm_few = up - 0.5 * x * x
        back_few = down - 0.5 * y * y
        # the difference of the squares, formed as a product, keeps its digits
        bluff[few] = down - up + 0.5 * (x - y) * (x + y)
        firm[few] = np.where(h[few] < SMALL, firm_few, firm[few])
        back[few] = np.where(b[few] < SMALL, back_few, back[few])
        challenge[few] = np.where(g[few] < SMALL, np.logaddexp(firm_few, back_few), challenge[few])
    return Masses(keep, challenge, firm, back, bluff)


def slopes(u: Array, v: Array, m: Masses) -> tuple[Slopes, Slopes, Slopes, Slopes]:
    """Derivatives of the four log masses: keep, challenge, firm, back."""
    log_pu, log_pv = _log_phi(u), _log_phi(v)
    log_cu, log_cv = special.log_ndtr(-u), special.log_ndtr(-v)
    ridge = _log_phi((u - v) / np.sqrt(2)) - 0.5 * np.log(2)
    ridge = ridge + special.log_ndtr((u + v) / np.sqrt(2))
    zero = np.zeros_like(u)

    mills_u, mills_v = np.exp(log_pu - log_cu), np.exp(log_pv - log_cv)
    keep = Slopes(-mills_u, -mills_v, -mills_u * (mills_u - u), zero, -mills_v * (mills_v - v))
    gu, gv = np.exp(log_pu + log_cv - m.challenge), np.exp(log_pv + log_cu - m.challenge)
    guv = -np.exp(log_pu + log_pv - m.challenge)
    challenge = Slopes(gu, gv, -u * gu - gu * gu, guv - gu * gv, -v * gv - gv * gv)
    firm = _wedge(u, v, log_pu + log_cv - m.firm, ridge - m.firm, log_pu + log_pv - m.firm)
    swapped = _wedge(v, u, log_pv + log_cu - m.back, ridge - m.back, log_pu + log_pv - m.back)
    back = Slopes(swapped.v, swapped.u, swapped.vv, swapped.uv, swapped.uu)
    return keep, challenge, firm, back


def hazards(u: Array, v: Array, m: Masses) -> tuple[Array, Array]:
    """Hazards in c of standing firm and of backing down: -d log h / dc and -d log b / dc.

    Both rise with c, because the densities phi(x - barWA) Phi(x - bara) and its mirror image are
    log-concave in x: this is what bounds the slope of the best reply over an interval.
    """
    firm = np.exp(_log_phi(u) + special.log_ndtr(-v) - m.firm)
    back = np.exp(_log_phi(v) + special.log_ndtr(-u) - m.back)
    return firm, back


def _wedge(u: Array, v: Array, edge: Array, ridge: Array, corner: Array) -> Slopes:
    """Slopes of log h from the logs of phi(u)Phi(-v)/h, L/h and phi(u)phi(v)/h."""
    a, r, e = np.exp(edge), np.exp(ridge), np.exp(corner)
    hu, hv, half = a + r, -r, 0.5 * (u - v)
    huu = -u * a - half * r + 0.5 * e
    huv = half * r - 0.5 * e
    hvv = -half * r - 0.5 * e
    return Slopes(hu, hv, huu - hu * hu, huv - hu * hv, hvv - hv * hv)


def _log_phi(x: Array) -> Array:
    value: Array = -0.5 * x * x - LOG_SQRT_2PI
    return value


def _firm_mass(u: Array, v: Array) -> Array:
    """Phi2((u - v)/sqrt 2, u; rho = 1/sqrt 2) by two Owen's T functions."""
    x = (u - v) / np.sqrt(2)
    with np.errstate(all="ignore"):
        ax = np.where(u == v, np.copysign(np.inf, u), (u + v) / (u - v))
        ay = np.where(u == 0, np.copysign(np.inf, -v), -v / u)
    origin = (u == 0) & (v == 0)
    ax, ay = np.where(origin, 1.0, ax), np.where(origin, 0.0, ay)
    apart = (x >= 0) != (u >= 0)
    h: Array = 0.5 * (special.ndtr(x) + special.ndtr(u)) - 0.5 * apart
    h -= special.owens_t(x, ax) + special.owens_t(u, ay)
    return h


def _tail(u: Array, v: Array) -> Array:
    """log h + u^2/2: log of the integral over s > 0 of exp(us - s^2/2) Phi(s - v)/sqrt(2 pi).

    The exponent is concave with curvature between -2 and -1, so the mass lies within
    ``DEPTH`` of its mode, less where it falls from the edge s = 0.
    """
    s = np.maximum(0.0, 0.5 * (u + v))
    for _ in range(6):  # Newton to the mode; it need not be exact
        lam = mills(s - v)
        s = np.maximum(0.0, s + (u - s + lam) / (1 + lam * (s - v + lam)))
    fall = np.maximum(0.0, s - u - mills(s - v))
    reach = DEPTH / (fall + np.sqrt(fall * fall + DEPTH))
    low = np.maximum(0.0, s - np.sqrt(DEPTH))
    half = 0.5 * (s + reach - low)
    at = (low + half)[:, None] + half[:, None] * NODES
    exponent = at * (u[:, None] - 0.5 * at) + special.log_ndtr(at - v[:, None])
    top = exponent.max(axis=1)
    area = np.exp(exponent - top[:, None]) @ WEIGHTS
    total: Array = top + np.log(half * area) - LOG_SQRT_2PI
    return total


def mills(x: npt.NDArray[np.float64]) -> Array:
    """phi(x) / Phi(x) = sqrt(2/pi) / erfcx(-x / sqrt 2), without overflow."""
    value: Array = np.sqrt(2 / np.pi) / special.erfcx(-x / np.sqrt(2))
    return value
