"""The typefaces of a page, embedded in it: only the slices whose letters the page has.

A page opens offline and asks nothing of the network, so that its type has to travel with it. The
faces ship as the slices of the alphabet that their package is made of (``source.json``, by
``scripts/faces.py``); other scripts fall back to the reader's own fonts.
"""

import json
import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FOLDER = files("foedus.report.faces")
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")


@dataclass(frozen=True, slots=True)
class Slice:
    """A face's letters of one range. weight: as CSS counts it. letters: a CSS unicode-range."""

    file: str
    family: str
    weight: int
    letters: str

    def has(self, codes: set[int]) -> bool:
        """Whether any of some code points is in the slice."""
        return any(
            int(low, 16) <= code <= int(high or low, 16)
            for low, high in _RANGE.findall(self.letters)
            for code in codes
        )

    def content(self) -> bytes:
        """The font itself, WOFF2."""
        return _FOLDER.joinpath(self.file).read_bytes()

    def rule(self, address: str = "") -> str:
        """The slice as a CSS rule; its bytes inside where it has no address."""
        address = address or f"data:font/woff2;base64,{b64encode(self.content()).decode()}"
        return (
            f'@font-face{{font-family:"{self.family}";font-weight:{self.weight};'
            f"font-display:swap;unicode-range:{self.letters};"
            f"src:url({address}) format('woff2')}}\n"
        )


@cache
def slices() -> tuple[Slice, ...]:
    """Every slice that ships."""
    told = json.loads(_FOLDER.joinpath("source.json").read_text("utf-8"))
    return tuple(
        Slice(each["file"], each["family"], each["weight"], each["letters"])
        for each in told["slices"]
    )


def css(text: str) -> str:
    """Rules for the slices that a text needs; Latin letters always."""
    codes = {ord(letter) for letter in text} | {ord("a")}
    return "".join(each.rule() for each in slices() if each.has(codes))
