"""The question asked: parties, designs, facts, claims and events, read from one file."""

from foedus.scenario.fact import Fact
from foedus.scenario.read import each, load, loads, names, opened
from foedus.scenario.scenario import Scenario
from foedus.scenario.write import dumps

__all__ = ["Fact", "Scenario", "dumps", "each", "load", "loads", "names", "opened"]
