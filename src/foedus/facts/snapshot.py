"""Facts frozen in a small file beside a scenario.

A frozen file holds the few dozen last known values that one question needs, each with its year
and data set, and the data sets' hashes. It is no extract of the data: it lets an answer be given,
and checked, where the data are not. A file about several protégés is a list of such documents.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from foedus.errors import InputError, reason
from foedus.facts import frozen
from foedus.facts.known import Facts, Known
from foedus.facts.pacts import atop
from foedus.facts.pacts.atop import Pact
from foedus.report.words import codes
from foedus.scenario import Scenario, names
from foedus.storage import exists
from foedus.version import __version__

FORMAT = 3  # 2 had columns of what stands and no pact by name; 1 had depth as a count of ties
READ = (2, FORMAT)
SUFFIX = ".evidence.json"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Facts of one pair as of one year, and the hashes of the data that they were read from."""

    challenger: str
    protege: str
    as_of: int  # year
    facts: dict[str, Known]
    hashes: dict[str, str]
    version: str = __version__

    def answers(self, scenario: Scenario) -> bool:
        """Whether the facts are about this scenario's pair and year, and none is of its future."""
        asked = (scenario.challenger, scenario.protege, scenario.as_of.year)
        years = [f.year for f in self.facts.values() if f.year and f.source != "atop-members"]
        past = max(years, default=0) <= scenario.through
        return past and asked == (self.challenger, self.protege, self.as_of)

    def dumps(self) -> str:
        """The file's text; the same facts give the same text."""
        document = {
            "foedus_evidence": FORMAT,
            "about": "last known values, each with its year and data set, by `foedus facts`",
            "challenger": self.challenger,
            "protege": self.protege,
            "as_of": self.as_of,
            "version": self.version,
            "hashes": self.hashes,
        }
        head = json.dumps(document, indent=1, ensure_ascii=False)[:-2]
        rows = (
            f"  {json.dumps(name)}: " + json.dumps(_plain(fact))
            for name, fact in self.facts.items()
        )
        return head + ',\n "facts": {\n' + ",\n".join(rows) + "\n }\n}\n"


def _plain(fact: Known) -> dict[str, Any]:
    found = {name: value for name, value in fact.to_dict().items() if name != "origin"}
    return found | ({"value": fact.value.to_dict()} if isinstance(fact.value, Pact) else {})


def loads(text: str, where: str) -> Snapshot:
    """Read what a frozen file says about one pair. Raises InputError where it is none."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _none(error, where) from None
    return _frozen(document, where)


def _frozen(document: Any, where: str) -> Snapshot:
    try:
        if document["foedus_evidence"] not in READ:
            raise ValueError(f"format {document['foedus_evidence']!r}")
        return Snapshot(
            challenger=frozen.state(document["challenger"]),
            protege=frozen.state(document["protege"]),
            as_of=frozen.year(document["as_of"]),
            facts={str(name): _fact(str(name), entry) for name, entry in document["facts"].items()},
            hashes={str(name): str(value) for name, value in document["hashes"].items()},
            version=str(document["version"]),
        )
    except frozen.UNREAD as error:
        raise _none(error, where) from None


def _none(error: Exception, where: str) -> InputError:
    return InputError(
        f"this is no file of frozen facts: {reason(error)}",
        where=where,
        hint="write one with `foedus facts SCENARIO --out FILE`, or remove it",
    )


def _fact(name: str, entry: dict[str, Any]) -> Known:
    value = entry["value"]
    if isinstance(value, dict):
        value = atop.loads(value)
    elif isinstance(value, list):
        value = frozen.several(value, name)
    else:
        value = frozen.number(value, name)
    year = None if entry["year"] is None else frozen.year(entry["year"])
    return Known(value, year, str(entry["source"]), "frozen")


def beside(path: Path) -> Path:
    """Where a scenario file's frozen facts lie."""
    return path.parent / f"{path.stem}{SUFFIX}"  # a path may have no name


def of(given: str | Path) -> Path | None:
    """The facts beside a scenario's file; None of a shipped one, and where there are none."""
    if isinstance(given, str) and given in names():
        return None
    path = beside(Path(given))
    return path if exists(path) else None


def together(found: Sequence[Snapshot]) -> str:
    """The text of a file about several pairs: a list of what is written about one."""
    one, *more = (each.dumps() for each in found)
    return "[" + ",\n".join([one, *more]).rstrip() + "]\n" if more else one


def every(text: str, where: str) -> tuple[Snapshot, ...]:
    """The pairs of a file, one or several. Raises InputError where it is no file of facts."""
    if not text.startswith("["):
        return (loads(text, where),)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _none(error, where) from None
    return tuple(_frozen(each, where) for each in found)


def read(path: Path) -> tuple[Snapshot, ...]:
    """The frozen facts in a file, by pair. Raises InputError where it cannot be read or is none."""
    return every(frozen.text(path), str(path))


@cache
def shipped() -> tuple[Snapshot, ...]:
    """The frozen facts that come with the package's scenarios."""
    return tuple(one for file in frozen.shipped(SUFFIX) for one in every(*file))


def about(scenario: Scenario, path: Path | None) -> list[Facts]:
    """Snapshot facts about a scenario, best first: those in ``path``, then the shipped ones.

    Raises InputError where the file in ``path`` is about other pairs or years.
    """
    found: list[Facts] = []
    if path is not None:
        mine = read(path)
        found += [each.facts for each in mine if each.answers(scenario)]
        if not found:
            asked = codes((scenario.challenger, scenario.protege))
            told = "; ".join(
                f"{' and '.join(codes((e.challenger, e.protege)))} as of {e.as_of}" for e in mine
            )
            raise InputError(
                f"these facts are about {told or 'nobody'}; "
                f"the scenario asks about {' and '.join(asked)} as of "
                f"{scenario.as_of}, when yearly data were known to {scenario.through}",
                where=str(path),
                hint="write them again with `foedus facts SCENARIO --out FILE`",
            )
    found += [each.facts for each in shipped() if each.answers(scenario)]
    return found
