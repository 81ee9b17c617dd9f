"""Pages as they were made, for the next reader of the same: by address, role, and what lies there.

A page about scenarios is a function of its address, of what its reader may do, and of the files of
the folder. Where none of them has changed it is not made again. What is kept has a mark in place of
a session's token, so that nobody is given another's.
"""

import os
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from foedus.scenario.versions import FOLDER

#: The state of a folder's files: a name, and what changes when it is written.
Prints: TypeAlias = tuple[tuple[str, int, int, int], ...]
#: In a kept page, where a session's token goes.
MARK = secrets.token_hex(24)
#: Pages kept at most, and the characters of one that is kept.
_MOST, _LONGEST = 128, 2_000_000
#: Nanoseconds for which a file must have lain still: two edits in one tick look alike.
_STILL = 100_000_000


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page's text with MARK for the token. headers: those of its response."""

    text: str
    headers: tuple[tuple[str, str], ...]
    print: str

    def tag(self, token: str) -> str:
        """Of the page as one session sees it."""
        return f'W/"{self.print}{sha256(token.encode()).hexdigest()[:8]}"'


class PageCache:
    """The last pages of one server."""

    def __init__(self, most: int = _MOST) -> None:
        self._most, self._lock = most, Lock()
        self._pages: OrderedDict[tuple[str, ...], tuple[Prints, KeptPage]] = OrderedDict()

    def page(self, key: tuple[str, ...], prints: Prints) -> KeptPage | None:
        """The page of a key, where the folder is as it was when it was made."""
        with self._lock:
            held = self._pages.get(key)
            if held is None or held[0] != prints:
                return None
            self._pages.move_to_end(key)
            return held[1]

    def keep(
        self, key: tuple[str, ...], prints: Prints, text: str, headers: dict[str, str]
    ) -> KeptPage:
        """Keep a page. prints: of the folder before it was made."""
        made = KeptPage(text, tuple(headers.items()), sha256(text.encode()).hexdigest()[:16])
        newest = max((stamp for _, stamp, _, _ in prints), default=0)
        if len(text) <= _LONGEST and newest < time.time_ns() - _STILL:
            with self._lock:
                self._pages[key] = prints, made
                self._pages.move_to_end(key)
                while len(self._pages) > self._most:
                    self._pages.popitem(last=False)
        return made


def prints(folder: Path) -> Prints:
    """The scenarios of a folder and the folders of their versions, as they lie there now."""
    found = []
    for place in (folder, folder / FOLDER / "versions"):
        try:
            with os.scandir(place) as listed:
                for each in listed:
                    if each.name.endswith(".yaml") or place != folder:
                        told = each.stat()
                        found.append((each.name, told.st_mtime_ns, told.st_size, told.st_ino))
        except OSError:
            found.append((str(place), 0, -1, 0))
    return tuple(sorted(found))
