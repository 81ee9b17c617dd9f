"""Entries that a person wrote: one in a file, or several under ``entries``."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from foedus.document import Document
from foedus.errors import InputError
from foedus.watch.entries.forms import AnyEntry, filed


def entries(document: Document, known: datetime, who: str, *, free: bool) -> list[AnyEntry]:
    """The entries of a file, in its order.

    known, who: of each that does not say so itself. free: whether an entry may say when it was
    known. Raises InputError with the place of every mistake.
    """
    made = [filed(_filled(each, known, who, free)) for each in _each(document)]
    if not made:
        raise InputError("no entries", where=document.name)
    names = [f"{entry.name} rev. {entry.revision}" for entry in made]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise InputError(f"{name} stands twice", where=document.name)
    return made


def _each(document: Document) -> Iterator[Document]:
    data = document.data
    if not isinstance(data, Mapping) or "entries" not in data:
        yield document
        return
    extra = [key for key in data if key != "entries"]
    if extra:
        raise InputError(
            f"unknown key {extra[0]!r}", where=document.where((extra[0],)), hint="`entries` alone"
        )
    if not isinstance(data["entries"], list):
        raise InputError("expected a list", where=document.where(("entries",)))
    for place, item in enumerate(data["entries"]):
        inside: tuple[str | int, ...] = ("entries", place)
        lines = {path[2:]: line for path, line in document.lines.items() if path[:2] == inside}
        yield Document(document.name, item, lines)


def _filled(document: Document, known: datetime, who: str, free: bool) -> Document:
    if not isinstance(document.data, Mapping):
        return document
    if not free and "known" in document.data:
        raise InputError(
            "a live watch knows a thing when it is filed", where=document.where(("known",)),
            hint="leave `known` out, or begin the watch with --replay",
        )  # fmt: skip
    given: dict[str, Any] = {"source": "hand", "known": known, "who": who}
    return Document(document.name, given | dict(document.data), document.lines)
