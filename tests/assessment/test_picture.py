"""The picture in the readme shows the shipped scenario's answer of today."""

from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from foedus.assessment import assess
from foedus.assessment.result import Assessment

MAKE = Path(__file__).resolve().parents[2] / "docs" / "img" / "make.py"


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = spec_from_file_location("picture", MAKE)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_its_labels_are_those_of_the_answer(make: ModuleType) -> None:
    answer = assess("ukraine-2025").to_dict()
    drawn = make.PICTURE.read_text("utf-8")
    for label in make.labels(answer, 1.0):
        assert f">{label['text']}<" in drawn, "run python docs/img/make.py"


def test_designs_that_read_alike_share_a_line(make: ModuleType, answer: Assessment) -> None:
    names = [name for name, _ in make.groups(answer.to_dict())]
    assert "none, budapest-style" in names
    assert len(names) == 4  # as many as there are depths: none, and three more


def test_labels_keep_apart(make: ModuleType, answer: Assessment) -> None:
    heights = sorted(label["at"] for label in make.labels(answer.to_dict(), 1.0))
    assert min(b - a for a, b in pairwise(heights)) >= make.APART - 1e-12
