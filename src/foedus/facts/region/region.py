"""Facts about every state in a challenger's region, frozen in one file.

The file is a table: a row a fact, a value a state, with the year and the data set that the whole
row is of. Who is bound to defend whom against the challenger stands beside it, and what those
states have to share out.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from foedus.errors import InputError, reason
from foedus.facts import frozen
from foedus.facts.known import LAST, Known
from foedus.scenario import Scenario
from foedus.version import __version__

FORMAT = 1
SUFFIX = ".neighbors.json"


@dataclass(frozen=True, slots=True)
class NeighborFact:
    """One fact of every neighbor. None: of the year of a last dispute or war, that there was none;
    of anything else, that the data have no value."""

    year: int
    source: str
    values: tuple[float | None, ...]  # in the order of the neighbors


@dataclass(frozen=True, slots=True)
class Promiser:
    """A state that owes defense to someone in the region, or may be asked to.

    capability: its share of the world's (CINC). personnel: its armed forces, in thousands. owed:
    states that it owes defense. None: unknown.
    """

    capability: float | None
    personnel: float | None
    owed: int


@dataclass(frozen=True, slots=True)
class Region:
    """The neighbors of one question, and the facts of each.

    A state is in the region if it is contiguous to the challenger or the protégé (COW: by land, or
    across up to 400 miles of water), or if its territory comes within ``REACH`` of either's.
    """

    challenger: str
    protege: str
    as_of: int
    states: tuple[str, ...]
    shared: dict[str, Known]  # of the challenger, and of the system
    table: dict[str, NeighborFact]  # name without the state's: cinc, pair.conttype, …
    guarantors: dict[str, tuple[str, ...]]  # of each, and of the protégé, against the challenger
    promisers: dict[str, Promiser]
    accessions: tuple[str, ...]  # promises later than ATOP's, from the library, in words
    hashes: dict[str, str]
    version: str = __version__

    def answers(self, scenario: Scenario) -> bool:
        """Whether the region is that of this scenario's pair and year."""
        asked = (scenario.challenger, scenario.protege, scenario.as_of.year)
        return asked == (self.challenger, self.protege, self.as_of)

    def facts(self, state: str) -> dict[str, Known]:
        """What is known of one neighbor and its pair with the challenger."""
        place, found = self.states.index(state), dict(self.shared)
        for name, row in self.table.items():
            value = row.values[place]
            if value is not None or name.removeprefix("pair.") in LAST:
                full = name if name.startswith("pair.") else f"{state}.{name}"
                found[full] = Known(value, row.year, row.source, "frozen")
        return found

    def dumps(self) -> str:
        """The file's text; the same facts give the same text."""
        head = {
            "foedus_neighbors": FORMAT,
            "about": "last known values of the states in a region, by `foedus neighbors --freeze`",
            "challenger": self.challenger,
            "protege": self.protege,
            "as_of": self.as_of,
            "version": self.version,
            "accessions": list(self.accessions),
            "states": list(self.states),
        }
        rows: dict[str, dict[str, Any]] = {
            "hashes": self.hashes,
            "shared": {
                name: {"value": list(fact.value) if isinstance(fact.value, tuple) else fact.value,
                       "year": fact.year, "source": fact.source}
                for name, fact in self.shared.items()
            },
            "table": {
                name: {"year": row.year, "source": row.source, "values": list(row.values)}
                for name, row in self.table.items()
            },
            "guarantors": {state: list(who) for state, who in self.guarantors.items()},
            "promisers": {
                state: [each.capability, each.personnel, each.owed]
                for state, each in self.promisers.items()
            },
        }  # fmt: skip
        parts = [json.dumps(head, indent=1, ensure_ascii=False)[:-2]]
        for title, block in rows.items():
            lines = (f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}"
                     for k, v in block.items())  # fmt: skip
            parts.append(f' "{title}": {{\n' + ",\n".join(lines) + "\n }")
        return ",\n".join(parts) + "\n}\n"


def loads(text: str, where: str) -> Region:
    """Read a frozen file. Raises InputError where it is none."""
    try:
        document = json.loads(text)
        if document["foedus_neighbors"] != FORMAT:
            raise ValueError(f"format {document['foedus_neighbors']!r}")
        states = tuple(str(state) for state in document["states"])
        table = {
            str(name): _row(str(name), entry, len(states))
            for name, entry in document["table"].items()
        }
        guarantors = {
            str(state): tuple(str(who) for who in all_)
            for state, all_ in document["guarantors"].items()
        }
        promisers = {
            str(state): Promiser(
                frozen.number(share, f"{state}.cinc"), frozen.number(troops), int(owed)
            )
            for state, (share, troops, owed) in document["promisers"].items()
        }
        stray = {*guarantors} - {*states, str(document["protege"])}
        unknown = {who for all_ in guarantors.values() for who in all_} - {*promisers}
        if stray or unknown:
            raise ValueError(f"states without facts: {', '.join(sorted(stray | unknown))}")
        return Region(
            challenger=frozen.state(document["challenger"]),
            protege=frozen.state(document["protege"]),
            as_of=frozen.year(document["as_of"]),
            states=states,
            shared={str(n): _known(str(n), entry) for n, entry in document["shared"].items()},
            table=table,
            guarantors=guarantors,
            promisers=promisers,
            accessions=tuple(str(each) for each in document["accessions"]),
            hashes={str(n): str(value) for n, value in document["hashes"].items()},
            version=str(document["version"]),
        )
    except frozen.UNREAD as error:
        raise InputError(
            f"this is no file of a region's frozen facts: {reason(error)}",
            where=where,
            hint="write one with `foedus neighbors SCENARIO --freeze FILE`, or remove it",
        ) from None


def _row(name: str, entry: Mapping[str, Any], states: int) -> NeighborFact:
    fact = name if "." in name else f"state.{name}"
    values = tuple(frozen.number(value, fact) for value in entry["values"])
    if len(values) != states:
        raise ValueError(f"{len(values)} values for {states} states")
    return NeighborFact(frozen.year(entry["year"]), str(entry["source"]), values)


def _known(name: str, entry: Mapping[str, Any]) -> Known:
    value, number = entry["value"], frozen.number
    read = frozen.several(value, name) if isinstance(value, list) else number(value, name)
    return Known(read, frozen.year(entry["year"]), str(entry["source"]), "frozen")


def beside(path: Path) -> Path:
    """Where the frozen region of a scenario file lies."""
    return path.parent / f"{path.stem}{SUFFIX}"  # a path may have no name


def read(path: Path) -> Region:
    """The region in a file. Raises InputError where it cannot be read or is none."""
    return loads(frozen.text(path), str(path))


@cache
def shipped() -> tuple[Region, ...]:
    """The regions that come with the package's scenarios."""
    return tuple(loads(*file) for file in frozen.shipped(SUFFIX))
