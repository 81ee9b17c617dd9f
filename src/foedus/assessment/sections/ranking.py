"""Which designs stand lowest, which are not told apart and why, and what a second model says.

Every rank that words give comes from ``foedus.assessment.order.Order``.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from foedus.assessment.order import HOLDS, SURE, DesignPair, Group, Order
from foedus.assessment.result import Assessment
from foedus.report import words

#: Names in one list; more are counted.
_NAMED = 4
#: Design -> what readers call it.
Titles: TypeAlias = Mapping[str, str]


def label(group: Group, titles: Titles) -> str:
    """The titles of designs alike."""
    alike = " (alike to the model)" if len(group) > 1 else ""
    return words.some([titles[name] for name in group], _NAMED) + alike


def why(names: Sequence[str], order: Order, titles: Titles) -> str:
    """Why designs are not told apart: the pair where there is one, else what happened to pairs."""
    pairs = [
        pair
        for at, one in enumerate(names)
        for other in names[at + 1 :]
        if (pair := order.pair(one, other)) is not None and not pair.told
    ]
    return reason(pairs[0], titles) if len(pairs) == 1 else why_any(pairs)


def why_any(pairs: Sequence[DesignPair]) -> str:
    """What keeps several pairs of designs from being told apart."""
    against = {reading for pair in pairs for reading in pair.against}
    parts = []
    if "text" in against:
        parts.append(f"the order holds in fewer than {words.percent(SURE)} of draws for some")
    if against - {"text"}:
        named = {"practice": "practice", "within": "change within pairs"}
        turned = [named[reading] for reading in named if reading in against]
        parts.append(f"{words.listed(turned)} reverses some")
    return "; ".join(parts)


def reason(pair: DesignPair, titles: Titles) -> str:
    """Why two designs are not told apart."""
    parts = []
    for reading in pair.against:
        share = words.percent(pair.shares[reading])
        if reading == "text":
            least = f" ({words.percent(SURE)} asked)" if pair.shares[reading] < SURE else ""
            parts.append(f"in {share} of draws by the text{least}")
        else:
            by = "by practice" if reading == "practice" else "by change within pairs"
            mean = "" if pair.shares[reading] <= HOLDS else ", and not on average"
            of = "" if parts else " of draws"
            parts.append(f"in {share}{of} {by}{mean}")
    return f"{titles[pair.low]} is below {titles[pair.high]} {words.listed(parts)}"


def place(found: Assessment, group: Group) -> str:
    """Sentences on which designs are below one, and which it is not told apart from."""
    order, name, titles = found.order, group[0], found.titles
    rest = [other[0] for other in order.groups if name not in other]
    under = [other for other in rest if order.below(other, name)]
    near = [other for other in rest if not under.count(other) and not order.below(name, other)]
    said = (
        f"Below it by every reading: {words.some([titles[each] for each in under], _NAMED)}."
        if under
        else "No design stands below it by every reading."
    )
    pairs = [pair for other in near if (pair := order.pair(name, other)) is not None]
    if pairs:
        told = reason(pairs[0], titles) if len(pairs) == 1 else why_any(pairs)
        apart = words.some([titles[each] for each in near], _NAMED)
        said += f" Not told apart from it: {apart}; {told}."
    return said


def second(found: Assessment) -> str:
    """What the game of deterrence says beside the ladder; empty where it says nothing."""
    lens = found.lens
    if lens is None:
        return ""
    told: dict[tuple[str, str], list[str]] = {}
    more = []
    first = found.order.lowest(found.reference)
    for group in (*first, *(each for each in found.order.groups if each not in first)):
        if not found.order.below(group[0], found.reference):
            continue
        view = lens.designs[group[0]]
        if view.ratio is None:
            return ""
        own = lens.ladder_ratio(group[0])
        told.setdefault((words.ratio(view.ratio), words.times(own)), []).extend(group)
        more.append(view.ratio.value > own)
    if not told:
        return ""
    each = [
        f"{game} under {words.some([found.titles[name] for name in names], 2)}, where this one "
        f"gives {own}"
        for (game, own), names in list(told.items())[:3]
    ]
    verdict = (
        f"it credits {'it' if len(more) == 1 else 'each'} less" if all(more)
        else f"it credits {'it' if len(more) == 1 else 'each'} more" if not any(more)
        else "it credits some less and some more"
    )  # fmt: skip
    return (
        "A second model of the same record, a game of deterrence, gives a use of force in "
        f"{lens.year} these chances, as ratios to that under {found.reference_title}: "
        f"{'; '.join(each)}. So {verdict}."
    )
