"""What the forecast takes for granted, what else could explain it, and how far it reaches."""

from collections.abc import Iterator

from foedus.assessment.sections import caveats, selection
from foedus.briefing.material import Material
from foedus.history.events import STEPS
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Section
from foedus.report.figure.type import signed
from foedus.scenario import ground

#: Judgements named one by one.
MOST = 6


def assumptions(m: Material) -> Section:
    """Key assumptions: the model's, and the scenario's own judgements."""
    given = list(ground.facts(m.found.scenario))
    bare = [place for place, _, grounded in given if not grounded]
    own = [fact for fact in m.found.facts.values() if fact.source.startswith("judgement")]
    said = (
        f"The scenario states {words.counted(len(given), 'fact')}; "
        + (f"{len(bare)} {'names' if len(bare) == 1 else 'name'} no ground: "
           f"{words.some([words.cut(each, 80) for each in bare], MOST)}."
           if bare else "each names its source or owns to being a judgement.")
    )  # fmt: skip
    leaning = (
        f"Of the {words.counted(len(m.found.facts), 'fact')} that the forecast rests on, "
        f"{words.counted(len(own), 'is a judgement', 'are judgements')} of the scenario's author."
    )
    return Section(
        "assumptions",
        "Key assumptions",
        "If one of these fails, so does the number that rests on it.",
        (Bullets(tuple(caveats.limits(m.found))), Paragraph(f"{said} {leaning}")),
    )


def explanations(m: Material) -> Section:
    """What else could have made the record look like this."""
    return Section(
        "explanations",
        "Competing explanations",
        "Each would leave such a record even if the guarantee did less, or nothing.",
        (Bullets(tuple(_rivals(m))), *m.pictures("ratios", "effects")),
    )


def _rivals(m: Material) -> Iterator[str]:
    told = selection.selection(m.found)
    yield words.said(
        "Selection: guarantees go to states in danger, and deep ones to states that are safe for "
        "other reasons.",
        *told,
    )
    wide = [each for each in m.others if each.result.within["war"].high >= 1]
    if m.others:
        yield words.said(
            "Change within pairs: judged only by pairs whose guarantee changed, the ratios are "
            + words.some(
                [f"{words.ratio(each.result.within['war'])} under {each.names[0]}"
                 for each in m.others], 4,
            ) + ".",
            f"Of these, {len(wide) or 'none'} {'leaves' if len(wide) == 1 else 'leave'} room for "
            "no difference.",
        )  # fmt: skip
    top = [f"{each.meaning} ({signed(each.effect)})" for each in m.found.drivers["onset"][:3]]
    yield (
        "The pair itself. What sets it apart from a typical pair, on the logit of whether a "
        f"dispute begins: {words.some(top)}. None of it is about guarantees."
    )
    yield from _word(m)
    yield (
        "Practice: the model was fitted to the texts of treaties, not to how they work. Designs "
        "that have a practice are read both ways, and no rank stands that one of the two reverses. "
        + _practice(m)
    )


def _word(m: Material) -> Iterator[str]:
    """What the challenger owes by its own word, which the forecast does not see."""
    pledge = m.bare.reading.pledge
    said = [
        f"{what.replace('-', ' ')} by {form.replace('-', ' ')} ({status})"
        for what, form, status in pledge.said
    ]
    told = []
    if pledge.standing:
        told.append(f"{m.one} owes {m.two} nonaggression already")
    if said:
        told.append(f"its pledges toward {m.two} are {words.some(said, 4)}")
    if told:
        yield (
            f"The challenger's own word: {'; '.join(told)}. The model has no term for such a "
            "pledge, because it made no better forecasts out of sample."
        )


def _practice(m: Material) -> str:
    both = [
        f"{name} {words.percent(each.risk.by['war'][-1].value)} by its text, "
        f"{words.percent(each.practice.risk.by['war'][-1].value)} by its practice"
        for name, each in m.found.designs.items()
        if each.practice
    ]
    if not both:
        return "No design tells a practice apart from its text."
    return f"War {m.span}: {words.some(both, 4)}."


def extrapolated(m: Material) -> Section:
    """How far the question lies from the data, and how such forecasts came out."""
    blocks: list[Block] = [
        Bullets(tuple(caveats.extrapolated(m.found))),
        Bullets(tuple(_record(m))),
        *m.pictures("calibration", "drivers"),
    ]
    return Section(
        "extrapolation",
        "What is extrapolated, and the model's record",
        "The farther from the data, the more the answer is the model's form and the less the "
        "record.",
        tuple(each for each in blocks if not isinstance(each, Bullets) or each.items),
    )


def _record(m: Material) -> Iterator[str]:
    for one in m.found.record:
        verdict = f" Forecasts of this size were too {one.off}." if one.off else ""
        yield (
            f"Out of sample, on whether {STEPS[one.rung]} "
            f"({words.percent(one.asked)} here): forecasts near {words.percent(one.forecast)} came "
            f"true in {words.percent(one.observed)} of {words.counted(one.n, 'case')} "
            f"(90% interval {words.span(one.low, one.high)}).{verdict}"
        )
