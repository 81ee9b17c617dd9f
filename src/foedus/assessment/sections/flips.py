"""What would flip the ranking, and which input has which share of the variance."""

from collections.abc import Iterator
from itertools import pairwise

from foedus.assessment.flips import Variance
from foedus.assessment.inputs import UNITS
from foedus.assessment.order import SURE, Order
from foedus.assessment.sections.ranking import Titles
from foedus.assessment.sections.titles import meant
from foedus.assessment.sections.voice import Voice
from foedus.assessment.sensitivity import BEYOND, Swing, VarianceShare
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Section, Table

_SHOWN = 8  # inputs told one by one; pairs not told apart
_LOWEST = 3  # designs whose chance is told with an input moved
_LEAST = 0.02  # share of variance worth a line


def section(v: Voice) -> Section | None:
    """What would flip the ranking, and what would move the answer most; None with one answer."""
    study, order = v.found.flips, v.found.order
    if len(order.groups) < 2:
        return None
    names = {swing.name for swing in study.swings}
    turning = {swing.name for swing in study.flipping}
    lead = (
        f"Of {words.counted(len(names), 'input')} moved to the ends of their ranges or chosen "
        f"otherwise, {len(turning) or 'none'} would make two designs that are told apart change "
        "places."
    )
    blocks: list[Block] = [Paragraph(_ranks(v))]
    if turning:
        told = [
            words.sentence(f"{said(one, v.found.titles)}: {turned(one, v.found.titles)}")
            for one in study.flipping[:_SHOWN]
        ]
        blocks += [
            Paragraph("Two that are told apart would change places, by their texts, if"),
            Bullets(tuple(told)),
            *_more(_SHOWN, len(study.flipping), "such change"),
        ]
    return Section(
        "flips", "What would flip the ranking", lead, (*blocks, *_moving(v), Paragraph(
            f"Left out is what changes less than {BEYOND:g} Monte Carlo errors of the change "
            f"({len(study.study.base):,} draws), and what changes no number as printed."
        )),
    )  # fmt: skip


def _more(shown: int, every: int, what: str) -> Iterator[Block]:
    left = words.left_out(shown, every, what)
    if left:
        yield Paragraph(left)


def _ranks(v: Voice) -> str:
    """The order as things are, and the pairs that nothing ranks."""
    order, title = v.found.order, v.title
    apart = [
        f"{title(pair.low)} and {title(pair.high)}"
        for pair in order.pairs.values()
        if not pair.told
    ]
    left = f"; and {len(apart) - _SHOWN} pairs more" if len(apart) > _SHOWN else ""
    return words.said(
        "From least war to most by the text, as things are: "
        f"{words.cut(ranked(order, v.found.titles), 800)} (= alike, < told apart, ~ not).",
        f"Not told apart, so that nothing ranks them: {'; '.join(apart[:_SHOWN])}{left}."
        if apart
        else "",
        "One design is below another where its chance is lower in "
        f"{words.percent(SURE)} of draws by the text, and by practice and change within pairs "
        "stays lower.",
    )


def _moving(v: Voice) -> Iterator[Block]:
    """The lowest designs' chances with an input moved, where that changes one as printed."""
    study = v.found.flips
    least = [each.names[0] for each in v.lowest] or [v.found.reference]
    least = [name for name in least if name in study.now.war][:_LOWEST]
    now = [words.percent(study.now.war[name]) for name in least]
    told = []
    for swing in study.moving(least):
        there = [words.percent(swing.answer.war[name]) for name in least]
        if there != now:
            told.append(f"{said(swing, v.found.titles)}: {words.listed(there)}")
    if told:
        yield Paragraph(
            f"War {v.span} under {v.some(least)} ({words.listed(now)} as things are), if"
        )
        yield Bullets(tuple(told[:_SHOWN]))


def few(v: Voice, most: int = 3) -> tuple[str, ...]:
    """What would change the answer, for a page: changes of place first, then of the number."""
    study, called = v.found.flips, v.found.titles
    lowest = v.best.names if v.best else (v.found.reference,)
    name = next((n for n in lowest if n in study.now.war), None)
    told = [
        words.sentence(f"if {said(one, called)}, {turned(one, called)}") for one in study.flipping
    ]
    if name is not None:
        now = words.percent(study.now.war[name])
        for swing in study.moving([name]):
            there = words.percent(swing.answer.war[name])
            if there != now:
                told.append(
                    words.sentence(
                        f"if {said(swing, called)}, war under {called[name]} has a chance of "
                        f"{there}, not {now}"
                    )
                )
    return tuple(told[:most])


def ranked(order: Order, titles: Titles) -> str:
    """The groups by their chance of war: ``<`` between neighbors told apart, else ``~``."""
    text = ""
    for before, group in pairwise(((), *order.groups)):
        if before:
            text += " < " if order.below(before[0], group[0]) else " ~ "
        text += " = ".join(titles[name] for name in group)
    return text


def said(swing: Swing, titles: Titles) -> str:
    """An input moved, in words, with the digits that matter."""
    meaning = meant(swing.name, swing.meaning, titles)
    if swing.to is None or swing.value is None:
        return meaning
    tell = UNITS[swing.unit]
    return f"{meaning} were {tell(swing.to)} (now {tell(swing.value)})"


def turned(swing: Swing, titles: Titles) -> str:
    """The pairs that change places: ``b below a (2.0% against 2.4%)``."""
    war = swing.answer.war
    return "; ".join(
        f"{titles[high]} below {titles[low]} "
        f"({words.percent(war[high])} against {words.percent(war[low])})"
        for low, high in swing.reverses
    )


def shares(told: Variance, titles: Titles) -> Section:
    """Which input has which share of the variance."""
    both = (
        ("level", f"The level under {titles[told.best]}", told.level),
        ("gap", f"What sets {titles[told.best]} apart from {titles[told.other]}", told.gap),
    )
    return Section(
        "shares",
        "Shares of variance",
        f"Sobol indices, on the logit of war within {words.years(told.years)}: how much of the "
        "variance an input carries, alone and together with others; small ones are left out. "
        "Sampling error is a few points.",
        tuple(_shares(f"shares-{name}", title, every) for name, title, every in both),
    )


def _shares(name: str, title: str, every: tuple[VarianceShare, ...]) -> Table:
    rows = tuple(
        (each.meaning, f"{each.total:.0%}", f"{max(each.first, 0.0):.0%}")
        for each in every
        if each.total >= _LEAST
    )
    return Table(name, title, ("Input", "In all", "Alone"), rows, "", ("l", "r", "r"))
