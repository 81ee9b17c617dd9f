"""Where more is known of an alliance than ATOP codes, and the library has no number for it.

A short list, each entry with its source. What the library numbers needs no entry: its own dates
(``ended``, ``left``, ``acceded``) and clauses say it.
"""

from functools import cache
from importlib.resources import as_file, files
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from foedus.document import read
from foedus.record import Day, Judgement, Record, Slug, Text, Whole, validate
from foedus.terms.clause import Obligation


class Overruled(Record):
    """One alliance of ATOP's, and what overrules its coding.

    owes: all that its text promises. library: the instrument that it is, whose file then rules.
    """

    atop: Whole
    title: Text
    ended: Day | None = None
    owes: Annotated[tuple[Obligation, ...], Field(min_length=1)] | None = None
    library: Slug | None = None
    why: Text
    source: Text
    judgement: Judgement = None


class _Page(Record):
    overruled: tuple[Overruled, ...]


@cache
def overruled() -> MappingProxyType[int, Overruled]:
    """Every entry by ATOP number."""
    with as_file(files("foedus.terms").joinpath("overruled.yaml")) as path:
        found = validate(_Page, read(path)).overruled
    return MappingProxyType({each.atop: each for each in found})
