"""Cues by their position: after a noun, ``according to``, a hedge; and who can speak there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

from foedus.clip.speech import cues, subjects
from foedus.clip.speech.attribution import Attribution, Form, Span, trimmed
from foedus.clip.speech.extents import until
from foedus.clip.text.dates import WEEKDAY

FIRST_PERSON = re.compile(r"(?<![\w’'])(?:we|our|us|I|my)\b|(?<![\w’'])We\b|(?<![\w’'])Our\b")
_ACCORDING = re.compile(
    r"(?<![\w])([Aa]ccording\s+to|as\s+(?:reported|announced|noted|stated|confirmed|claimed|revealed|disclosed|cited|described|indicated|relayed|explained)\s+by)\s+"
    rf"([^,;:“”\"]{{2,90}}?)(?=[,;:]|\s+{WEEKDAY}|[.!?]?\s*$)"
)


#: Letters after ``according to`` from which a cue is another's, inside its words.
_FAR = 60
REPORTED_BY = re.compile(
    r"(?:(?:This|The)(?:\s+(?:decision|news|information|statement|move))?|That|It)\s+(?:was|has\s+been|is)\s+(reported|stated|announced|said|confirmed)"
    r"(?:\s+(?:on|in|at|to|via)\s+[^,.]{1,30}?)?\s+by\s+([^,.;]{2,80}?)(?=[,.;]|$)"
)


#: ``X stated this in parliament``, of the sentence before.
_STATED_THIS = re.compile(
    r"([^,;:“”\"]{2,90}?)(?:,[^,;:“”\"]{2,60},)?\s+((?:has\s+|also\s+)?(?:said|stated|announced|reported|noted|wrote|confirmed"
    r"|told\s+(?:\w+\s+){0,3}\w+))\s+(?:about\s+)?(?:this|so)\s*(?=(?:at|in|on|during|to|while|after|when|via|late|early)\b"
    rf"|{WEEKDAY}|[,.]|$)"
)


def backward(text: str, start: int, end: int) -> tuple[Span, Span] | None:
    """The speaker and the cue of a sentence that is about the one before it alone."""
    if by := REPORTED_BY.match(text, start, end):
        return by.span(2), by.span(1)
    if this := _STATED_THIS.match(text, start, end):
        source, *_ = subjects.before(text, start, this.start(2))
        return (source, this.span(2)) if source else None
    return None


def main_subject(text: str, start: int, before: int) -> Span | None:
    """The subject of the sentence that a participle belongs to: the noun before its first verb."""
    part = text[start:before]
    lead = re.match(
        r"(?:[A-Z][a-z]+ly,?\s+|[Mm]oreover,?\s+|(?:Following|After|Before|During|In|On|At|With|Over|By|For|Since"
        r"|Under|Amid|Earlier|Later|Late|Last|This|Speaking|Addressing|Asked)\s[^,]+,(?:\s[A-Z]+,)?\s+)?",
        part,
    )
    low = lead.end() if lead else 0
    match = re.match(
        r"((?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts)\s+[\w’'-]+(?:\s+[A-Z][\w.’'-]*)*"
        r"|[A-Z][\w.’'-]*(?:\s+(?:of|the|and|for|de|von|van)?\s*[A-Z0-9][\w.’'-]*)*|[Oo]fficials?|[Hh]e|[Ss]he|[Tt]hey)",
        part[low:],
    )
    if match is None:
        return None
    end = low + match.end()
    for word in islice(re.finditer(r"\s([a-z][\w-]*)", part[end:]), 3):
        if word[1] in {"the", "a", "of"} or cues.known(word[1]) or word[1].endswith("ed"):
            break
        if subjects.is_role(word[1]):  # "Russia's foreign ministry", "The French president"
            name = _NAMED.match(part, end + word.end())
            return start + low, start + (name.end() if name else end + word.end())
    return start + low, start + end


#: Nouns that hand an infinitive to whoever owns them, and the verb that says the same.
_PLANS = {
    "promise": "promise", "pledge": "pledge", "vow": "vow", "threat": "threaten",
    "offer": "offer", "refusal": "refuse", "proposal": "propose",
}  # fmt: skip
_NAMED = re.compile(r"(?:\s[A-Z][\w.’'-]*)+")
_NOUN = re.compile(r"(?i:" + "|".join(cues.NOUNS) + ")")


@cache
def _owned() -> re.Pattern[str]:
    """A noun of speech, whose it is, and ``that`` or ``to``."""
    nouns, then = "|".join(cues.NOUNS), r"\s+(?:that\s|to\s+(?=[a-z]))"
    name = r"[A-Z][\w.’-]*"
    return re.compile(
        rf"((?:[A-Z][\w.-]*\s+){{0,4}}[A-Z][\w.-]*|[Tt]he\s+[\w-]+)[’']s?\s+(?:\w+\s+)?({nouns})s?{then}"
        rf"|\b((?i:{nouns}))s?\s+(?:by|from)\s+((?:[Tt]he\s+[\w-]+|{name})(?:\s+{name}){{0,4}}){then}"
    )


def noun_cues(text: str, start: int, end: int, taken: int) -> Iterator[Attribution]:
    """``Hart's claim that …``, ``the warning by Norrland that …``."""
    if not _NOUN.search(text, start, end):
        return
    for match in _owned().finditer(text, start, end):
        group = (1, 2) if match[1] else (4, 3)
        source = match.span(group[0])
        noun = match[group[1]].lower()
        plan = match[0].rstrip().endswith("to")
        low = match.start() + match[0].rstrip().rindex(" ") + 1
        # "Vardania's promise to reopen the port has been broken": the sentence's own verb ends it
        own = r"|\s(?:has|have|had|is|are|was|were|will|would|did|does|could|may)\b" if plan else ""
        stop = re.search(rf",\s|;{own}", text[low:end])
        high = low + stop.start() if stop else end
        if plan and noun not in _PLANS:
            continue
        if low >= taken and subjects.can_speak(text[slice(*source)]):
            cue = match.span(group[1])
            form: Form = "infinitive" if plan else "clause"
            verb = _PLANS.get(noun, noun)
            yield Attribution((trimmed(text, low, high),), source, cue, form, verb, score=0.6)


