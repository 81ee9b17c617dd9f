"""The caveats that matter most in one case, chosen by rule from what its answer knows.

Each rule gives a sentence where it holds. They stand here in the order of what they take away: what
makes the answer no forecast of the question, then what it is conditional on, then what leaves the
ranking open, then what widens it.
"""

from collections.abc import Callable, Iterator

from foedus.assessment import origin
from foedus.assessment.sections import beside
from foedus.assessment.sections.voice import Voice
from foedus.evidence.card import called
from foedus.facts.relevance import unbound
from foedus.history.events import STEPS
from foedus.report import words

#: Cautions on a screen.
MOST = 3
#: The game's ratio over the ladder's, or the other way round, from which the two disagree.
_APART = 2.0
#: Percent of the data that lie nearer to their middle, from which a case is far from them.
_FAR = 98.0
#: Years by which facts, and the fit itself, are old.
_OLD = 10


def cautions(v: Voice, most: int = MOST) -> tuple[str, ...]:
    """At most so many, the gravest first."""
    return tuple(said for rule in _RULES for said in rule(v))[:most]


def _seen(v: Voice) -> Iterator[str]:
    if v.found.scenario.as_of.year <= v.found.ladder.last:
        yield (
            f"No forecast: the model was fitted to {v.found.ladder.first}–{v.found.ladder.last}, "
            "which are years that the question asks about."
        )


def _other(v: Voice) -> Iterator[str]:
    if origin.name(v.found.ladder) is None:
        yield (
            "Another posterior than those that ship: fitted to "
            f"{v.found.ladder.first}–{v.found.ladder.last}, by Foedus {v.found.ladder.version}."
        )


def _unread(v: Voice) -> Iterator[str]:
    """Facts that nothing reads: those of the challenger's other pairs are for the neighbors."""
    if found := unbound(v.found.scenario, v.found.facts):
        yield f"Said in the scenario and not read: {words.some(list(found), 3)}."


def _ongoing(v: Voice) -> Iterator[str]:
    if v.found.setting.ongoing:
        yield (
            f"The fighting of {v.year} is taken to have stopped; whether it does, and whether a "
            "ceasefire holds, is in no number here."
        )


def _outside(v: Voice) -> Iterator[str]:
    beyond: dict[str, list[str]] = {}
    for name, design in v.found.designs.items():
        for meaning in sorted(
            {e.meaning for reach in design.reach.values() for e in reach.outside}
        ):
            beyond.setdefault(meaning, []).append(name)
    for meaning, names in list(beyond.items())[:1]:
        under = "" if len(names) == len(v.found.designs) else f", under {v.some(names, 1)}"
        more = f", and {len(beyond) - 1} more" if len(beyond) > 1 else ""
        yield f"Outside anything observed{under}: {meaning}{more}."


def _level(v: Voice) -> Iterator[str]:
    if said := beside.outside(v.found):
        yield said


def _unranked(v: Voice) -> Iterator[str]:
    """Answers that nothing ranks beside the lowest, or that none is below the reference."""
    order = v.found.order
    if v.best is None:
        if len(v.found.designs) > 1:
            yield f"No design is told apart from {v.found.reference_title} by every reading."
        return
    best = v.best.names[0]
    near = [
        each.titles[0]
        for each in v.others
        if each not in v.lowest and not order.below(best, each.names[0])
    ]
    if near:
        yield (
            f"{words.some(near, 2)} {'is' if len(near) == 1 else 'are'} not told apart from "
            f"{v.best.titles[0]}: the readings of the record disagree."
        )


def _lens(v: Voice) -> Iterator[str]:
    lens, best = v.found.lens, v.best
    if lens is None:
        yield "No second model was asked: facts about third states are missing."
        return
    if best is None or (game := lens.designs[best.names[0]].ratio) is None:
        return
    own = lens.ladder_ratio(best.names[0])
    if max(game.value, own) >= _APART * min(game.value, own):
        side = "less" if game.value > own else "more"
        yield (
            f"A second model, a game of deterrence, credits {best.titles[0]} with {side}: force in "
            f"{lens.year} at {words.ratio(game)} of that without, where the "
            f"ladder has {words.times(own)}."
        )


def _far(v: Voice) -> Iterator[str]:
    far, name, rung = max(
        (reach.percentile, name, rung)
        for name, design in v.found.designs.items()
        for rung, reach in design.reach.items()
    )
    if far >= _FAR:
        yield (
            f"Far from the data: under {v.title(name)}, farther from their middle than "
            f"{words.share(far)} of cases, on whether {STEPS[rung]}."
        )


def _inner(v: Voice) -> Iterator[str]:
    if v.best is None:
        return
    inner = v.best.result.within["war"]
    if inner.low <= 1 <= inner.high:
        yield (
            f"Pairs whose guarantee changed give {words.ratio(inner)} under {v.best.titles[0]}, "
            "which does not exclude that nothing changes."
        )


def _rare(v: Voice) -> Iterator[str]:
    off = [each for each in v.found.record if each.off]
    if off:
        steps = words.some([f"whether {STEPS[each.rung]}" for each in off], 2)
        yield f"Out of sample, forecasts of this size were too {off[0].off}, on {steps}."


def _aged(v: Voice) -> Iterator[str]:
    old = [each for each in v.found.carried if each.years >= _OLD]
    if old:
        named = words.some([called(each.source) for each in old], 3)
        yield f"Facts of {old[0].year} are carried to {v.year}: {named}."
    elif v.year - v.found.ladder.last >= _OLD:
        yield f"The model was fitted to years up to {v.found.ladder.last}, and nothing later."


def _record(_: Voice) -> Iterator[str]:
    yield "Guarantees go to states in danger: associations in the record, not proof of cause."


_RULES: tuple[Callable[[Voice], Iterator[str]], ...] = (
    _seen, _other, _unread, _ongoing, _outside, _unranked, _level, _lens, _inner, _far, _rare,
    _aged, _record,
)  # fmt: skip
