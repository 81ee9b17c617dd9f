"""Versions of scenario files: who saved which text, when and why, kept beside the files themselves.

A folder of scenarios holds ``name.yaml`` as its owner edits it, and under ``.foedus/versions/name``
a file for each version: its number, author, time, reason, the tag of the text before it, and the
text. A version is written before the scenario's file is replaced; a save that was broken off
between the two is finished by the next look at it, so that what was acknowledged is never lost. An
edit made outside becomes a version of its own before the next is added.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from foedus.errors import DataError, InputError, UnknownNameError, reason
from foedus.record import SLUG, SLUG_EXAMPLE, SLUG_WORDS
from foedus.report import words
from foedus.storage import alone, replacing, storing

FOLDER = ".foedus"
#: Who is named where a file was changed by another program.
OUTSIDE = "outside"
_AUTHOR, _REASON = 80, 400  # characters kept


@dataclass(frozen=True, slots=True)
class SavedVersion:
    """One text of a scenario. number: from 1. tag: of the text. parent: the tag before, or ""."""

    number: int
    author: str
    when: datetime  # UTC, to the second
    why: str
    tag: str
    parent: str

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "number": self.number, "author": self.author, "when": self.when.isoformat(),
            "why": self.why, "tag": self.tag, "parent": self.parent,
        }  # fmt: skip


class StaleError(InputError):
    """A save that began from a text which is no longer the current one.

    base: the text that it began from, "" where no version has it. current: the text as it is.
    """

    def __init__(self, name: str, base: str, current: str) -> None:
        super().__init__(
            f"{name} was changed since it was opened here",
            where=name,
            hint="look at both changes and choose; nothing was overwritten",
        )
        self.base, self.current = base, current


def tag(text: str) -> str:
    """The tag of a text: the first 16 hexadecimal digits of its SHA-256."""
    return sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Versions:
    """The scenarios of one folder and all their versions."""

    folder: Path

    def names(self) -> list[str]:
        """Names of the scenario files here, in alphabetical order."""
        found = (path.stem for path in self.folder.glob("*.yaml") if path.is_file())
        return sorted(name for name in found if SLUG.fullmatch(name))

    def text(self, name: str) -> str:
        """The current text. Raises UnknownNameError, InputError where it cannot be read."""
        path = self._path(name)
        with self._locked():
            self._settle(name)
            if not path.is_file():
                raise UnknownNameError("scenario", name, self.names())
            return _decoded(path)

    def list(self, name: str) -> list[SavedVersion]:
        """Versions of a scenario, the first first; the text as it stands is the last."""
        with self._locked():
            self._settle(name)
            return [version for version, _ in self._all(name)]

    def at(self, name: str, number: int) -> tuple[SavedVersion, str]:
        """A version and its text. Raises UnknownNameError for a number that there is not."""
        with self._locked():
            self._settle(name)
            found = {version.number: (version, text) for version, text in self._all(name)}
        if number not in found:
            raise UnknownNameError("version", number, map(str, found), where=name)
        return found[number]

    def since(self, name: str, moment: datetime) -> tuple[SavedVersion, str]:
        """The version that was current at a moment: the last one saved by then, else the first.

        Raises UnknownNameError where the scenario has no version.
        """
        with self._locked():
            self._settle(name)
            kept = list(self._all(name))
        if not kept:
            raise UnknownNameError("scenario", name, self.names())
        before = [each for each in kept if each[0].when <= moment]
        return before[-1] if before else kept[0]

    def save(self, name: str, text: str, *, author: str, why: str = "", base: str) -> SavedVersion:
        """Write a text as the newest version; the returned version is on the disk.

        base: tag of the text that it was made from, "" for a scenario that is new. Raises
        StaleError where another text is current, InputError for a name that cannot be one,
        DataError where it cannot be stored.
        """
        path = self._path(name)
        with self._locked():
            self._settle(name)
            current = _decoded(path) if path.is_file() else ""
            if (tag(current) if current else "") != base:
                kept = {version.tag: found for version, found in self._all(name)}
                raise StaleError(name, kept.get(base, ""), current)
            if text == current:
                return [version for version, _ in self._all(name)][-1]
            made = self._keep(name, text, author, why, base)
            self._replace(path, text)
            return made

    def _settle(self, name: str) -> None:
        """Finish a save that was broken off; keep an edit from outside as a version."""
        path = self._path(name)
        kept = list(self._all(name))
        current = _decoded(path) if path.is_file() else ""
        if not current:
            return
        last = kept[-1] if kept else None
        if last is None or last[0].tag != tag(current):
            if last and last[0].parent == tag(current) and last[0].author != OUTSIDE:
                self._replace(path, last[1])
            else:
                why = "changed by another program" if last else "found in the folder"
                self._keep(name, current, OUTSIDE, why, last[0].tag if last else "")

    def _keep(self, name: str, text: str, author: str, why: str, base: str) -> SavedVersion:
        folder = self.folder / FOLDER / "versions" / name
        number = 1 + max((int(path.stem) for path in folder.glob("*.json")), default=0)
        made = SavedVersion(
            number, words.cut(author, _AUTHOR) or "somebody",
            datetime.now(UTC).replace(microsecond=0), words.cut(why, _REASON), tag(text), base,
        )  # fmt: skip
        content = json.dumps({"foedus_version": 1, **made.to_dict(), "text": text}, indent=1)
        place = folder / f"{number:06}.json"
        with storing(place, "a folder that can be written"):
            folder.mkdir(parents=True, exist_ok=True)
            with replacing(place) as part:
                part.write_text(content + "\n", "utf-8")
        return made

    def _replace(self, path: Path, text: str) -> None:
        with storing(path, "a folder that can be written"), replacing(path) as part:
            part.write_text(text, "utf-8", newline="")

    def _all(self, name: str) -> Iterator[tuple[SavedVersion, str]]:
        for path in sorted((self.folder / FOLDER / "versions" / name).glob("*.json")):
            yield _read(path)

    def _path(self, name: str) -> Path:
        """The scenario's file: a short name, and so never a path out of the folder."""
        if not SLUG.fullmatch(name):
            raise InputError(f"found {name!r}, expected {SLUG_WORDS}", hint=SLUG_EXAMPLE)
        return self.folder / f"{name}.yaml"

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One writer at a time, among processes too; a folder that is read only needs no lock."""
        place = self.folder / FOLDER / "lock"
        with suppress(OSError):
            place.parent.mkdir(exist_ok=True)
        with alone(place):
            yield


def _decoded(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("not UTF-8 text", where=path.name, hint="save it as UTF-8") from None


def _read(path: Path) -> tuple[SavedVersion, str]:
    try:
        found = json.loads(path.read_text("utf-8"))
        version = SavedVersion(
            int(found["number"]), str(found["author"]), datetime.fromisoformat(found["when"]),
            str(found["why"]), str(found["tag"]), str(found["parent"]),
        )  # fmt: skip
        text = str(found["text"])
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise DataError(f"no version can be read: {reason(error)}", where=str(path),
                        hint="put it back from a copy, or move it away") from None  # fmt: skip
    if tag(text) != version.tag:
        raise DataError("the text is not the one that was saved", where=str(path),
                        hint="put it back from a copy, or move it away")  # fmt: skip
    return version, text
