"""Where drafts of one matter are of different strength: the headline agrees, the body considers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from foedus.clip.claim import DraftClaim

#: How far a consent goes. What is not listed says nothing of consent.
_STRENGTH = {"agreed": 3, "conditional": 2, "considering": 1, "denied": -1, "refused": -2}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two drafts, by their ids, that cannot both be taken as they stand."""

    one: str
    other: str
    state: str
    topic: str
    what: str


def contradictions(claims: Sequence[DraftClaim]) -> list[Contradiction]:
    """Every pair of drafts that report one state's consent on one topic with other strength."""
    return list(_pairs([each for each in claims if each.mode in _STRENGTH and each.speaks_of]))


def _pairs(claims: Sequence[DraftClaim]) -> Iterator[Contradiction]:
    for one, other in combinations(claims, 2):
        if one.speaks_of != other.speaks_of or one.mode == other.mode:
            continue
        topic = one.issue if one.issue and one.issue == other.issue else one.topic
        if topic is None or topic not in {other.issue, other.topic}:
            continue
        yield Contradiction(
            one.id, other.id, str(one.speaks_of), topic, f"{_named(one)}; {_named(other)}"
        )


def _named(claim: DraftClaim) -> str:
    place = "the headline" if claim.form == "headline" else claim.speaker.name
    return f"{place}: {claim.mode}"
