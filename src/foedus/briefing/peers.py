"""Pairs like this one: the reference class case by case, and the record of chances over years."""

from collections.abc import Iterator
from typing import Any

from foedus.assessment import reference_class
from foedus.assessment.sections import beside
from foedus.briefing.material import Material
from foedus.history.events import EVENTS
from foedus.report import words
from foedus.report.blocks import Block, Paragraph, Section, Table

#: Cases in a table; of those that did not fight again, names in a sentence.
MOST, NAMED = 40, 20


def section(m: Material) -> Section | None:
    """The cases that a count without a model is of; None where no rule leaves enough."""
    peers = m.found.peers
    if peers is None:
        return None
    return Section(
        "peers",
        "Pairs like this one, without a model",
        f"The class: {peers.rule}, followed for {words.years(peers.years)}. How like they are to "
        f"{m.one} and {m.two} is for the reader to judge.",
        (*_cases(m), *_others(m), *_over_years(m)),
    )


def _cases(m: Material) -> Iterator[Block]:
    peers = m.found.peers
    if peers is None or not peers.fought:
        return
    told: dict[tuple[frozenset[str], int, str], tuple[str, ...]] = {}
    for case, year, own in sorted(peers.fought, key=lambda each: each[1]):
        starter = case.one if own else case.two  # a pair may be among the cases both ways round
        told.setdefault(
            (frozenset((case.one, case.two)), year, case.war),
            (reference_class.name(case), reference_class.war_of(case) or "none lately",
             str(case.begins), str(year), words.party(starter, year)),
        )  # fmt: skip
    rows = tuple(told.values())
    yield Table(
        "peers",
        f"Those that fought again within {words.years(peers.years)}",
        ("Pair", "After the war", "Followed from", "New war", "Begun by"),
        rows[:MOST],
        words.said(
            "One row a pair and war.", words.left_out(min(len(rows), MOST), len(rows), "case")
        ),
        ("l", "l", "r", "r", "l"),
    )


def _others(m: Material) -> Iterator[Block]:
    peers = m.found.peers
    if peers is None:
        return
    names = list(dict.fromkeys(
        f"{reference_class.name(case)} from {case.begins}" for case in peers.quiet
    ))  # fmt: skip
    if names:
        more = ", and others" if len(names) > NAMED else ""
        yield Paragraph(f"Did not within that time: {', '.join(names[:NAMED])}{more}.")


def _over_years(m: Material) -> Iterator[Block]:
    rows = beside.over_years(m.found)
    if not rows:
        return
    yield Table(
        "over-years",
        f"The model's record over {words.years(rows[0].years)}, where it was not fitted",
        ("Event", "Pairs", "Cases", "Came", "Expected", "Came over expected",
         "Beats the base rate"),
        tuple(
            (EVENTS[row.event].title, row.pairs, f"{row.n:,}", f"{row.came}",
             f"{row.expected['pool']:.0f}",
             f"{row.ratio[0]:.2f} ({row.ratio[1]:.2f}–{row.ratio[2]:.2f})",
             "yes" if beside.firm(row) else "not clearly")
            for row in rows
        ),
        "Hindcasts of both events, begun by the challenger, from past years of which the outcome "
        "is known; brackets hold 90% intervals.",
        ("l", "l", "r", "r", "r", "r", "l"),
    )  # fmt: skip


def plain(m: Material) -> list[dict[str, Any]]:
    """The record over years as plain values."""
    return [row.to_dict() for row in beside.over_years(m.found)]
