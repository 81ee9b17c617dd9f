"""Confirmed drafts written into a scenario's file: nothing else of it changes."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.clip.insertion import inserted
from foedus.clip.people.roster import Meeting, key
from foedus.clip.review import Kind, Review, filled, stamp
from foedus.clip.several import Bundle
from foedus.clip.text.blocks import blocks
from foedus.errors import InputError

if TYPE_CHECKING:
    from foedus.scenario import Scenario

_KEYS: dict[Kind, str] = {"claim": "claims", "event": "events", "correction": "corrections"}


@dataclass(frozen=True, slots=True)
class Written:
    """How many entries of each key went into which file."""

    path: Path
    claims: int
    events: int
    corrections: int
    sources: int


def target(path: Path) -> "tuple[str, Scenario]":
    """The text of a scenario's file and what it says. Raises InputError where it is wrong."""
    from foedus.scenario.read import each

    asked = next(iter(each(path).values()))
    with path.open(encoding="utf-8", newline="") as file:  # line ends stay as they are
        return file.read(), asked


def meetings(asked: "Scenario") -> tuple[Meeting, ...]:
    """The scenario's own dated events with a place, to hold a text's places against."""
    return tuple(
        Meeting(each.on, (), each.place, (each.place.split(",")[0],), each.source or "the scenario",
                each.states)
        for each in asked.events if each.place
    )  # fmt: skip


def merged(text: str, review: Review, found: Bundle, by: str, day: date) -> tuple[str, Written]:
    """The text with all that was confirmed, each entry stamped; sources first used are added."""
    counts: dict[str, int] = {}
    used: dict[int, str] = {}
    for kind, name in _KEYS.items():
        entries = []
        for item, entry in review.confirmed(kind):
            source = used.setdefault(item.source, _source_id(found, item.source))
            stamped = {"source": source, "confirmed": stamp(item, found, by, day)}
            entries.append(filled(entry) | stamped)
        text = inserted(text, name, entries)
        counts[name] = len(entries)
    known = _sources(text)
    fresh = {name: _source(found, number) for number, name in used.items() if name not in known}
    text = inserted(text, "sources", fresh)
    return text, Written(
        Path(), counts["claims"], counts["events"], counts["corrections"], len(fresh)
    )


def _source_id(found: Bundle, number: int) -> str:
    it = found.clips[number - 1].original
    words = re.split(r"[\s-]+", key(it.title or Path(it.name).stem).replace("'", ""))[:5]
    slug = "-".join("".join(c for c in word if c.isascii() and c.isalnum()) for word in words)
    return f"{slug.strip('-') or 'text'}-{it.sha256[:6]}"


def _source(found: Bundle, number: int) -> dict[str, Any]:
    one = found.clips[number - 1]
    it = one.original
    headline = (each.of(it.text) for each in blocks(it.text) if each.kind == "headline")
    lines = (line for line in it.text.splitlines() if line.strip())
    title = it.title or next(headline, next(lines, it.name))
    entry: dict[str, Any] = {"title": " ".join(title.split())[:200]}
    if it.outlet:
        entry["publisher"] = it.outlet
    if one.last:
        entry["on"] = one.last.isoformat()
    entry["note"] = f"clipped; sha256 {it.sha256}"
    return entry


def _sources(text: str) -> set[str]:
    from foedus.document import parse

    data = parse(text).data
    held = data.get("sources") if isinstance(data, dict) else None
    return set(held) if isinstance(held, dict) else set()


def write(path: Path, text: str) -> None:
    """Check that a file's new text still is a scenario, and write it whole or not at all.

    Raises InputError or DocumentError, and leaves the file as it was.
    """
    from foedus.document import parse
    from foedus.scenario.several import scenarios
    from foedus.storage import replacing, storing

    try:
        scenarios(parse(text.encode("utf-8"), str(path)), path.stem)
    except InputError as error:
        error.add_note("nothing was written")
        raise
    with storing(path, "another file"), replacing(path) as part:
        part.write_bytes(text.encode("utf-8"))
