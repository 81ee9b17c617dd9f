"""Speech without quotation marks: clauses, infinitives, nouns, ``according to``, lost marks."""

import re
from collections.abc import Iterator
from dataclasses import replace

from foedus.clip.speech import cues, passives, subjects, views
from foedus.clip.speech.attribution import Attribution, Span, overlap, trimmed
from foedus.clip.speech.closing import ending, quoted_as
from foedus.clip.speech.complements import WELCOMED, complement, construction, until
from foedus.clip.speech.positions import (
    FIRST_PERSON,
    REPORTED_BY,
    can,
    carried,
    hedged,
    main_subject,
    noun_cues,
)
from foedus.clip.text.quotation import Quotation
from foedus.clip.text.sentences import has_finite_verb

#: Verbs of speech alone: what somebody is reported to have told, and not to think or to intend.
_RELAYED = {
    "say", "tell", "admit", "announce", "report", "claim", "warn", "assure", "confirm", "insist",
    "state", "declare", "acknowledge", "inform", "argue", "believe", "write",
}  # fmt: skip
#: ``quoted a source as saying``.
_AS_SAYING = re.compile(
    r"(?<!was )(?<!were )(?<!is )(?<!been )(?:quoted|cited|quotes|cites)\s+(?!by\b)"
    r"([^,.;“”\"]{2,60}?)\s+as\s+$"
)
#: What nobody says, having declined to.
_SILENT = re.compile(
    r"to\s+(?:comment|elaborate|respond|reply|answer|speak|be\s+(?:named|identified))\b"
)


def attributions(
    text: str, bounds: list[Span], marks: list[Quotation], threshold: float
) -> list[Attribution]:
    """Every attribution outside quotation marks, in some sentences of one block."""
    found: list[Attribution] = []
    for place, (start, end) in enumerate(bounds):
        stop = trimmed(text, start, end, ' .!?…"”’')[1]
        stop = max(
            [stop, *(m.end for m in marks if start <= m.start < m.end <= end and m.end >= stop)]
        )
        here = list(_sentence(text, start, stop, marks, threshold))
        here = carried(text, start, stop, _without_echoes(text, here))
        if place and (by := REPORTED_BY.match(text, start, end)):
            found = _reported(text, bounds[place - 1], by, found)
            continue
        doubt = None if here else hedged(text, start, stop)
        here = [doubt] if doubt else here
        found += [_grown(text, bounds, place, each) for each in here]
    return _merged(found)


def _reported(
    text: str, before: Span, by: re.Match[str], found: list[Attribution]
) -> list[Attribution]:
    """``This was reported by X``: X carries what the sentence before says, or said it."""
    cue, source = by.span(1), by.span(2)
    if not subjects.can_speak(text[slice(*source)], sure=True):
        return found
    inside = [each for each in found if overlap(each.span, before)]
    if inside:
        return [
            replace(each, carriers=(*each.carriers, (source, cue))) if each in inside else each
            for each in found
        ]
    words = trimmed(text, *before, " .")
    return [*found, Attribution((words,), source, cue, "according", "report", score=0.9)]


def _without_echoes(text: str, found: list[Attribution]) -> list[Attribution]:
    """Without ``stressed the progress made`` beside ``stating, We have …`` of the same speaker."""
    speech = [each for each in found if each.form == "unmarked"]
    return [
        each
        for each in found
        if not (
            each.form in {"noun", "clause"}
            and len(text[slice(*each.span)].split()) < 5
            and any(other.source == each.source or each.span[1] <= other.cue[0] for other in speech)
        )
    ]


def _merged(found: list[Attribution]) -> list[Attribution]:
    """Without those whose words stand inside another's by the same cue or speaker."""
    kept: list[Attribution] = []
    for each in found:
        twins = [k for k in kept if overlap(k.cue, each.cue) and k.form == each.form]
        if not twins:
            kept.append(each)
    return kept


