"""Terms side by side with Article 5, and the nearest instruments with what became of them."""

import re
from collections.abc import Iterator

from foedus.briefing.material import ARTICLE_5, Material
from foedus.report import words
from foedus.report.blocks import Align, Block, Section, Table
from foedus.terms.compare import ABSENT, ComparisonRow, compare
from foedus.terms.instruments import get
from foedus.terms.overview import overview

_WORD = re.compile("[a-z]+(-[a-z]+)+")
#: Designs beside Article 5.
BESIDE = 4
_TERMS = 5  # columns of the nearest instruments before those of their fate


def section(m: Material) -> Section:
    """The comparison, then the nearest instruments."""
    if not m.terms:
        return Section(
            "terms", "Terms", "No design names a guarantor, so there are no terms to compare.",
            (),
        )  # fmt: skip
    blocks = (_beside(m), *_kin(m))
    return Section(
        "terms",
        "Terms beside Article 5 and the nearest instruments",
        "Clauses are matched by what they oblige to; what is the same in all is left out.",
        blocks,
    )


def _beside(m: Material) -> Table:
    risk = {name: m.found.designs[name].risk.by["war"][-1].value for name in m.terms}
    kept = sorted(m.terms, key=risk.__getitem__)[:BESIDE]
    names = [name for name in m.terms if name in kept]
    found = compare(get(ARTICLE_5), *(m.terms[name] for name in names))
    rows = [(_name(item), *map(_cell, item.values)) for item in found.items if item.differs]
    apart = [
        f"{found.distances[found.names[0], name]:.2f}" for name in found.names[1:]
    ]  # Article 5 stands first, so its pairs do too
    rows.append(("distance of all terms, 0 the same to 1", ABSENT, *apart))
    same = sum(1 for item in found.items if not item.differs)
    return Table(
        "beside-article-5",
        "Terms that differ, side by side",
        ("Term", f"Article 5 ({ARTICLE_5})", *names),
        tuple(rows),
        words.said(
            f"{words.counted(same, 'term')} the same in all left out. {ABSENT}: nothing said.",
            words.left_out(len(names), len(m.terms) + m.terms_left, "design"),
        ),
    )


def _name(item: ComparisonRow) -> str:
    """What a row is about; of a clause the promise alone."""
    name = item.name.replace("_", " ").replace("protege", "protégé")
    return name if item.group in {"clauses", name} else f"{item.group}: {name}"


def _cell(value: str) -> str:
    """A cell; a list of many states as their number."""
    if _WORD.fullmatch(value):  # of the vocabulary: as-deemed-necessary
        return value.replace("-", " ")
    parts = value.split(", ")
    if len(parts) > 2 * words.NAMED and all(len(part) == 3 and part.isupper() for part in parts):
        return f"{len(parts)} states"
    return words.cut(value, 240)


def _kin(m: Material) -> Iterator[Block]:
    rows = []
    for name, near in m.kin.items():
        for other, apart in near:
            line = overview(get(other))
            called = "unknown" if line.called is None else str(line.called)
            rows.append((
                name, other, str(line.year or ""), line.parties, f"{apart:.2f}", called,
                str(line.honored) if line.called else ABSENT, line.end or "",
            ))  # fmt: skip
    heads = ("Design", "Instrument", "Signed", "Parties", "Distance", "Called on", "Honored", "End")
    align: tuple[Align, ...] = ("l", "l", "r", "l", "r", "r", "r", "l")
    # What became of an instrument is of all years: a question of the past is told its terms alone.
    kept = _TERMS if m.found.past else len(heads)
    fate = "Called on: occasions on record; honored: of them, answered in full."
    yield Table(
        "nearest",
        "The nearest instruments of the library, "
        + ("signed before the question" if m.found.past else "and what became of them"),
        heads[:kept],
        tuple(row[:kept] for row in rows),
        words.said(
            "Distance of terms alone, 0 the same to 1: not of power, place or threat.",
            "" if m.found.past else fate,
            words.left_out(len(m.terms), len(m.terms) + m.terms_left, "design"),
        ),
        align[:kept],
    )
