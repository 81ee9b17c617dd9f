"""Fitting: simulate and recover; folds keep proposals whole."""

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.negotiation.actors import Actor, Issue, central
from foedus.negotiation.fit import cross_validate, fit
from foedus.negotiation.mixture import MixtureFamily, MixtureWeights, mix, parts
from foedus.negotiation.outcomes import evidence, folds, scoreable

FAMILY = MixtureFamily("election", "spread", True, 1.0)
TRUE = MixtureWeights(0.5, 0.3, 0.2, 0.8)


def simulated(n: int, seed: int) -> list[Issue]:
    rng = np.random.default_rng(seed)
    issues = []
    for k in range(n):
        actors = tuple(
            Actor(f"a{i}", float(x), float(s), float(c))
            for i, (x, s, c) in enumerate(
                zip(
                    rng.choice([0, 20, 30, 60, 70, 100], 9),
                    rng.uniform(0.1, 1, 9),
                    rng.uniform(1, 9, 9),
                    strict=True,
                )
            )
        )
        issue = Issue(f"i{k}", actors, group=f"g{k // 3}")
        arrays = central(issue)
        shape = mix(parts(arrays.x, arrays.w), FAMILY, TRUE, 0, 100)
        y = float(np.round(shape.quantile(rng.uniform())))
        issues.append(Issue(f"i{k}", actors, group=f"g{k // 3}", outcome=y))
    return issues


def test_simulate_and_recover() -> None:
    data = evidence(simulated(600, 0))
    found = fit(data, FAMILY)
    sd = np.sqrt(np.diag(found.covariance))
    truth = np.array([np.log(0.5 / 0.3), np.log(0.2 / 0.3), np.log(0.8)])
    assert (np.abs(found.theta - truth) < 3.5 * sd + 0.05).all()
    assert found.weights.election == pytest.approx(0.5, abs=0.06)
    assert (sd < 0.3).all()


def test_cross_validation_is_honest_and_repeats() -> None:
    data = evidence(simulated(60, 1))
    one, two = cross_validate(data, k=2), cross_validate(data, k=2)
    assert one.families == two.families
    assert [shape.mean for shape in one.forecasts] == [shape.mean for shape in two.forecasts]
    for g in np.unique(data.group):
        assert len(set(one.fold[data.group == g])) == 1
    changed = data.outcome.copy()
    held = one.fold == 0
    changed[held] = 100 - changed[held]
    from dataclasses import replace

    elected = {
        power: replace(e, hit=np.where(held, 0.0, e.hit)) for power, e in data.elected.items()
    }
    blind = cross_validate(replace(data, outcome=changed, elected=elected), k=2)
    for r in np.flatnonzero(held):  # outcomes of a fold do not touch its own forecasts
        assert blind.forecasts[r].mean == pytest.approx(one.forecasts[r].mean)


def test_folds_are_balanced() -> None:
    fold = folds(np.repeat(np.arange(40), 2), 10, 0)
    assert (np.bincount(fold) == 8).all()


def test_too_few_proposals_are_refused() -> None:
    with pytest.raises(InputError, match="too few"):
        evidence(simulated(30, 2))


def test_only_known_outcomes_are_scored() -> None:
    issues = simulated(3, 3)
    blank = Issue("b", issues[0].actors)
    two = Issue("t", issues[0].actors[:2], outcome=5)
    assert scoreable([*issues, blank, two]) == issues
