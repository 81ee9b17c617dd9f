"""Facts read off the public data, and frozen in a small file beside a scenario.

A frozen file holds the few dozen last known values that one question needs, each with its year
and data set, and the data sets' hashes. It is no extract of the data: it lets an answer be given,
and checked, where the data are not.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus import __version__
from foedus.assess.facts import HISTORY, LAST, STANDING, Facts, Known, gather, guarantors
from foedus.errors import InputError
from foedus.scenario import Scenario, names
from foedus.states import find

if TYPE_CHECKING:
    import polars as pl

FORMAT = 1
SUFFIX = ".evidence.json"
_PARTS = ("nmc", "contiguity", "atop", "majors", "regime", "capitals", "rivalry")
#: Read besides those of ``_sets``: to date the disputes, and to know which pairs are none.
_BESIDES = ("gml-disputes", "cow-false-dyads", "cow-states")


@cache
def _sets() -> dict[str, tuple[str, int]]:
    """What each fact is read from: data set, and the last year that it covers."""
    from foedus.evidence.add import (
        alliances,
        capabilities,
        contiguity,
        disputes,
        distance,
        majors,
        regime,
        rivalry,
    )
    from foedus.history import guarantors as standing

    owed = ("atop-dyad-years", alliances.COVERS[1])
    past = ("gml-directed-disputes", disputes.COVERS[1])
    return {
        "cinc": ("cow-nmc", capabilities.COVERS[1]),
        "polyarchy": ("vdem-polyarchy", regime.LAST["v2x_polyarchy"]),
        "polity2": ("polity4", regime.LAST["polity2"]),
        "conttype": ("cow-contiguity", contiguity.COVERS[1]),
        "capdist": ("cow-capitals", distance.CAPITALS_COVER[1]),
        "rivalry": ("tss-rivalries", rivalry.COVERS[1]),
        "majors": ("cow-majors", majors.COVERS[1]),
        "atop_defense": owed,
        "bound_to_challenger": owed,
        **dict.fromkeys(STANDING, ("atop-members", standing.LAST_YEAR)),
        **dict.fromkeys((*HISTORY, *LAST), past),
    }


@dataclass(frozen=True, slots=True)
class Frozen:
    """Facts of one pair as of one year, and the hashes of the data that they were read from."""

    challenger: str
    protege: str
    as_of: int  # year
    facts: dict[str, Known]
    hashes: dict[str, str]
    version: str = __version__

    def answers(self, scenario: Scenario) -> bool:
        """Whether the facts are about this scenario's pair and year."""
        asked = (scenario.challenger, scenario.protege, scenario.as_of.year)
        return asked == (self.challenger, self.protege, self.as_of)

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
            f"  {json.dumps(name)}: "
            + json.dumps({k: v for k, v in fact.to_dict().items() if k != "origin"})
            for name, fact in self.facts.items()
        )
        return head + ',\n "facts": {\n' + ",\n".join(rows) + "\n }\n}\n"


