"""What one verb makes of its sentence: its subject, its complement, where that ends."""

import re

from foedus.clip.speech import cues, subjects
from foedus.clip.speech.attribution import Attribution, Span, trimmed
from foedus.clip.speech.complements import complement
from foedus.clip.speech.extents import until
from foedus.clip.speech.positions import FIRST_PERSON, can, main_subject

#: What may open a sentence before a participle; verbs that show where a subject ends.
_FRONTED = re.compile(r"(?:(?:While|After|Before|By|Also|Further)\s+)?$")
_WITH = re.compile(r",\s+with\s+((?:[A-Z]|the\s)[^,;“”\"]{1,60}?)\s+$")
_AFTER = re.compile(r".*\b(?:after|when|as|before|while|that)\s+")
_FINITE = re.compile(
    r"\b(?:\w{3,}ed|made|gave|took|wrote|spoke|held|met|came|went|sent|has|have|had|is|was)\b"
)
#: ``quoted a source as saying``.
_AS_SAYING = re.compile(
    r"(?<!was )(?<!were )(?<!is )(?<!been )(?:quoted|cited|quotes|cites)\s+(?!by\b)"
    r"([^,.;“”\"]{2,60}?)(?:,\s+[^,;“”\"]{2,90},)?\s+as\s+$"
)
#: What nobody says, having declined to.
_SILENT = re.compile(
    r"to\s+(?:comment|elaborate|respond|reply|answer|speak|be\s+(?:named|identified))\b"
)


def _subject(
    text: str, start: int, verb: re.Match[str], taken: int, before: Span | None
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
            if source is None or not can(text, source, start, cues.lemma(form)):
                able = inherited and can(text, inherited, start, cues.lemma(form))
                source = inherited if able or before is None else before
        return source, cue, negated, passive
    if text[start:at].endswith(" as "):
        quoted = _AS_SAYING.search(text, start, at)  # else a passive: "was quoted by X as saying"
        return (quoted.span(1), verb.span(), False, False) if quoted else None
    if text[start:at].endswith(" without "):
        return None
    if _progressive(text, taken, at):
        return source, cue, negated, False  # "is reporting that" is no passive
    if absolute := _WITH.search(text, start, at):  # "…, with Vardania confirming that"
        return absolute.span(1), verb.span(), negated, False
    contrast = text.rfind(", while ", start, at)  # "…, while Japan expressed concern, urging …"
    inherited = main_subject(text, contrast + len(", while ") if contrast >= 0 else start, at)
    if _FRONTED.match(text, start, at):  # "Stating that the port was shut, Hart said …"
        comma = text.find(", ", verb.end())
        inherited = main_subject(text, comma + 2, comma + 200) if comma > 0 else None
    if inherited is None or not can(text, inherited, start):
        inherited = _nearest(text, start, at)
    return (inherited, verb.span(), negated, False) if inherited else None


def _nearest(text: str, start: int, at: int) -> Span | None:
    """The last subject before a place that could speak: ``a day after Hart replied, saying``."""
    for match in reversed(list(_FINITE.finditer(text, start, at))):
        source, *_ = subjects.before(text, start, match.start())
        if source and (after := _AFTER.match(text, *source)):
            source = (after.end(), source[1])  # "a day after Hart"
        if source and can(text, source, start):
            return source
    return None


def predicate(
    text: str, start: int, end: int, verb: re.Match[str], taken: int, before: Span | None = None
) -> Attribution | None:
    """The attribution that one verb makes, if it makes one.

    taken: where the words of the last one end. before: who spoke there, for a verb joined to it.
    """
    lemma, form, rest = cues.lemma(verb[0]), verb[0].lower(), text[verb.end() : end]
    told = _subject(text, start, verb, taken, before)
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
    present = form.endswith("s")
    stop = until(text, verb.end() + offset, end, kind, present=present)
    if re.match(r"(?:While|Although|Though|As|If|When|Because|Since)\b", text[start:end]):
        comma = text.find(", ", verb.end(), stop)  # the main clause begins there
        stop = (
            comma
            if comma > 0 and source[0] < verb.start() and "," not in text[start : source[0]]
            else stop
        )
    if source[0] > verb.end():  # a participle in front of its subject
        stop = min(stop, text.rfind(",", verb.end(), source[0]))
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
