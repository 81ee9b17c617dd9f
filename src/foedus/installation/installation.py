"""Libraries, extras, data sets, fonts: each as found, with what it is for and how to get it."""

import json
import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.resources import files
from typing import Any, Literal

from foedus.errors import DataError
from foedus.report.plain import record
from foedus.version import __version__

State = Literal["ok", "missing", "too old", "altered"]

#: What the libraries that every command needs are for.
_LIBRARIES = {
    "numpy": "numbers", "scipy": "fits and distributions", "polars": "tables",
    "pydantic": "scenarios read", "pyyaml": "YAML read",
    "ruamel-yaml": "YAML written",
    "pooch": "the data cache", "requests": "downloads",
    "scikit-learn": "boosted trees, the yardstick of scores", "typer": "the command line",
    "rich": "progress at a terminal", "vl-convert-python": "charts as PNG and PDF",
    "jinja2": "the page",
    "markupsafe": "the page", "typst": "PDF",
    "font-source-sans-pro": "the page's type", "font-source-serif-pro": "the page's type",
    "fonttools": "type cut to a page's letters",
    "trafilatura": "articles found in web pages", "lxml": "web pages read",
    "py3langid": "the language of a text", "rapidfuzz": "mangled names",
    "babel": "names of states in other languages",
    "shapely": "where incidents lie", "cryptography": "signatures of a watch",
    "rfc8785": "records that sign alike everywhere",
    "fastapi": "the workbench", "starlette": "the workbench", "uvicorn": "its server",
}  # fmt: skip
#: What the extras bring, beside what needs none.
EXTRAS = {
    "data": "the public data as published, tables of Stata's (`foedus panel`, `fit`, `data pull`)",
    "formulas": "payoffs of games beyond sums of columns: `C(regime)`, `log(trade)`",
    "bayes": "posteriors of games by NUTS (`foedus.games.sample`)",
    "duckdb": "more events than memory holds, by DuckDB (`foedus.watch.casus.bulk`)",
    "timestamp": "when a watch's record existed, by an authority's word (`foedus watch timestamp`)",
    "clip": "a grammar for news texts (`foedus clip`)",
    "cluster": "sweeps on a Dask cluster (`foedus sweep --scheduler`)",
    "browser": "tests that open a page",
    "docs": "the documentation site",
    "test": "the tests",
    "dev": "tests, style and types",
}
#: Families that charts ask for, best first, and what stands in where a machine has none.
_CHART_FONTS = ("Helvetica Neue", "Helvetica", "Arial", "Liberation Sans")
_NEED = re.compile(
    r"^([A-Za-z0-9._-]+)\s*(?:>=\s*([0-9.]+))?[^;]*(?:;\s*extra\s*==\s*['\"](.+)['\"])?$"
)


@dataclass(frozen=True, slots=True)
class InstalledLibrary:
    """A library: what is asked for (at least), what is here (empty: none). extra: that needs it."""

    name: str
    needed: str
    version: str
    extra: str
    use: str

    @property
    def state(self) -> State:
        """Whether it is here, and new enough."""
        if not self.version:
            return "missing"
        return "ok" if _parts(self.version) >= _parts(self.needed) else "too old"


@dataclass(frozen=True, slots=True)
class InstalledData:
    """A public data set on this machine.

    ships: facts of it that are read without it. parts: of panels that it brings. models: that are
    fitted to it. analogues: whether all of ATOP's alliances need it.
    """

    id: str
    state: State
    ships: tuple[str, ...]
    parts: tuple[str, ...]
    models: tuple[str, ...]
    analogues: bool


