"""The file: what is written is read again, and what is none is refused."""

import json
from pathlib import Path

import numpy as np
import pytest

from foedus.errors import DataError, InputError
from foedus.evidence.card import card
from foedus.history import store
from foedus.history.strategic import posterior
from foedus.history.strategic.game import PAYOFFS
from foedus.history.strategic.model import Strategic
from foedus.history.strategic.rows import SOURCES


def test_what_is_written_is_read_again(shipped: Strategic, tmp_path: Path) -> None:
    path = tmp_path / "game.json"
    posterior.save(shipped, path)
    again = posterior.load(path)
    assert again.payoffs == shipped.payoffs
    assert (again.helpers, again.freed, again.scores) == (
        shipped.helpers, shipped.freed, shipped.scores,
    )  # fmt: skip
    np.testing.assert_array_equal(again.cov, shipped.cov)
    assert store.apart(again, shipped, ("hashes", "names")) == 0.0


def test_the_shipped_one_is_of_this_game_and_these_data(shipped: Strategic) -> None:
    assert shipped.payoffs == PAYOFFS
    assert shipped.hashes == {name: card(name).sha256 for name in SOURCES}
    assert np.linalg.eigvalsh(shipped.cov)[0] > 0
    assert (shipped.sd > 0.999 * shipped.model_sd).all()
    assert sum(shipped.outcomes.values()) == shipped.rows


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"foedus_posterior": 1, "model": "ladder"}'])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(text)
    with pytest.raises(InputError, match="no posterior"):
        posterior.load(path)


def test_a_posterior_without_a_part_is_refused(shipped: Strategic, tmp_path: Path) -> None:
    path = tmp_path / "game.json"
    posterior.save(shipped, path)
    document = json.loads(path.read_text("utf-8"))
    del document["cov"]
    path.write_text(json.dumps(document))
    with pytest.raises(InputError, match="cov"):
        posterior.load(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot read"):
        posterior.load(tmp_path / "none.json")
