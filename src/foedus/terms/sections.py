"""Guarantees in words: the library as a table, one whole, several side by side, a difference."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from foedus.estimate import Estimate
from foedus.report import words
from foedus.report.blocks import Align, Block, Bullets, Paragraph, Question, Section, Table
from foedus.states import find
from foedus.terms.clause import Clause
from foedus.terms.compare import Comparison, Diff, TermsChange, nearest
from foedus.terms.depth import depth_count
from foedus.terms.fate import Fate
from foedus.terms.guarantee import Guarantee, Military
from foedus.terms.overview import Overview

_SIGN = {"added": "+", "removed": "-", "changed": "~"}
_LIBRARY: tuple[Align, ...] = ("l", "r", "r", "l", "l")


def library(found: Sequence[Overview]) -> tuple[Section, ...]:
    """Instruments as a table, one a row."""
    if not found:
        return (Section("library", "", "", (Paragraph("no instrument is like that"),)),)
    rows = tuple(map(_line, found))
    calls = sum(each.called or 0 for each in found)
    note = (
        f"{words.counted(len(found), 'instrument')}; of {words.counted(calls, 'call')} "
        f"{sum(each.honored or 0 for each in found)} answered in full. They were chosen to teach, "
        "not drawn at random: `foedus fit honor` has the rates, this list has not."
    )
    heads = ("", "year", "depth", "honored, end", "obligations")
    return (Section("library", "", "", (Table("library", "", heads, rows, note, _LIBRARY),)),)


def _line(each: Overview) -> tuple[str, ...]:
    honored = f"{each.honored} of {each.called}" if each.called else "no call"
    return (
        f"{each.name}\n{each.parties}", str(each.year or ""), str(each.depth),
        f"{honored}\n{each.end or '?'}", ", ".join(each.obligations),
    )  # fmt: skip


def whole(guarantee: Guarantee, depth: Estimate, deeper: float) -> tuple[Section, ...]:
    """One guarantee.

    depth: its latent depth, standard deviations of ATOP's alliances. deeper: the percentage of
    ATOP's alliances that are less deep.
    """
    latent = (
        f"{depth.value:.2f} (90% {depth.low:.2f} to {depth.high:.2f}), deeper than "
        f"{words.share(deeper)} of ATOP's"
    )
    ties = _ties(guarantee.military)
    near = ", ".join(f"{name} ({apart:.2f})" for name, apart in nearest(guarantee))
    title = f": {guarantee.title}" if guarantee.title else ""
    head = (f"{guarantee.name}{title}", *guarantee.cites)
    return (
        Section("guarantee", "", "",
                (*map(Paragraph, head), *_rows("parties", _parties(guarantee)))),
        Section("clauses", f"Clauses ({len(guarantee.clauses)})", "",
                (Bullets(tuple(map(_clause, guarantee.clauses))),)),
        Section("ties", f"Military ties in the text ({depth_count(guarantee)} of 8)",
                "" if ties else "none", _rows("ties", [*ties, ("depth", latent)])),
        Section("practice", "Military ties in practice, read beside the text", "",
                _rows("practice", _ties(guarantee.practice) if guarantee.practice else ())),
        Section("law", "Law and term", "", _rows("law", _law(guarantee))),
        Section("fate", "What became of it", "",
                _fate(guarantee.fate) if guarantee.fate else ()),
        Section("notes", "Notes", guarantee.notes or "", ()),
        Section("nearest", "Nearest in terms", near, ()),
    )  # fmt: skip


def comparison(found: Comparison, *, every: bool = False) -> tuple[Section, ...]:
    """What each guarantee says, item by item; ``every``: also where all agree."""
    shown = [item for item in found.items if item.differs or every]
    agreed = len(found.items) - len(shown)
    items = tuple(
        Question(
            f"{item.group}: {item.name}",
            _rows(f"item-{place}", zip(found.names, item.values, strict=True)),
        )
        for place, item in enumerate(shown)
    )  # fmt: skip
    same = (Paragraph(f"the same in all: {words.counted(agreed, 'item')} (--all shows them)"),)
    apart = tuple((f"{far:.2f}", *pair) for pair, far in found.distances.items())
    return (
        Section("items", "", "", (*items, *(same if agreed else ()))),
        Section("distances", "Distance of terms, 0 the same to 1", "",
                (Table("distances", "", ("", "", ""), apart),)),
    )  # fmt: skip


def difference(found: Diff) -> tuple[Section, ...]:
    """What changes from one guarantee to another, a row each."""
    head = f"from {found.before} to {found.after}: distance {found.distance:.2f}"
    groups = ", ".join(
        f"{name} {apart:.2f}" for name, apart in found.groups.items() if apart is not None
    )
    rows = tuple(
        (_SIGN[change.kind], f"{change.group}: {change.name}", _change(change))
        for change in found.changes
    )
    changes = (
        Table("changes", "", ("", "", ""), rows) if rows else Paragraph("the terms are the same")
    )
    return (
        Section("difference", "", "", (Paragraph(head), changes)),
        Section("groups", "By group of terms, 0 the same to 1", groups, ()),
    )


def _change(change: TermsChange) -> str:
    match change.kind:
        case "added":
            return change.after
        case "removed":
            return change.before
        case _:
            return f"{change.before} → {change.after}"


def _rows(name: str, rows: Iterable[tuple[str, str]]) -> tuple[Block, ...]:
    """Labels and what they are of, as a table without heads; nothing where there are none."""
    kept = tuple(rows)
    return (Table(name, "", ("", ""), kept),) if kept else ()


def _parties(guarantee: Guarantee) -> Iterator[tuple[str, str]]:
    head = "parties" if guarantee.mutual else "guarantors"
    yield head, words.roster(guarantee.guarantors) or "none"
    if guarantee.acceded:
        joined = (f"{find(state).short} {day.year}" for state, day in guarantee.acceded.items())
        yield "acceded", ", ".join(joined)
    if guarantee.protege:
        yield "protégé", find(guarantee.protege).short
    days = {"signed": guarantee.signed, "in force": guarantee.in_force, "ended": guarantee.ended}
    known = ", ".join(f"{name} {day}" for name, day in days.items() if day)
    if known:
        yield "dates", known


def _clause(clause: Clause) -> str:
    cited = f" [{'; '.join(clause.cites)}]" if clause.cites else ""
    by = f"; by {words.roster(clause.by)}" if clause.by else ""
    area = f"; in {', '.join(clause.area)}" if clause.area else ""
    note = f": {clause.note}" if clause.note else ""
    return f"{clause.summary()}{cited}{by}{area}{note}"


def _ties(military: Military) -> list[tuple[str, str]]:
    found = []
    for name in Military.model_fields:
        value = getattr(military, name)
        if name == "stationed":
            for force in value:
                number = f"{force.number:,}" if force.number is not None else "number not said"
                where = f", {force.where}" if force.where else ""
                found.append(("stationed", f"{force.state}, {number}{where}"))
        elif value not in {"none", False}:
            found.append((name, "yes" if value is True else value))
    return found


def _law(guarantee: Guarantee) -> Iterator[tuple[str, str]]:
    said: Mapping[str, str | None] = {
        "adopted by": guarantee.adopted_by,
        "secrecy": guarantee.secrecy,
        "term": f"{guarantee.term:g} years" if guarantee.term else None,
        "until": guarantee.until,
        "renewal": guarantee.renewal,
        "renunciation": guarantee.renunciation,
        "notice": f"{guarantee.notice:g} months" if guarantee.notice is not None else None,
        "accession": guarantee.accession,
    }
    yield from ((name, value) for name, value in said.items() if value)
    silent = [name for name, value in said.items() if not value and name not in {"term", "until"}]
    if not guarantee.term and not guarantee.until:
        silent.append("an end")
    if silent:
        yield "not said", ", ".join(silent)


def _fate(fate: Fate) -> tuple[Block, ...]:
    rows = []
    for call in fate.called:
        against = f" against {words.roster(call.against)}" if call.against else ""
        by = f" by {words.roster(call.by)}" if call.by else ""
        what = f"{call.answer}{by}{against}: {call.what}"
        rows.append((str(call.on), f"{what}\nsource: {call.source}"))
    if not rows:
        rows.append(("called on", "no call is on record"))
    rows.append(("end", fate.end + (f"\nsource: {fate.source}" if fate.source else "")))
    return (*_rows("fate", rows), *((Paragraph(fate.note),) if fate.note else ()))
