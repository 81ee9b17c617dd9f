"""The chance that the shipped model gives, its reach and its file."""

import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from foedus.errors import DataError, InputError, UnknownNameError
from foedus.history.honor import CANDIDATES, describe, load, posterior
from foedus.history.honor.model import chances


def test_shapes_and_range(honor):
    draws = honor.draws(50, np.random.default_rng(0))
    p = honor.chance(describe(signed=np.array([[1900, 1950, 2025]]), inside=0.0), draws)
    assert p.shape == (50, 1, 3)
    assert ((p > 0) & (p < 1)).all()
    assert np.array_equal(p[..., 1], p[..., 2])


def test_the_chance_is_an_average_over_wars():
    beta, sd = np.array([[0.4, -1.0]]), np.array([1.7])
    z = np.random.default_rng(1).standard_normal(400_000)
    by_hand = (1 / (1 + np.exp(-(0.4 - 1.0 + 0.3 + 1.7 * z)))).mean()
    found = chances(beta, sd, np.array([1.0, 1.0]), np.array([0.3]))
    assert found[0] == pytest.approx(by_hand, abs=0.002)


TODAY = {"since_1945": 1.0, "inside": 0.0}


def test_a_new_family_has_the_mean_of_the_rate_and_a_wider_spread(honor):
    draws = honor.draws(20_000, np.random.default_rng(0))
    one, rate = honor.chance(TODAY, draws), honor.rate(TODAY, draws)
    assert one.mean() == pytest.approx(rate.mean(), abs=0.01)
    ends = [np.quantile(each, (0.05, 0.95)) for each in (one, rate)]
    assert ends[0][0] < ends[1][0]
    assert ends[0][1] > ends[1][1]


def test_a_new_familys_effect_has_the_sd_between_families(honor):
    draws = honor.draws(20_000, np.random.default_rng(0))
    assert (draws[:, -1] / draws[:, -2]).std() == pytest.approx(1.0, abs=0.03)


def test_without_families_or_wars_the_chance_is_the_logits(honor):
    sure = replace(honor, theta=np.array([[0.5, -1.0, -2.0, 0.0, 0.0]]))
    draws = sure.draws(3, np.random.default_rng(0))
    p = sure.chance({"since_1945": 1.0, "inside": np.array([0.0, 1.0])}, draws)
    assert p == pytest.approx(np.tile(1 / (1 + np.exp([0.5, 2.5])), (3, 1)))


def test_the_later_era_and_an_attacker_from_within_are_honored_less(honor):
    draws = honor.draws(4_000, np.random.default_rng(0))
    cases = {"since_1945": np.array([0.0, 1.0, 1.0]), "inside": np.array([0.0, 0.0, 1.0])}
    before, since, inside = honor.chance(cases, draws).mean(axis=0)
    raw = {era: count.share for era, count in honor.record.outside.items()}
    assert inside < raw["since 1945"] < since < before < raw["before 1945"]


def test_an_unknown_feature_takes_the_rows_mean(wider):
    draws = wider.draws(20, np.random.default_rng(0))
    given = wider.chance({"since_1945": 1.0, "inside": 0.0, "depth": wider.unknown["depth"]}, draws)
    for silent in (TODAY, TODAY | {"depth": np.nan}):
        assert wider.chance(silent, draws) == pytest.approx(given)


def test_each_feature_moves_the_chance_as_its_coefficient_says(wider):
    draws = wider.draws(200, np.random.default_rng(0))
    p = wider.chance({"since_1945": 1.0, "inside": 0.0, "depth": np.array([0.0, 1.0])}, draws)
    assert np.array_equal(p[:, 1] > p[:, 0], draws[:, 2] > 0)


def test_a_feature_that_does_not_exist_is_refused_with_the_nearest(honor):
    draws = honor.draws(2, np.random.default_rng(0))
    with pytest.raises(UnknownNameError, match="did you mean depth"):
        honor.chance({"dept": 1.0}, draws)
    with pytest.raises(UnknownNameError):
        honor.reach({"dept": 1.0})


def test_draws_of_another_model_are_refused(honor):
    with pytest.raises(InputError, match="shape"):
        honor.chance({"since_1945": 1.0}, np.zeros((5, 9)))


def test_prior_and_posterior_of_every_parameter(honor):
    names = [each.name for each in honor.coefficients]
    assert names == ["constant", *honor.kept, "sigma", "tau"]
    prior = honor.prior_draws(100_000, np.random.default_rng(0))
    assert np.sqrt((prior**2).mean(axis=0)) == pytest.approx(honor.prior_sd, rel=0.02)
    assert (prior[:, -2:] >= 0).all()
    for each in honor.coefficients:
        assert each.low < each.mean < each.high
        assert each.sd < each.prior_sd


def test_the_middle_is_near_and_the_far_is_far(honor):
    middle = honor.reach(dict(zip(CANDIDATES, honor.space.mean, strict=True)))
    assert middle.distance == pytest.approx(0.0)
    assert (middle.percentile, middle.beyond) == (0.0, ())
    today = honor.reach({k: float(v) for k, v in describe(signed=2025, democracy=0.95).items()})
    assert {"trend", "democracy"} <= set(today.beyond)
    assert today.percentile > 0.5
    with pytest.raises(InputError, match="no feature is known"):
        honor.reach({})


def test_features_are_read_from_plain_facts():
    found = describe(signed=[1944, 1945], capability=0.01, age=0, power_change=[0.5, 2.0])
    assert found["since_1945"].tolist() == [0.0, 1.0]
    assert found["amid"] == 1.0
    assert found["capability"] == pytest.approx(0.0, abs=2e-3)
    assert found["power_change"][0] == pytest.approx(found["power_change"][1])
    assert np.isnan(found["depth"])
    assert set(found) == set(CANDIDATES)


def test_a_file_gives_the_same_model_again(honor, tmp_path):
    posterior.save(honor, tmp_path / "h.json")
    again = load(tmp_path / "h.json")
    assert np.array_equal(again.theta, honor.theta)
    assert again.record == honor.record
    assert again.families == honor.families
    assert posterior.apart(again, honor) == 0.0
    draws = honor.draws(5, np.random.default_rng(1))
    assert np.array_equal(honor.chance(TODAY, draws), again.chance(TODAY, draws))


def test_models_of_other_features_do_not_compare(honor, wider):
    assert posterior.apart(honor, wider) is None


@pytest.mark.parametrize("text", ["{}", "nonsense", '{"foedus_posterior": 2, "model": "ladder"}'])
def test_another_file_is_refused(tmp_path, text):
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(InputError, match="no posterior"):
        load(tmp_path / "x.json")
    with pytest.raises(DataError, match="cannot read it"):
        load(tmp_path / "none.json")


def test_the_file_keeps_hashes_version_and_command(honor):
    assert honor.command == "foedus fit honor"
    assert {"berkemeier-fuhrmann", "leeds-anac", "atop-members"} <= set(honor.hashes)
    assert json.dumps(honor.scores)


def test_forecasts_need_numpy_alone():
    code = (
        "import sys, numpy as np; from foedus.history.honor import shipped, describe;"
        "h = shipped();"
        "h.chance(describe(signed=2025, inside=0), h.draws(10, np.random.default_rng(0)));"
        "print({'scipy', 'polars', 'pandas', 'sklearn'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
