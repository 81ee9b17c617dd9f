"""Posterior of a game's coefficients by NumPyro (the extra ``bayes``), from the same declaration.

The likelihood is the one that `fit` maximizes, written in JAX so that the No-U-Turn sampler can
differentiate it. Priors are normal on coefficients of regressors scaled to unit variance.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.errors import FitError, InputError
from foedus.estimate import Array
from foedus.games.tree.data import PreparedGame, prepare
from foedus.games.tree.game import Game
from foedus.games.tree.identify import require_identified
from foedus.games.tree.likelihood import Likelihood
from foedus.games.tree.tree import Chance, Terminal


@dataclass(frozen=True, slots=True)
class Posterior:
    """Draws (chains, draws, K) of the coefficients; ``r_hat`` (K,) near 1 where chains agree."""

    prepared: PreparedGame
    draws: Array
    r_hat: Array
    divergences: int
    prior_sd: float
    seed: int

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the coefficients."""
        return self.prepared.names

    @property
    def mean(self) -> Array:
        """(K,) posterior means."""
        return np.asarray(self.draws.mean(axis=(0, 1)))

    @property
    def sd(self) -> Array:
        """(K,) posterior standard deviations."""
        return np.asarray(self.draws.std(axis=(0, 1)))

    def interval(self, level: float = 0.9) -> Array:
        """(2, K) central posterior interval."""
        tail = 0.5 * (1.0 - level)
        return np.quantile(self.draws, [tail, 1.0 - tail], axis=(0, 1))


def sample(
    game: Game,
    data: Any,
    *,
    prior_sd: float = 2.5,
    warmup: int = 500,
    draws: int = 1000,
    chains: int = 2,
    seed: int = 0,
) -> Posterior:
    """Sample the posterior of a game on a tree.

    prior_sd: standard deviation of each coefficient's normal prior at zero, for regressors of unit
    root mean square. Raises InputError without the extra ``bayes`` or for trees that need
    quadrature (three actions under probit), FitError where chains disagree (R-hat above 1.05).
    """
    try:
        import jax
        import numpyro
        from numpyro.diagnostics import gelman_rubin
        from numpyro.infer import MCMC, NUTS
    except ImportError:
        raise InputError(
            "sampling a posterior needs JAX and NumPyro", hint="pip install 'foedus[bayes]'"
        ) from None
    settings: Any = jax.config
    settings.update("jax_enable_x64", True)
    prepared = prepare(game, data)
    require_identified(prepared)
    likelihood = prepared.likelihood
    if not isinstance(likelihood, Likelihood):
        raise InputError("posteriors are for games on a tree")
    free = np.flatnonzero(prepared.free)
    unit = np.sqrt(np.mean(likelihood.X[:, free] ** 2, axis=0))
    base = np.nan_to_num(prepared.values)
    log_rows = _log_rows(likelihood)

    def model() -> None:
        scaled = numpyro.sample(
            "scaled", numpyro.distributions.Normal(0.0, prior_sd).expand([len(free)])
        )
        theta = jax.numpy.asarray(base).at[free].set(scaled / unit)
        numpyro.factor("loglik", log_rows(theta))

    sampler = MCMC(
        NUTS(model), num_warmup=warmup, num_samples=draws, num_chains=chains,
        chain_method="sequential", progress_bar=False,
    )  # fmt: skip
    sampler.run(jax.random.PRNGKey(seed), extra_fields=("diverging",))
    scaled = np.asarray(sampler.get_samples(group_by_chain=True)["scaled"])
    out = np.broadcast_to(base, (*scaled.shape[:2], len(base))).copy()
    out[..., free] = scaled / unit
    r_hat = np.ones(len(base))
    r_hat[free] = np.asarray(gelman_rubin(scaled)) if chains > 1 else np.nan
    worst = float(np.nanmax(r_hat)) if chains > 1 else 1.0
    if worst > 1.05:
        raise FitError(
            f"the chains disagree (R-hat {worst:.2f})", hint="more warmup, or a tighter prior"
        )
    diverged = int(np.asarray(sampler.get_extra_fields()["diverging"]).sum())
    return Posterior(prepared, out, r_hat, diverged, prior_sd, seed)


def _log_rows(likelihood: Likelihood) -> Any:
    """The weighted log-likelihood as a JAX function of all K coefficients."""
    import jax.numpy as jnp
    from jax.scipy.special import log_ndtr, logsumexp

    structure = likelihood.structure
    tree = structure.tree
    probit = structure.link == "probit"
    wide = any(len(tree.children[k]) > 2 for k in tree.decisions)
    if probit and wide:
        raise InputError(
            "three actions under probit need quadrature, which the sampler lacks",
            hint="link: logit, or bootstrap the fit",
        )
    X = [jnp.asarray(likelihood.X[:, i:j]) for i, j in likelihood.pairs]
    pairs, observed = likelihood.pairs, jnp.asarray(likelihood.observed)
    weights = 1.0 if likelihood.weights is None else jnp.asarray(likelihood.weights)

    def total(theta: Any) -> Any:
        index = [x @ theta[i:j] for x, (i, j) in zip(X, pairs, strict=True)]
        size = len(tree.nodes)
        value: list[Mapping[str, Any]] = [{} for _ in range(size)]
        mass: list[Any] = [1.0] * size
        logs: list[list[Any]] = [[] for _ in range(size)]
        for k in reversed(range(size)):
            node, below = tree.nodes[k], tree.children[k]
            if isinstance(node, Terminal):
                value[k] = {
                    p: index[m]
                    if (m := structure.payoff.get((p, node.outcome))) is not None
                    else 0.0
                    for p in tree.movers_above[k]
                }
                continue
            if isinstance(node, Chance):
                logs[k] = [jnp.log(jnp.asarray(p)) for p in likelihood.nature[k]]
            else:
                scale = structure.scale.get(node.player)
                sigma = 1.0 if scale is None else jnp.exp(index[scale])
                v = [value[c][node.player] / sigma for c in below]
                if probit:
                    noise = mass[below[0]] + mass[below[1]] if structure.private else 2.0
                    z = (v[1] - v[0]) / jnp.sqrt(noise)
                    logs[k] = [log_ndtr(-z), log_ndtr(z)]
                else:
                    y = jnp.stack(jnp.broadcast_arrays(*v)) / structure.spread
                    logs[k] = list(y - logsumexp(y, axis=0))
            probs = [jnp.exp(log) for log in logs[k]]
            value[k] = {
                p: sum(q * value[c][p] for q, c in zip(probs, below, strict=True))
                for p in tree.movers_above[k]
            }
            mass[k] = sum(q * q * mass[c] for q, c in zip(probs, below, strict=True))
        reach: list[Any] = [jnp.zeros(likelihood.rows)] * size
        for k, below in enumerate(tree.children):
            for log, child in zip(logs[k], below, strict=True):
                reach[child] = reach[k] + log
        labels = jnp.stack(
            [logsumexp(jnp.stack([reach[t] for t in ts]), axis=0) for ts in structure.members]
        )
        rows = jnp.take_along_axis(labels, observed[None], axis=0)[0]
        return (weights * rows).sum()

    return total
