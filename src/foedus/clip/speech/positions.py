"""Cues by their position: at the end, set in between, after a noun, ``according to``, a hedge."""

import re
from collections.abc import Iterator
from dataclasses import replace

from foedus.clip.speech import cues, subjects
from foedus.clip.speech.attribution import Attribution, Form, Span, trimmed
from foedus.clip.text.sentences import has_finite_verb

FIRST_PERSON = re.compile(r"(?<![\w’'])(?:we|our|us|I|my)\b|(?<![\w’'])We\b|(?<![\w’'])Our\b")
_ACCORDING = re.compile(r"(?<![\w])([Aa]ccording\s+to)\s+([^,;:“”\"]{2,90}?)(?=[,;:]|[.!?]?\s*$)")


def ending(text: str, start: int, end: int, verb: re.Match[str], lemma: str) -> Attribution | None:
    """``What was said, Hart said.``, ``…, said Hart.``, and the cue set in between by commas."""
    if not (cues.takes(lemma, "clause") or cues.takes(lemma, "quote")) or verb[0].lower().endswith(
        "ing"
    ):
        return None
    if cues.also_noun(f"{lemma}s") and verb[0].lower() == lemma:
        return None  # "a future state, in the war": the noun
    comma = text.rfind(",", start, verb.start())
    if comma < 0 or not text[start:comma].strip():
        return None
    lead = text[comma + 1 : verb.start()]
    source: Span | None
    if not lead.strip():  # ", said Hart"
        source = subjects.after(text, verb.end(), end)
        cue = verb.span()
        if source is None or not can(text, source, start, lemma):
            return None
        tail = source[1]
    else:
        source, at, _, passive = subjects.before(text, comma + 1, verb.start())
        if source is None or passive or not can(text, source, start, lemma) or at - comma > 90:
            return None
        cue, tail = (at, verb.end()), verb.end()
    rest = text[tail:end]
    closed = re.match(
        r"\s*(?:(?:on|in|at|to|during|after|last|this|late|early|today|yesterday)\b[^,.;]{0,60})?"
        r"(,\s+according\s+to\s.*|,?\s+(?:citing|while|adding|as|when)\b.*)?$", rest)  # fmt: skip
    first = trimmed(text, start, comma)
    whole = has_finite_verb(text[slice(*first)])
    form: Form = "unmarked" if FIRST_PERSON.search(text[slice(*first)]) else "clause"
    if closed and whole:
        return Attribution((first,), source, cue, form, lemma, uncertain=form == "unmarked")
    inserted = re.match(r"\s*(?:(?:on|in|at|to)\b[^,.;]{0,40})?,\s+", rest)
    if (
        inserted
        and len(text[start:comma].split()) <= 12
        and (whole or has_finite_verb(" ".join(rest[inserted.end() :].split()[:3])))
    ):
        second = trimmed(text, tail + inserted.end(), end)
        return Attribution((first, second), source, cue, form, lemma, uncertain=form == "unmarked")
    return None


def main_subject(text: str, start: int, before: int) -> Span | None:
    """The subject of the sentence that a participle belongs to: the noun before its first verb."""
    part = text[start:before]
    lead = re.match(
        r"(?:[A-Z][a-z]+ly,?\s+|[Mm]oreover,?\s+|(?:Following|After|During|In|On|At|With)\s[^,]+,(?:\s[A-Z]+,)?\s+)?",
        part,
    )
    low = lead.end() if lead else 0
    match = re.match(
        r"((?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts)\s+[\w’'-]+(?:\s+[A-Z][\w.’'-]*)*"
        r"|[A-Z][\w.’'-]*(?:\s+(?:of|the|and|for|de|von|van)?\s*[A-Z0-9][\w.’'-]*)*|[Oo]fficials?|[Hh]e|[Ss]he|[Tt]hey)",
        part[low:],
    )
    return (start + low, start + low + match.end()) if match else None


def noun_cues(text: str, start: int, end: int, taken: int) -> Iterator[Attribution]:
    """``Hart's claim that …``, ``the warning by Norrland that …``."""
    nouns = "|".join(cues.NOUNS)
    for match in re.finditer(
        rf"((?:[A-Z][\w.-]*\s+){{0,4}}[A-Z][\w.-]*|[Tt]he\s+[\w-]+)[’']s?\s+(?:\w+\s+)?({nouns})s?\s+that\s"
        rf"|\b({nouns})s?\s+(?:by|from)\s+([A-Z][\w.’-]*(?:\s+[A-Z][\w.’-]*){{0,4}})\s+that\s",
        text[start:end],
    ):
        group = (1, 2) if match[1] else (4, 3)
        source = (start + match.start(group[0]), start + match.end(group[0]))
        low = start + match.end() - len("that ")
        stop = re.search(r",\s|;", text[low:end])
        high = low + stop.start() if stop else end
        if low >= taken and subjects.can_speak(text[slice(*source)]):
            noun = match[group[1]]
            cue = (start + match.start(group[1]), start + match.end(group[1]))
            yield Attribution((trimmed(text, low, high),), source, cue, "clause", noun, score=0.6)


def carried(text: str, start: int, end: int, found: list[Attribution]) -> list[Attribution]:
    """``According to``: the outlet of what somebody else said, else the speaker itself."""
    out = list(found)
    for match in _ACCORDING.finditer(text, start, end):
        cue, source = match.span(1), match.span(2)
        if not subjects.can_speak(text[slice(*source)]) and not text[source[0]].isalpha():
            continue
        if re.fullmatch(r"(?:But|And|Yet)?\s*", text[start : match.start()]):
            rest = trimmed(text, match.end(), end)
            if not out:
                out.append(Attribution((rest,), source, cue, "according", "according", score=0.9))
            else:
                out = [replace(each, carriers=(*each.carriers, (source, cue))) for each in out]
            continue
        spoken = [each for each in out if each.cue[0] < match.start()]
        if spoken:
            out = [
                replace(e, carriers=(*e.carriers, (source, cue))) if e in spoken else e for e in out
            ]
            continue
        first = trimmed(text, start, match.start())
        rest = trimmed(text, match.end(), end)
        pieces = (first, rest) if rest[1] - rest[0] > 3 else (first,)
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


def can(text: str, source: Span, start: int, verb: str = "") -> bool:
    """Whether the words of a span can name the speaker of a verb.

    start: where the sentence begins.
    """
    sure = verb in {"say", "tell"}
    return subjects.can_speak(text[slice(*source)], first=source[0] - start <= 1, sure=sure)
