"""What was not taken: blocks dropped, and sentences that look like claims but gave none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foedus.clip.people.nations import mentions
from foedus.clip.speech import cues
from foedus.clip.speech.attribution import Attribution, Span, overlap
from foedus.clip.text.blocks import SPOKEN, TextBlock
from foedus.clip.text.sentences import sentences


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that gave no claim. why: what they are, or what is missing in them."""

    span: Span
    text: str
    why: str


def dropped(text: str, blocks: Sequence[TextBlock]) -> Iterator[Leftover]:
    """Blocks that no claim may stand in, rows of a timeline aside."""
    for block in blocks:
        if block.kind not in SPOKEN and block.kind != "row":
            yield Leftover((block.start, block.end), block.of(text), block.why)


def _speech(verb: re.Match[str]) -> bool:
    """Whether a form is a verb of speech, and not a noun or a name (``United States``)."""
    lemma = cues.lemma(verb[0])
    return (
        verb[0].islower()
        and not cues.also_noun(verb[0])
        and cues.takes(lemma, "clause")
        and cues.rate(lemma, "clause", 9) >= cues.THRESHOLD
    )


def not_understood(
    text: str, blocks: Sequence[TextBlock], found: Sequence[Attribution]
) -> Iterator[Leftover]:
    """Sentences with a state and a verb of speech, of which no draft has a word."""
    taken = [span for each in found for span in (*each.content, each.cue)]
    for block in blocks:
        if block.kind not in SPOKEN:
            continue
        for start, end in sentences(text, block.start, block.end):
            if any(overlap(span, (start, end)) for span in taken):
                continue
            verb = next(filter(_speech, cues.verbs(text, start, end)), None)
            if verb and mentions(text, start, end):
                why = f"a state and “{verb[0]}”, but nobody who could be its subject"
                yield Leftover((start, end), text[start:end], why)
