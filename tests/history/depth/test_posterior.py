"""Depth as a file: what is written is what is read; other files are refused."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from foedus.errors import DataError, InputError
from foedus.history.depth import posterior
from foedus.history.depth.model import DepthModel


def test_what_is_written_is_read(shipped: DepthModel, tmp_path: Path) -> None:
    path = tmp_path / "depth.json"
    posterior.save(replace(shipped, record={"reliability": 0.5}), path)
    found = posterior.load(path)
    assert posterior.apart(found, shipped) == 0.0
    assert found.bare == pytest.approx(shipped.bare)
    assert found.record == {"reliability": 0.5}
    assert found.scores is not None
    assert shipped.scores is not None
    assert np.array_equal(found.scores.atopid, shipped.scores.atopid)
    codes = np.array([[3.0, 1, 3, 3, 1, 1, 4, 1]])
    assert found.measure(codes).mean == pytest.approx(shipped.measure(codes).mean)


def test_the_file_says_what_refits_it(shipped: DepthModel) -> None:
    assert shipped.command == "foedus fit depth"
    assert set(shipped.hashes) == {"atop-alliances"}
    assert shipped.gradient_norm < 1e-7
    assert np.linalg.eigvalsh(shipped.cov)[0] > 0


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"foedus_posterior": 1, "model": "ladder"}'])
def test_another_file_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text(text)
    with pytest.raises(InputError, match=r"other\.json"):
        posterior.load(path)


def test_a_file_with_other_items_is_refused(shipped: DepthModel, tmp_path: Path) -> None:
    path = tmp_path / "depth.json"
    posterior.save(shipped, path)
    document = json.loads(path.read_text())
    document["items"][0]["name"] = "milk"
    path.write_text(json.dumps(document))
    with pytest.raises(InputError, match="its items are others"):
        posterior.load(path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot read it"):
        posterior.load(tmp_path / "none.json")
