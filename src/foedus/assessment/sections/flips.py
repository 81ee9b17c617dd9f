"""What would flip the ranking, and which input has which share of the variance, in words.

Lines of plain text, at most 100 columns wide, for :mod:`foedus.assessment.sections.text`.
"""

import textwrap
from collections.abc import Iterator, Mapping
from itertools import pairwise

from foedus.assessment.flips import Variance
from foedus.assessment.inputs import UNITS
from foedus.assessment.order import Order
from foedus.assessment.result import Assessment
from foedus.assessment.sensitivity import BEYOND, Swing
from foedus.report import words

WIDTH = 100
_SHOWN = 8  # inputs that do not change the order; pairs not told apart
_LOWEST = 3  # designs whose chance is told with an input moved
_LEAST = 0.02  # share of variance worth a line


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )


def flipped(found: Assessment) -> Iterator[str]:
    """What would flip the ranking, and what would move the answer most."""
    study, order = found.flips, found.order
    if len(order.groups) < 2:
        return
    yield from _wrapped(f"Least war first, as things are: {ranked(order)}.")
    apart = [pair for pair in order.pairs.values() if not pair.told]
    if apart:
        told = ", ".join(f"{pair.low} and {pair.high}" for pair in apart[:_SHOWN])
        more = f" and {len(apart) - _SHOWN} pairs more" if len(apart) > _SHOWN else ""
        yield from _wrapped(
            f"Not told apart, so that nothing ranks them: {told}{more}; all others are."
        )
    if study.flipping:
        yield "Two that are told apart would change places, by their texts, if"
        for swing in study.flipping:
            yield from _wrapped(f"{said(swing)}: {turned(swing)}", "  ")
    else:
        yield "No input that was moved, alone, makes two that are told apart change places."
    least = [group[0] for group in order.lowest(found.reference)] or [found.reference]
    least = least[:_LOWEST]
    rest = [swing for swing in study.moving(least) if _told_apart(study.now.war, swing, least)]
    rest = rest[:_SHOWN]
    if rest:
        now = words.listed(words.percent(study.now.war[name]) for name in least)
        yield from _wrapped(
            f"War within {words.years(found.years)} under {words.listed(least)} ({now} as things "
            "are), if"
        )
        for swing in rest:
            there = words.listed(words.percent(swing.answer.war[name]) for name in least)
            yield from _wrapped(f"{said(swing)}: {there}", "  ")
    yield from _wrapped(
        f"Left out is what changes less than {BEYOND:g} Monte Carlo errors of the change "
        f"({len(study.study.base):,} draws), and what changes no number as "
        "printed."
    )


def _told_apart(now: Mapping[str, float], swing: Swing, least: list[str]) -> bool:
    """Whether an input moved changes a chance as it is printed."""
    return any(words.percent(now[name]) != words.percent(swing.answer.war[name]) for name in least)


def ranked(order: Order) -> str:
    """The groups by their chance of war: ``<`` between neighbors told apart, else ``~``."""
    text = ""
    for before, group in pairwise(((), *order.groups)):
        if before:
            text += " < " if order.below(before[0], group[0]) else " ~ "
        text += " = ".join(group)
    return text


def said(swing: Swing) -> str:
    """An input moved, in words, with the digits that matter."""
    if swing.to is None or swing.value is None:
        return swing.meaning
    tell = UNITS[swing.unit]
    return f"{swing.meaning} were {tell(swing.to)} (now {tell(swing.value)})"


def turned(swing: Swing) -> str:
    """The pairs that change places: ``b below a (2.0% against 2.4%)``."""
    war = swing.answer.war
    return "; ".join(
        f"{high} below {low} ({words.percent(war[high])} against {words.percent(war[low])})"
        for low, high in swing.reverses
    )


def variances(told: Variance) -> Iterator[str]:
    """Which input has which share of the variance."""
    yield "SHARES OF VARIANCE"
    yield from _wrapped(
        f"Sobol indices, on the logit of war within {words.years(told.years)}: how much of the "
        "variance an input carries, alone and together with others; small ones are left out. "
        "Sampling error is a few points."
    )
    for title, found in (
        (f"the level under {told.best}", told.level),
        (f"what sets {told.best} apart from {told.other}", told.gap),
    ):
        yield title
        for share in found:
            if share.total >= _LEAST:
                alone = max(share.first, 0.0)
                yield f"  {share.total:>5.0%} in all, {alone:>4.0%} alone  {share.meaning}"
