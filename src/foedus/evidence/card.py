"""A card per data set: who published it, how to cite it, where it lies, what its bytes hash to."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from foedus import document
from foedus.errors import DataError, UnknownNameError


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one public data set before a byte of it is read."""

    id: str
    title: str
    publisher: str
    version: str
    citation: str
    terms: str  # license or terms of use, as far as known
    url: str  # pinned: owner, repository, commit, path
    path: str  # <owner>/<repository>/<path>: its place in the cache and in a mirror
    sha256: str
    format: str  # rda, csv or dta
    object: str | None = None  # the table's name inside an .rda file
    encoding: str = "utf-8"  # of a csv file
    missing: tuple[str, ...] = ("", "NA")  # words for a missing value in a csv file
    first: int | None = None  # first and last year that the data speak of
    last: int | None = None
    note: str | None = None


@cache
def card(name: str) -> Card:
    """The card called ``name``. Raises UnknownNameError with the nearest names."""
    if name not in names():
        raise UnknownNameError("data set", name, names())
    entry = files(__package__).joinpath("sources", f"{name}.yaml")
    fields = document.parse(entry.read_bytes(), f"{name}.yaml").data
    if fields.get("id") != name:
        raise DataError(f"the card says it is {fields.get('id')!r}", where=f"sources/{name}.yaml")
    if "missing" in fields:
        fields["missing"] = tuple(fields["missing"])
    return Card(**fields)


@cache
def names() -> tuple[str, ...]:
    """The ids of all data sets, in order."""
    entries = files(__package__).joinpath("sources").iterdir()
    return tuple(sorted(e.name.removesuffix(".yaml") for e in entries if e.name.endswith(".yaml")))


def called(name: str) -> str:
    """What a source is called in a sentence: a set by its title, without what its rows are."""
    return card(name).title.split(", ")[0].split(": ")[0] if name in names() else name


def cards() -> tuple[Card, ...]:
    """Every card, by id."""
    return tuple(map(card, names()))
