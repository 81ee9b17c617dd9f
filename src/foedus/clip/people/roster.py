"""Who held which office when: the project's own roster, and what a user adds to it.

``roster.yaml`` is written by hand; ``roster.json`` is the same compiled, since parsing the YAML
would take longer than reading an article. A file of the same form adds people.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

#: Days from a begin or end of office within which a text is near it.
NEAR = 120


@dataclass(frozen=True, slots=True)
class Person:
    """One office of one person. until: its last day; None where no end is known.

    checked: where its dates were read; None where they are from memory. unread: ``from`` or ``to``,
    where that day alone is from memory, and the office itself was read of.
    """

    name: str
    aliases: tuple[str, ...]
    state: str
    role: str
    title: str
    since: date
    until: date | None
    source: str
    checked: str | None = None
    unread: tuple[str, ...] = ()

    def holds(self, day: date | None) -> bool:
        """Whether the office was held on a day; at any time where none is given."""
        return day is None or (self.since <= day and (self.until is None or day <= self.until))

    def known_as(self) -> set[str]:
        """The names that mean this person, without case and accents."""
        return {key(name) for name in (self.name, *self.aliases)}


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that took place, of people or of states.

    names: words by which a text names the place rightly. source: where it was read.
    """

    on: date
    people: tuple[str, ...]
    place: str
    names: tuple[str, ...]
    source: str
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """People, meetings, and outlets by name."""

    people: tuple[Person, ...]
    meetings: tuple[Meeting, ...]
    outlets: tuple[str, ...]
    known_to: date | None = None  # the last day whose changes of office are in it

    def doubt(self, person: Person, day: date | None) -> str | None:
        """What is doubtful in an office's dates, for a text of a day; None where nothing is.

        A day that was read nowhere matters to a text that is near it, or has no day.
        """
        if day is not None and self.known_to and day > self.known_to and person.until is None:
            return f"the roster ends on {self.known_to.isoformat()}"
        if person.checked is None:
            return "dates of office from memory"
        ends = {"from": person.since, "to": person.until}
        near = [
            name for name in person.unread
            if (end := ends[name]) and (day is None or abs((day - end).days) <= NEAR)
        ]  # fmt: skip
        words = {"from": "first", "to": "last"}
        return (
            f"{' and '.join(words[name] for name in near)} day of office from memory"
            if near
            else None
        )

    def named(self, name: str, day: date | None) -> list[Person]:
        """Those whom a name means exactly, on a day."""
        wanted = key(name)
        return _once(p for p in self.people if p.holds(day) and wanted in p.known_as())

    def holding(self, state: str | None, role: str | None, day: date | None) -> list[Person]:
        """Those of a state, with an office, on a day; any where it is None."""
        return _once(
            p for p in self.people
            if p.holds(day) and state in {None, p.state} and role in {None, p.role}
        )  # fmt: skip

    def beside(self, more: Iterable[Meeting]) -> "Roster":
        """The same with more meetings, which come first."""
        return replace(self, meetings=(*more, *self.meetings))

    def is_outlet(self, name: str) -> str | None:
        """The outlet that a name means, as it is written."""
        wanted = key(re.sub(r"(?i)^the\s+", "", name))
        return next((each for each in self.outlets if key(each) == wanted), None)


def _once(people: Iterable[Person]) -> list[Person]:
    """Each person once, by the first office."""
    return list({person.name: person for person in people}.values())


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A name without case, accents and titles' periods."""
    bare = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("ø", "o"))
    kept = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(re.findall(r"[\w'-]+", kept.casefold().replace("’", "'")))


def made(data: dict[str, Any]) -> Roster:
    """A roster of plain values, as the compiled file has them."""
    sources = data.get("sources", {})
    people = tuple(
        Person(
            each["name"], tuple(each.get("aliases", ())), each["state"], each["role"],
            each.get("title") or each["role"], date.fromisoformat(each["from"]),
            date.fromisoformat(each["to"]) if each.get("to") else None, each["source"],
            each.get("checked"), tuple(each.get("unread", ())),
        )
        for each in data.get("people", ())
    )  # fmt: skip
    meetings = tuple(
        Meeting(
            date.fromisoformat(each["on"]), tuple(each["people"]), each["place"],
            tuple(each.get("names", ())),
            each.get("checked") or sources.get(each["source"], {}).get("publisher", each["source"]),
        )
        for each in data.get("meetings", ())
    )  # fmt: skip
    known_to = data.get("known_to")
    return Roster(
        people, meetings, tuple(data.get("outlets", ())),
        date.fromisoformat(known_to) if known_to else None,
    )  # fmt: skip


@cache
def shipped() -> Roster:
    """The roster that comes with the package."""
    return made(json.loads(files("foedus.clip.people").joinpath("roster.json").read_text("utf-8")))


def extended(path: str | Path | None) -> Roster:
    """The shipped roster with the people of a file before it. Raises InputError."""
    own = shipped()
    if path is None:
        return own
    from foedus.clip.people.roster_file import read

    more = made(read(path))
    people = tuple(replace(each, checked=each.checked or each.source) for each in more.people)
    return Roster(
        people + own.people, more.meetings + own.meetings, more.outlets + own.outlets,
        more.known_to or own.known_to,
    )  # fmt: skip
