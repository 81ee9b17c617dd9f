"""A roster as people write it: YAML, each office with its dates and its source."""

import json
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from foedus import document
from foedus.record import Day, OneOrMore, Record, Slug, Text, validate
from foedus.scenario.statements import Source


class OfficeHeld(Record):
    """One office of one person."""

    name: Text
    aliases: Annotated[tuple[Text, ...], OneOrMore] = ()
    state: Text
    role: Text
    title: Text | None = None
    since: Day = Field(alias="from")
    until: Day | None = Field(default=None, alias="to")
    source: Text
    checked: Text | None = None  # where the dates were read
    unread: tuple[Literal["from", "to"], ...] = ()  # those of them that were read nowhere


class PastMeeting(Record):
    """One meeting that took place."""

    on: Day
    people: Annotated[tuple[Text, ...], OneOrMore]
    place: Text
    names: Annotated[tuple[Text, ...], OneOrMore] = ()
    source: Text
    checked: Text | None = None


class RosterFile(Record):
    """A whole roster. A source names one of ``sources``, or is a line of its own.

    known_to: the last day whose changes of office are in it.
    """

    known_to: Day | None = None
    sources: dict[Slug, Source] = Field(default_factory=dict)
    people: tuple[OfficeHeld, ...] = ()
    meetings: tuple[PastMeeting, ...] = ()
    outlets: tuple[Text, ...] = ()


def read(path: str | Path) -> dict[str, Any]:
    """A roster file as plain values. Raises InputError or DocumentError, with every place."""
    found = validate(RosterFile, document.read(path))
    return found.model_dump(mode="json", by_alias=True, exclude_none=True)


def compiled() -> str:
    """The shipped roster as the JSON file that is loaded."""
    with as_file(files("foedus.clip.people").joinpath("roster.yaml")) as path:
        return json.dumps(read(path), ensure_ascii=False, indent=0) + "\n"
