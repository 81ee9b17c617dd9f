"""Pairs like this one: the reference class, case by case."""

from collections.abc import Iterator

from foedus.assessment import reference_class
from foedus.briefing.material import Material
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
        f"{m.challenger} and {m.protege} is for the reader to judge.",
        (*_cases(m), *_others(m)),
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
