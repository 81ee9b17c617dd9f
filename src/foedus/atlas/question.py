"""Which pairs are asked about, and the question put to each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np

from foedus import document
from foedus.errors import InputError
from foedus.facts import reader
from foedus.facts.shipped.store import FIRST_YEAR
from foedus.history.covariates import UNKNOWN_DEMOCRACY
from foedus.scenario import Scenario, names
from foedus.scenario.fact import Fact
from foedus.scenario.read import opened
from foedus.scenario.several import scenarios
from foedus.scenario.situation import Situation, StateFacts
from foedus.scenario.write import plain
from foedus.states import find

#: A pair: challenger and protégé.
Pair = tuple[str, str]
LAST_YEAR = 2100
#: Pairs that the designs are read for, until they are put to every pair: one in which nobody would
#: guarantee itself.
_STAND_INS = (("CRI", "NPL"), ("PRY", "LUX"), ("GHA", "FJI"))


@dataclass(frozen=True, slots=True)
class AtlasQuestion:
    """The designs of one atlas in a question of any pair, as of the last day of ``year``."""

    year: int
    template: Scenario

    def of(self, pair: Pair, unknown: frozenset[str]) -> Scenario:
        """The question of one pair. unknown: states whose regime no index has."""
        assumed = {
            state: StateFacts(polyarchy=Fact(value=UNKNOWN_DEMOCRACY, judgement=ASSUMED))
            for state in pair
            if state in unknown
        }
        one, two = pair
        return self.template.model_copy(update={
            "name": f"{one}-{two}-{self.year}", "title": f"{one} and {two}",
            "challenger": one, "protege": two, "situation": Situation(states=assumed),
        })  # fmt: skip


#: Said of a regime that no index knows.
ASSUMED = "no index of regimes knows it: the mean of known states"


def question(year: int, designs: Path | str | None = None) -> AtlasQuestion:
    """The question of a year. designs: a file with ``designs``, or a scenario; the shipped ones
    where none is given.

    Raises InputError for a year before what is known, and for designs that cannot be read.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InputError(
            f"found {year}, allowed: {FIRST_YEAR} to {LAST_YEAR}", where="--year", hint="2025"
        )
    head = {"foedus": 1, "title": "Every pair", "as_of": date(year, 12, 31).isoformat()}
    if designs is None:
        with as_file(files(__package__).joinpath("designs.yaml")) as path:
            return AtlasQuestion(year, _template(document.read(path), head))
    if str(designs) in names():
        given = plain(opened(str(designs)))["designs"]
        return AtlasQuestion(
            year, _template(document.Document("designs", {"designs": given}, {}), head)
        )
    return AtlasQuestion(year, _template(document.read(designs), head))


def _template(source: document.Document, head: Mapping[str, Any]) -> Scenario:
    given = source.data.get("designs") if isinstance(source.data, Mapping) else None
    if not isinstance(given, Mapping) or not given:
        raise InputError(
            "there are no designs in it", where=source.name,
            hint="a key `designs`, as in a scenario; or a scenario's file",
        )  # fmt: skip
    given = {name: _anyones(design) for name, design in given.items()}
    refused: InputError | None = None
    for one, two in _STAND_INS:
        pair = {"challenger": one, "protege": two}
        whole = document.Document(source.name, {**head, **pair, "designs": given}, source.lines)
        try:
            [found] = scenarios(whole, "atlas").values()
            return found
        except InputError as error:  # perhaps since the stand-in is a guarantor
            refused = error
    raise refused or AssertionError


def _anyones(design: Any) -> Any:
    """A design as written for one protégé, without naming it."""
    if not isinstance(design, Mapping):
        return design
    return {key: value for key, value in design.items() if key != "protege"}


def relevant(year: int) -> list[Pair]:
    """Every politically relevant directed pair of a year's system, challengers in order of code.

    Relevant are pairs that share a border, by land or across up to 400 miles of water, and those
    with a major power (Lemke & Reed 2001). Raises DataError where the data cannot be had.
    """
    there = reader.members(year)
    one, two = np.repeat(there, len(there)), np.tile(there, len(there))
    apart = (one != two) & reader.together(one, two, year)
    one, two = one[apart], two[apart]
    border = reader.pairs(one, two, year, ("conttype",))["conttype"].values > 0
    great = reader.great(year)
    near = border | np.isin(one, great) | np.isin(two, great)
    label = {int(code): find(int(code), year=year).label for code in there}
    return [(label[int(a)], label[int(b)]) for a, b in zip(one[near], two[near], strict=True)]


def unknown(states: set[str], year: int) -> frozenset[str]:
    """States whose regime neither index has by the end of a year."""
    listed = sorted(states)
    codes = [find(state, year=year).ccode for state in listed]
    found = reader.states(codes, year, ("polyarchy", "polity2"))
    none = np.isnan(found["polyarchy"].values) & np.isnan(found["polity2"].values)
    return frozenset(state for state, missing in zip(listed, none, strict=True) if missing)
