"""One search of the shipped scenario, shared."""

from typing import Any

import pytest

from foedus.scenario import Scenario
from foedus.search.result import Search
from foedus.search.search import search

FEW: dict[str, Any] = {"draws": 200, "states": ["GBR", "DEU", "POL"]}


@pytest.fixture(scope="session")
def found(ukraine: Scenario) -> Search:
    return search(ukraine, **FEW)


@pytest.fixture(scope="session")
def unsigned(ukraine: Scenario) -> Search:
    return search(ukraine, **FEW, signing=False)