def carried(text: str, start: int, end: int, found: list[Attribution]) -> list[Attribution]:
    """``According to``: the outlet of what somebody else said, else the speaker itself."""
    out = list(found)
    for match in _ACCORDING.finditer(text, start, end):
        cue, source = match.span(1), match.span(2)
        if not subjects.can_speak(text[slice(*source)]) and not text[source[0]].isalpha():
            continue
        if re.fullmatch(r"(?:But|And|Yet)?\s*", text[start : match.start()]):
            rest = trimmed(text, match.end(), until(text, match.end(), end))
            if not out or min(each.cue[0] for each in out) >= rest[1] + 2:
                own = Attribution((rest,), source, cue, "according", "according", score=0.9)
                out = [own, *out]
            else:
                late = min(each.cue[0] for each in out) - rest[0] > _FAR
                out = [replace(each, carriers=(*each.carriers, (source, cue))) for each in out]
                if late:  # what stands before them is its own words
                    out.append(
                        Attribution((rest,), source, cue, "according", "according", score=0.9)
                    )
            continue
        spoken = [each for each in out if each.cue[0] < match.start()]
        if spoken:
            out = [
                replace(e, carriers=(*e.carriers, (source, cue))) if e in spoken else e for e in out
            ]
            continue
        first = trimmed(text, start, match.start())
        rest = trimmed(text, match.end(), end)
        more = rest[1] - rest[0] > 3 and not re.fullmatch(WEEKDAY, text[slice(*rest)])
        pieces = (first, rest) if more else (first,)
        out.append(Attribution(pieces, source, cue, "according", "according", score=0.9))
    return out


def hedged(text: str, start: int, end: int) -> Attribution | None:
    """``Vardania is reportedly ready``: somebody unnamed says so."""
    match = re.search(rf"\b({'|'.join(cues.HEDGES)})\b", text[start:end])
    if not match:
        return None
    low, high = trimmed(text, start + match.end(), end)
    if len(text[low:high].split()) < 2:
        return None
    source, *_ = subjects.before(text, start, start + match.start())
    cue = (start + match.start(), start + match.end())
    return Attribution(((low, high),), source, cue, "hedge", match[1].lower(), score=0.5)


#: Texts that speak for those who wrote them, with the verbs of what they found.
_STUDIES = {"report", "study", "survey", "poll", "inquiry", "investigation", "review", "audit"}
_FINDS = {"find", "conclude", "say", "warn", "estimate", "suggest", "reveal", "claim", "note"}


#: What a body does that is named by ``it``; other verbs have what is no body for a subject.
_SPOKEN = {
    "say", "add", "state", "announce", "warn", "urge", "condemn", "stress", "reiterate", "accuse",
    "deny", "reject", "refuse", "insist", "denounce", "reaffirm", "emphasize", "underline",
    "underscore", "declare", "claim", "pledge", "vow", "describe", "express", "welcome", "dismiss",
    "note", "call", "confirm", "demand", "criticize", "acknowledge", "promise", "agree", "threaten",
}  # fmt: skip


def can(text: str, source: Span, start: int, verb: str = "") -> bool:
    """Whether the words of a span can name the speaker of a verb.

    start: where the sentence begins.
    """
    sure = verb in {"say", "tell"}
    if text[slice(*source)].lower() == "it":  # a body, spoken of before
        return verb in _SPOKEN and source[0] - start <= 6
    if verb in _FINDS and subjects.head(text[slice(*source)]).removesuffix("s") in _STUDIES:
        return True
    return subjects.can_speak(text[slice(*source)], first=source[0] - start <= 1, sure=sure)
