"""Speech by its layout: a headline's ``ROLE: …`` or ``… – NAME``, a turn of a transcript."""

import re

from foedus.clip.speech import subjects
from foedus.clip.speech.attribution import Attribution, trimmed
from foedus.clip.text.blocks import TextBlock

_SAYS = re.compile(
    r"([^“”\"]{12,}),\s+((?:[\w.’'-]+\s+){0,4}[\w.’'-]+)\s+(says?|said|warns?|insists?|tells \w+)$"
)
#: A turn of a transcript: the speaker in capitals, with or without an office in brackets.
_TURN = re.compile(
    r"^([A-Z][A-Z.’'-]{1,24}(?:\s[A-Z][A-Z.’'-]{0,24}){0,4}"
    r"(?:,[^:\n]{2,60}|\s*\(([^():\n]{2,60})\))?):[ \t]+(?=\S)",
    re.MULTILINE,
)


def turn(text: str, block: TextBlock) -> Attribution | None:
    """``KALLAS: Well, we are ready.``: all that follows the name is what was said.

    A place stands so as well (``DOHA: The prime minister said``): a name without an office has to
    be one of several in the text.
    """
    match = _TURN.match(text, block.start, block.end)
    if match is None:
        return None
    office = match[2] is not None and subjects.is_role(subjects.head(match[2]))
    if not office and (match[2] or len(_TURN.findall(text)) < 2):
        return None
    content = trimmed(text, match.end(), block.end)
    if len(text[slice(*content)].split()) < 3:
        return None
    cue = (match.end(1), match.end(1) + 1)
    return Attribution((content,), match.span(1), cue, "clause", "say", score=0.9)


def headline(text: str, block: TextBlock) -> Attribution | None:
    """``US Envoy: Russia Agrees``; ``Talks ‘very close’ – Vesely``."""
    dashed = re.match(
        r"(.*[‘'“\"][a-z].*?)\s([–—-])\s((?!The\b)[A-Za-z][\w.’'-]*(?:\s+[\w.’'-]+){0,2})$",
        block.of(text),
    )  # what names the site is no speaker of words that somebody quoted
    role = re.match(  # "Talks Would Be Best for All – Norrland's Prime Minister"
        r"([^“”\"]{12,}?)\s([–—])\s((?:[A-Z][\w.’'-]*\s+){0,3}[\w-]+)$", block.of(text)
    )
    if not dashed and role and subjects.is_role(subjects.head(role[3])):
        dashed = role
    if dashed and subjects.can_speak(dashed[3]):
        spans = [(block.start + a, block.start + b) for a, b in (dashed.span(n) for n in (1, 3, 2))]
        return Attribution((spans[0],), spans[1], spans[2], "headline", score=0.6)
    last = _SAYS.match(block.of(text))
    if last and subjects.can_speak(last[2], sure=True):
        spans = [(block.start + a, block.start + b) for a, b in (last.span(n) for n in (1, 2, 3))]
        return Attribution((spans[0],), spans[1], spans[2], "headline", "say", score=0.8)
    office = re.match(  # "Rivals Agree on a Truce: Foreign Minister"
        r"([^:“”\"]{12,}?)(:)\s+((?:[\w.’'-]+\s+){0,4}[\w-]+)$", block.of(text)
    )
    if office and subjects.is_role(subjects.head(office[3])) and len(office[1].split()) > 3:
        spans = [(block.start + a, block.start + b) for a, b in map(office.span, (1, 3, 2))]
        return Attribution((spans[0],), spans[1], spans[2], "headline", score=0.7)
    match = re.match(r"([A-Z][^:“”\"]{1,60}?)(:)\s+(\S.{7,})", block.of(text))
    if not match or not subjects.can_speak(match[1]) or len(match[1].split()) > 6:
        return None
    at = block.start
    content = trimmed(text, at + match.start(3), at + match.end(3), " .")
    return Attribution(
        (content,), (at + match.start(1), at + match.end(1)),
        (at + match.start(2), at + match.end(2)), "headline", score=0.7,
    )  # fmt: skip
