r"""A logistic regression whose rows share a war: the density that is sampled.

Call :math:`i` in war :math:`w` is honored with chance :math:`\mathrm{logit}^{-1}(x_i'\beta +
\sigma z_w)`, :math:`z_w \sim N(0, 1)`: calls in one war go together, so twenty calls of one war do
not count as twenty. :math:`z` is integrated out by Gauss–Hermite quadrature. Priors:
:math:`\beta_j \sim N(0, s_j^2)`, :math:`\sigma \sim` half-normal(1).

The sampler sees other coordinates, in which the posterior is nearly normal: :math:`u`, a standard
normal a priori, whose quantile is that of :math:`\sigma`; and :math:`\beta / \sqrt{1 + c\sigma^2}`,
the coefficients of the chance averaged over wars (Zeger, Liang & Albert 1988, eq. 3.6), because
:math:`\beta` grows with :math:`\sigma`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.history.covariates import Array
from foedus.history.honor.model import nodes

#: Prior sds on the logit: the constant; the era; any other feature (skeptical).
CONSTANT_SD, ERA_SD, FEATURE_SD = 1.5, 1.5, 0.5
#: The features that tell the era.
ERA_FEATURES = frozenset({"since_1945", "trend"})
#: Scale of the half-normal prior of the sd between wars.
WAR_SD = 1.0
_TINY = np.finfo(np.float64).tiny
_ATTENUATION = (16 * np.sqrt(3) / (15 * np.pi)) ** 2


def prior_sd(names: tuple[str, ...]) -> Array:
    """(1 + k,) prior sds of the constant and of the features."""
    sds = [ERA_SD if name in ERA_FEATURES else FEATURE_SD for name in names]
    return np.array([CONSTANT_SD, *sds])


@dataclass(frozen=True, slots=True)
class Target:
    """The posterior's log density; n rows, k columns with the constant, m wars."""

    X: Array  # (n, k)
    y: NDArray[np.bool_]  # (n,)
    war: NDArray[np.int64]  # (n,) any labels
    sd: Array  # (k,) prior sds

    @property
    def start(self) -> Array:
        """(k + 1,) where to begin the search for the mode."""
        return np.zeros(self.X.shape[1] + 1)

    def __call__(self, raw: Array) -> Array:
        """(B,) log posterior density at (B, k + 1) coordinates, up to a constant."""
        theta = parameters(raw)
        beta, u = theta[:, :-1], raw[:, -1]
        prior = -0.5 * ((beta / self.sd) ** 2).sum(axis=1) - 0.5 * u**2
        jacobian = beta.shape[1] * np.log(_stretch(theta[:, -1]))
        likelihood = by_war(theta, self.X, self.y, self.war).sum(axis=1)
        return np.asarray(prior + jacobian + likelihood)


def parameters(raw: Array) -> Array:
    """(B, k + 1) parameters (β, σ) from the sampler's coordinates."""
    from scipy.special import ndtr, ndtri

    # from the upper tail, where a half-normal's quantile would round to infinity
    sigma = -WAR_SD * ndtri(0.5 * np.maximum(ndtr(-raw[:, -1]), _TINY))
    return np.column_stack([raw[:, :-1] * _stretch(sigma)[:, None], sigma])


def _stretch(sigma: Array) -> Array:
    stretch: Array = np.sqrt(1.0 + _ATTENUATION * sigma**2)
    return stretch


def by_war(theta: Array, X: Array, y: NDArray[np.bool_], war: NDArray[np.int64]) -> Array:
    """(B, m) log likelihood of each war's calls, wars in rising order of their labels."""
    labels, place = np.unique(war, return_inverse=True)
    member = (place[:, None] == np.arange(len(labels))).astype(np.float64)
    sign = np.where(y, 1.0, -1.0)
    eta, sigma = theta[:, :-1] @ X.T, theta[:, -1:]
    z, weight = nodes()
    terms = np.stack(
        [
            -np.logaddexp(0.0, -sign * (eta + sigma * node)) @ member + np.log(share)
            for node, share in zip(z, weight, strict=True)
        ]
    )
    top = terms.max(axis=0)
    total: Array = top + np.log(np.exp(terms - top).sum(axis=0))
    return total
