"""Cues that close a sentence, or stand between commas in it: ``…, Hart said on Monday``."""

import re

from foedus.clip.speech import cues, subjects
from foedus.clip.speech.attribution import Attribution, Form, Span, trimmed
from foedus.clip.speech.positions import FIRST_PERSON, REPORTED_BY, can
from foedus.clip.text.dates import WEEKDAY
from foedus.clip.text.sentences import has_finite_verb

#: To whom somebody told it, where ``told`` comes last.
_TOLD = (
    r"(?:\s+(?:[a-z]+s|the\s+[\w’'-]+(?:\s+\w+)?|[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,3}|him"
    r"|her|them|us|me|parliament|state\s+(?:TV|media|television)))?"
)

_TO = r"(?:\s+to\b[^,.;]{0,60})?"
#: When, where and amid what it was said, after a cue that comes last.
_CIRCUMSTANCE = (
    rf"(?:\s+(?:earlier|later|late|early))?(?:\s+{WEEKDAY})?(?:\s+\([^()]{{2,30}}\))?"
    r"(?:\s+on\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s+\d{4})?)?(?:\s+(?:about|of|regarding)\b[^,.;]{0,90})?"
    r"(?:\s+(?:on|in|at|during|last|this|late|early|today|yesterday|by|via)\b[^,.;]{0,60}"
    r"|\s+(?:after|before)\b[^,.;]{0,160})?(?:,\s+according\s+to\s.*|,?\s+(?:citing|while|as|when|amid|following|despite|hours|days|weeks)\b.*"
    r"|,\s+(?:in|after|before|at|during|on|ahead|two|three|just|without)\b.*|,\s+\w+ing\b.*)?$"
)
#: What opens no clause of its own, so that the cue after it has yet to be given its words.
_OPENING = re.compile(
    r"(?:In|On|At|After|Before|During|Following|With|By|For|From|Earlier|Later|Meanwhile|Speaking|Asked|Addressing"
    r"|Responding|Citing|Writing|Commenting|Under|Over|Since|Despite|Amid|To)\b"
)


#: A name and its office between commas, before a cue that comes last.
_APPOSED = re.compile(
    r",\s+(?:[A-Z][\w.’'-]*\s+){0,3}[A-Z][\w.’'-]*,\s+((?:an?|the|[A-Z][\w’'-]*|[a-z]+)\s[^,]{2,80}),\s*$"
)
#: What ends or stands in no subject: a possessive, another's cue ("Hart said after the chief").
_OWNS = re.compile(r"['’]s$|\s(?:said|says|told)\s")
_GO_ON = {"continue", "go", "call", "ask", "answer", "read"}
_CHARGE = re.compile(r"\s+an?\s+(?:charge|claim|accusation|allegation|assertion|suggestion)\s")
_HELPS = re.compile(
    r"\s+(?:will|would|could|can|may|might|must|should|is|are|was|were|has|have|had|did|does)\b"
)


def ending(text: str, start: int, end: int, verb: re.Match[str], lemma: str) -> Attribution | None:
    """``What was said, Hart said.``, ``…, said Hart.``, and the cue set in between by commas."""
    if not (cues.takes(lemma, "clause") or cues.takes(lemma, "quote")) or verb[0].lower().endswith(
        "ing"
    ):
        return None
    if lemma in {"find", "talk"} or (cues.also_noun(f"{lemma}s") and verb[0].lower() == lemma):
        return None  # "a future state, in the war": the noun
    comma = text.rfind(",", start, verb.start())
    who = re.match(r"([^,]+),\s+(?:who|which|whose)\b[^,]*,\s*$", text[start : verb.start()])
    if (who and not has_finite_verb(who[1])) or comma < 0 or not text[start:comma].strip():
        return None  # "Hagen, who has run the city, said …": what stands before is the speaker
    lead = text[comma + 1 : verb.start()]
    named = None if lead.strip() else _APPOSED.search(text, start, verb.start())
    if named and subjects.is_role(subjects.head(named[1])):
        comma, lead = named.start(), named[0]  # "…, Gan Yu, a spokesman for the guard, said"
    if _CHARGE.match(lead) or (not lead.strip() and lemma == "tell"):
        return (
            None  # "…, a charge Vardania denies"; "Solt, president of Norrland, told the assembly"
        )
    teller = (_inverted if not lead.strip() else _preceding)(text, start, end, verb, comma)
    if teller is None:
        return None
    source, cue = teller
    tail = max(source[1], cue[1])
    rest = text[tail:end]
    if not lead.strip() and _HELPS.search(text[slice(*source)] + rest[:12]):
        return None  # "…, his sister, said the North could": what was said comes after
    closed = _closed(rest, lemma, inverted=not lead.strip())
    first = trimmed(text, start, comma)
    said = text[slice(*first)]
    plain = lemma in {"say", "tell", "announce", "report"} and len(said.split()) > 3
    plain = plain and ("," not in said or bool(lead.strip())) and not _OPENING.match(said)
    whole = plain or has_finite_verb(said)
    if REPORTED_BY.match(said):
        return None  # "This was reported by X, UNN informs": of the sentence before
    form: Form = "unmarked" if FIRST_PERSON.search(text[slice(*first)]) else "clause"
    if closed and whole:
        return Attribution((first,), source, cue, form, lemma, uncertain=form == "unmarked")
    inserted = re.match(r"\s*(?:(?:on|in|at|to)\b[^,.;]{0,40})?,\s+", rest)
    if (
        inserted
        and len(text[start:comma].split()) <= 12
        and (whole or has_finite_verb(" ".join(rest[inserted.end() :].split()[:8])))
    ):
        second = trimmed(text, tail + inserted.end(), end)
        return Attribution((first, second), source, cue, form, lemma, uncertain=form == "unmarked")
    return None