def _sentence(
    text: str, start: int, end: int, marks: list[Quotation], threshold: float
) -> Iterator[Attribution]:
    taken = start  # where the content of the last one ends
    last: Attribution | None = None  # the one whose cue ended the main clause
    framed = views.put(text, start, end) or views.view(text, start, end)
    framed = framed or quoted_as(text, start, end)
    if framed and not _marked(framed.cue[0], marks):
        yield framed
        return
    every = list(cues.verbs(text, start, end))
    for verb in reversed(every):  # a cue at the end has the whole sentence before it
        made = (
            None
            if _marked(verb.start(), marks)
            else ending(text, start, end, verb, cues.lemma(verb[0]))
        )
        if made is not None:
            yield replace(made, score=max(made.score, cues.rate(made.verb, "clause", 9)))
            every = [m for m in every if m.start() > max(verb.end(), made.span[1])]
            taken = max(verb.end(), made.span[1])
            last = made
            if (inner := _relayed(text, made)) and made.span[1] <= made.cue[0]:
                yield inner
            break
    for verb in every:
        if verb.start() < taken or _marked(verb.start(), marks):
            continue
        made = _at(text, start, end, verb, taken)
        if made is None:
            continue
        if last is not None and verb[0].lower().endswith("ing"):
            made = replace(made, source=last.source)  # "…, Velin said, adding that …"
        words, score = len(text[slice(*made.span)].split()), _score(text, made)
        if score < threshold or words < 2:
            continue
        yield replace(made, score=score)
        if made.form == "clause" and (inner := _relayed(text, made)):
            yield inner
        if made.cue[0] < made.span[0]:
            taken = made.span[1]
    yield from views.beside(text, start, end)
    yield from passives.attributions(text, start, end, taken)
    yield from noun_cues(text, start, end, taken)


def _score(text: str, made: Attribution) -> float:
    """How often such a cue is one before such words."""
    words = text[slice(*made.span)]
    kind = construction(made.form)
    score = 0.8 if made.uncertain else cues.rate(made.verb, kind, len(words.split()))
    if made.form == "clause" and has_finite_verb(words):
        score = max(score, cues.THAT if words.startswith("that ") else 0.0,
                    cues.rate(made.verb, kind, 9))  # fmt: skip
    if made.form == "infinitive" and not words.startswith("to "):
        score = max(score, cues.rate(made.verb, kind, 9))  # whom it bids makes it no object
    spoken = made.verb == "welcome" and WELCOMED.match(text, *made.span)
    return max(score, cues.THAT) if spoken else score


def _relayed(text: str, outer: Attribution) -> Attribution | None:
    """What somebody is reported to have said: ``The Courier reported that Dorn had told aides …``.

    outer carries it. Consent and plans inside (``that Dorn had agreed``) stay the outer's own.
    """
    low, high = outer.span
    low += 5 if text.startswith("that ", low) else 0
    for verb in cues.verbs(text, low, min(high, low + 120)):
        made = _at(text, low, high, verb, low)
        if made is None or made.source is None or made.form != "clause":
            continue
        told = made.verb in _RELAYED
        pronoun = text[slice(*made.source)].lower() in {"he", "she", "they", "it"}
        if made.source[0] - low > 4 or not told or pronoun or outer.source is None:
            return None
        return replace(made, carriers=((outer.source, outer.cue),), relayed=True, score=0.6)
    return None


def _marked(verb: int, marks: list[Quotation]) -> bool:
    """Whether a verb that begins there stands inside quotation marks."""
    return any(m.start < verb < m.end for m in marks)


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


def _at(text: str, start: int, end: int, verb: re.Match[str], taken: int) -> Attribution | None:
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


def _grown(text: str, bounds: list[Span], place: int, each: Attribution) -> Attribution:
    """Speech whose marks were lost, with the sentences in the first person beside it."""
    if not each.uncertain:
        return each
    low, high = each.span
    if each.cue[0] >= high:  # the cue comes last: grow backward
        for start, end in reversed(bounds[:place]):
            if not FIRST_PERSON.search(text[start:end]):
                break
            low = start
    else:
        for start, end in bounds[place + 1 :]:
            if not FIRST_PERSON.search(text[start:end]):
                break
            high = trimmed(text, start, end, " .")[1]
    return replace(each, content=((low, high),)) if (low, high) != each.span else each
