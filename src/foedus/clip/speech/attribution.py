"""One attribution: who is said to have said what, by which words."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

#: Code points, half open.
Span: TypeAlias = tuple[int, int]

#: How it was found.
Form: TypeAlias = Literal[
    "quotation", "clause", "infinitive", "noun", "according", "hedge", "headline", "unmarked",
    "proposed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attribution:
    """What an engine finds, before anybody is looked up.

    content: its pieces, in order (a quotation may be broken by its cue). source: the words that
    name the speaker; None where nobody is named. verb: of the cue, in its base form. negated: the
    cue says that it was not said. quoted: the words stand in quotation marks. uncertain: first
    person without marks, taken for speech; its words must not be quoted. score: how often such a
    cue is one.
    """

    content: tuple[Span, ...]
    source: Span | None
    cue: Span
    form: Form
    verb: str = ""
    negated: bool = False
    quoted: bool = False
    uncertain: bool = False
    score: float = 0.5
    relayed: bool = False  # a carrier reports it, and no page did
    guessed: bool = False  # speaker carried over from the sentence before
    carriers: tuple[tuple[Span, Span], ...] = field(default=())  # (source, cue) of `according to`

    @property
    def span(self) -> Span:
        """From the first piece's begin to the last one's end."""
        return self.content[0][0], self.content[-1][1]


def overlap(one: Span, two: Span) -> int:
    """How many code points two spans share."""
    return max(0, min(one[1], two[1]) - max(one[0], two[0]))


def trimmed(text: str, start: int, end: int, marks: str = " \t\r\n\xa0,;:–—-") -> Span:
    """A span without blanks and such marks at its ends."""
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return start, end
