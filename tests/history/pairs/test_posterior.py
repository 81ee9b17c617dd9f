"""The record of forecasts of every pair, as a file and as shipped."""

import json

import pytest

from foedus.errors import DataError, InputError
from foedus.history.covariates import RUNGS
from foedus.history.pairs import posterior
from foedus.history.pairs.record import MODELS
from foedus.history.pairs.score import ORIGINS, SCORED
from foedus.history.pairs.trees import EVENTS
from foedus.history.rows import SOURCES


@pytest.fixture(scope="module")
def record():
    return posterior.shipped()


def test_a_record_survives_the_disk(record, tmp_path):
    posterior.save(record, tmp_path / "one.json")
    assert posterior.load(tmp_path / "one.json") == record


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"foedus_posterior": 9, "model": "pairs"}', "null"]
)
def test_a_file_that_is_no_record_is_refused(text, tmp_path):
    path = tmp_path / "bad.json"
    path.write_text(text)
    with pytest.raises(InputError, match=r"bad\.json"):
        posterior.load(path)


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(DataError, match="No such file"):
        posterior.load(tmp_path / "none.json")


def test_the_shipped_record_is_of_these_windows_and_models(record):
    assert tuple(each.origin for each in record.windows) == ORIGINS
    assert record.scored == SCORED
    assert [(row.event, row.pairs) for row in record.rows] == [
        (rung, pairs) for rung in RUNGS for pairs in ("all", "relevant")
    ]
    for row in record.rows:
        models = [model for model in MODELS if model != "trees" or row.event in EVENTS]
        assert list(row.measures) == models
        assert set(row.gain) == set(models) - {"ladder"}


def test_gains_are_the_differences_of_the_log_losses(record):
    for row in record.rows:
        own = row.measures["ladder"]
        for model, (total, se) in row.gain.items():
            left = (row.measures[model].log_loss - own.log_loss) * own.n
            assert total == pytest.approx(left, abs=0.01)
            assert se > 0


def test_every_model_beats_the_base_rate_on_disputes(record):
    told = record.rows[0].measures
    assert all(told[model].log_loss < told["base rate"].log_loss for model in MODELS[1:])


def test_later_years_are_scored_on_one_set_of_rows(record):
    for event in RUNGS:
        assert len({(each.events[event].n, each.events[event].events)
                    for each in record.later}) == 1  # fmt: skip


def test_the_file_has_the_hashes_of_what_it_was_made_of(record, tmp_path):
    from foedus.evidence.card import card

    posterior.save(record, tmp_path / "one.json")
    hashes = json.loads((tmp_path / "one.json").read_text())["hashes"]
    assert all(hashes[name] == card(name).sha256 for name in SOURCES)
