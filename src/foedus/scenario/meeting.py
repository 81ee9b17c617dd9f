"""Two changes of one text: what each of them changed, place by place, and where both did."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from foedus.document import KeyPath, spell

#: What stands where a text has nothing.
ABSENT = "—"


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    """One place that differs. base: before both; theirs, mine: after. both: changed by either side,
    and not to the same.
    """

    path: KeyPath
    base: str
    theirs: str
    mine: str
    both: bool

    @property
    def place(self) -> str:
        """The place as people write it."""
        return spell(self.path)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "place": self.place, "base": self.base, "theirs": self.theirs, "mine": self.mine,
            "both": self.both,
        }  # fmt: skip


def meeting(base: Any, theirs: Any, mine: Any) -> list[MeetingPlace]:
    """Places in which two documents differ from the one that both began from.

    Mappings are compared key by key, and lists whose entries name themselves (claims by their ids)
    entry by entry; everything else as a whole: another list in which both changed something is one
    place.
    """
    return list(_places(base, theirs, mine, ()))


#: Keys by which an entry of a list names itself.
_NAMES = ("id", "name", "claim", "actor")


def _named(side: Any) -> Any:
    """A list of entries that name themselves as a mapping by those names; all else as it is."""
    if not isinstance(side, list) or not all(isinstance(each, dict) for each in side):
        return side
    for key in _NAMES:
        names = [each.get(key) for each in side]
        if side and all(isinstance(name, str) for name in names) and len({*names}) == len(names):
            return dict(zip(names, side, strict=True))
    return side


def _places(base: Any, theirs: Any, mine: Any, path: KeyPath) -> Iterator[MeetingPlace]:
    if theirs == base and mine == base:
        return
    told = [_named(side) for side in (base, theirs, mine)]
    if all(isinstance(side, dict) for side in told if side is not None):
        base, theirs, mine = told
    sides = [side for side in (base, theirs, mine) if side is not None]
    lost = isinstance(base, dict) and (theirs is None or mine is None)
    if sides and not lost and all(isinstance(side, dict) for side in sides):
        first, second, third = (side or {} for side in (base, theirs, mine))
        for key in dict.fromkeys([*first, *second, *third]):
            yield from _places(first.get(key), second.get(key), third.get(key), (*path, key))
        return
    both = theirs not in (base, mine) and mine != base
    yield MeetingPlace(path, _told(base), _told(theirs), _told(mine), both)


def _told(value: Any) -> str:
    match value:
        case None:
            return ABSENT
        case list():
            return ", ".join(map(_told, value)) or "[]"
        case dict():
            return "; ".join(f"{key}: {_told(each)}" for key, each in value.items()) or "{}"
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)
