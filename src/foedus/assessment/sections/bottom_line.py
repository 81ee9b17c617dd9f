"""The answer in four sentences, each computed: the same for terminal, page and notebook."""

from foedus.assessment.figures.groups import Group
from foedus.assessment.sections import beside, ranking
from foedus.assessment.sections.limits import confidence
from foedus.assessment.sections.titles import headed
from foedus.assessment.sections.voice import Voice
from foedus.report import words

#: Of several lowest, those that are named.
_SHOWN = 2


def bottom_line(v: Voice) -> tuple[str, ...]:
    """The lowest, what it is beside the reference and beside a plain count, how firm both are."""
    return tuple(filter(None, (*_answer(v), beside.count(v), _firm(v))))


def _answer(v: Voice) -> tuple[str, str]:
    found = v.found
    when = f", once the fighting of {v.year} has stopped" if found.setting.ongoing else ""
    until = f"(to {found.until(found.years)})"
    event = f"{v.challenger} begins a war against {v.protege} {v.span} {until}{when}"
    comma = "," if when else ""
    bare = words.chance(v.bare.risk.by["war"][-1], v.yardstick)
    if v.best is None:
        return f"{v.reference}, the chance that {event}{comma} is {bare}.", _no_best(v)
    weighed = words.counted(len(found.designs), "design")
    without = f"{v.reference}, that chance is {bare}"
    if len(v.lowest) > 1:
        told = "; ".join(
            f"{ranking.label(each.names, found.titles)} {v.war(each.result)}"
            for each in v.lowest[:_SHOWN]
        )
        more = len(v.lowest) - _SHOWN
        left = f"; and {more} more" if more > 0 else ""
        return (
            f"Of {weighed} weighed, {len(v.lowest)} go with the lowest chance that {event}, and "
            f"are not told apart: {told}{left}.",
            f"{without}.",
        )
    without += f"; the ratio to it: {ratio(v.best)}."
    alike = len(v.best.names) > 1
    named = words.some(v.best.titles, 1) + (" (alike to the model)" if alike else "")
    beside = [each for each in v.others if each not in v.lowest]
    if all(found.order.below(v.best.names[0], each.names[0]) for each in beside):
        goes = "go" if alike else "goes"
        return (
            f"Of {weighed} weighed, {named} {goes} with the lowest chance that {event}: "
            f"{v.war(v.best.result)}.",
            without,
        )
    # one of them may have the smaller number in some reading
    return (
        f"Under {named}, the chance that {event}{comma} is {v.war(v.best.result)}; of {weighed} "
        "weighed, none is clearly lower.",
        without,
    )


def ratio(group: Group) -> str:
    """War as a ratio to the reference: by the text, and by a practice."""
    text = words.ratio(group.result.versus.ratio["war"])
    own = group.result.practice
    practice = f" ({words.ratio(own.versus.ratio['war'])} by its practice)" if own else ""
    return f"{text} under {group.titles[0]}{practice}"


def _no_best(v: Voice) -> str:
    if len(v.found.designs) < 2:
        return "The scenario weighs no design against it."
    return (
        "No design weighed is told to go with a lower chance: not one stands below "
        f"{v.found.reference_title} by every reading."
    )


def _firm(v: Voice) -> str:
    level = confidence.of_level(v.found)
    if v.best is None:
        return f"Confidence in the level of the risk is {level.level}."
    compared = confidence.of_comparison(v.found, v.best.names[0])
    if compared.level == level.level:
        return f"Confidence in the level of the risk and in the comparison is {level.level}."
    return (
        f"Confidence in the level of the risk is {level.level}, in the comparison {compared.level}."
    )


def others(v: Voice) -> tuple[str, ...]:
    """The answers that the bottom line does not name, and how they stand to it."""
    same = {name for name in v.same if v.found.designs[name].practice is None}
    rest = [each for each in v.others if each not in v.lowest and not same.issuperset(each.names)]
    if not v.lowest:
        return (f"That chance under the others: {_named(rest)}.",) if rest else ()
    order, one, said = v.found.order, len(v.lowest) == 1, []
    for above in (True, False):
        named = [
            each
            for each in rest
            if all(order.below(low.names[0], each.names[0]) for low in v.lowest) == above
        ]
        lead = (
            f"Above {'it' if one else 'all of them'}" if above
            else f"Not told apart from {'it' if one else 'at least one of them'}"
        )  # fmt: skip
        if named:
            said.append(f"{lead}: {_named(named)}.")
    return tuple(map(headed, said))


#: Answers named in one sentence; more are counted.
_NAMED = 6


def _named(rest: list[Group]) -> str:
    told = []
    for each in rest:
        alike = "alike to the model, " if len(each.names) > 1 else ""
        chance = words.percent(each.result.risk.by["war"][-1].value)
        own = each.result.practice
        practice = words.percent(own.risk.by["war"][-1].value) if own else ""
        by = f" by its text, {practice} by its practice" if practice else ""
        told.append(f"{words.some(each.titles, 2)} ({alike}{chance}{by})")
    return words.some(told, _NAMED)
