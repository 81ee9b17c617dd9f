"""Speech in the passive: ``is said to``, ``was quoted as saying``, ``it was announced that``."""

import re
from collections.abc import Iterator

from foedus.clip.speech import cues, subjects
from foedus.clip.speech.attribution import Attribution, Span, trimmed
from foedus.clip.speech.extents import until
from foedus.clip.speech.positions import can

_BE = r"(?:is|are|was|were|has\s+been|have\s+been|had\s+been)(?:\s+(?:also|widely|once|\w+ly))?"
_BY = r"((?:the\s+|a\s+|an\s+|its\s+)?[\w.’'-]+(?:\s+(?:of\s+)?(?:[A-Z][\w.’'-]*|agency|news|TV))*)"
_SAID_TO = re.compile(
    rf"\b{_BE}\s+((?:said|reported|believed|thought|understood|alleged|rumou?red|claimed)"
    r"(?:\s+by\s+[^,.;]{2,50}?)?)\s+(?=to\s+[a-z])"
)
_QUOTED = re.compile(
    rf"\b{_BE}\s+(quoted(?:\s+by\s+{_BY})?\s+as\s+saying"
    rf"(?:\s+by\s+{_BY})?)(?:\s+(?:on|in|at)\s+[^,.;]{{2,30}}?)?,?\s+(?!by\s)(?=that\b|[A-Za-z“\"])"
)
_IMPERSONAL = re.compile(
    rf"\b[Ii]t\s+({_BE}\s+(?:announced|reported|claimed|understood|said|believed|thought|alleged"
    r"|expected|agreed|confirmed|revealed|hoped|feared|suggested|disclosed|rumou?red))"
    r"(?:\s+(?:on|in|at|by|late|early|this|last)\s+[^,.;]{2,40}?)?\s+(?=that\b)"
)


def attributions(text: str, start: int, end: int, taken: int) -> Iterator[Attribution]:
    """Those of one sentence, from ``taken`` on. Of the impersonal nobody is the speaker."""
    for match in _IMPERSONAL.finditer(text, taken, end):
        yield Attribution(
            (_content(text, match.end(), end),), None, match.span(1), "clause", "report",
            score=cues.THAT,
        )  # fmt: skip
        return
    for match in _QUOTED.finditer(text, taken, end):
        source = _subject(text, start, match)
        if source is None or not can(text, source, start, "say"):
            continue
        group = 2 if match[2] else 3
        by = ((match.span(group), match.span(1)),) if match[group] else ()
        yield Attribution(
            (_content(text, match.end(), end),), source, match.span(1), "clause", "say",
            score=0.9, carriers=by,
        )  # fmt: skip
        return
    for match in _SAID_TO.finditer(text, taken, end):
        source = _subject(text, start, match)
        if source is not None:
            yield Attribution(
                (_content(text, match.end(), end),), source, match.span(1), "hedge", "say",
                score=0.5,
            )  # fmt: skip
        return


def _subject(text: str, start: int, match: re.Match[str]) -> Span | None:
    return subjects.before(text, start, match.start())[0]


def _content(text: str, low: int, end: int) -> Span:
    return trimmed(text, low, until(text, low, end), " ,;:.")
