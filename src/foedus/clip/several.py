"""Many texts at once: reports of one origin counted once, sources set against each other.

A wire story that ten outlets carry is one origin, however often it is printed. Texts that share
most of their words are copies; so are reports of the same speaker in much the same words.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from foedus.clip.claim import DraftClaim
from foedus.clip.contradictions import Contradiction, contradictions
from foedus.clip.draft import Clip
from foedus.clip.events import DraftEvent, of_source
from foedus.clip.grading import graded
from foedus.clip.people.roster import key

#: Share of five-word runs that two texts have in common from which one is a copy of the other.
COPY = 0.5
#: Share of words that two reports of one speaker have in common from which they are one report.
SAME = 0.6


@dataclass(frozen=True, slots=True)
class Report:
    """One claim, however many texts carry it. claim: its draft in the first; others: ids elsewhere.

    sources: the numbers of the texts; origins: how many of them are no copies of each other.
    """

    claim: DraftClaim
    others: tuple[str, ...]
    sources: tuple[int, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Stand:
    """What the reports make of one state on one topic: mode -> ids of the reports."""

    state: str
    topic: str
    modes: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Bundle:
    """Several texts clipped. copies: text -> the text that it is a copy of, by their numbers."""

    clips: tuple[Clip, ...]
    copies: dict[int, int]
    reports: tuple[Report, ...]
    stands: tuple[Stand, ...]
    contradictions: tuple[Contradiction, ...]
    timeline: tuple[DraftEvent, ...]


def bundle(clips: Sequence[Clip]) -> Bundle:
    """The texts side by side, in the order given."""
    copies = _copies([each.original.text for each in clips])
    every = [
        replace(claim, id=f"t{number}-{claim.id}" if len(clips) > 1 else claim.id, source=number)
        for number, each in enumerate(clips, 1) for claim in each.claims
    ]  # fmt: skip
    groups = _groups(every)
    merged = [_report(group, copies) for group in groups]
    against = contradictions([each.claim for each in merged])
    refuted = {name for each in against for name in (each.one, each.other)}
    reports = tuple(_regraded(each, merged, copies, each.claim.id in refuted) for each in merged)
    return Bundle(tuple(clips), copies, reports, _stands(reports), tuple(against), _timeline(clips))


def _copies(texts: Sequence[str]) -> dict[int, int]:
    """Number of a text -> number of the first text that has most of the same words."""
    runs = [_runs(text) for text in texts]
    found: dict[int, int] = {}
    for later in range(len(texts)):
        for first in range(later):
            small = min(len(runs[later]), len(runs[first]))
            if small and len(runs[later] & runs[first]) / small >= COPY:
                found[later + 1] = found.get(first + 1, first + 1)
                break
    return found


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[at:] for at in range(5)), strict=False))


def _words(claim: DraftClaim) -> set[str]:
    """What is said, without the speaker and cue that may stand inside it."""
    beside = " ".join((claim.speaker.said, claim.cue)) if len(claim.pieces) > 1 else ""
    said, other = (re.findall(r"\w{3,}", words.lower()) for words in (claim.text, beside))
    return set(said) - {"that", "the", "and", *other}


def _groups(claims: Sequence[DraftClaim]) -> list[list[DraftClaim]]:
    groups: list[list[DraftClaim]] = []
    for each in claims:
        for group in groups:
            if _alike(group[0], each) and all(each.source != other.source for other in group):
                group.append(each)
                break
        else:
            groups.append([each])
    return groups


def _alike(one: DraftClaim, other: DraftClaim) -> bool:
    a, b = _words(one), _words(other)
    speakers = {_who(one), _who(other)}
    return len(speakers) == 1 and len(a & b) >= SAME * max(1, len(a | b))


def _who(claim: DraftClaim) -> str:
    """The speaker for comparing: the likeliest person where the name is mangled."""
    best = claim.speaker.candidates[0].name if claim.speaker.candidates else claim.speaker.name
    return key(best).split()[-1] if best.strip() else ""


def _report(group: Sequence[DraftClaim], copies: dict[int, int]) -> Report:
    sources = tuple(dict.fromkeys(each.source for each in group))
    carried = {each.via[-1] if each.via else copies.get(each.source, each.source) for each in group}
    return Report(group[0], tuple(each.id for each in group[1:]), sources, len(carried))


def _regraded(
    each: Report, every: Iterable[Report], copies: dict[int, int], contradicted: bool
) -> Report:
    """With the digit that another origin, or a contradiction, gives."""
    claim = each.claim
    own = {copies.get(number, number) for number in each.sources}
    others = any(
        other.claim.topic == claim.topic is not None
        and other.claim.mode == claim.mode
        and other.claim.speaks_of == claim.speaks_of
        and _who(other.claim) != _who(claim)
        and not own & {copies.get(number, number) for number in other.sources}
        for other in every
        if other is not each
    )
    grading = graded(
        claim.speaker, claim.form, claim.mode, claim.speaks_of,
        contradicted=contradicted, corroborated=others, relayed=claim.relayed,
    )  # fmt: skip
    return replace(each, claim=replace(claim, grading=grading))


def _stands(reports: Iterable[Report]) -> tuple[Stand, ...]:
    found: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for each in reports:
        claim = each.claim
        if claim.speaks_of and claim.topic:
            modes = found.setdefault((claim.speaks_of, claim.topic), {})
            modes[claim.mode] = (*modes.get(claim.mode, ()), claim.id)
    return tuple(
        Stand(state, topic, modes) for (state, topic), modes in found.items() if len(modes) > 1
    )


def _timeline(clips: Sequence[Clip]) -> tuple[DraftEvent, ...]:
    """Events of all texts by their day, each once."""
    every = [
        of_source(event, number) for number, each in enumerate(clips, 1) for event in each.events
    ]
    kept: list[DraftEvent] = []
    for each in sorted(every, key=lambda e: (e.first or date.max, e.source)):
        words = set(re.findall(r"\w{4,}", each.text.lower()))
        twins = (
            other for other in kept
            if (other.first, other.last) == (each.first, each.last)
            and len(words & set(re.findall(r"\w{4,}", other.text.lower()))) >= 0.4 * len(words)
        )  # fmt: skip
        if next(twins, None) is None:
            kept.append(each)
    return tuple(kept)
