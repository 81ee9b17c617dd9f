"""Words of the answers, in plain English."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from foedus import document
from foedus.errors import UnknownNameError


@dataclass(frozen=True, slots=True)
class LexiconTerm:
    """A word, other forms of it, what it means here, and the page of docs/ that says more."""

    word: str
    also: tuple[str, ...]
    means: str
    page: str

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {"word": self.word, "also": self.also, "means": self.means, "page": self.page}


@cache
def lexicon() -> tuple[LexiconTerm, ...]:
    """Every word, in order of the alphabet."""
    text = files("foedus.explanation").joinpath("lexicon.yaml").read_bytes()
    rows = document.parse(text, "lexicon.yaml").data
    return tuple(
        LexiconTerm(row["word"], tuple(row.get("also", ())), row["means"], row["page"])
        for row in rows
    )


def look_up(word: str) -> LexiconTerm:
    """The term that a word, or another form of it, names; UnknownNameError with the nearest."""
    terms = {form.casefold(): term for term in lexicon() for form in (term.word, *term.also)}
    asked = " ".join(word.replace("-", " ").split()).casefold()
    if asked not in terms:
        raise UnknownNameError("word", word, terms, where="--word")
    return terms[asked]
