"""The original: what was handed over, its hash, and the text that was read off it.

Nothing here is repaired: a span of code points into ``Original.text`` gives back the words as they
stand. A page is read off its HTML first (``foedus.clip.text.page``); where its words stand in the
file that was hashed, ``Original.pieces`` says (``foedus.clip.text.places``).
"""

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from foedus import media
from foedus.clip.speech.attribution import Span
from foedus.clip.text.encodings import SAVE, decoded
from foedus.errors import InputError, refusal

if TYPE_CHECKING:
    from foedus.clip.text.places import PagePlaces

#: Bytes of a text, and of a page with its markup, at most.
MOST_TEXT, MOST_PAGE = 2_000_000, 10_000_000
#: Words at most of what is read, an article has a thousand; of a page with all that is beside it.
MOST_WORDS, MOST_BESIDE = 60_000, 300_000

_MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|article|div|p|meta|script)\b", re.I)


@dataclass(frozen=True, slots=True)
class Original:
    """A text as it came. sha256: of its bytes; text_sha256: of ``text`` in UTF-8."""

    name: str
    sha256: str
    kind: Literal["text", "page"]
    text: str
    text_sha256: str
    encoding: str
    body: int = 0  # code point at which a page's article begins, after a title found elsewhere
    title: str | None = None
    published: date | None = None  # as the page's own data say
    outlet: str | None = None
    places: "PagePlaces | None" = None  # of a page's words in its file
    encoded: str = ""  # what tells the encoding, where the bytes alone do not

    def pieces(self, span: Span) -> tuple[Span, ...]:
        """Where a span of ``text`` stands in the decoded file: its runs between tags, in order.

        Of a text it is the span itself; empty where the file has no such words outside tags.
        """
        return (span,) if self.places is None else self.places.pieces(span)

    def place(self, span: Span) -> Span | None:
        """From the first to the last of its pieces."""
        found = self.pieces(span)
        return (min(low for low, _ in found), max(high for _, high in found)) if found else None

    def words(self) -> int:
        """How many words the text has."""
        return len(self.text.split())


def load(place: str | Path) -> Original:
    """The original at a path or an address of this machine. Raises InputError.

    Refused are addresses elsewhere, what is too big, no text, empty, or in two encodings at once.
    """
    name = str(place)
    if re.match(r"(?i)[a-z][a-z0-9+.-]*://", name):
        from foedus.clip.text.loopback import fetch

        return opened(fetch(name, MOST_PAGE), name)
    try:
        with Path(name).open("rb") as file:
            content = file.read(MOST_PAGE + 1)
    except (OSError, ValueError) as error:
        raise refusal(error, repr(name), "cannot be read") from None
    return opened(content, name)


def opened(content: bytes, name: str = "<text>") -> Original:
    """The original in some bytes. Raises InputError as ``load`` does."""
    if kind := media.foreign(content):
        raise InputError(f"not a text: {kind}", where=name, hint=SAVE)
    page = _MARKUP.search(content[:20_000]) is not None
    most = MOST_PAGE if page else MOST_TEXT
    if len(content) > most:
        raise InputError(
            f"larger than {most // 1_000_000} MB, the most that is read of a "
            f"{'page' if page else 'text'}",
            where=name, hint="an article is some thousand words; is this the right file?",
        )  # fmt: skip
    it = decoded(content, name)
    text = it.text
    digest = sha256(content).hexdigest()
    placed: PagePlaces | None = None
    other = media.mail(text) if page else media.of_text(text)
    if other:
        raise InputError(f"not an article: {other.name}", where=name, hint=other.remedy or SAVE)
    if page:
        from foedus.clip.text.page import read

        _check_size(text, name)
        found = read(text, name)
        if len(found.text.split()) <= MOST_WORDS:
            from foedus.clip.text.places import places

            placed = places(found.text, text)
        made = Original(
            name, digest, "page", found.text, _hash(found.text), it.encoding, found.body,
            found.title, found.published, found.outlet, placed, it.told,
        )  # fmt: skip
    else:
        made = Original(name, digest, "text", text, _hash(text), it.encoding, encoded=it.told)
    count = made.words()
    if not count:
        raise InputError("there are no words in it", where=name, hint=SAVE)
    if count > MOST_WORDS:
        raise InputError(
            f"{count:,} words; at most {MOST_WORDS:,} are read", where=name,
            hint="give each article as a file of its own",
        )  # fmt: skip
    return made


def _check_size(markup: str, name: str) -> None:
    """Refuse a page whose text outside tags no article explains, before it is taken apart."""
    from foedus.clip.text.places import outside

    count = 0
    for low, high in outside(markup):
        count += len(markup[low:high].split())
        if count > MOST_BESIDE:
            raise InputError(
                f"more than {MOST_BESIDE:,} words outside its tags", where=name,
                hint="save the article alone",
            )  # fmt: skip


_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


def legible(text: str) -> str:
    """The text as it is read: of the same length, a blank where characters nobody sees stand.

    Zero-width ones and those that turn the direction of writing, beside a blank or a mark; within a
    word they stay, since a blank would part it.
    """
    if not _UNSEEN.search(text):
        return text
    return _UNSEEN.sub(_blanked, text)


def _blanked(match: re.Match[str]) -> str:
    text, (start, end) = match.string, match.span()
    within = start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()
    return match[0] if within else " " * (end - start)


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
