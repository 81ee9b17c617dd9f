"""The file: what is written is read again, and what is none is refused."""

import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from foedus.errors import DataError, InputError
from foedus.evidence.card import card
from foedus.history.lapse import Lapse, posterior
from foedus.history.lapse.rows import SOURCES


def test_what_is_written_is_read_again(shipped: Lapse, tmp_path: Path) -> None:
    path = tmp_path / "lapse.json"
    posterior.save(shipped, path)
    again = posterior.load(path)
    for each in fields(Lapse):
        one, two = getattr(again, each.name), getattr(shipped, each.name)
        np.testing.assert_array_equal(one, two) if isinstance(two, np.ndarray) else None
        assert isinstance(two, np.ndarray) or one == two
    assert posterior.apart(again, shipped) == 0.0


def test_the_shipped_one_is_of_these_data(shipped: Lapse) -> None:
    assert shipped.hashes == {name: card(name).sha256 for name in SOURCES}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"foedus_posterior": 1, "model": "ladder"}'])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(text)
    with pytest.raises(InputError, match="posterior"):
        posterior.load(path)


def test_a_posterior_without_a_part_is_refused(shipped: Lapse, tmp_path: Path) -> None:
    path = tmp_path / "lapse.json"
    posterior.save(shipped, path)
    document = json.loads(path.read_text("utf-8"))
    del document["cov"]
    path.write_text(json.dumps(document))
    with pytest.raises(InputError, match="cov"):
        posterior.load(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot read"):
        posterior.load(tmp_path / "none.json")
