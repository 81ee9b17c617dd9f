"""One shape for all models: each is found by its name, says itself, and fits the store it names."""

import json
from pathlib import Path

import pytest

import foedus.history
from foedus.errors import UnknownNameError
from foedus.history.model import MODELS, find
from foedus.report.plain import plain
from foedus.report.text import text

#: Models that ship one posterior; ``origins`` and ``trees`` ship a folder each.
ONE = [name for name in MODELS if name not in {"origins", "trees"}]


def test_every_folder_with_an_entry_has_its_line_and_every_line_its_folder() -> None:
    there = {path.parent.name for path in Path(foedus.history.__path__[0]).glob("*/entry.py")}
    assert there == set(MODELS)
    for name, (fit, score) in MODELS.items():
        assert fit
        assert (find(name).scoring is not None) == bool(score)


def test_another_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="honor"):
        find("honour")


@pytest.mark.parametrize("name", ONE)
@pytest.mark.parametrize("columns", [80, 100])
def test_a_fit_is_said_within_the_columns(name: str, columns: int) -> None:
    model = find(name)
    said = text(model.sections(model.store.shipped()), columns)
    assert said
    assert max(map(len, said.splitlines())) <= columns


@pytest.mark.parametrize("name", ONE)
def test_a_fit_is_plain_values_and_as_far_from_itself_as_it_should(name: str) -> None:
    model = find(name)
    shipped = model.store.shipped()
    apart = model.apart(shipped, shipped) if model.apart else None
    assert apart in {0.0, None}
    json.dumps(plain(model.summary(shipped)), allow_nan=False)


@pytest.mark.parametrize("name", ["pairs", "horizon"])
@pytest.mark.parametrize("columns", [80, 100])
def test_a_shipped_record_is_said_within_the_columns(name: str, columns: int) -> None:
    scoring = find(name).scoring
    assert scoring is not None
    said = text(scoring.sections(scoring.run(lambda _: None)), columns)
    assert max(map(len, said.splitlines())) <= columns
