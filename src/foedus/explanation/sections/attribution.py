"""Why a number moved, in words: from what to what, each share, and what differs."""

from datetime import date
from math import floor, log10

from foedus.estimate import Estimate
from foedus.explanation.attribution import NumberChange
from foedus.explanation.version import PLAYERS
from foedus.report import words
from foedus.report.blocks import Block, Bullets, Paragraph, Section, Table

#: Differences of one kind that are shown, of many.
SHOWN = 8


def sections(found: NumberChange, *, full: bool = False) -> tuple[Section, ...]:
    """The answer on a screen; full: with every difference."""
    lead = (
        f"{found.asked.path}: {_value(found, found.before)} {_when(found.since)}, "
        f"{_value(found, found.after)} {_when(found.now)}."
    )
    if not found.shares:
        nothing = Paragraph("Nothing that is read differs: the same answer in every draw.")
        return (Section("since", "Why it moved", lead, (nothing,)),)
    every = [*found.shares.values(), found.change]
    digits = _digits(100.0 * max(abs(each.value) for each in every))
    rows = [(PLAYERS[name], *_row(found, share, digits)) for name, share in found.shares.items()]
    rows.append(("together", *_row(found, found.change, digits)))
    unit = "Points" if found.asked.is_chance else "Share"
    heads = ("What changed", unit, "90% interval")
    note = words.said(
        "Shapley values over common draws: what each adds on average, over all orders in which "
        "the changes may come. They add up to the change.",
        _program(found),
    )
    blocks: list[Block] = [Table("since", "", heads, tuple(rows), note, ("l", "r", "r"))]
    some = [Section("since", "Why it moved", lead, tuple(blocks))]
    for name, told in found.differs.items():
        most = len(told) if full else SHOWN
        listed: list[Block] = [Bullets(tuple(words.cut(each) for each in told[:most]))]
        more = words.left_out(most, len(told), "difference")
        if more:
            listed.append(Paragraph(more))
        some.append(Section(f"since-{name}", f"What differs: {name}", "", tuple(listed)))
    return tuple(some)


def _value(found: NumberChange, estimate: Estimate) -> str:
    if found.asked.is_chance:
        return words.bare(estimate)
    return words.value(estimate.value)


def _when(version: str) -> str:
    """A version in its place in the sentence: on a day, in a seal or a file."""
    try:
        return f"on {date.fromisoformat(version)}"
    except ValueError:
        return f"in {version}"


def _digits(largest: float) -> int:
    """Decimals of a column, so that its largest number has three digits and the rest add up."""
    return min(max(2 - floor(log10(largest)), 0), 6) if largest > 0 else 0


def _row(found: NumberChange, share: Estimate, digits: int) -> tuple[str, str]:
    if not found.asked.is_chance:
        return f"{share.value:+.4g}", "none: no draws"
    if share.low == share.high == 0.0:
        return "0", "the same in every draw"
    value, low, high = (100.0 * each for each in (share.value, share.low, share.high))
    return f"{value:+.{digits}f}", f"{low:+.{digits}f} to {high:+.{digits}f}"


def _program(found: NumberChange) -> str:
    if not found.program:
        return ""
    size = f"{100.0 * found.program:+.3g} points" if found.asked.is_chance else (
        f"{found.program:+.4g}")  # fmt: skip
    return (
        f"Of the model's share {size} are this program and its draws against what the seal's own "
        "made of the same inputs."
    )
