"""A covariate on trial: one that carries the truth helps, noise does not, and loss is by hand."""

from dataclasses import replace

import numpy as np
import pytest
from tests.histories import made_up

from foedus.history.covariates import Covariate
from foedus.history.ladder.score import counted
from foedus.history.ladder.trial import change, rolling, trial
from foedus.history.measures import losses
from foedus.history.rows import Data

ORIGINS = (1950, 1990)
WORD = Covariate("word", "w", lambda c: np.asarray(c["word"], dtype=np.float64), guarantee=True)


@pytest.fixture(scope="module")
def data() -> Data:
    return made_up(rows=6000, seed=5)


def with_word(data: Data, word: np.ndarray) -> Data:
    return replace(data, columns={**data.columns, "word": word.astype(np.float32)})


@pytest.fixture(scope="module")
def without(data: Data) -> np.ndarray:
    return rolling(data, "onset", origins=ORIGINS)


def test_years_before_the_first_origin_have_no_forecast(data: Data, without: np.ndarray) -> None:
    np.testing.assert_array_equal(np.isnan(without), data.year < 1950)


def test_a_covariate_that_tells_the_outcome_helps(data: Data, without: np.ndarray) -> None:
    told = with_word(data, data.onset & (np.arange(len(data.year)) % 2 == 0))
    found = trial(told, "onset", (WORD,), without)
    total, se = found.change
    assert total < -3 * se
    assert {each["name"] for each in found.terms} == {"word"}
    assert all(each["mean"] > 1 for each in found.terms)
    assert [each["kind"] for each in found.variants] == ["within", "between"]


def test_noise_does_not_help(data: Data, without: np.ndarray) -> None:
    noise = with_word(data, np.random.default_rng(0).random(len(data.year)) < 0.3)
    new = rolling(noise, "onset", (WORD,), ORIGINS)
    total, se = change(data, "onset", new, without)
    assert abs(total) < 3 * se + 1


def test_the_change_is_the_sum_of_losses(data: Data, without: np.ndarray) -> None:
    new = np.where(np.isnan(without), np.nan, 0.2)
    some = data.year >= 1990
    y = data.onset[some]
    by_hand = losses(y, np.full(len(y), 0.2)).sum() - losses(y, without[some]).sum()
    assert change(data, "onset", new, without, 1990)[0] == pytest.approx(by_hand)


def test_depth_can_be_counted_in_the_unit_of_the_latent_one(data: Data) -> None:
    plain = counted(data)
    np.testing.assert_allclose(
        plain.columns["depth_major"] / 2.0, data.columns["ties_major"] / 4.0, rtol=1e-6
    )
    assert plain.columns["minor"] is data.columns["minor"]
