"""What drafts are measured against: quotation marks alone, and three plain patterns."""

import re
from collections.abc import Iterator

from foedus.clip.speech.attribution import Attribution
from foedus.clip.text.wordlist import words

#: The verbs of textacy 0.13's ``direct_quotations``, in their base form.
_REPORTING = words("""
according accuse acknowledge add admit agree allege announce argue ask assert believe blame
charge cite claim complain concede conclude confirm contend criticize declare decline deny
describe disagree disclose estimate explain fear hope insist maintain mention note observe order
predict promise recall recommend reply report say state stress suggest tell testify think urge
warn worry write
""")
_STEMS = "|".join(word.removesuffix("e") for word in _REPORTING)
_VERB = rf"(?:{_STEMS}|said|told|wrote)(?:s|es|ed|d|ing)?"
_NAME = r"(?:[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*|[Hh]e|[Ss]he|[Tt]hey|(?:[Tt]he|[Aa])\s+\w+)"


def quotation_marks(text: str) -> list[Attribution]:
    """Words between marks in a paragraph with a reporting verb beside them: after textacy.

    Its published rule, written again: at least four words in the marks, the verb in the same or the
    next sentence, the nearest name or pronoun as the speaker.
    """
    found = []
    for match in re.finditer(r"[“\"]([^”\"\n]+)[”\"]", text):
        if len(match[1].split()) < 4:
            continue
        low, high = max(0, match.start() - 80), min(len(text), match.end() + 80)
        verbs = [v for v in re.finditer(rf"\b{_VERB}\b", text[low:high])
                 if not match.start() <= low + v.start() < match.end()]  # fmt: skip
        if not verbs:
            continue
        verb = min(verbs, key=lambda v: min(abs(low + v.end() - match.start()),
                                            abs(low + v.start() - match.end())))  # fmt: skip
        place = low + verb.start()
        names = [n for n in re.finditer(_NAME, text[low:high])
                 if not match.start() <= low + n.start() < match.end()]  # fmt: skip
        near = min(names, key=lambda n: abs(low + n.start() - place), default=None)
        source = (low + near.start(), low + near.end()) if near else None
        found.append(Attribution((match.span(),), source, (place, low + verb.end()), "quotation"))
    return found


def plain_rules(text: str) -> list[Attribution]:
    """``X said (that) Y``, ``“Y,” said X`` or ``X said``, ``According to X, Y``: nothing else."""
    return sorted(_plain(text), key=lambda each: each.span)


def _plain(text: str) -> Iterator[Attribution]:
    said = r"(?:said|says|told reporters|stated|announced)"
    for m in re.finditer(rf"({_NAME})\s+({said})\s+(?:that\s+)?([^“”\".]+)\.", text):
        yield Attribution((m.span(3),), m.span(1), m.span(2), "clause")
    for m in re.finditer(rf"(“[^”]+”)\s+(?:({_NAME})\s+({said})|({said})\s+({_NAME}))", text):
        source, cue = (m.span(2), m.span(3)) if m[2] else (m.span(5), m.span(4))
        yield Attribution((m.span(1),), source, cue, "quotation")
    for m in re.finditer(rf"(According to)\s+({_NAME}[^,]*),\s+([^.]+)\.", text):
        yield Attribution((m.span(3),), m.span(2), m.span(1), "according")
