"""The bottom line, up front."""

from foedus.assess import words
from foedus.brief.content import confidence, phrase
from foedus.brief.content.material import Material


def bottom_line(m: Material) -> tuple[str, ...]:
    """The answer in a few sentences: the best first, what it is beside, and how firm that is."""
    return tuple(filter(None, (*_answer(m), _rest(m), _alike(m), _inner(m), _firm(m))))


def _answer(m: Material) -> tuple[str, ...]:
    found = m.found
    when = f", once the fighting of {m.year} has stopped" if found.setting.ongoing else ""
    event = f"{m.one} begins a war against {m.two} {m.span}{when}"
    bare = phrase.chance(m.bare.risk.by["war"][-1], m.yardstick)
    stands = f" ({found.stands}, stands already)" if found.stands else ""
    if m.best is None:
        comma = "," if when else ""
        alone = f"Without {m.none}{stands}, the chance that {event}{comma} is {bare}."
        return (alone, *_no_best(m))
    best = m.best.result
    several = len(m.best.names) > 1
    goes = "(which the model cannot tell apart) go" if several else "goes"
    return (
        f"Of {phrase.counted(len(found.designs), 'design')} weighed, "
        f"{phrase.some(m.best.names, 3)} {goes} with the lowest chance that {event}: "
        f"{phrase.chance(best.risk.by['war'][-1], m.yardstick)}.",
        f"Without {m.none}{stands} that chance is {bare}; the ratio of the two is "
        f"{phrase.ratio(best.versus.ratio['war'])}.",
    )


def _no_best(m: Material) -> tuple[str, ...]:
    if len(m.found.designs) < 2:
        return ("The scenario weighs no design against it.",)
    return ("No design weighed goes with a lower chance that the model can tell.",)


def _rest(m: Material) -> str:
    """The other answers, in one sentence."""
    rest = [each for each in m.others if each is not m.best]
    if not rest:
        return ""
    told = [
        f"{phrase.some(each.names, 2)} ({words.percent(each.result.risk.by['war'][-1].value)})"
        for each in rest
    ]
    follow = "follow" if len(told) > 1 or len(rest[0].names) > 1 else "follows"
    return f"After it {follow} {phrase.some(told, 4)}."


def _alike(m: Material) -> str:
    same = next(each for each in m.groups if each.reference)
    names = [name for name in same.names if name != m.found.reference]
    if not names:
        return ""
    silent = [name for name in names if not m.found.designs[name].reading.binds]
    if silent == names:
        it = "it" if len(names) == 1 else "them"
        return (
            f"The model finds no promise of defense in {phrase.some(names)}, and gives {it} the "
            f"same numbers as the state of things without {m.none}."
        )
    return f"The model cannot tell {phrase.some(names)} from the state of things without {m.none}."


def _inner(m: Material) -> str:
    if m.best is None:
        return ""
    inner = m.best.result.within["war"]
    open_ = (
        "which does not exclude that nothing changes" if inner.low <= 1 <= inner.high
        else "which excludes that nothing changes"
    )  # fmt: skip
    return (
        "States that get guarantees differ from those that do not; judged only by pairs whose "
        f"guarantee changed over time, the ratio is {phrase.ratio(inner)}, {open_}."
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
