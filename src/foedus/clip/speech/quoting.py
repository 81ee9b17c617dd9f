"""The cue of a quotation, after it or before it: who it hands the words to."""

import re

from foedus.clip.speech import cues, subjects
from foedus.clip.speech.attribution import Span
from foedus.clip.speech.positions import main_subject
from foedus.clip.text.quotation import Quotation
from foedus.clip.text.sentences import sentences

#: Verbs that speak only with their second word.
_PHRASES = {"point", "rule", "object", "sign"}
_WAS_QUOTED = re.compile(
    r"([^,;:“”\"]{2,90}?)\s+((?:is|was|were)\s+(?:also\s+)?quoted(?:\s+by\s+[^,;“”\"]{2,60}?)?\s+as\s+(?:saying|telling))\b"
)
_CONTINUES = ",?!…–—-"
#: What opens a clause of its own after a quotation; a verb that belongs to a relative clause.
_TURNS = re.compile(r"(?:but|and|though|although|while|because|as\s+well\s+as)\b")
_WHO = re.compile(r"\b(?:who|which)\s+(?:\w+\s+)?$")


def following(text: str, mark: Quotation, end: int) -> tuple[Span | None, Span, str, bool] | None:
    """The cue after a quotation: ``…,” Hart said`` or ``…,” said Hart``."""
    inside = mark.inside(text).rstrip()
    tail = text[mark.end : end]
    if not (inside[-1:] in _CONTINUES or tail.lstrip().startswith((",", "–", "—"))):
        return None
    stop = re.search(
        r"[.!?;](?:\s|$)|[“\"«]", re.sub(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen)\.", "xx", tail)
    )
    limit = mark.end + min(stop.start() if stop else len(tail), 220)
    start = mark.end + len(tail) - len(tail.lstrip(" ,–—"))
    if _TURNS.match(text, start):
        return None  # "'…,' but she offered no details"
    if (reported := _WAS_QUOTED.match(text, start, limit)) and subjects.can_speak(reported[1]):
        return reported.span(1), reported.span(2), "say", False
    for verb in cues.verbs(text, start, limit):
        lemma = cues.lemma(verb[0])
        if not cues.takes(lemma, "quote") or _WHO.search(text, start, verb.start()):
            continue
        if verb.start() - start <= 1:
            source = subjects.after(text, verb.end(), min(end, limit + 1))
            return (source, verb.span(), lemma, False) if source else None
        source, cue, negated, passive = subjects.before(text, start, verb.start())
        if source and not passive and _speaks(text, source):
            return source, (cue, verb.end()), lemma, negated
    return None


def _speaks(text: str, source: Span) -> bool:
    words = text[source[0] : source[1]]
    return subjects.can_speak(words) or words.lower() in {"it", "we", "i"}


def preceding(text: str, start: int, mark: Quotation) -> tuple[Span | None, Span, str, bool] | None:
    """The cue before a quotation: ``Hart replied: “…`` or ``Orlow was blunt: “…``."""
    low = max([start, *(a for a, _ in sentences(text, start, mark.start))])
    lead = text[low : mark.start].rstrip()
    if not lead:
        return None
    for verb in reversed(list(cues.verbs(text, low, mark.start))):
        lemma, rest = cues.lemma(verb[0]), text[verb.end() : mark.start]
        if not cues.takes(lemma, "quote") or len(rest.split()) > 8 or cues.also_noun(verb[0]):
            continue
        if lemma in _PHRASES and not re.match(rf"\s{cues.PHRASAL[lemma]}\b", rest):
            continue  # "pointing at the hills'
        if not re.search(r"[,:]\s*$|\b(?:that|as)\s*$|^\s*$", rest) and len(rest.split()) > 4:
            continue
        source, cue, negated, passive = subjects.before(text, low, verb.start())
        hung = text[:cue].endswith(", ")  # "repeated her dismissal of it, saying “…”"
        if verb[0].lower().endswith("ing") and (hung or not (source and _speaks(text, source))):
            source = main_subject(text, low, verb.start())
        if source and not passive and _speaks(text, source):
            return source, (cue, verb.end()), lemma, negated
    of = re.search(r"\b([Ii]n\s+the\s+words)\s+of\s+([^,:“\"]{2,80})[,:]$", lead)
    if of:
        who, how = ((low + of.start(n), low + of.end(n)) for n in (2, 1))
        return who, how, "say", False
    if according := re.match(r"[Aa]ccording to ([^,:“\"]{2,80})[,:]\s*$", lead):
        at = low
        return (at + according.start(1), at + according.end(1)), (at, at + 12), "according", False
    if colon := re.match(r"(.{2,60}?)\s((?:was|is|had|put|has)\b[^:]{2,60}):$", lead):
        words = colon[1]
        if subjects.can_speak(words):
            return (low, low + colon.end(1)), (low + colon.start(2), low + colon.end(2)), "", False
    return None
