"""Generated text held to the rules of analytic writing; what breaks one is told, not mended.

Rules: a likelihood's word stands in the sentence of its number, and is the yardstick's word for it;
words of one yardstick, and of one of its rows, alone (ICD 203, D.6.e(2)(a)); a level of confidence
and a likelihood never in one sentence (ibid., (b)); an association never worded as a cause.

It is for sentences that the program writes. What people said is quoted, and theirs.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from foedus.report.yardstick import ICD_203, YARDSTICKS, Yardstick


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that breaks a rule: ``number``, ``scale``, ``confidence`` or ``cause``."""

    rule: str
    sentence: str
    what: str

    def __str__(self) -> str:
        """The finding in one line."""
        return f"{self.rule}: {self.what}: {self.sentence}"


#: Every likelihood word of every yardstick and row, the longest first.
_EVERY = sorted(
    {
        word
        for each in YARDSTICKS.values()
        for term in each.terms
        for word in (term.word, *term.also)
    },
    key=len,
    reverse=True,
)
# "more likely than" compares, and "how likely" asks; neither says how likely something is.
_LIKELIHOOD = re.compile(
    rf"(?<!more )(?<!less )(?<!most )(?<!least )(?<!how )(?<!as )(?<!\w)({'|'.join(_EVERY)})(?!\w)",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(
    r"\b(?:high|moderate|medium|low)\s+(?:analytic(?:al)?\s+)?confidence\b"
    r"|\bconfidence\b(?!\s+interval)|\bconfident(?:ly)?\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:deters|deterred|prevents|prevented|causes|caused|reduces|reduced|lowers|lowered|"
    r"leads to|led to|thanks to|works|worked)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"([<>]?)(\d+(?:\.\d+)?)%")
_END = re.compile(r"(?<=[.!?])[\s]+(?=[^\sa-z])")


def sentences(text: str) -> list[str]:
    """The sentences of a text; a period inside a number ends none."""
    return [each.strip() for each in _END.split(text) if each.strip()]


def lint(
    texts: Iterable[str], yardstick: Yardstick = ICD_203, *, cause: bool = True
) -> list[Finding]:
    """All findings in some generated texts, in order. cause: whether causal verbs are findings."""
    found = []
    for text in texts:
        for sentence in sentences(text):
            found += _numbers(sentence, yardstick)
            if _LIKELIHOOD.search(sentence) and (told := _CONFIDENCE.search(sentence)):
                found.append(Finding("confidence", sentence, f"{told[0]!r} beside a likelihood"))
            if cause and (told := _CAUSE.search(sentence)):
                found.append(Finding("cause", sentence, f"{told[0]!r} words it as a cause"))
    return found


def _numbers(sentence: str, yardstick: Yardstick) -> list[Finding]:
    """Words of another scale or row, and words without their number."""
    found = []
    fit = {yardstick.word(_chance(*each)) for each in _PERCENT.findall(sentence)}
    for match in _LIKELIHOOD.finditer(sentence):
        word = match[1].lower()
        if word not in yardstick.words:
            found.append(Finding("scale", sentence, f"{word!r} is not of {yardstick.title}"))
        elif word not in fit:
            found.append(Finding("number", sentence, f"{word!r} without a number that it is for"))
    return found


def _chance(sign: str, number: str) -> float:
    """The chance that a printed percentage stands for."""
    beyond = {"<": -1e-6, ">": 1e-6}.get(sign, 0.0)
    return min(max(float(number) / 100.0 + beyond, 0.0), 1.0)
