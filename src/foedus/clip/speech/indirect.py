"""Speech without quotation marks: clauses, infinitives, nouns, ``according to``, lost marks."""

import re
from collections.abc import Iterator
from dataclasses import replace

from foedus.clip.speech import cues, passives, subjects, views
from foedus.clip.speech.attribution import Attribution, Span, overlap, trimmed
from foedus.clip.speech.closing import ending, quoted_as
from foedus.clip.speech.complements import WELCOMED, construction
from foedus.clip.speech.positions import (
    FIRST_PERSON,
    backward,
    carried,
    hedged,
    noun_cues,
)
from foedus.clip.speech.predicates import predicate
from foedus.clip.text.quotation import Quotation
from foedus.clip.text.sentences import has_finite_verb

#: Verbs of speech alone: what somebody is reported to have told, and not to think or to intend.
_RELAYED = {
    "say", "tell", "admit", "announce", "report", "claim", "warn", "assure", "confirm", "insist",
    "state", "declare", "acknowledge", "inform", "argue", "believe", "write", "stress", "emphasize",
    "reiterate", "add",
}  # fmt: skip
#: Acts of speech that need no clause: ``the agency said Kim condemned the drills``.
_RELAYED_ACTS = {
    "condemn", "accuse", "denounce", "reject", "criticize", "vow", "demand", "urge", "deny",
    "threaten", "describe", "call", "blame",
}  # fmt: skip
_MEDIUM = re.compile(
    r"\b(?:media|(?i:agency)|News|newspaper|TV|television|radio|daily|sources?|reports?|broadcaster|network"
    r"|Times|Post|Journal|Wire)\b|^[A-Z]{3,6}$"
)
_DEED = re.compile(r"\b(?:decision|move)\b")
_WOULD = re.compile(r"(?:would|will|may|might|could|can|should|must)\b")


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
        if place and (before := backward(text, start, end)):
            found = _reported(text, bounds[place - 1], *before, found)
            continue
        doubt = None if here else hedged(text, start, stop)
        here = [doubt] if doubt else here
        found += [_grown(text, bounds, place, each) for each in here]
    return _merged(found)


def _reported(
    text: str, before: Span, source: Span, cue: Span, found: list[Attribution]
) -> list[Attribution]:
    """``This was reported by X``: X carries what the sentence before says, or said it."""
    if not subjects.can_speak(text[slice(*source)], sure=True):
        return found
    inside = [each for each in found if overlap(each.span, before)]
    if inside and _DEED.search(text, before[1], cue[0]):
        return found  # a decision is not what another said of it
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
    held = [each for each in views.held(text, start, end) if not _marked(each.cue[0], marks)]
    yield from held
    inside = [each.span for each in held]
    before: Span | None = None
    for verb in every:
        if verb.start() < taken or _marked(verb.start(), marks):
            continue
        if any(low <= verb.start() < high for low, high in inside):
            continue
        made = predicate(text, start, end, verb, taken, before)
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
        before = made.source
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

    outer carries it; of what needs no clause, only where it is a medium, and no spokesman for the
    one who acts. Consent and plans inside (``that Dorn had agreed``) stay the outer's own.
    """
    low, high = outer.span
    low += 5 if text.startswith("that ", low) else 0
    medium = outer.source is not None and _MEDIUM.search(text, *outer.source) is not None
    for verb in cues.verbs(text, low, min(high, low + 120)):
        made = predicate(text, low, high, verb, low)
        if made is None or made.source is None:
            continue
        if made.form != "clause" and (
            not medium or made.verb not in _RELAYED_ACTS or _WOULD.match(text[slice(*made.cue)])
        ):
            continue
        told = made.verb in _RELAYED or made.verb in _RELAYED_ACTS
        pronoun = text[slice(*made.source)].lower() in {"he", "she", "they", "it"}
        if made.source[0] - low > 4 or not told or pronoun or outer.source is None:
            return None
        return replace(made, carriers=((outer.source, outer.cue),), relayed=True, score=0.6)
    return None


def _marked(verb: int, marks: list[Quotation]) -> bool:
    """Whether a verb that begins there stands inside quotation marks."""
    return any(m.start < verb < m.end for m in marks)


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
