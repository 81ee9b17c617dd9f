"""Scores: nothing is forecast by a fit that saw it."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from foedus.history.honor import score
from foedus.history.honor.fit import middle, posterior, target


@pytest.mark.parametrize("scheme", score.SCHEMES)
def test_no_fold_sees_what_it_forecasts(calls, scheme):
    tested = np.zeros(len(calls.honored), dtype=int)
    for train, test in score.folds(calls, scheme):
        assert not (train & test).any()
        tested += test
        if scheme == "one war":
            assert not set(calls.war[train]) & set(calls.war[test])
        if scheme == "one family":
            assert not set(calls.family[train]) & set(calls.family[test])
        if scheme == "decade":
            assert calls.year[train].max() < calls.year[test].min()
    assert tested.max() == 1
    if scheme != "decade":
        assert tested.min() == 1


def test_a_call_is_forecast_without_its_own_outcome(calls):
    test = np.arange(len(calls.honored)) == 3
    first = score.forecast(calls, ~test, test, ("since_1945",))
    turned = calls.honored.copy()
    turned[3] = ~turned[3]
    again = score.forecast(replace(calls, honored=turned), ~test, test, ("since_1945",))
    assert again[0] == pytest.approx(first[0])
    assert again[1] == pytest.approx(first[1])


def test_the_other_calls_of_a_war_tell_of_it(make):
    """In a world where wars differ, honored mates raise the forecast of a call."""
    one = make(rows=80, wars=10, seed=1)
    test = np.arange(80) == 0
    mates = (one.war == one.war[0]) & ~test
    outcomes = []
    for honored in (True, False):
        y = one.honored.copy()
        y[mates] = honored
        outcomes.append(score.forecast(replace(one, honored=y), ~test, test, ())[0][0])
    assert outcomes[0] > outcomes[1] + 0.1


def test_the_other_calls_on_a_family_tell_only_where_the_family_is_known(make):
    one = make(rows=80, wars=80, seed=1)
    test = np.arange(80) == 0
    own = np.array(["state 1" if place % 4 == 0 else "state 2" for place in range(80)])
    mates = (own == own[0]) & ~test
    found = []
    for honored in (True, False):
        y = np.arange(80) % 2 == 0
        y[mates] = honored
        found.append(score.forecast(replace(one, honored=y, family=own), ~test, test, ()))
    new, known = (found[0][which][0] - found[1][which][0] for which in (0, 1))
    assert known > new + 0.1


def test_base_rates_by_hand(calls):
    train = np.ones(len(calls.honored), dtype=bool)
    train[0] = False
    plain = score.base_rates(calls, train, ~train)
    assert plain == pytest.approx((calls.honored[1:].sum() + 0.5) / len(calls.honored))
    era = train & ((calls.signed >= 1945) == (calls.signed[0] >= 1945))
    own = score.base_rates(calls, train, ~train, (calls.signed >= 1945,))
    assert own == pytest.approx((calls.honored[era].sum() + 0.5) / (era.sum() + 1))


def test_a_true_era_is_found_and_scored_better_than_the_base_rate(make, monkeypatch):
    monkeypatch.setattr(score, "SCHEMES", ("one war",))
    monkeypatch.setattr(score, "forecast", partial(score.forecast, chains=score.FEWER // 2))
    found = score.score(make(rows=80, wars=18, era=-4.0))["one war"]
    assert found.gain["base rate"][0] > 0
    assert found.measures["honor"].log_loss < found.measures["base rate"].log_loss
    assert found.measures["base rate"].auc is None


def test_a_covariate_helps_only_if_clearly_and_before_the_war():
    def trial(gain, standing):
        return score.HonorTrial("age", 96, gain, standing)

    assert trial((5.0, 2.0), (1.0, 1.0)).clear
    assert not trial((3.0, 2.0), (1.0, 1.0)).clear
    assert not trial((5.0, 2.0), (-0.1, 1.0)).clear


def test_the_fit_finds_what_made_the_world(make):
    calls = make(rows=200, wars=30, seed=2)
    theta, found = posterior(calls, ("since_1945", "depth"), count=2_000)
    assert found.rhat < 1.05
    low, high = np.quantile(theta, [0.01, 0.99], axis=0)
    for place, truth in enumerate((0.5, -2.0, 0.0, 0.5)):
        assert low[place] < truth < high[place]
    assert low[-1] < 0.1  # families do not differ in that world


def test_an_unknown_feature_counts_as_the_mean(calls):
    values = calls.features["depth"].copy()
    values[:40] = np.nan
    some = replace(calls, features={**calls.features, "depth": values})
    assert middle(some)["depth"] == pytest.approx(values[40:].mean())
    X = target(some, ("depth",)).X
    assert X[:40, 1] == pytest.approx(np.full(40, values[40:].mean()))
