"""Three values of truth (Kleene 1952), each with the fact that it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Truth(IntEnum):
    """In order, so that "and" is the least of some and "or" the greatest."""

    NOT_MET = 0
    UNDETERMINED = 1
    MET = 2

    @property
    def word(self) -> str:
        """``not met``, ``undetermined``, ``met``."""
        return self.name.lower().replace("_", " ")


@dataclass(frozen=True, slots=True)
class TruthGround:
    """One condition's truth. aspect: which condition. fact: what decides it, in words."""

    truth: Truth
    aspect: str
    fact: str


def yes(aspect: str, fact: str) -> TruthGround:
    """Met."""
    return TruthGround(Truth.MET, aspect, fact)


def no(aspect: str, fact: str) -> TruthGround:
    """Not met."""
    return TruthGround(Truth.NOT_MET, aspect, fact)


def unknown(aspect: str, fact: str) -> TruthGround:
    """Undetermined."""
    return TruthGround(Truth.UNDETERMINED, aspect, fact)


def all_of(grounds: Iterable[TruthGround]) -> Truth:
    """Whether all hold; met where there are none."""
    return min((each.truth for each in grounds), default=Truth.MET)
