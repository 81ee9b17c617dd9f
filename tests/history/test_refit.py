"""A model estimated again: its files, its words, its distance from what ships."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from foedus.errors import FoedusError
from foedus.history.model import Model, find
from foedus.history.refit import kept, refit


@pytest.fixture
def model() -> Model[Any]:
    """Depth, whose fit gives what ships."""
    found = find("depth")

    def fit(report: Any) -> Any:
        report("fitting")
        return found.store.shipped()

    return replace(found, fit=fit)


def test_it_is_written_said_and_found_again(model: Model[Any], tmp_path: Path) -> None:
    place, told = tmp_path / "fits" / "depth.json", list[str]()
    assert kept(model, place) is None
    made = refit(model, place, told.append, {})
    assert told == ["fitting"]
    again = kept(model, place)
    assert again is not None
    assert again.to_dict() == made.to_dict()
    assert again.to_dict()["out"] == str(place)
    assert again.sections()[0].lead.startswith(str(place))


def test_a_model_of_several_files_has_a_folder(model: Model[Any], tmp_path: Path) -> None:
    shipped = model.store.shipped()
    several = replace(model, fit=lambda _: [shipped, shipped], file=lambda _: "a.json", apart=None)
    made = refit(several, tmp_path / "fits", lambda _: None, {})
    assert list(made.files) == [tmp_path / "fits" / "a.json"]
    assert len(made.to_dict()) == 1
    assert kept(several, tmp_path / "fits") is not None
    assert kept(several, tmp_path / "none") is None


def test_a_file_that_is_no_posterior_is_refused(model: Model[Any], tmp_path: Path) -> None:
    (tmp_path / "depth.json").write_text("{}", "utf-8")
    with pytest.raises(FoedusError):
        kept(model, tmp_path / "depth.json")
