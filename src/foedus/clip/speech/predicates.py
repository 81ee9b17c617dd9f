"""What one verb makes of its sentence: its subject, its complement, where that ends."""

import re

from foedus.clip.speech import cues, subjects
from foedus.clip.speech.attribution import Attribution, Span, trimmed
from foedus.clip.speech.complements import complement
from foedus.clip.speech.extents import until
from foedus.clip.speech.positions import FIRST_PERSON, can, main_subject

#: ``quoted a source as saying``.
_AS_SAYING = re.compile(
    r"(?<!was )(?<!were )(?<!is )(?<!been )(?:quoted|cited|quotes|cites)\s+(?!by\b)"
    r"([^,.;“”\"]{2,60}?)\s+as\s+$"
)
#: What nobody says, having declined to.
_SILENT = re.compile(
    r"to\s+(?:comment|elaborate|respond|reply|answer|speak|be\s+(?:named|identified))\b"
)


def _subject(
    text: str, start: int, verb: re.Match[str], taken: int
) -> tuple[Span | None, Span, bool, bool] | None:
    """Who is the subject of a verb, its cue, whether it is negated, and whether it is a passive.

    None where a participle has no subject that could speak.
    """
    form, at = verb[0].lower(), verb.start()
    source, cue_start, negated, passive = subjects.before(text, taken, at)
    cue = (cue_start, verb.end())
    if not form.endswith("ing"):
        joined = r"(?:\b(?:and|but)\s+(?:\w+ly\s+|also\s+|then\s+)?|\w,\s+)$"
        if re.search(joined, text[start:cue_start]):
            inherited = main_subject(text, start, at)  # "gave no date but said that …"
            if inherited and (source is None or not can(text, source, start, cues.lemma(form))):
                source = inherited
        return source, cue, negated, passive
    if text[start:at].endswith(" as "):
        quoted = _AS_SAYING.search(text, start, at)  # else a passive: "was quoted by X as saying"
        return (quoted.span(1), verb.span(), False, False) if quoted else None
    if _progressive(text, taken, at):
        return source, cue, negated, False  # "is reporting that" is no passive
    contrast = text.rfind(", while ", start, at)  # "…, while Japan expressed concern, urging …"
    inherited = main_subject(text, contrast + len(", while ") if contrast >= 0 else start, at)
    if inherited is None or not can(text, inherited, start):
        return None
    return inherited, verb.span(), negated, False


def predicate(
    text: str, start: int, end: int, verb: re.Match[str], taken: int
) -> Attribution | None:
    """The attribution that one verb makes, if it makes one."""
    lemma, form, rest = cues.lemma(verb[0]), verb[0].lower(), text[verb.end() : end]
    told = _subject(text, start, verb, taken)
    if told is None:
        return None
    source, cue, negated, passive = told
    participle = form.endswith("ing") and not _progressive(text, taken, verb.start())
    negated = negated or (source is not None and text[source[0] :].lower().startswith("neither "))
    if lost := re.match(r"\s*(?:[,:]\s+(?=[A-Z“])|:\s+(?=\w))", rest):
        content = trimmed(text, verb.end() + lost.end(), end, " .")
        if source and can(text, source, start) and len(text[slice(*content)].split()) > 2:
            first = FIRST_PERSON.search(text[slice(*content)]) is not None
            if first or ":" in lost[0]:
                return Attribution((content,), source, cue, "unmarked", lemma, uncertain=first)
    if source is None or passive or not can(text, source, start, lemma):
        return None
    own = form == lemma or cues.also_noun(form)
    own = own and not subjects.is_role(subjects.head(text[slice(*source)]))  # "its authors warn"
    noun = r"(?:\w+\s+)?" if own else ""
    if re.search(rf"[’']s?\s+{noun}$", text[start : verb.start()]) or re.search(
        r"\b(?:whether|if|unless)\s+$", text[start : source[0]]
    ):
        return None  # "Orlow's claim" is a noun; "whether Vardania agreed" says neither
    found = complement(lemma, form, rest, participle)
    if found is None or _SILENT.match(text, verb.end() + found[1]):
        return None
    kind, offset = found
    if form == "planning" and kind == "infinitive":
        return None  # "is planning to" is the text's own word on what is done
    if form == "finding" or (kind == "noun" and form.endswith("ing") and not participle):
        return None  # "is offering a discount" tells what is done
    stop = until(text, verb.end() + offset, end, kind)
    if re.match(r"(?:While|Although|Though|As|If|When|Because|Since)\b", text[start:end]):
        comma = text.find(", ", verb.end(), stop)  # the main clause begins there
        stop = (
            comma
            if comma > 0 and source[0] < verb.start() and "," not in text[start : source[0]]
            else stop
        )
    low, high = trimmed(text, verb.end() + offset, stop, " ,;:")
    return Attribution(((low, high),), source, cue, kind, lemma, negated)


def _progressive(text: str, start: int, verb: int) -> bool:
    return (
        re.search(
            r"\b(?:is|are|was|were|been|be)\b(?:\s+\w+ly|\s+also|\s+now)*\s+$|\bas\s+$",
            text[start:verb],
        )
        is not None
    )
