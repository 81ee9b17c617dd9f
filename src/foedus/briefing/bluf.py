"""The bottom line, up front."""

from collections.abc import Iterator

from foedus.assessment import confidence
from foedus.assessment.groups import Group
from foedus.assessment.sections import beside, ranking, voice
from foedus.briefing.material import Material
from foedus.report import words


def bottom_line(m: Material) -> tuple[str, ...]:
    """The answer in a few sentences: the lowest first, what they are beside, and how firm it is."""
    beside_it = beside.sentences(m.found, m.yardstick)
    said = (
        *_answer(m),
        *beside_it,
        *_rest(m),
        _alike(m),
        _inner(m),
        ranking.second(m.found),
        _firm(m),
    )
    return tuple(filter(None, said))


def _answer(m: Material) -> tuple[str, ...]:
    found = m.found
    when = f", once the fighting of {m.year} has stopped" if found.setting.ongoing else ""
    event = f"{m.one} begins a war against {m.two} {m.span}{when}"
    bare = words.chance(m.bare.risk.by["war"][-1], m.yardstick)
    if m.best is None:
        comma = "," if when else ""
        alone = f"{voice.reference(found)}, the chance that {event}{comma} is {bare}."
        return (alone, *_no_best(m))
    weighed = f"Of {words.counted(len(found.designs), 'design')} weighed, "
    ratios = words.some([_ratio(each) for each in m.lowest], 3)
    without = (
        f"{voice.reference(found)}, that chance is {bare}; the "
        f"{'ratios' if len(m.lowest) > 1 else 'ratio'} to it: {ratios}."
    )
    if len(m.lowest) == 1:
        several = len(m.best.names) > 1
        goes = "(alike to the model) go" if several else "goes"
        return (
            f"{weighed}{words.some(m.best.names, 3)} {goes} with the lowest chance that {event}: "
            f"{voice.war(m.best.result, m.yardstick)}.",
            without,
        )
    names = [ranking.label(each.names) for each in m.lowest]
    told = "; ".join(
        f"{each.names[0]} {voice.war(each.result, m.yardstick)}" for each in m.lowest[:3]
    )
    why = ranking.why([each.names[0] for each in m.lowest], found.order)
    return (
        f"{weighed}{words.some(names, 3)} go with the lowest chance that {event}, and are not "
        f"told apart: {told}.",
        f"Nothing ranks them, since {why}.",
        without,
    )


def _ratio(group: Group) -> str:
    text = words.ratio(group.result.versus.ratio["war"])
    own = group.result.practice
    practice = f" ({words.ratio(own.versus.ratio['war'])} by its practice)" if own else ""
    return f"{text} under {group.names[0]}{practice}"


def _no_best(m: Material) -> tuple[str, ...]:
    if len(m.found.designs) < 2:
        return ("The scenario weighs no design against it.",)
    return ("No design weighed is told to go with a lower chance.",)


def _rest(m: Material) -> Iterator[str]:
    """The other answers: those above the lowest, and those not told apart from some of them."""
    rest = [each for each in m.others if each not in m.lowest]
    order = m.found.order
    for above in (True, False):
        named = [
            each
            for each in rest
            if all(order.below(low.names[0], each.names[0]) for low in m.lowest) == above
        ]
        if named and m.lowest:
            told = [
                f"{words.some(each.names, 2)} "
                f"({words.percent(each.result.risk.by['war'][-1].value)})"
                for each in named
            ]
            one = len(m.lowest) == 1
            lead = (
                f"Above {'it' if one else 'all of them'}" if above
                else f"Not told apart from {'it' if one else 'at least one of them'}"
            )  # fmt: skip
            yield f"{lead}: {words.some(told, 4)}."


def _alike(m: Material) -> str:
    same = next(each for each in m.groups if each.reference)
    names = [name for name in same.names if name != m.found.reference]
    if not names:
        return ""
    silent = [name for name in names if not m.found.designs[name].reading.binds]
    if silent == names:
        it = "it" if len(names) == 1 else "them"
        return (
            f"The model finds no promise of defense in {words.some(names)}, and gives {it} the "
            f"same numbers as the state of things without {m.none}."
        )
    return f"The model cannot tell {words.some(names)} from the state of things without {m.none}."


def _inner(m: Material) -> str:
    if m.best is None:
        return ""
    least = m.lowest[:3]
    inner = [each.result.within["war"] for each in least]
    open_ = (
        "which does not exclude that nothing changes"
        if any(one.low <= 1 <= one.high for one in inner)
        else "which excludes that nothing changes"
    )
    told = [
        f"{words.ratio(one)} under {each.names[0]}" for one, each in zip(inner, least, strict=True)
    ]
    return (
        "States that get guarantees differ from those that do not; judged only by pairs whose "
        f"guarantee changed over time, the ratio is {words.some(told)}, {open_}."
    )


def _firm(m: Material) -> str:
    level = confidence.of_level(m.found)
    if m.best is None:
        return f"Confidence in the level of the risk is {level.level}."
    compared = confidence.of_comparison(m.found, m.best.names[0])
    if compared.level == level.level:
        return f"Confidence in the level of the risk and in the comparison is {level.level}."
    return (
        f"Confidence in the level of the risk is {level.level}, in the comparison {compared.level}."
    )
