"""The base engine: attributions by rules over punctuation, cues and names, block by block."""

import re
from collections.abc import Iterator
from dataclasses import replace

from foedus.clip.speech import cues, indirect, subjects, titles
from foedus.clip.speech.attribution import Attribution, Form, Span, overlap, trimmed
from foedus.clip.speech.extents import until
from foedus.clip.speech.positions import main_subject
from foedus.clip.speech.quoting import following, preceding
from foedus.clip.text import dateline
from foedus.clip.text.blocks import SPOKEN, TextBlock
from foedus.clip.text.quotation import Quotation, is_speech, quotations
from foedus.clip.text.sentences import has_finite_verb, sentences

_ADDING = re.compile(
    r"(?:,|(?<=,[”\"]))\s+(?:and\s+)?(adding|saying|noting|warning|stressing|insisting|arguing|explaining|claiming)"
    r"\s+(?=[\w“\"])"
)
_CALLING = re.compile(
    r",\s+(?:and\s+)?(calling|describing|branding|labeling|dismissing|denouncing|rejecting|highlighting"
    r"|emphasizing|stressing|underlining|underscoring|reiterating|reaffirming|condemning|welcoming|praising)\s+(?=[\w“\"])"
)
_VERBS = {"calling": "call", "branding": "call", "labeling": "call"}
_CALLED = re.compile(
    r"\b(?:call(?:s|ed|ing)?|describ(?:es|ed|ing)|dismiss(?:es|ed|ing)|denounc(?:es|ed|ing)|label\w+"
    r"|brand(?:s|ed|ing))\s+(?!so\b)[^.,;:“”\"]{2,60}$"
)
_INTRO = re.compile(
    r"\s*(?:In|On|At|During|After|Before|For|Speaking|Addressing|Meanwhile|However|But|And)\b[^,]*,\s+"
)
#: What is speech of its own within what another says.
_SPEAK = {"say", "tell", "call", "describe", "add", "declare", "write", "claim", "warn", "insist"}


def attributions(
    text: str, blocks: tuple[TextBlock, ...], threshold: float = cues.THRESHOLD
) -> list[Attribution]:
    """Every attribution of the blocks that can hold one, in the order of their content.

    threshold: least rate at which a verb is a cue in its construction (``cues.rate``).
    """
    found: list[Attribution] = []
    last: Attribution | None = None
    still_open = False
    for block in blocks:
        if block.kind not in SPOKEN:
            continue
        here, still_open = _block(text, block, threshold, last if still_open else None)
        if here and last is not None and here[0].cue == last.cue:
            found.remove(last)  # it goes on in this paragraph
        found += here
        last = here[-1] if here else None
        still_open = still_open and last is not None
    said = (_bare(text, each) for each in found if text[slice(*each.span)].strip())
    return sorted(said, key=lambda each: each.span)


def _bare(text: str, each: Attribution) -> Attribution:
    """Without marks and signs before the speaker's name."""
    if each.source is None:
        return each
    low, high = each.source
    while low < high and not (text[low].isalnum() or text[low] in "[("):
        low += 1
    return replace(each, source=(low, high)) if low < high else each


def _block(
    text: str, block: TextBlock, threshold: float, before: Attribution | None
) -> tuple[list[Attribution], bool]:
    if spoken_by := titles.turn(text, block):
        return [spoken_by], False
    block = replace(block, start=dateline.body(text, block))
    marks = quotations(text, block.start, block.end)
    bounds = sentences(text, block.start, block.end)
    if block.kind == "headline" and (titled := titles.headline(text, block)):
        return [titled], False
    spoken = [q for q in marks if is_speech(text, q, _around(bounds, q)) or _named(text, q)]
    quoted = _quoted(text, block, spoken, threshold, before)
    quoted += [more for each in quoted for more in _added(text, bounds, each)]
    unquoted = indirect.attributions(text, bounds, marks, threshold)
    quoted = [each for each in quoted if not any(_within(each, other) for other in unquoted)]
    kept = [each for each in unquoted if not any(_same(each, other) for other in quoted)]
    kept = _dashed(text, block, kept)
    still = bool(marks) and marks[-1].open
    return sorted([*quoted, *kept], key=lambda each: each.span), still


def _dashed(text: str, block: TextBlock, found: list[Attribution]) -> list[Attribution]:
    """``– The line is quiet. It will stay so, says Hart``: a dash opens all that was said."""
    last = found[-1] if found else None
    if text[block.start] not in "–—" or last is None or last.cue[0] < last.span[1]:
        return found
    whole = trimmed(text, block.start, last.span[1])
    others = [each for each in found[:-1] if not overlap(each.span, whole)]
    return [*others, replace(last, content=(whole,))]


def _added(text: str, bounds: list[Span], each: Attribution) -> Iterator[Attribution]:
    """``“…,” he said, adding that no reply had come``: more by the same speaker."""
    end = next((high for low, high in bounds if low <= each.cue[0] < high), each.cue[1])
    forms: tuple[tuple[re.Pattern[str], Form], ...] = ((_ADDING, "clause"), (_CALLING, "noun"))
    for pattern, form in forms:
        found = pattern.search(text, each.cue[1], end)
        if found is None or any(low < found.end() < high for low, high in each.content):
            continue
        content = trimmed(text, found.end(), until(text, found.end(), end), " .,;:")
        words = text[slice(*content)]
        clause = has_finite_verb(words) or words.startswith("that ")
        if clause if form == "clause" else len(words.split()) > 3:
            yield Attribution(
                (content,),
                each.source,
                found.span(1),
                form,
                _VERBS.get(found[1]) or cues.lemma(found[1]),
                score=0.8,
            )


