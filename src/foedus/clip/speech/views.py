"""Views without a verb of speech: ``in Hart's view``, ``Hart's answer was plain: …``."""

import re
from collections.abc import Iterator

from foedus.clip.speech import cues, subjects
from foedus.clip.speech.attribution import Attribution, Span, trimmed
from foedus.clip.speech.extents import until
from foedus.clip.speech.positions import can
from foedus.clip.text.sentences import has_finite_verb

_SAID = re.compile(r"\b(?:said|added|told|noted|stated|explained)\b")
_PUT = re.compile(
    r",?\s+as\s+([^,;:“”\"]{2,60}?)\s+((?:has|have|had)?\s*(?:put\s+it|said|wrote|argued|noted|warned|says|writes|puts\s+it))\W*$"
)


def put(text: str, start: int, end: int) -> Attribution | None:
    """``A guarantee is a letter, as Wick put it``, and ``As Klee has argued, …``."""
    if (last := _PUT.search(text, start, end)) and subjects.can_speak(last[1]):
        first = trimmed(text, start, last.start())
        if has_finite_verb(text[slice(*first)]) and not _SAID.search(text, *first):
            return Attribution((first,), last.span(1), last.span(2), "clause", "say", score=0.9)
    opening = re.compile(
        r"(?:But,?\s+|And,?\s+)?[Aa]s\s+([^,;:“”\"]{2,60}?)\s+((?:has|have|had)?\s*(?:put\s+it|said|wrote|argued"
        r"|noted|warned|says|writes|puts\s+it|pointed\s+out|mentioned|reported|announced))(?:\s+\w+){0,8}?,\s+"
    ).match(text, start, end)
    if opening and subjects.can_speak(opening[1]):
        rest = trimmed(text, opening.end(), end)
        return Attribution((rest,), opening.span(1), opening.span(2), "clause", "say", score=0.9)
    return None


_NAME = r"[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*){0,4}|[Tt]he\s+[\w-]+(?:\s+[\w-]+)?|[Hh]is|[Hh]er|[Tt]heir"
_VIEW = re.compile(
    rf"(?:But\s+|And\s+)?[Ii]n\s+(?:({_NAME})(?:[’']s?)?\s+(?:own\s+)?(view|opinion|telling|estimation|assessment"
    r"|account|judgment|words|eyes)|the\s+(view|opinion|words)\s+of\s+([^,;:“”\"]{2,80}?)),\s+"
)
#: Nouns that hand what stands after a colon to whoever owns them.
_MESSAGE = re.compile(
    rf"({_NAME})[’']s?\s+((?:own\s+)?(?:message|answer|reply|verdict|response|warning|advice|demand|condition"
    r"|argument|position|conclusion|point|line))\b[^:“”\"]{0,60}?\b(?:is|was|were|are|has\s+been)\b[^:“”\"]{0,50}:\s+"
)
_EXPECTED = re.compile(
    r"\b((?:is|are|was|were)\s+(?:widely\s+)?(?:expected|due|set|likely|scheduled)\s+to\s+"
    r"(?:(?:say|announce|tell|argue|declare|insist|warn|propose|underscore|stress|note|emphasize)\b(?=(?:\s+[a-z]+s)?"
    r"\s+that\s)|(?:underscore|stress|note|highlight|reiterate|reaffirm|urge)\b))(?:\s+[a-z]+s(?=\s+that\s))?\s+"
)
#: What is held or made plain without a verb of speech.
_HELD = re.compile(
    r"\b((?:(?:is|are|was|were|remains?|remained|feels?|felt)\s+(?:\w+ly\s+|also\s+|still\s+|pretty\s+|quite\s+|very\s+|not\s+)?(?:confident|convinced|certain|sure|adamant"
    r"|hopeful|optimistic|skeptical|sceptical|doubtful|concerned|worried|aware|of\s+the\s+(?:view|opinion))"
    r"|(?:makes?|made|making)\s+(?:it\s+)?(?:\w+ly\s+)?(?:clear|plain|known)|(?:takes?|took)\s+the\s+(?:view|position)"
    r"|(?:gives?|gave|given|received)\s+(?:\w+\s+){0,2}?(?:assurances?|guarantees?)|(?:draws?|drew)\s+attention\s+to\s+the\s+fact"
    r"|(?:leaves?|left)\s+no\s+doubt|lets?\s+it\s+be\s+known))(?:\s+(?:in|on|at|to|during)\s[^,;:“”\"]{2,50}?)?\s+(?=that\s)"
)
#: ``talks, which the diplomat said were informal``.
_RELATIVE = re.compile(
    r"\b(?:which|who|that)\s+((?:the\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,2}?)\s+((?:has\s+|have\s+)?(?:said|says?|claims?|claimed|believes?|alleges?))\s+"
    r"(?=(?:is|are|was|were|has|have|had|will|would|could|should|may|might)\b)"
)
#: Where the sentence goes on after such a clause: ``…, would go on``.
_GOES_ON = re.compile(r",\s+(?:is|are|was|were|has|have|had|will|would|could|should|may|might)\b")
_DENIED = re.compile(
    r",\s+an?\s+(?:charge|claim|accusation|allegation|assertion|report|suggestion|position|view|notion|narrative)\s+(?:that\s+|which\s+)?"
    r"([^,;:“”\"]{2,60}?)\s+((?:has\s+|have\s+)?(?:den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:e|es|ed)"
    r"|dismiss(?:es|ed)?))\W*$"
)