def _inverted(
    text: str, start: int, end: int, verb: re.Match[str], _comma: int
) -> tuple[Span, Span] | None:
    """The subject and the cue of ``…, said Hart``."""
    source = subjects.after(text, verb.end(), end)
    able = source is not None and can(text, source, start, cues.lemma(verb[0]))
    return (source, verb.span()) if source is not None and able else None


def _preceding(
    text: str, start: int, _end: int, verb: re.Match[str], comma: int
) -> tuple[Span, Span] | None:
    """The subject and the cue of ``…, Hart said``."""
    source, at, negated, passive = subjects.before(text, comma + 1, verb.start())
    if source is None or passive or negated or at - comma > 130:
        return None
    said, lemma = text[slice(*source)], cues.lemma(verb[0])
    able = said == "it" or can(text, source, start, lemma)
    able = able and not (lemma in _GO_ON and at < verb.start())  # "Russia will continue to"
    denied = text.startswith("neither ", source[0]) or _OWNS.search(said)
    return (source, (at, verb.end())) if able and not denied else None


def _closed(rest: str, lemma: str, *, inverted: bool) -> bool:
    """Whether nothing that was said comes after a cue and its subject."""
    if re.match(rf"{_TOLD if lemma == 'tell' else _TO}{_CIRCUMSTANCE}", rest):
        return True
    office = re.match(r",\s+([^,]{2,80})$", rest) if inverted else None
    return office is not None and subjects.is_role(subjects.head(office[1]))  # ", its head"


#: ``…, Dorn was quoted as saying by the Courier``.
_WAS_QUOTED = re.compile(
    r"([^“”\"]{12,}?),\s+([^,;“”\"]{2,80}?)\s+((?:is|was|were)\s+quoted)(?:\s+by\s+[^,;“”\"]{2,60}?)?\s+as\s+(?:saying"
    r"|telling\s+\w+)(?:\s+by\s+([^,;“”\"]{2,70}?))?(?:\s+on\s+\w+)?$"
)
#: ``…, the Courier quoted Dorn as saying on Monday``.
_QUOTED_AS = re.compile(
    r"([^“”\"]{12,}?),\s+([^,;“”\"]{2,60}?)\s+((?:has\s+)?(?:quoted|quotes|cited|cites))\s+([^,;“”\"]{2,80}?)"
    rf"\s+(as\s+(?:saying|telling\s+\w+)){_CIRCUMSTANCE}"
)


def quoted_as(text: str, start: int, end: int) -> Attribution | None:
    """``The talks go on, the Courier quoted Dorn as saying.``: Dorn's words, which it carries."""
    if passive := _WAS_QUOTED.match(text, start, end):
        by = ((passive.span(4), passive.span(3)),) if passive[4] else ()
        if not can(text, passive.span(2), start, "say"):
            return None
        first = trimmed(text, *passive.span(1))
        return Attribution(
            (first,), passive.span(2), passive.span(3), "clause", "say", carriers=by, score=0.9
        )
    match = _QUOTED_AS.match(text, start, end)
    if match is None or not can(text, match.span(4), start, "say"):
        return None
    outlet = ((match.span(2), match.span(3)),)
    first = trimmed(text, *match.span(1))
    return Attribution(
        (first,), match.span(4), match.span(5), "clause", "say", carriers=outlet, score=0.9
    )
