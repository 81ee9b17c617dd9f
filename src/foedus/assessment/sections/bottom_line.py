"""The answer in a few sentences, each computed: the same for terminal, page and notebook."""

from collections.abc import Iterator

from foedus.assessment.groups import Group
from foedus.assessment.sections import beside, confidence, ranking
from foedus.assessment.sections.voice import Voice
from foedus.report import words

#: Answers named in one sentence; more are counted.
_NAMED = 6


def bottom_line(v: Voice) -> tuple[str, ...]:
    """The lowest first, what stands beside them, the other answers, and how firm it is."""
    said = (
        *_answer(v), *beside.sentences(v), *_rest(v), *_alike(v), _inner(v),
        ranking.second(v.found), _firm(v),
    )  # fmt: skip
    return tuple(filter(None, said))


def _answer(v: Voice) -> tuple[str, ...]:
    found = v.found
    when = f", once the fighting of {v.year} has stopped" if found.setting.ongoing else ""
    until = f"(to {found.until(found.years)})"
    event = f"{v.one} begins a war against {v.two} {v.span} {until}{when}"
    bare = words.chance(v.bare.risk.by["war"][-1], v.yardstick)
    if v.best is None:
        comma = "," if when else ""
        return (f"{v.reference}, the chance that {event}{comma} is {bare}.", _no_best(v))
    weighed = f"Of {words.counted(len(found.designs), 'design')} weighed, "
    ratios = words.some([_ratio(each) for each in v.lowest], 3)
    without = (
        f"{v.reference}, that chance is {bare}; the "
        f"{'ratios' if len(v.lowest) > 1 else 'ratio'} to it: {ratios}."
    )
    if len(v.lowest) == 1:
        several = len(v.best.names) > 1
        alike = " (alike to the model)" if several else ""
        beside = [each for each in v.others if each not in v.lowest]
        if not all(found.order.below(v.best.names[0], each.names[0]) for each in beside):
            # one of them may have the smaller number in some reading
            return (
                f"{weighed}no other is told to go with a lower chance that {event}"
                f"{',' if when else ''} than "
                f"{words.some(v.best.names, 3)}{alike}: {v.war(v.best.result)}.",
                without,
            )
        goes = "(alike to the model) go" if several else "goes"
        return (
            f"{weighed}{words.some(v.best.names, 3)} {goes} with the lowest chance that {event}: "
            f"{v.war(v.best.result)}.",
            without,
        )
    names = [ranking.label(each.names) for each in v.lowest]
    told = "; ".join(f"{each.names[0]} {v.war(each.result)}" for each in v.lowest[:3])
    why = ranking.why([each.names[0] for each in v.lowest], found.order)
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


def _no_best(v: Voice) -> str:
    if len(v.found.designs) < 2:
        return "The scenario weighs no design against it."
    return (
        "No design weighed is told to go with a lower chance: not one stands below "
        f"{v.found.reference} by every reading."
    )


def _rest(v: Voice) -> Iterator[str]:
    """The other answers: those above the lowest, and those not told apart from some of them."""
    same = {name for name in _same(v) if v.found.designs[name].practice is None}
    rest = [each for each in v.others if each not in v.lowest and not same.issuperset(each.names)]
    if not v.lowest:
        if rest:
            yield f"That chance under the others: {_named(rest)}."
        return
    order, one = v.found.order, len(v.lowest) == 1
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
            yield f"{lead}: {_named(named)}."


def _named(rest: list[Group]) -> str:
    told = []
    for each in rest:
        alike = "alike to the model, " if len(each.names) > 1 else ""
        chance = words.percent(each.result.risk.by["war"][-1].value)
        own = each.result.practice
        practice = words.percent(own.risk.by["war"][-1].value) if own else ""
        by = f" by its text, {practice} by its practice" if practice else ""
        told.append(f"{words.some(each.names, 2)} ({alike}{chance}{by})")
    return words.some(told, _NAMED)


def _alike(v: Voice) -> Iterator[str]:
    """Designs that have the reference's own answer, by why they have it."""
    readings = {name: v.found.designs[name].reading for name in _same(v)}
    silent = [name for name, read in readings.items() if not read.binds]
    instead = [name for name, read in readings.items() if read.binds and read.replaces]
    idle = [name for name, read in readings.items() if read.binds and not read.replaces]
    if silent:
        it = "it" if len(silent) == 1 else "them"
        yield (
            f"The model finds no promise of defense in {words.some(silent)}, and gives {it} the "
            f"same numbers as the state of things without {v.none}."
        )
    if instead:
        pacts = list(dict.fromkeys(pact for name in instead for pact in readings[name].replaces))
        yield (
            f"In the place of {words.some(pacts)}, the model cannot tell {words.some(instead)}"
            f"{_by_text(v, instead)} from what stands: it reads whether a major, a minor and a "
            "nuclear power are bound, and how deep, not which."
        )
    if idle:
        yield (
            f"To what stands already, {words.some(idle)} would add nothing that the model can tell"
            f"{_by_text(v, idle).rstrip(',')}."
        )


def _same(v: Voice) -> list[str]:
    """Designs whose chance of war is by their text the reference's, to the digits shown."""
    return [
        name
        for name, each in v.found.designs.items()
        if name != v.found.reference
        and {words.times(end) for end in (each.versus.ratio["war"].low,
                                          each.versus.ratio["war"].high)} == {"1.00"}
    ]  # fmt: skip


def _by_text(v: Voice, names: list[str]) -> str:
    """Said where their practice is read otherwise."""
    if not any(v.found.designs[name].practice for name in names):
        return ""
    return ", by its text," if len(names) == 1 else ", by their texts,"


def _inner(v: Voice) -> str:
    least = v.lowest[:3]
    if not least:
        return ""
    inner = [each.result.within["war"] for each in least]
    verb = "does not exclude" if any(one.low <= 1 <= one.high for one in inner) else "excludes"
    told = [
        f"{words.ratio(one)} under {each.names[0]}" for one, each in zip(inner, least, strict=True)
    ]
    return (
        "States that get guarantees differ from those that do not; judged only by pairs whose "
        f"guarantee changed over time, the ratio is {words.some(told)}, which {verb} that nothing "
        "changes."
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
