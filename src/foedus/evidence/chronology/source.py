"""Where a record comes from: a publication, and whether it was opened for the record."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from foedus.record import Record, Text, YesNo, wrong

FEWEST = 2  # publishers a record needs


def _printed(value: object) -> object:
    # `date: 2021` is a number in YAML.
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _date(value: str) -> str:
    if not re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value):
        raise wrong(f"found {value!r}, expected a date", "write it as 2025-08-18, 2025-08 or 2025")
    return value


def _url(value: str) -> str:
    if not re.fullmatch(r"https?://\S+", value):
        raise wrong(f"found {value!r}, expected a web address", "it begins with https://")
    return value


class Publication(Record):
    """One publication, and what it says of the record.

    ``checked``: a copy or excerpt was read for the record; else it was cited from memory. A title
    that the copy lacks is read off its address.
    """

    publisher: Text
    title: Text
    date: Annotated[str, BeforeValidator(_printed), AfterValidator(_date)] | None = None
    url: Annotated[str, AfterValidator(_url)] | None = None
    says: Text | None = None  # of the record's day, parties or toll, in the recorder's words
    checked: YesNo = False


def enough(sources: tuple[Publication, ...]) -> tuple[Publication, ...]:
    """The sources, if two publishers stand behind them."""
    publishers = {source.publisher for source in sources}
    if len(publishers) < FEWEST:
        raise wrong(f"found {len(publishers)} publisher(s), expected at least {FEWEST} that differ")
    return sources


#: Publications of at least two publishers.
Sources = Annotated[tuple[Publication, ...], AfterValidator(enough)]
