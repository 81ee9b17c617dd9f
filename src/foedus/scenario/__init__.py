"""The question asked: parties, designs, facts, claims and events, read from one file."""

from foedus.scenario.fact import Fact
from foedus.scenario.read import load, loads, names
from foedus.scenario.scenario import Scenario

__all__ = ["Fact", "Scenario", "load", "loads", "names"]
