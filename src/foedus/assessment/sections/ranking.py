"""Which designs stand lowest, which are not told apart and why, and what a second model says.

Every rank that words give comes from :class:`foedus.assessment.order.Order`.
"""

from collections.abc import Iterable, Sequence

from foedus.assessment.deterrence import Comparison, Risk
from foedus.assessment.order import HOLDS, SURE, Group, Order, Pair
from foedus.assessment.result import Assessment, DesignResult
from foedus.assessment.sections import voice
from foedus.report import words

#: Names in one list; more are counted.
_NAMED = 4


def some(names: Sequence[str], most: int = _NAMED) -> str:
    """``a, b and c``; of a long list the first, and how many more."""
    if len(names) <= most + 1:
        return words.listed(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def label(group: Group) -> str:
    """The names of designs alike."""
    alike = " (alike to the model)" if len(group) > 1 else ""
    return some(group) + alike


def lowest(found: Assessment) -> tuple[Group, ...]:
    """The groups that may be called lowest: below the reference, and no design below them."""
    return found.order.lowest(found.reference)


def others(found: Assessment) -> list[Group]:
    """Groups that differ from the reference's, the lowest first, then by their chance of war."""
    first = lowest(found)
    rest = [group for group in found.order.groups if found.reference not in group]
    return [*first, *(group for group in rest if group not in first)]


def ranking(found: Assessment) -> list[str]:
    """Sentences on which designs go with less war, each with its numbers."""
    first, every = lowest(found), others(found)
    said = []
    if len(first) > 1:
        names = [label(group) for group in first]
        told = why([group[0] for group in first], found.order)
        said.append(f"It is lowest under {some(names)}, which are not told apart: {told}.")
    elif not first and every:
        said.append(
            f"No design stands below {found.reference} by every reading, so that none is told to."
        )
    for group in every:
        alone = len(first) == 1 and group == first[0] and len(every) > 1
        lead = "It is lowest under" if alone else "Under"
        said.append(f"{lead} {label(group)}: {_chance(found, group)}{_place(found, group)}.")
    if first:
        said.append(_inner(found, first))
    return said


def why(names: Sequence[str], order: Order) -> str:
    """Why designs are not told apart: the pair where there is one, else what happened to pairs."""
    pairs = [
        pair
        for at, one in enumerate(names)
        for other in names[at + 1 :]
        if (pair := order.pair(one, other)) is not None and not pair.told
    ]
    return reason(pairs[0]) if len(pairs) == 1 else why_any(pairs)


def why_any(pairs: Sequence[Pair]) -> str:
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


def reason(pair: Pair) -> str:
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
    return f"{pair.low} is below {pair.high} {words.listed(parts)}"


def place(found: Assessment, group: Group) -> str:
    """Sentences on which designs are below one, and which it is not told apart from."""
    order, name = found.order, group[0]
    rest = [other[0] for other in order.groups if name not in other]
    under = [other for other in rest if order.below(other, name)]
    near = [other for other in rest if not under.count(other) and not order.below(name, other)]
    said = (
        f"Below it by every reading: {some(under)}."
        if under
        else "No design stands below it by every reading."
    )
    pairs = [pair for other in near if (pair := order.pair(name, other)) is not None]
    if pairs:
        told = reason(pairs[0]) if len(pairs) == 1 else why_any(pairs)
        said += f" Not told apart from it: {some(near)}; {told}."
    return said


def _chance(found: Assessment, group: Group) -> str:
    """The chance under a group, by its text and by its practice where it has one."""
    design = found.designs[group[0]]
    text = _one(found, design.risk, design.versus)
    if design.practice is None:
        return text
    practice = _one(found, design.practice.risk, design.practice.versus)
    return f"by its text {text}; by its practice {practice}"


def _one(found: Assessment, risk: Risk, versus: Comparison) -> str:
    without = f"of that without {voice.none(found)}"
    ratio = versus.ratio["war"]
    return (
        f"{words.chance(risk.by['war'][-1])}; {words.times(ratio.value)} {without} "
        f"({words.times(ratio.low)}–{words.times(ratio.high)}), and below it in "
        f"{words.percent(versus.better)} of posterior draws"
    )


def _place(found: Assessment, group: Group) -> str:
    """Where a group stands beside those it is not lower than, if that is not said already."""
    order, first = found.order, lowest(found)
    said = ""
    pair = order.pair(group[0], found.reference)
    if pair is not None and not pair.told:
        said += f"; not told apart from {found.reference}: {reason(pair)}"
    if group in first:
        return said
    every = others(found)
    before = [other[0] for other in every[: every.index(group)]]
    near = [name for name in before if not order.below(name, group[0])]
    if near:
        pairs = [pair for name in near if (pair := order.pair(group[0], name)) is not None]
        told = reason(pairs[0]) if len(pairs) == 1 else why_any(pairs)
        said += f"; not told apart from {some(near)}: {told}"
    return said


def _inner(found: Assessment, first: Iterable[Group]) -> str:
    """What change within pairs says of the lowest."""
    told = []
    least: list[DesignResult] = [found.designs[group[0]] for group in first]
    for design in least[:_NAMED]:
        inner = design.within["war"]
        told.append(
            f"{words.times(inner.value)} ({words.times(inner.low)}–{words.times(inner.high)}) "
            f"under {design.reading.name}"
        )
    wide = any(design.within["war"].high >= 1 for design in least[:_NAMED])
    open_ = "which does not exclude that it changes nothing" if wide else "below 1"
    return (
        f"Judged only by pairs whose guarantee changed over time, that ratio is "
        f"{words.listed(told)}, {open_}."
    )


def second(found: Assessment) -> str:
    """What the game of deterrence says beside the ladder; empty where it says nothing."""
    lens = found.lens
    if lens is None:
        return ""
    told: dict[tuple[str, str], list[str]] = {}
    more = []
    for group in (each for each in others(found) if found.order.below(each[0], found.reference)):
        view = lens.designs[group[0]]
        if view.ratio is None:
            return ""
        own = lens.ladder_ratio(group[0])
        game = f"{words.times(view.ratio.value)} ({words.times(view.ratio.low)}–"
        game += f"{words.times(view.ratio.high)})"
        told.setdefault((game, words.times(own)), []).extend(group)
        more.append(view.ratio.value > own)
    if not told:
        return ""
    each = [
        f"{game} under {some(names, 2)}, where this one gives {own}"
        for (game, own), names in list(told.items())[:3]
    ]
    verdict = (
        f"it credits {'it' if len(more) == 1 else 'each'} less" if all(more)
        else f"it credits {'it' if len(more) == 1 else 'each'} more" if not any(more)
        else "it credits some less and some more"
    )  # fmt: skip
    return (
        "A second model of the same record, a game of deterrence, gives a use of force in "
        f"{lens.year} these chances, as ratios to that under {found.reference}: "
        f"{'; '.join(each)}. So {verdict}."
    )