def loads(text: str, where: str) -> Frozen:
    """Read a frozen file. Raises InputError where it is none."""
    try:
        document = json.loads(text)
        if document["foedus_evidence"] != FORMAT:
            raise ValueError(f"format {document['foedus_evidence']!r}")
        return Frozen(
            challenger=str(document["challenger"]),
            protege=str(document["protege"]),
            as_of=int(document["as_of"]),
            facts={str(name): _fact(entry) for name, entry in document["facts"].items()},
            hashes={str(name): str(value) for name, value in document["hashes"].items()},
            version=str(document["version"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            f"this is no file of frozen facts: {error!r}",
            where=where,
            hint="write one with `foedus facts SCENARIO --out FILE`, or remove it",
        ) from None


def _fact(entry: dict[str, Any]) -> Known:
    value = entry["value"]
    if isinstance(value, list):
        value = tuple(str(item) for item in value)
    elif value is not None:
        value = float(value)
        if not isfinite(value):
            raise ValueError(f"{value} is no value")
    year = entry["year"]
    return Known(value, None if year is None else int(year), str(entry["source"]), "frozen")


def beside(path: Path) -> Path:
    """Where a scenario file's frozen facts lie."""
    return path.with_name(path.stem + SUFFIX)


def read(path: Path) -> Frozen:
    """The frozen facts in a file. Raises InputError where it cannot be read or is none."""
    try:
        return loads(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise InputError(f"cannot be read: {reason}", where=str(path)) from None


@cache
def shipped() -> tuple[Frozen, ...]:
    """The frozen facts that come with the package's scenarios."""
    folder = files("foedus.scenario").joinpath("library")
    entries = [folder.joinpath(name + SUFFIX) for name in names()]
    return tuple(loads(each.read_text("utf-8"), each.name) for each in entries if each.is_file())


def absent() -> tuple[str, ...]:
    """Data sets needed here that are not on this machine, whole; none of them is downloaded."""
    from foedus.evidence.card import card
    from foedus.evidence.fetch import state

    return tuple(name for name in _sources() if state(card(name)) != "ok")


def _sources() -> tuple[str, ...]:
    return tuple(dict.fromkeys([*(name for name, _ in _sets().values()), *_BESIDES]))


def from_data(scenario: Scenario) -> Frozen:
    """The facts of a scenario as the public data have them.

    State and pair: the year of ``as_of``, or the last one that a set covers. Disputes: all that
    began before the year after ``as_of``. Raises DataError where data cannot be had.
    """
    import polars as pl

    from foedus.evidence.card import card
    from foedus.evidence.panel import panel
    from foedus.history.covariates import HALF_LIVES

    year = scenario.as_of.year
    codes = {
        state: find(state, year=year).ccode
        for state in (scenario.challenger, scenario.protege, *guarantors(scenario))
    }
    one, two = codes[scenario.challenger], codes[scenario.protege]
    now = panel("directed-dyad-year", year, year, _PARTS, carry=True)
    pair = (pl.col("ccode1") == one) & (pl.col("ccode2") == two)
    row = _only(now.filter(pair))
    facts: dict[str, Known] = {}

    def put(name: str, value: Any, known: int | None = None) -> None:
        source, last = _sets()[name.rpartition(".")[2]]
        if isinstance(value, float):
            value = float(f"{value:.7g}")
        facts[name] = Known(value, known or min(year, last), source, "data")

    great = now.filter(pl.col("cowmaj1") == 1)["ccode1"].unique().sort()
    put("all.majors", tuple(find(code, year=year).label for code in great))
    for state, code in codes.items():
        mine = now.filter(pl.col("ccode1") == code).head(1)
        named = {"cinc": "cinc1", "polyarchy": "v2x_polyarchy1", "polity2": "polity21"}
        for what, column in named.items():
            value = _only(mine)[column]
            if value is not None and (what == "cinc" or code in {one, two}):
                put(f"{state}.{what}", float(value))
    for what in ("conttype", "capdist", "rivalry", "atop_defense"):
        if row[what] is not None:
            put(f"pair.{what}", float(row[what]))
    owing = now.filter((pl.col("ccode2") == one) & (pl.col("atop_defense") == 1))["ccode1"].sort()
    put("pair.bound_to_challenger", tuple(find(code, year=year).label for code in owing))
    for what, value in _standing(now, pair).items():
        put(f"pair.{what}", float(value))
    counted = min(year, _sets()["last_mid"][1]) + 1  # counts look strictly before their year
    past = panel(
        "directed-dyad-year", counted, counted, ["dispute-history"], carry=True,
        half_lives=HALF_LIVES,
    )  # fmt: skip
    memory = _only(past.filter(pair)) if past.filter(pair).height else {}
    for what in HISTORY if memory else ():
        put(f"pair.{what}", float(memory[what]), counted - 1)
    for what, since in (("last_mid", "since_mid"), ("last_war", "since_war")) if memory else ():
        ago = memory[since]
        put(f"pair.{what}", None if ago is None else float(counted - ago), counted - 1)
    hashes = {name: card(name).sha256 for name in _sources()}
    return Frozen(scenario.challenger, scenario.protege, year, facts, hashes)


def _only(frame: "pl.DataFrame") -> dict[str, Any]:
    if not frame.height:
        return dict.fromkeys(frame.columns)
    return frame.row(0, named=True)


def _standing(now: "pl.DataFrame", pair: "pl.Expr") -> dict[str, int]:
    """The protégé's guarantors against the challenger before any design."""
    import polars as pl

    from foedus.history.guarantors import guarantors as applicable

    great = now.filter(pl.col("cowmaj1") == 1).select(pl.col("ccode1").alias("ccode"), "year")
    keys = now.select("ccode1", "ccode2", "year")
    found = pl.concat([keys, applicable(keys, great.unique())], how="horizontal")
    return {what: _only(found.filter(pair))[what] or 0 for what in STANDING}


def known(scenario: Scenario, path: Path | None) -> list[Facts]:
    """Frozen facts about a scenario, best first: those in ``path``, then the shipped ones.

    Raises InputError where the file in ``path`` is about another pair or year.
    """
    found: list[Facts] = []
    if path is not None:
        mine = read(path)
        if not mine.answers(scenario):
            raise InputError(
                f"these facts are about {mine.challenger} and {mine.protege} as of {mine.as_of}; "
                f"the scenario asks about {scenario.challenger} and {scenario.protege} as of "
                f"{scenario.as_of.year}",
                where=str(path),
                hint="write them again with `foedus facts SCENARIO --out FILE`",
            )
        found.append(mine.facts)
    found += [each.facts for each in shipped() if each.answers(scenario)]
    return found


def facts(scenario: Scenario, path: Path | None = None) -> dict[str, Known]:
    """Every fact that an assessment of ``scenario`` needs; ``path``: frozen facts beside it.

    The public data are read only where something is missing without them, and never downloaded.
    Raises InputError naming what nobody states.
    """
    frozen = known(scenario, path)
    try:
        return gather(scenario, frozen, None)
    except InputError:
        if absent():
            raise
    return gather(scenario, frozen, from_data(scenario).facts)
