"""Quotation marks of every kind, and which quotations are speech."""

import re
from dataclasses import dataclass

#: Opening mark -> closing mark. Straight marks close themselves.
_PAIRS = {
    "“": '”"',
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "‘": "’",
    '"': '"',
    "'": "'",
    "「": "」",
}
#: Marks that are apostrophes as well: only beside blanks or punctuation do they quote.
_DOUBTFUL = "‘'"
#: Words of a quotation that stands inside a sentence as a term, not as speech.
_TERM = 4
#: Characters of a quotation at most.
_LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class Quotation:
    """Code points from the opening mark to after the closing one. open: no closing mark came."""

    start: int
    end: int
    open: bool = False

    def inside(self, text: str) -> str:
        """The words between the marks."""
        return text[self.start + 1 : self.end - (not self.open)]


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """The outer quotations of a block; one whose mark stays open runs to the block's end."""
    found: list[Quotation] = []
    at = start
    while at < end:
        mark = text[at]
        if mark not in _PAIRS or not _opens(text, at, start):
            at += 1
            continue
        close = _closing(text, at, end)
        if close is None:
            if mark in _DOUBTFUL or (
                mark == '"' and len(text[at : min(end, at + 200)].split()) < _TERM
            ):
                at += 1
                continue
            found.append(Quotation(at, end, open=True))
            break
        found.append(Quotation(at, close + 1))
        at = close + 1
    return found


def _opens(text: str, at: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if text[at] in "\"'‘»":
        return not before.isalnum() and before not in ".,!?" and not after.isspace()
    return True


def _closing(text: str, at: int, end: int) -> int | None:
    closes = _PAIRS[text[at]]
    for place in range(at + 1, min(end, at + _LONGEST)):
        if text[place] not in closes:
            continue
        after = text[place + 1] if place + 1 < end else " "
        if text[at] in _DOUBTFUL and (after.isalnum() or text[place - 1].isspace()):
            continue
        if text[at] == '"' and after.isalnum() and text[place - 1].isspace():
            continue  # an opening mark: the one before was never closed
        return place
    return None


def is_speech(text: str, quotation: Quotation, sentence: tuple[int, int]) -> bool:
    """Whether a quotation could be somebody's words, and not a title, a term or a nickname.

    A term stands inside a sentence that goes on without a cue: few words, no end of its own. A
    title has capitals in most of its words and is set off by a comma from what it names.
    """
    inside = quotation.inside(text).strip()
    words = re.findall(r"[\w'’-]+", inside)
    if not words:
        return False
    whole = quotation.start - sentence[0] <= 1 and sentence[1] - quotation.end <= 1
    ended = inside[-1] in ".!?…" or (inside[-1] in ",;–—" and len(words) > 1)
    capitals = [w for w in words if w[0].isupper()]
    small = {"a", "an", "the", "of", "to", "in", "on", "and", "for", "at", "by", "from", "with"}
    titled = len(words) > 1 and all(w[0].isupper() or w.lower() in small for w in words)
    if titled and len(capitals) > 1 and inside[-1] not in "!?":
        return False
    return len(words) > _TERM or ended or whole