@dataclass(frozen=True, slots=True)
class Installation:
    """All that was found. data_from: folder of the mirror or the cache. problem: why none is read.

    fonts: families that charts ask for and that are here; other_fonts: how many more are.
    """

    version: str
    python: str
    system: str
    libraries: tuple[InstalledLibrary, ...]
    data_from: str
    mirror: bool
    data: tuple[InstalledData, ...]
    problem: str
    fonts: tuple[str, ...]
    other_fonts: int

    @property
    def broken(self) -> tuple[str, ...]:
        """What keeps commands from working: libraries that all need, data that are not as they
        were."""
        libraries = (f"{e.name} is {e.state}" for e in self.libraries
                     if not e.extra and e.state != "ok")  # fmt: skip
        data = (f"{e.id} is altered" for e in self.data if e.state == "altered")
        return (*libraries, *data, *([self.problem] if self.problem else []))

    def extras(self) -> dict[str, tuple[str, ...]]:
        """Extra -> its libraries that are not here, or too old."""
        found: dict[str, list[str]] = {name: [] for name in EXTRAS}
        for each in self.libraries:
            if each.extra in found and each.state != "ok":
                found[each.extra].append(each.name)
        return {name: tuple(lacking) for name, lacking in found.items()}

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        states = [record(each) | {"state": each.state} for each in self.libraries]
        return record(self) | {"libraries": states, "broken": self.broken}


def installation() -> Installation:
    """What is on this machine. Nothing is downloaded; files of data are hashed."""
    from foedus.evidence.fetch import mirror_dir
    from foedus.storage import cache_dir

    problem, place, data = "", cache_dir(), tuple[InstalledData, ...]()
    try:
        mirror = mirror_dir()
        place = mirror or place
        data = tuple(_data())
    except DataError as error:
        mirror, problem = None, str(error).partition("\n")[0]
    families = _families()
    asked = tuple(name for name in _CHART_FONTS if name in families)
    return Installation(
        __version__, platform.python_version(), f"{platform.system()} {platform.machine()}",
        tuple(_libraries()), str(place), mirror is not None, data, problem,
        asked, len(families) - len(asked),
    )  # fmt: skip


def _libraries() -> Iterator[InstalledLibrary]:
    for line in _declared():
        found = _NEED.match(line)
        if found and found[1].lower() != "foedus":
            name, needed, extra = found[1].lower().replace(".", "-"), found[2] or "", found[3] or ""
            use = _LIBRARIES.get(name, EXTRAS.get(extra, ""))
            yield InstalledLibrary(name, needed, _version(name), extra, use)


def _declared() -> list[str]:
    """What the installed package asks for; nothing where it runs from a folder alone."""
    try:
        return metadata.requires("foedus") or []
    except metadata.PackageNotFoundError:
        return []


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _parts(version: str) -> tuple[int, ...]:
    """The leading numbers of a version: ``2.1.0rc1`` -> (2, 1, 0)."""
    numbers = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(map(int, numbers[0].split("."))) if numbers else ()


def _data() -> Iterator[InstalledData]:
    from foedus.analogy.world import SOURCES as ANALOGUES
    from foedus.evidence.card import cards
    from foedus.evidence.fetch import state
    from foedus.evidence.panel import PARTS
    from foedus.facts.shipped import store

    ships, fitted = store.about(), _fitted()
    for card in cards():
        found: Any = state(card)
        yield InstalledData(
            card.id, found, ships[card.id].facts if card.id in ships else (),
            tuple(name for name, part in PARTS.items() if card.id in part.sources),
            tuple(model for model, sets in fitted.items() if card.id in sets),
            card.id in ANALOGUES,
        )  # fmt: skip


def _fitted() -> dict[str, tuple[str, ...]]:
    """Model -> the data sets that its shipped posterior was fitted to."""
    folder = files("foedus.history").joinpath("posteriors")
    entries = sorted(folder.iterdir(), key=lambda each: each.name)
    found = {
        each.name.removesuffix(".json"): json.loads(each.read_text("utf-8")).get("hashes", {})
        for each in entries if each.name.endswith(".json")
    }  # fmt: skip
    return {model: tuple(sets) for model, sets in found.items()}


def _families() -> tuple[str, ...]:
    """Font families that typst and the system have; none where typst is not here."""
    if "typst" not in sys.modules and not _version("typst"):
        return ()
    import typst

    found: list[str] = typst.Fonts(include_system_fonts=True).families()
    return tuple(sorted(found))
