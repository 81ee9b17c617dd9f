"""Where and when a report was written, before its first sentence: ``GENEVA, Aug 18 (Wire) -``."""

import re
from collections.abc import Sequence

from foedus.clip.text.blocks import TextBlock

_DAY = r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)(?:,?\s+(?:19|20)\d\d)?"
_CITY = r"[A-Z][A-Z’'.-]{2,}(?:[ /-][A-Z][A-Z’'.-]*){0,3}(?:,\s+[A-Z][\w .’'-]{2,20}?)?"
_AGENCY = r"(?:\([^()]{2,40}\)|/[^/]{2,20}/)"
_LINE = re.compile(
    rf"{_CITY}(?:,\s+{_DAY}(?:\s+{_AGENCY})?\s*[-–—.:](?:\s+{_AGENCY}[-–—.:]?)?"
    rf"|\s+{_AGENCY}\s*[-–—.:]|\s+[–—](?=\s+[A-Z]))\s+"
)
_BYLINE = re.compile(r"(?:By|Published|Posted|Updated|Last\s+updated)\b")
#: Lines at the head of a text among which the day of it may stand by itself.
_HEAD = 6


def body(text: str, block: TextBlock) -> int:
    """Where a block's first sentence begins."""
    match = _LINE.match(text, block.start, block.end)
    return match.end() if match else block.start


def lines(text: str, blocks: Sequence[TextBlock]) -> list[tuple[int, int]]:
    """Datelines of the first blocks, and bylines and short lines with nothing but a day beside."""
    found = []
    for block in blocks[:_HEAD]:
        start = body(text, block)
        if start > block.start:
            found.append((block.start, start))
        elif len(block.of(text).split()) <= 12 and (
            block.kind in {"heading", "boilerplate"} or _BYLINE.match(block.of(text))
        ):
            found.append((block.start, block.end))
    return found
