"""Scores, the trials of covariates, and the rule by which they are kept."""

import pytest

from foedus.errors import InputError
from foedus.history.lapse import Lapse
from foedus.history.lapse.rivals import MODELS
from foedus.history.lapse.rows import Years
from foedus.history.lapse.score import score_rows
from foedus.history.lapse.trials import LapseTrial


@pytest.fixture(scope="module")
def found(years: Years) -> dict:
    return score_rows(years, (1930, 1970)).to_dict()


def test_every_model_is_scored_on_the_same_rows(found: dict, years: Years) -> None:
    scored = years.defense & (years.year >= 1930)
    for part in (found["year"], found["decade"]):
        assert tuple(part["models"]) == MODELS
        assert len({(m["n"], m["events"]) for m in part["models"].values()}) == 1
    assert found["year"]["models"]["lapse"]["n"] == scored.sum()
    assert found["year"]["models"]["lapse"]["events"] == years.broken[scored].sum()


def test_a_model_that_knows_the_cause_beats_the_base_rate(found: dict) -> None:
    for part in (found["year"], found["decade"]):
        losses = {name: each["log_loss"] for name, each in part["models"].items()}
        assert losses["lapse"] < losses["base rate"]
        gain = part["log_loss_over_lapse"]["base rate"]
        assert gain["sum"] > gain["se"] > 0
    assert found["decade"]["models"]["lapse"]["concordance"] > 0.6


def test_the_trial_of_the_cause_helps_and_that_of_noise_does_not(found: dict) -> None:
    trials = {each["name"]: each for each in found["trials"]}
    assert trials["democracy"]["gain"] > 2 * trials["democracy"]["se"]
    assert trials["wartime"]["gain"] < 2 * trials["wartime"]["se"]


@pytest.mark.parametrize("origin", [1850, 2010])
def test_origins_that_leave_too_little_are_refused(years: Years, origin: int) -> None:
    with pytest.raises(InputError, match=str(origin)):
        score_rows(years, (origin,))


def test_what_ships_beats_every_rate_clearly_and_keeps_what_helps(shipped: Lapse) -> None:
    for part in ("year", "decade"):
        for rival in ("base rate", "rate by age", "recent rate", "plain logit"):
            gain = shipped.scores[part]["log_loss_over_lapse"][rival]
            assert gain["sum"] > 2 * gain["se"]
    for each in shipped.scores["trials"]:
        assert LapseTrial(**each).helps == each["kept"], each["name"]
    pooled = shipped.scores["every_obligation"]
    assert pooled["gain"] > pooled["se"]
