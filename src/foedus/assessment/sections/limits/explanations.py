"""What else could have made the record look like this: selection, the pair, its word, practice."""

from collections.abc import Iterator

from foedus.assessment.result import Assessment
from foedus.assessment.sections.voice import Voice, right
from foedus.history.events import STEPS
from foedus.history.pair import EVENTS
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Section, Table
from foedus.report.figure.type import signed

_TERMS = {"minor": "a minor guarantor", "major": "a major guarantor",
          "nuclear": "a nuclear guarantor", "depth_minor": "depth with a minor guarantor",
          "depth_major": "depth with a major guarantor"}  # fmt: skip


def section(v: Voice) -> Section:
    """The rival explanations, and both ratios of every answer."""
    return Section(
        "explanations",
        "Competing explanations",
        "Each would leave such a record even if the guarantee did less, or nothing.",
        (Bullets(tuple(_rivals(v))), *_ratios(v)),
    )


def _ratios(v: Voice) -> Iterator[Block]:
    own = v.found.order.group(v.found.reference)
    rows = tuple(
        (label, words.ratio(each.versus.ratio["war"]), words.ratio(each.within["war"]))
        for label, each in v.rows
        if each.reading.name not in own
    )
    if rows:
        yield Table(
            "within-pairs",
            f"War {v.span} as a ratio to {v.found.reference_title}, by both comparisons",
            ("Design", "From all comparisons", "From changes within pairs alone"),
            rows,
            v.note("Medians over draws; brackets hold 90% intervals."),
            right(2),
        )


def _rivals(v: Voice) -> Iterator[str]:
    yield words.said(
        "Selection: guarantees go to states in danger, and deep ones to states that are safe for "
        "other reasons.",
        *selection(v.found),
    )
    wide = [each for each in v.others if each.result.within["war"].high >= 1]
    if v.others:
        yield words.said(
            "Change within pairs: judged only by pairs whose guarantee changed, the ratios are "
            + words.some(
                [f"{words.ratio(each.result.within['war'])} under {each.titles[0]}"
                 for each in v.others], 4,
            ) + ".",
            f"Of these, {len(wide) or 'none'} {'leaves' if len(wide) == 1 else 'leave'} room for "
            "no difference.",
        )  # fmt: skip
    top = [f"{each.meaning} ({signed(each.effect)})" for each in v.found.drivers["onset"][:3]]
    yield (
        "The pair itself. What sets it apart from a typical pair, on the logit of whether a "
        f"dispute begins: {words.some(top)}. None of it is about guarantees."
    )
    yield from _word(v)
    yield (
        "Practice: the model was fitted to the texts of treaties, not to how they work. Designs "
        "that have a practice are read both ways, and no rank stands that one of the two reverses. "
        + _practice(v)
    )


def selection(found: Assessment) -> list[str]:
    """Which of the guarantee's terms compare different pairs, and which one pair over time.

    One sentence a rung, about the term that sets pairs or years apart most surely, among those that
    some design moves. Empty where no design binds anyone.
    """
    used = {one.name for design in found.designs.values() for one in design.terms["onset"]}
    said = []
    for rung in EVENTS:
        kinds = {
            (term["name"], term["kind"]): (float(term["mean"]), float(term["sd"]))
            for term in found.ladder.rungs[rung].variants
            if term["name"] in used
        }
        names = {name for name, _ in kinds}
        if not names:
            continue
        name = max(
            sorted(names),
            key=lambda n: max(abs(kinds[n, k][0]) / kinds[n, k][1] for k in ("within", "between")),
        )
        inner, outer = kinds[name, "within"], kinds[name, "between"]
        if abs(outer[0]) > 2 * abs(inner[0]):
            what = "mostly tells different pairs apart, and says little of one pair over time"
        elif abs(inner[0]) > 2 * abs(outer[0]):
            what = "mostly tells the years of one pair apart, with and without"
        else:
            what = "tells both pairs and one pair's years apart"
        said.append(
            f"On whether {STEPS[rung]}, {_TERMS[name]} {what}: between pairs {signed(outer[0])} "
            f"(sd {outer[1]:.2f}), within a pair {signed(inner[0])} (sd {inner[1]:.2f}) on the "
            "logit."
        )
    return said


def _word(v: Voice) -> Iterator[str]:
    """What the challenger owes by its own word, which the forecast does not see."""
    pledge = v.bare.reading.pledge
    said = [
        f"{what.replace('-', ' ')} by {form.replace('-', ' ')} ({status})"
        for what, form, status in pledge.said
    ]
    told = []
    if pledge.standing:
        told.append(f"{v.challenger} owes {v.protege} nonaggression already")
    if said:
        told.append(f"its pledges toward {v.protege} are {words.some(said, 4)}")
    if told:
        yield (
            f"The challenger's own word: {'; '.join(told)}. The model has no term for such a "
            "pledge, because it made no better forecasts out of sample."
        )


def _practice(v: Voice) -> str:
    both = [
        f"{v.title(name)} {words.percent(each.risk.by['war'][-1].value)} by its text, "
        f"{words.percent(each.practice.risk.by['war'][-1].value)} by its practice"
        for name, each in v.found.designs.items()
        if each.practice
    ]
    if not both:
        return "No design tells a practice apart from its text."
    return f"War {v.span}: {words.some(both, 4)}."
