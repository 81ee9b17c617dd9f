"""What every entry has: from whom, under which id and revision, known when, filed by whom."""

from typing import Annotated, TypeAlias

from pydantic import Field, StringConstraints

from foedus.ledger.moment import Moment
from foedus.record import Record, Text, Whole

Id = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
#: Source, id and revision: an entry is taken once under it.
EntryKey: TypeAlias = tuple[str, str, int]


class Entry(Record):
    """An immutable statement. A correction is a new entry with the next revision.

    known: when the watch could first know it. withdrawn: the revision takes the statement back.
    """

    source: Id
    id: Id
    revision: Annotated[Whole, Field(ge=0, le=1_000_000)] = 0
    known: Moment
    who: Id  # the person or office that filed it
    withdrawn: bool = False
    note: Annotated[Text, Field(max_length=4_000)] | None = None

    @property
    def key(self) -> EntryKey:
        """What it is taken once under."""
        return self.source, self.id, self.revision

    @property
    def name(self) -> str:
        """``source/id``: how other entries refer to it, whatever its revision."""
        return f"{self.source}/{self.id}"
