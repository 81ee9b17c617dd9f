"""Fit a signaling game: the estimator asked for, its covariance, its equilibria, its status."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy import special

from foedus.estimate import Array
from foedus.games.estimates import noise
from foedus.games.newton import Value
from foedus.games.rows import frame_of
from foedus.games.signaling import identify
from foedus.games.signaling.design import DesignMatrix
from foedus.games.signaling.equilibria import ARGUMENTS, Equilibria, solve
from foedus.games.signaling.first_stage import FirstStageFit, beliefs_of
from foedus.games.signaling.full import fit_full, full_covariance, full_loglik
from foedus.games.signaling.likelihood import Beliefs
from foedus.games.signaling.payoffs import OUTCOMES
from foedus.games.signaling.pseudo import fit_npl, fit_pl, npl_covariance, pl_covariance
from foedus.games.signaling.sample import Sample, sample
from foedus.games.signaling.specification import Specification

SCREENED = 4  # draws looked at for each random start that is used


@dataclass(frozen=True)
class SignalingFit:
    """A fitted signaling game.

    coef: shape (k,), in the order of ``names``. covariance: shape (k, k), or None where there is
    none, for the reason in ``withheld``. value: what the estimator maximizes, with its derivatives,
    without the multinomial constant: of PL at the first stage's beliefs, of NPL and the full
    likelihood at equilibria. status: ``converged``, or what went wrong. equilibria: all of them at
    the estimate, n games. share: shape (m,), each equilibrium's probability of being the one played
    (the games of PL are read at all of theirs, equally). beliefs: those of PL's first stage or of
    NPL's limit. reached: the log-likelihood from each start of the full likelihood.
    """

    specification: Specification
    sample: Sample
    names: tuple[str, ...]
    coef: Array
    covariance: Array | None
    withheld: str | None
    value: Value
    status: str
    equilibria: Equilibria
    share: Array
    beliefs: Beliefs | None = None
    rounds: int = 0
    reached: tuple[float, ...] = ()

    @property
    def n(self) -> int:
        """Games."""
        return len(self.sample.design)

    @property
    def observations(self) -> float:
        """Outcomes seen in all games, weighted."""
        return float(self.sample.counts.sum())

    @property
    def converged(self) -> bool:
        """Whether the numbers may be read as estimates."""
        return self.status == "converged"

    @cached_property
    def standard_errors(self) -> Array | None:
        """Shape (k,), or None where there is no covariance."""
        return None if self.covariance is None else np.sqrt(np.diag(self.covariance))

    @property
    def loglik(self) -> float:
        """The log-likelihood, without the multinomial constant."""
        return self.value.loglik

    @property
    def gradient_norm(self) -> float:
        """Euclidean norm of the gradient of what the estimator maximizes."""
        return float(np.linalg.norm(self.value.gradient))

    @property
    def data_hash(self) -> str:
        """SHA-256 of the regressors and counts used."""
        parts = (self.sample.design.X, self.sample.design.offset, self.sample.counts)
        return hashlib.sha256(
            b"".join(np.ascontiguousarray(p).tobytes() for p in parts)
        ).hexdigest()

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        errors = self.standard_errors
        return {
            "title": self.specification.title,
            "method": self.specification.method,
            "selection": self.specification.selection
            if self.specification.method == "full"
            else None,
            "status": self.status,
            "loglik": self.loglik,
            "coefficients": dict(zip(self.names, self.coef.tolist(), strict=True)),
            "standard_errors": None
            if errors is None
            else dict(zip(self.names, errors.tolist(), strict=True)),
            "standard_errors_withheld": self.withheld,
            "gradient_norm": self.gradient_norm,
            "n": self.n,
            "observations": self.observations,
            "rows_dropped": self.sample.dropped,
            "parameters": len(self.coef),
            "aic": 2 * len(self.coef) - 2 * self.loglik,
            "npl_rounds": self.rounds,
            "loglik_by_start": list(self.reached),
            "equilibria": self._equilibria(),
            "data_sha256": self.data_hash,
        }

    def _equilibria(self) -> dict[str, Any]:
        found = self.equilibria
        number, rank = found.number, found.rank
        values, times = np.unique(number, return_counts=True)
        several = np.flatnonzero(number > 1)
        prob = found.probabilities()
        rows = [
            {
                "row": int(self.sample.kept[g]) + 1,
                "equilibria": [
                    {
                        "rank": int(rank[e]),
                        "share": float(self.share[e]),
                        "resist": float(found.resist[e]),
                        "stable": bool(found.stable[e]),
                        **dict(zip(OUTCOMES, prob[e].tolist(), strict=True)),
                    }
                    for e in np.flatnonzero(found.row == g)
                ],
            }
            for g in several
        ]
        codes, of_code = np.unique(found.argument, return_counts=True)
        return {
            "games_by_number": {int(v): int(t) for v, t in zip(values, times, strict=True)},
            "complete": bool(found.certified.all()),
            "certificates": {ARGUMENTS[c]: int(t) for c, t in zip(codes, of_code, strict=True)},
            "games_with_several": rows,
        }


def fit(spec: Specification, data: Any) -> SignalingFit:
    """Fit ``spec`` to the rows of ``data`` (a Polars or pandas frame, or a mapping of columns).

    Raises FitError where the data cannot identify the game; a search that does not converge
    returns a fit whose ``status`` says so and that has no standard errors.
    """
    made = sample(spec, frame_of(data))
    identify.check(made.design, made.counts)
    start = beliefs_of(spec, made)
    if spec.method == "pl":
        return _pl(spec, made, start)
    if spec.method == "npl":
        return _npl(spec, made, start)
    return _full(spec, made, start)


def usable(covariance: Array) -> tuple[Array | None, str | None]:
    """A covariance, or why it is none: what is hardly identified has variances that are not."""
    variances = np.diag(covariance)
    if np.isfinite(covariance).all() and (variances > 0).all():
        return covariance, None
    return None, "variances that are not positive: hardly anything identifies the game"


def _pl(spec: Specification, made: Sample, stage: FirstStageFit) -> SignalingFit:
    top = fit_pl(made.design, made.counts, stage.beliefs)
    covariance, why = None, _failed(top.status)
    if why is None:
        spread = spec.first_stage.spread
        if spread == "unknown":
            why = (
                "the first stage's covariance is unknown; `covariance: ignored` under first_stage "
                "takes its beliefs as exact"
            )
        else:
            root = stage.root if spread == "estimated" else None
            covariance, why = usable(
                pl_covariance(made.design, made.counts, stage.beliefs, top.theta, root)
            )
    found = solve(made.design.payoffs(top.theta))
    return SignalingFit(
        spec, made, made.design.names, top.theta, covariance, why, top.value, top.status,
        found, 1 / found.number[found.row], stage.beliefs,
    )  # fmt: skip


def _npl(spec: Specification, made: Sample, stage: FirstStageFit) -> SignalingFit:
    limit = fit_npl(
        made.design, made.counts, stage.beliefs, tolerance=spec.tolerance, rounds=spec.rounds
    )
    top, beliefs = limit.maximum, limit.beliefs
    status: str = top.status
    if status == "converged" and not limit.settled:
        status = f"NPL still moves by {limit.change:.1e} after {limit.rounds} rounds"
    elif status == "converged" and limit.at_edge:
        status = f"{limit.at_edge} beliefs ended at the edge of what NPL allows"
    why = _failed(status)
    covariance = None
    if why is None:
        covariance, why = usable(npl_covariance(made.design, made.counts, beliefs, top.theta))
    found = solve(made.design.payoffs(top.theta))
    away = np.abs(found.z - special.ndtri(beliefs.resist)[found.row])
    order = np.lexsort((away, found.row))
    share = np.zeros(len(away))
    share[order[np.unique(found.row[order], return_index=True)[1]]] = 1.0
    return SignalingFit(
        spec, made, made.design.names, top.theta, covariance, why, top.value, status, found,
        share, beliefs, limit.rounds,
    )  # fmt: skip


def _full(spec: Specification, made: Sample, stage: FirstStageFit) -> SignalingFit:
    counts, design = made.counts, made.design
    first = fit_pl(design, counts, stage.beliefs).theta
    limit = fit_npl(design, counts, stage.beliefs, first, rounds=50, tolerance=1e-6)
    near = limit.maximum.theta if limit.settled else first
    spread = npl_covariance(design, counts, limit.beliefs, near) if limit.settled else None
    starts = _starts(spec, design, counts, [near, first], spread)
    best = fit_full(design, counts, starts, spec.selection)
    top = best.maximum
    status: str = top.status
    if status == "converged" and not best.equilibria.certified.all():
        status = "an equilibrium could not be told from a tangency"
    why = _failed(status)
    covariance = None
    if why is None:
        covariance, why = usable(full_covariance(best, spec, made))
    return SignalingFit(
        spec, made, best.design.names, top.theta, covariance, why, top.value, status,
        best.equilibria, best.share, None, limit.rounds, best.starts,
    )  # fmt: skip


def _starts(
    spec: Specification,
    design: DesignMatrix,
    counts: Array,
    given: list[Array],
    spread: Array | None,
) -> list[Array]:
    """The given starts, then the likeliest of many draws around the first of them.

    The draws have NPL's covariance, or a tenth of each entry's size where NPL has no limit.
    """
    wanted = spec.starts - len(given)
    if wanted <= 0:
        return given[: spec.starts]
    if spread is None:
        random = np.random.default_rng(spec.seed)
        away = random.standard_normal((SCREENED * wanted, given[0].size))
        draws = given[0] + 0.1 * (1 + np.abs(given[0])) * away
    else:
        draws = given[0] + noise(spread, SCREENED * wanted, spec.seed)
    rule = "best" if spec.selection == "mixture" else spec.selection
    heights = np.array([full_loglik(design, counts, draw, rule) for draw in draws])
    return given + [draws[i] for i in np.argsort(-heights)[:wanted]]


def _failed(status: str) -> str | None:
    return None if status == "converged" else f"the fit did not converge: {status}"
