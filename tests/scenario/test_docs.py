"""The page on scenarios names every key, and its example reads."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from foedus import scenario
from foedus.record import Record
from foedus.scenario.scenario import Scenario
from foedus.terms.guarantee import Guarantee

PAGE = (Path(__file__).parents[2] / "docs" / "scenario.md").read_text("utf-8")


def records(kind: type[BaseModel] = Record) -> list[type[BaseModel]]:
    below = [each for sub in kind.__subclasses__() for each in records(sub)]
    return [*kind.__subclasses__(), *below]


MODELS = {
    model.__name__: model
    for model in records()
    if model.__module__.startswith(("foedus.terms.", "foedus.scenario."))
    and model.__module__ != "foedus.terms.overruled"  # no key of scenarios: terms.md has them
    and model
    not in {Scenario, Guarantee}  # their only key of their own is the name, given by the file
}


@pytest.mark.parametrize("name", [name for name in MODELS if "[" not in name])
def test_every_key_is_named(name: str) -> None:
    words = set(re.findall(r"`([\w-]+)`", PAGE))
    assert set(MODELS[name].model_fields) - words == set()


def test_its_example_reads() -> None:
    example = re.search(r"```yaml\n(.*?)```", PAGE, flags=re.S)
    assert example
    assert list(scenario.loads(example[1]).designs) == ["none", "pledge"]