def _within(quoted: Attribution, clause: Attribution) -> bool:
    """Whether words in marks are part of the clause of the same cue: ``… is “ours,” X said``."""
    low, high = clause.content[0]
    start, end = quoted.span
    if low <= quoted.cue[0] and end <= high and quoted.verb not in _SPEAK:
        return True  # "he said the rebels had offered “a lot”"
    inside = overlap(quoted.cue, clause.cue) and clause.form != "hedge" and len(quoted.content) == 1
    return bool(inside) and low + 12 < start and end <= high and end - start < 0.7 * (high - low)


def _same(one: Attribution, two: Attribution) -> bool:
    """One cue, or one content."""
    if overlap(one.cue, two.cue):
        return True
    a, b = one.span, two.span
    if a[0] <= two.cue[0] and b[1] <= a[1]:
        return False  # what somebody says that another said
    return overlap(a, b) > 0.8 * min(a[1] - a[0], b[1] - b[0])


def _named(text: str, mark: Quotation) -> bool:
    """Whether few words are what somebody called a thing: ``called the speech “a gift”``."""
    before = _CALLED.search(text, max(0, mark.start - 90), mark.start)
    return before is not None and len(mark.inside(text).split()) > 1


def _around(bounds: list[Span], mark: Quotation) -> Span:
    """The sentence, or sentences, that a quotation stands in."""
    near = [each for each in bounds if overlap(each, (mark.start, mark.end))]
    return (near[0][0], near[-1][1]) if near else (mark.start, mark.end)


def _quoted(
    text: str,
    block: TextBlock,
    marks: list[Quotation],
    threshold: float,
    before: Attribution | None,
) -> list[Attribution]:
    """Quotations with their cues; one without a cue of its own is the speaker's before it.

    The pieces of a quotation that its cue broke are one attribution, and so are the sentences
    quoted right after it.
    """
    found: list[Attribution] = []
    used = block.start
    for place, mark in enumerate(marks):
        after = marks[place + 1].start if place + 1 < len(marks) else block.end
        cued = following(text, mark, after) or preceding(text, used, mark)
        span: Span = (_opening(text, used, mark), mark.end)
        if cued is None or cued[1][0] < mark.end:
            span = (mark.start, mark.end)
        last = found[-1] if found else None
        if cued is not None:
            source, cue, verb, negated = cued
            score = cues.rate(verb, "quote", 9) if verb else 0.6
            if last is not None and overlap(last.cue, cue):
                found[-1] = replace(last, content=(*last.content, span))
            elif score >= threshold:
                found.append(
                    Attribution((span,), source, cue, "quotation", verb, negated, True, score=score)
                )
        elif last is not None and (told := _introduced(text, block, mark, used)):
            found.append(told)
        elif last is not None and _carries_on(text, mark, used):
            found[-1] = replace(last, content=(*last.content, span))
        elif last is None and before is not None and mark.start == block.start:
            found.append(replace(before, content=(*before.content, span)))
        elif last is None and (told := _orphan(text, block, mark)):
            found.append(told)
        used = mark.end
    return found


def _opening(text: str, used: int, mark: Quotation) -> int:
    """Where a sentence begins whose end alone stands in marks: ``The ban was a “scourge,” …``."""
    low = max([used, *(a for a, _ in sentences(text, used, mark.start))])
    lead = text[low : mark.start]
    partial = mark.inside(text)[:1].islower() and lead.strip() and lead.rstrip()[-1] not in ",:"
    if not partial or any(cues.lemma(v[0]) in _SPEAK for v in cues.verbs(lead, 0, len(lead))):
        return mark.start
    intro = _INTRO.match(lead)
    return low + (intro.end() if intro else len(lead) - len(lead.lstrip(" ,")))


def _orphan(text: str, block: TextBlock, mark: Quotation) -> Attribution | None:
    """Whole sentences in marks, with no cue, right after a sentence about somebody: a guess.

    ``President Brandt addressed the nation. “We did not choose this war.”``
    """
    before = sentences(text, block.start, mark.start)
    inside = mark.inside(text).rstrip()
    if not before or len(inside.split()) < 5 or not (mark.open or inside[-1] in ".!?…"):
        return None
    low, high = before[-1]
    subject = main_subject(text, low, high)
    if text[high - 1] not in ".:" or subject is None or text[slice(*subject)].lower() == "they":
        return None
    if not subjects.can_speak(text[slice(*subject)], first=True):
        return None
    verb = re.compile(r"\W*(\w+)").match(text, subject[1], high)
    cue = verb.span(1) if verb else (high - 1, high)
    return Attribution(
        ((mark.start, mark.end),), subject, cue, "quotation", "", quoted=True, guessed=True
    )


def _introduced(text: str, block: TextBlock, mark: Quotation, used: int) -> Attribution | None:
    """A quotation after one, which a sentence of its own brings in: ``She turned to aid: “…``."""
    between = text[used : mark.start].strip()
    whole = between.endswith(":") and len(sentences(text, used, mark.start)) > 1
    return _orphan(text, block, mark) if whole else None


def _carries_on(text: str, mark: Quotation, used: int) -> bool:
    """A quotation of whole sentences that follows the one before, its cue between the two."""
    return text[used : mark.start].rstrip().endswith((".", ",", ":", "”", '"'))
