"""Where the words that were read off a page stand in its file.

A page's article is words without their markup. Each of its code points is looked up in the decoded
file, line by line, in the text outside tags, so that what is clipped counts in the file that was
hashed. A run broken by tags gives several pieces. What no text outside tags holds (a title that
stands in an attribute alone) is looked for as it is written; else it has no place.
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from foedus.clip.speech.attribution import Span

_WORD = re.compile(r"\S+")
_NAME = re.compile(r"<(!--|script\b|style\b|[A-Za-z/!?])", re.IGNORECASE)
_TOKEN = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?|[^\s&]+|&")
#: Code points that are looked through before the rest of a page is left without places.
_PATIENCE = 500_000_000
#: A run so long is taken wherever it stands; a shorter one only so near to the run before.
_LONG, _NEAR = 16, 300


@dataclass(frozen=True, slots=True)
class PagePlaces:
    """low, high: of each code point of the text, its span in the markup; -1 where it has none.

    letters: how many code points of the text are no blanks; a blank has no place of its own.
    """

    markup: str
    low: "array[int]"
    high: "array[int]"
    letters: int

    def pieces(self, span: Span) -> tuple[Span, ...]:
        """The runs of the markup that hold a span of the text, in order; empty without a place.

        Between two code points of a run stands nothing but blanks.
        """
        found: list[list[int]] = []
        for at in range(*span):
            low, high = self.low[at], self.high[at]
            if low < 0:
                continue
            gap = self.markup[found[-1][1] : low] if found and found[-1][1] <= low else None
            if gap is not None and not gap.strip():
                found[-1][1] = high
            elif found and found[-1] == [low, high]:
                continue  # one entity that stands for two
            else:
                found.append([low, high])
        return tuple((low, high) for low, high in found)

    def placed(self) -> float:
        """Share of the text's letters with a place, 0 to 1."""
        return sum(low >= 0 for low in self.low) / max(1, self.letters)


@dataclass(slots=True)
class _Alignment:
    """The text outside tags without its blanks, and what of the page's words was found in it."""

    markup: str
    text: str
    starts: "array[int]"
    ends: "array[int]"
    low: "array[int]"
    high: "array[int]"
    at: int = 0
    patience: int = _PATIENCE

    def place(self, words: list[list[tuple[int, str]]]) -> None:
        """Look up words, each a list of (code point, letter): all in one, else in halves."""
        letters = [each for word in words for each in word]
        wanted = "".join(letter for _, letter in letters)
        if not wanted or self.patience <= 0:
            return
        found = self._find(wanted)
        if found >= 0:
            for offset, (at, _) in enumerate(letters):
                self.low[at], self.high[at] = self.starts[found + offset], self.ends[found + offset]
            self.at = found + len(wanted)
        elif len(words) > 1:
            middle = len(words) // 2
            self.place(words[:middle])
            self.place(words[middle:])

    def _find(self, wanted: str) -> int:
        """Where letters stand, after the run before them or else, of a long one, anywhere."""
        long = len(wanted) >= _LONG
        end = len(self.text) if long else min(len(self.text), self.at + _NEAR)
        found = self.text.find(wanted, self.at, end)
        self.patience -= (found if found >= 0 else end) - self.at
        if found < 0 and long and self.at:
            found = self.text.find(wanted)
            self.patience -= len(self.text)
        return found


def places(text: str, markup: str) -> PagePlaces:
    """The places of a text's code points in the markup that it was read off."""
    search = _search(markup, len(text))
    for line in re.finditer(r"[^\n]+", text):
        words = [
            list(enumerate(word[0], word.start())) for word in _WORD.finditer(text, *line.span())
        ]
        search.place(words)
        first = words[0][0][0] if words else -1
        if first >= 0 and search.low[first] < 0:
            _as_written(line, search)
    letters = sum(not letter.isspace() for letter in text)
    return PagePlaces(markup, search.low, search.high, letters)


def _as_written(line: re.Match[str], search: _Alignment) -> None:
    """A line that stands as it is in a tag's attribute: a title."""
    markup = search.markup
    found = markup.find(line[0])
    if found >= 0 and markup.rfind("<", 0, found) > markup.rfind(">", 0, found):
        for offset in (match.start() for match in re.finditer(r"\S", line[0])):
            search.low[line.start() + offset] = found + offset
            search.high[line.start() + offset] = found + offset + 1


def _search(markup: str, size: int) -> _Alignment:
    letters: list[str] = []
    starts, ends = array("q"), array("q")
    for low, high in outside(markup):
        for token in _TOKEN.finditer(markup, low, high):
            if token[0][0] == "&" and len(token[0]) > 1:
                for letter in unescape(token[0]):
                    if not letter.isspace():
                        letters.append(letter)
                        starts.append(token.start())
                        ends.append(token.end())
            else:
                letters.append(token[0])
                starts.extend(range(token.start(), token.end()))
                ends.extend(range(token.start() + 1, token.end() + 1))
    blank = array("q", [-1]) * size
    return _Alignment(markup, "".join(letters), starts, ends, blank, blank[:])


def outside(markup: str) -> Iterator[Span]:
    """The stretches of a page that are text: outside tags, comments, scripts and styles."""
    at = 0
    while at < len(markup):
        tag = markup.find("<", at)
        if tag < 0:
            yield at, len(markup)
            return
        if tag > at:
            yield at, tag
        name = _NAME.match(markup, tag)
        if name is None:  # "2 < 3"
            yield tag, tag + 1
            at = tag + 1
            continue
        close = {"!--": "-->", "script": "</script", "style": "</style"}.get(name[1].lower(), ">")
        end = _closed(markup, close, tag + 1)
        if end < 0:
            return
        at = end


def _closed(markup: str, close: str, at: int) -> int:
    """Where the text goes on after a tag, comment or script; -1 where it never ends."""
    if close == ">":
        end = markup.find(">", at)
        return end + 1 if end >= 0 else -1
    found = re.compile(re.escape(close), re.IGNORECASE).search(markup, at)
    if found is None:
        return -1
    end = markup.find(">", found.end() - 1)
    return end + 1 if end >= 0 else -1
