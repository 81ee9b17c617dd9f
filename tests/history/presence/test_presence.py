"""US forces on trial: who hosts them in which year, and what the shipped record says."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.histories import made_up

from foedus.errors import DataError, InputError
from foedus.history import presence
from foedus.history.covariates import RUNGS
from foedus.history.presence.fit import personnel
from foedus.history.rows import Data


def rows(*keys: tuple[int, int, int]) -> Data:
    """Directed dyad-years of these challengers, targets and years."""
    one, two, year = (np.array(each, dtype=np.int16) for each in zip(*keys, strict=True))
    return replace(made_up(rows=len(keys), seed=1), ccode1=one, ccode2=two, year=year)


@pytest.mark.data
def test_personnel_are_the_target_s_of_the_year_before() -> None:
    data = rows((731, 732, 1975), (710, 732, 2010), (2, 732, 1975), (255, 220, 1914),
                (365, 260, 1961), (365, 2, 1961), (816, 817, 1969), (817, 816, 1969))  # fmt: skip
    found = 10 ** personnel(data) - 1
    korea, korea_2010, own, early, germany, home, south, north = found
    assert 35_000 < korea < 45_000
    assert 25_000 < korea_2010 < 30_000
    assert (own, early, home, north) == pytest.approx((0, 0, 0, 0))
    assert 200_000 < germany < 300_000  # the Federal Republic, which the data list as Germany
    assert south > 500_000  # of 1968


def test_the_shipped_trial_covers_every_form_and_rung() -> None:
    record = presence.shipped()
    assert set(record.trials) == set(presence.KINDS)
    for kind, rungs in record.trials.items():
        assert set(rungs) <= set(RUNGS)
        assert "onset" in rungs
        assert {each["kind"] for each in rungs["onset"]["variants"]} == {"within", "between"}
        assert record.change(kind, "onset")[1] > 0
    assert "us-troops" in record.hashes
    assert (record.first, record.last) == (1951, 2014)


def test_help_takes_more_than_two_errors() -> None:
    record = presence.shipped()
    trials = json.loads(json.dumps(record.trials))
    trials["host"]["onset"]["change"] = {"sum": -1.9, "se": 1.0}
    assert not replace(record, trials=trials).helps
    trials["host"]["onset"]["change"] = {"sum": -2.1, "se": 1.0}
    assert replace(record, trials=trials).helps


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "presence.json"
    presence.save(presence.shipped(), path)
    assert presence.load(path) == presence.shipped()


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "presence.json"
    with pytest.raises(DataError):
        presence.load(path)
    for text in ("nonsense", '{"foedus_posterior": 1, "model": "pledge"}', '{"a": 1}'):
        path.write_text(text, "utf-8")
        with pytest.raises(InputError, match="no trial of US forces"):
            presence.load(path)