def view(text: str, start: int, end: int) -> Attribution | None:
    """What is said in somebody's view, words or message: the whole sentence but for that."""
    if opening := _VIEW.match(text, start, end):
        group, noun = (1, 2) if opening[1] else (4, 3)
        rest = trimmed(text, opening.end(), end)
        own = opening[group].lower() in {"his", "her", "their"}
        if own or subjects.can_speak(opening[group]):
            return Attribution(
                (rest,), opening.span(group), opening.span(noun), "clause", "think", score=0.8
            )
    message = _MESSAGE.match(text, start, end)
    if message and subjects.can_speak(message[1]):
        rest = trimmed(text, message.end(), end)
        quoted = text[rest[0]] in '“"'
        if not quoted and len(text[slice(*rest)].split()) > 2:
            return Attribution(
                (rest,), message.span(1), message.span(2), "clause", "say", score=0.7
            )
    return None


def held(text: str, start: int, end: int) -> Iterator[Attribution]:
    """``is confident that …``, ``made it clear that …``: the first of a sentence."""
    for match in _HELD.finditer(text, start, end):
        source, *_ = subjects.before(text, start, match.start())
        if source and (can(text, source, start, "say") or text[slice(*source)] == "It"):
            content = trimmed(text, match.end(), until(text, match.end(), end), " .,;")
            yield Attribution((content,), source, match.span(1), "clause", "say", score=0.7)
            return


def beside(text: str, start: int, end: int) -> Iterator[Attribution]:
    """``is expected to say that …``, and ``…, a charge Vardania denies``."""
    for match in _EXPECTED.finditer(text, start, end):
        source, *_ = subjects.before(text, start, match.start())
        if source and subjects.can_speak(text[slice(*source)], sure=True):
            content = trimmed(text, match.end(), end, " .,;")
            verb = cues.lemma(match[1].split()[-1])
            yield Attribution((content,), source, match.span(1), "clause", verb, score=0.6)
    for match in _RELATIVE.finditer(text, start, end):
        if can(text, match.span(1), start, "say"):
            stop = until(text, match.end(), end)
            if goes_on := _GOES_ON.search(text, match.end(), stop):
                stop = goes_on.start()
            content = trimmed(text, match.end(), stop, " .,;")
            yield Attribution((content,), match.span(1), match.span(2), "clause", "say", score=0.6)
    if (last := _DENIED.search(text, start, end)) and subjects.can_speak(last[1]):
        whole: Span = trimmed(text, start, last.start())
        verb = cues.lemma(last[2].split()[-1])
        yield Attribution((whole,), last.span(1), last.span(2), "clause", verb, score=0.8)
