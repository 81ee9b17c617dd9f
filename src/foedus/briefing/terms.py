"""Terms side by side with a known instrument, and what became of the nearest ones."""

import re
from collections.abc import Iterator

from foedus.assessment.sections.titles import headed
from foedus.briefing.annex import ARTICLE_5
from foedus.briefing.material import Material
from foedus.report import words
from foedus.report.blocks import Align, Block, Section, Table
from foedus.terms.compare import ABSENT, ComparisonRow, compare
from foedus.terms.instruments import get
from foedus.terms.overview import overview

#: Words of the vocabulary that a hyphen joins, and a state by its code.
_WORD = re.compile(r"(?<![\w-])(?:as-deemed|after-|armed-|nuclear-|in-)[a-z-]+(?![\w-])")
_CODE = re.compile(r"\b[A-Z]{3}\b")
#: Designs beside it.
BESIDE = 4
_TERMS = 5  # columns of the nearest instruments before those of their fate


def section(m: Material) -> Section | None:
    """The comparison, then the nearest instruments; None where no design names a guarantor."""
    if not m.terms:
        return None
    blocks = (_beside(m), *_kin(m))
    return Section(
        "terms",
        f"Terms beside {called(m)} and the nearest instruments",
        "Clauses are matched by what they oblige to; what is the same in all is left out.",
        blocks,
    )


def called(m: Material) -> str:
    """The instrument that designs are held against, inside a sentence."""
    if m.model == ARTICLE_5:
        return "Article 5 of the North Atlantic Treaty"
    given = get(m.model)
    return f"“{words.cut(given.title, 90)}”" if given.title else m.model


def _beside(m: Material) -> Table:
    risk = {name: m.found.designs[name].risk.by["war"][-1].value for name in m.terms}
    kept = sorted(m.terms, key=risk.__getitem__)[:BESIDE]
    names = [name for name in m.terms if name in kept]
    found = compare(get(m.model), *(m.terms[name] for name in names))
    rows = [
        (_name(item), *(_cell(value, m.year) for value in item.values))
        for item in found.items
        if item.differs
    ]
    apart = [
        f"{found.distances[found.names[0], name]:.2f}" for name in found.names[1:]
    ]  # the instrument stands first, so its pairs do too
    rows.append(("distance of all terms, 0 the same to 1", ABSENT, *apart))
    same = sum(1 for item in found.items if not item.differs)
    return Table(
        "beside-instrument",
        "Terms that differ, side by side",
        ("Term", headed(called(m)), *map(m.head, names)),
        tuple(rows),
        words.said(
            f"{words.counted(same, 'term')} the same in all left out. {ABSENT}: nothing said.",
            words.left_out(len(names), len(m.terms) + m.terms_left, "design"),
        ),
    )


def _name(item: ComparisonRow) -> str:
    """What a row is about; of a clause the promise alone."""
    name = _spaced(item.name.replace("_", " ").replace("protege", "protégé"))
    return name if item.group in {"clauses", name} else f"{item.group}: {name}"


def _cell(value: str, year: int) -> str:
    """A cell, its states by name; a list of many as their number."""
    parts = value.split(", ")
    if len(parts) > 2 * words.NAMED and all(map(_CODE.fullmatch, parts)):
        return f"{len(parts)} states"
    return words.cut(readable(value, year), 240)


def readable(text: str, year: int) -> str:
    """A term as it is spoken, states by their names."""
    return words.spelled(_spaced(text), year)


def _spaced(text: str) -> str:
    """Words as they are spoken: ``as deemed necessary``."""
    return _WORD.sub(lambda match: match[0].replace("-", " "), text)


def _kin(m: Material) -> Iterator[Block]:
    rows = []
    for name, near in m.kin.items():
        for other, apart in near:
            kin = get(other)
            line, signed = overview(kin), kin.signed.year if kin.signed else m.year
            called = "unknown" if line.called is None else str(line.called)
            rows.append((
                m.head(name), words.cut(kin.title or other, 90), str(line.year or ""),
                words.spelled(line.parties, signed), f"{apart:.2f}", called,
                str(line.honored) if line.called else ABSENT, _spaced(line.end or ""),
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
