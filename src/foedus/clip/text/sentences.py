"""Sentences and clauses by their punctuation, without a grammar."""

import re
from collections.abc import Iterator
from functools import cache

from foedus.clip.text.wordlist import words

#: Characters of a sentence at most.
_LONGEST = 1_500
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Maj|Capt|Adm|Sgt|St|No|vs|Inc|Ltd|Co|Jr|Sr|Jan"
    r"|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|[Aa]rt|[Pp]ara|etc|e\.g|i\.e|a\.m|p\.m)|\b(?:[A-Z]\.)*[A-Z])$"
)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[\w$€£]|\s*$)|\u2026(?=\s)")


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the sentences of ``text[start:end]`` begin and end, blanks around them left out.

    A period after an abbreviation or an initial ends none.
    """
    found, at = [], start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        before = text[at : match.start()]
        after = text[stop : stop + 60].lstrip()
        if match[0] == "." and _ABBREVIATED.search(before) and not after[:1].islower():
            # "U.S. The talks": an initial ends a sentence where a function word opens the next
            if not (re.search(r"[A-Z]\.[A-Z]$|[ap]\.m$", before) and _opens(after)):
                continue
        elif match[0] == "." and after[:1].islower() and not re.search(r"[a-z]{3}$", before):
            continue  # a lower-case letter after a whole word is a lost capital
        elif match[0][-1] in "\"'”’»" and after[:1].islower():
            continue  # "…?” he asked": the sentence goes on
        found.append((at, stop))
        at = stop
    if text[at:end].strip():
        found.append((at, end))
    short = [part for one, two in found for part in _cut(text, one, two)]
    return [_trimmed(text, one, two) for one, two in short if text[one:two].strip()]


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is too long for a sentence, in parts: the rules' work grows faster than its length."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        stop = blank if blank > 0 else start + _LONGEST
        yield start, stop
        start = stop
    yield start, end


@cache
def _openers() -> frozenset[str]:
    return frozenset(
        words("the a an this that these those he she it they we i in on at but and for after")
    )


def _opens(after: str) -> bool:
    return after.split(" ", 1)[0].lower() in _openers() and after[:1].isupper()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


#: Words that make a run of words a clause: a verb that agrees or helps.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|will|would|shall|should|can|could|may|might"
    r"|must|cannot|won't|wouldn't|isn't|aren't|wasn't|weren't|can't|couldn't|shouldn't|doesn't|don't|didn't"
    r"|won’t|wouldn’t|isn’t|aren’t|wasn’t|can’t|couldn’t|doesn’t|don’t|didn’t|\w+[’'](?:ll|re|ve|d)|it’s|it's|that’s|that's|there’s"
    r"|needs?|wants?|makes?|made|took|takes?|gave|gives?|came|comes?|went|goes|got|gets?|held|holds?|met|meets?"
    r"|kept|keeps?|left|lost|won|knew|knows?|saw|sees?|began|begins?|became|becomes?|fell|rose|broke|brought"
    r"|sent|sends?|stood|stands?|depends?|remains?|seems?|shows?|means?|intends?|hopes?|expects?|supports?"
    r"|opposes?|plans?|agrees?|refuses?|accepts?|rejects?|\w{3,}ed)\b"
)  # fmt: skip


def has_finite_verb(words: str) -> bool:
    """Whether some words look like a clause of their own."""
    return _FINITE.search(words) is not None
