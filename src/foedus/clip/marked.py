"""Passages that people marked, and what others said of them.

``given`` were in sight while the rules were written. Each set ``held_out_…`` was written and marked
before the rules were run on it; what they scored then is in ``as_found.json``. After that the rules
were mended by the kinds of fault that a set showed, so that its score of today is in sample too.
The sets ``news_…`` are paragraphs of published news. Their publishers' words are not here: what was
marked in them, and the hash of each, is in the repository, ``tests/reference/clip/news.jsonl``.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from foedus.clip.speech.attribution import Attribution, Span
from foedus.errors import InputError

#: The sets that ship, with their names in words.
SETS = {
    "given": "given",
    "held_out_1": "held out 1",
    "held_out_2": "held out 2",
    "held_out_3": "held out 3",
    "held_out_4": "held out 4",
}


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """What a person marked."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with what is said in it. part: the set that it belongs to."""

    id: str
    kind: str
    text: str
    gold: tuple[GoldAttribution, ...]
    part: str


def passages(path: Path | None = None) -> list[Passage]:
    """Passages of a file of JSON lines; those that ship without one. Raises InputError.

    A passage of a file may say its ``part`` itself.
    """
    if path is not None:
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "not UTF-8"
            raise InputError(f"cannot be read: {reason}", where=str(path)) from None
        found = _read(text, str(path), "all")
        if not found:
            raise InputError("no passage in it", where=str(path))
        return found
    return [
        each for name, part in SETS.items() for each in _read(_shipped(f"{name}.jsonl"), name, part)
    ]


def _shipped(name: str) -> str:
    return files("foedus.clip").joinpath("passages", name).read_text("utf-8")


def _read(text: str, name: str, part: str) -> list[Passage]:
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                found.append(_passage(_with_text(json.loads(line), Path(name)), part))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise InputError(
                    f"not a passage: {type(error).__name__} {error}", where=f"{name}:{number}",
                    hint='{"id": "…", "text": "…", "attributions": [{"content": [[0, 9]], '
                    '"source": [[12, 16]]}]}',
                ) from None  # fmt: skip
    return found


def _with_text(data: dict[str, Any], place: Path) -> dict[str, Any]:
    """A row with its text: one that has a hash alone gets it from the folder of the file's name."""
    if "text" in data or "sha256" not in data:
        return data
    digest = str(data["sha256"])
    path = place.with_suffix("") / f"{digest[:16]}.txt"
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise ValueError(f"its text is not there: {path}") from None
    if sha256(text.encode("utf-8")).hexdigest() != digest:
        raise ValueError(f"another text than was marked: {path}")
    return data | {"text": text}


def _passage(data: dict[str, Any], part: str) -> Passage:
    gold = tuple(
        GoldAttribution(_spans(each["content"]), _spans(each.get("source", ())))
        for each in data["attributions"]
    )
    return Passage(
        str(data["id"]), str(data.get("kind", "")), str(data["text"]), gold,
        str(data.get("part") or part),
    )  # fmt: skip


def _spans(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(map(_pair, pairs))


@cache
def as_found() -> dict[str, dict[str, dict[str, int]]]:
    """Engine -> set -> counts on it before the rules were mended by its faults."""
    data: dict[str, dict[str, dict[str, Any]]] = json.loads(_shipped("as_found.json"))
    return {
        engine: {
            SETS.get(name, name.replace("_", " ")): {
                key: row[key] for key in ("gold", "drafted", "found", "speakers")
            }
            for name, row in rows.items()
        }
        for engine, rows in data.items()
    }


@cache
def textacy() -> tuple[str, dict[str, list[Attribution]]]:
    """Where textacy's answers come from, and those to each passage that ships, by its id."""
    data = json.loads(_shipped("textacy.json"))
    return data["origin"], {
        name: [
            Attribution(
                (_pair(one["content"]),), _pair(one["source"]), _pair(one["cue"]), "quotation"
            )
            for one in each
        ]
        for name, each in data["answers"].items()
    }


def _pair(ends: Sequence[int]) -> Span:
    low, high = ends
    return int(low), int(high)
