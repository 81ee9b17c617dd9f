"""Guarantees as plain text, at most 100 columns wide where their names allow."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.terms import Clause, Fate, Guarantee
    from foedus.terms.compare import Change, Comparison, Diff
    from foedus.terms.overview import Overview

WIDTH = 100
_SIGN = {"added": "+", "removed": "-", "changed": "~"}


def listing(lines: "Sequence[Overview]") -> str:
    """A table, one instrument a line."""
    if not lines:
        return "no instrument is like that"
    longest = max(len(line.name) for line in lines)
    widest = max(len(line.parties) for line in lines)
    out = [
        f"{'':<{longest}}  year  {'parties':<{widest}}  depth  honored  {'end':<14}  obligations"
    ]
    for line in lines:
        honored = f"{line.honored} of {line.called}" if line.called else "no call"
        out.append(
            f"{line.name:<{longest}}  {line.year or '':>4}  {line.parties:<{widest}}  "
            f"{line.depth:>5}  {honored:<7}  {line.end or '?':<14}  {', '.join(line.obligations)}"
        )
    calls, kept = sum(each.called or 0 for each in lines), sum(each.honored or 0 for each in lines)
    out += [
        "",
        f"{len(lines)} instruments; of {calls} calls {kept} answered in full. They were chosen to",
        "teach, not drawn at random: `foedus fit honor` has the rates, this list has not.",
    ]
    return "\n".join(out)


def shown(guarantee: "Guarantee") -> str:
    """One guarantee whole."""
    from foedus.history.depth import of
    from foedus.terms.compare import nearest
    from foedus.terms.depth import depth_count

    depth = of(guarantee)
    out = [f"{guarantee.name}{f': {guarantee.title}' if guarantee.title else ''}"]
    for text in guarantee.cites:
        out += _wrapped(text)
    out += ["", *_parties(guarantee), "", f"clauses ({len(guarantee.clauses)})"]
    for clause in guarantee.clauses:
        out += _clause(clause)
    out += ["", f"military ties in the text ({depth_count(guarantee)} of 8)"]
    out += _ties(guarantee, "military") or ["  none"]
    out.append(
        f"  {'depth':<14}{depth.mean:.2f} (90% {depth.low:.2f} to {depth.high:.2f}), "
        f"deeper than {depth.percentile:.0f}% of ATOP's"
    )
    if guarantee.practice:
        out += ["military ties in practice, read beside the text", *_ties(guarantee, "practice")]
    out += ["", "law and term", *_law(guarantee)]
    if guarantee.fate:
        out += ["", "what became of it", *_fate(guarantee.fate)]
    if guarantee.notes:
        out += ["", "notes", *_wrapped(guarantee.notes, "  ")]
    kin = nearest(guarantee)
    near = ", ".join(f"{name} ({apart:.2f})" for name, apart in kin)
    out += ["", *_hanging("nearest in terms: ", near)]
    return "\n".join(out)


def compared(found: "Comparison", everything: bool) -> str:
    """A block an item: what each guarantee says."""
    longest = max(map(len, found.names))
    out: list[str] = []
    agreed = 0
    for item in found.items:
        if not item.differs and not everything:
            agreed += 1
            continue
        out.append(f"{item.group}: {item.name}")
        for name, value in zip(found.names, item.values, strict=True):
            out += _hanging(f"  {name:<{longest}}  ", value)
    if agreed:
        out += ["", f"the same in all: {agreed} items (--all shows them)"]
    out += ["", "distance of terms, 0 the same to 1"]
    for (first, second), apart in found.distances.items():
        out.append(f"  {apart:.2f}  {first}, {second}")
    return "\n".join(out)


def changed(found: "Diff") -> str:
    """A line a change."""
    out = [f"from {found.before} to {found.after}: distance {found.distance:.2f}"]
    for change in found.changes:
        out += _change(change)
    if not found.changes:
        out.append("the terms are the same")
    groups = [f"{name} {apart:.2f}" for name, apart in found.groups.items() if apart is not None]
    out += ["", *_wrapped("by group of terms, 0 the same to 1: " + ", ".join(groups))]
    return "\n".join(out)


def _change(change: "Change") -> Iterator[str]:
    what = f"{_SIGN[change.kind]} {change.group}: {change.name}: "
    match change.kind:
        case "added":
            yield from _hanging(what, change.after)
        case "removed":
            yield from _hanging(what, change.before)
        case _:
            yield from _hanging(what, f"{change.before} → {change.after}")


def _parties(guarantee: "Guarantee") -> Iterator[str]:
    head = "parties" if guarantee.mutual else "guarantors"
    yield from _hanging(f"{head:<12}", ", ".join(guarantee.guarantors) or "none")
    if guarantee.acceded:
        joined = ", ".join(f"{state} {day.year}" for state, day in guarantee.acceded.items())
        yield from _hanging(f"{'acceded':<12}", joined)
    if guarantee.protege:
        yield f"{'protégé':<12}{guarantee.protege}"
    days = {
        "signed": guarantee.signed,
        "in force": guarantee.in_force,
        "ended": guarantee.ended,
    }
    known = [f"{name} {day}" for name, day in days.items() if day]
    if known:
        yield f"{'dates':<12}{', '.join(known)}"


def _clause(clause: "Clause") -> Iterator[str]:
    cited = f" [{'; '.join(clause.cites)}]" if clause.cites else ""
    yield from _hanging("  ", clause.summary() + cited)
    for name, words in (("by", clause.by), ("in", clause.area)):
        if words:
            yield from _hanging(f"      {name} ", ", ".join(words))
    if clause.note:
        yield from _wrapped(clause.note, "      ")


def _ties(guarantee: "Guarantee", which: str) -> list[str]:
    military = getattr(guarantee, which)
    out = []
    for name in type(military).model_fields:
        value = getattr(military, name)
        if name == "stationed":
            for force in value:
                number = f"{force.number:,}" if force.number is not None else "number not said"
                where = f", {force.where}" if force.where else ""
                out += _hanging(f"  {'stationed':<14}", f"{force.state}, {number}{where}")
        elif value not in {"none", False}:
            out.append(f"  {name:<14}{'yes' if value is True else value}")
    return out


def _law(guarantee: "Guarantee") -> Iterator[str]:
    said = {
        "adopted by": guarantee.adopted_by,
        "secrecy": guarantee.secrecy,
        "term": f"{guarantee.term:g} years" if guarantee.term else None,
        "until": guarantee.until,
        "renewal": guarantee.renewal,
        "renunciation": guarantee.renunciation,
        "notice": f"{guarantee.notice:g} months" if guarantee.notice is not None else None,
        "accession": guarantee.accession,
    }
    for name, value in said.items():
        if value:
            yield from _hanging(f"  {name:<14}", value)
    silent = [name for name, value in said.items() if not value and name not in {"term", "until"}]
    if not guarantee.term and not guarantee.until:
        silent.append("an end")
    if silent:
        yield from _hanging(f"  {'not said':<14}", ", ".join(silent))


def _fate(fate: "Fate") -> Iterator[str]:
    for call in fate.called:
        against = f" against {', '.join(call.against)}" if call.against else ""
        by = f" by {', '.join(call.by)}" if call.by else ""
        yield from _hanging(f"  {call.on}  ", f"{call.answer}{by}{against}: {call.what}")
        yield from _wrapped(f"source: {call.source}", " " * 14)
    if not fate.called:
        yield "  no call is on record"
    yield f"  end: {fate.end}"
    if fate.source:
        yield from _wrapped(f"source: {fate.source}", " " * 14)
    if fate.note:
        yield from _wrapped(fate.note, "  ")


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _hanging(head: str, text: str) -> list[str]:
    indent = " " * min(len(head), 48)
    return textwrap.wrap(text, WIDTH, initial_indent=head, subsequent_indent=indent)
