"""The chronology in words: a row a dispute, a row a change in a pact."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from foedus.report.blocks import Section, Table

if TYPE_CHECKING:
    from foedus.evidence.chronology import Dispute, PactChange

_LENGTH = {"day": 10, "month": 7, "year": 4}  # characters of an ISO date that are known


def disputes(found: Iterable["Dispute"]) -> tuple[Section]:
    """Disputes: when, who against whom, how far, battle deaths, marks, what it was."""
    columns = ("from\nto", "began, against", "level", "deaths", "", "dispute")
    rows = tuple(map(_dispute, found))
    table = Table("disputes", "", columns, rows, align=("l", "l", "l", "r", "l", "l"))
    return (Section("disputes", "", "", (table,)),)


def pacts(found: Iterable["PactChange"]) -> tuple[Section]:
    """Changes in pacts: when declared and in force, what, promises, parties, marks, title."""
    columns = ("declared\nin force", "change", "promises", "parties", "", "pact")
    return (Section("pacts", "", "", (Table("pacts", "", columns, tuple(map(_pact, found))),)),)


def _dispute(dispute: "Dispute") -> tuple[str, ...]:
    began, against = (
        "+".join(side.state for side in dispute.side(which)) for which in ("initiator", "target")
    )
    deaths = dispute.deaths
    killed = f"{deaths.low:,}" if deaths.low == deaths.high else f"{deaths.low:,}–{deaths.high:,}"
    unopened = not all(source.checked for source in dispute.sources)
    marks = (
        ("?" if dispute.contested else "")
        + ("+" if dispute.continues else "")
        + ("*" if unopened else "")
    )
    start = _day(dispute.start, dispute.start_precision)
    end = _day(dispute.end, dispute.end_precision) if dispute.end else "went on"
    return (
        f"{start}\n{end}",
        f"{began} → {against}",
        dispute.level,
        killed,
        marks,
        dispute.title,
    )


def _day(day: date, precision: str) -> str:
    return str(day)[: _LENGTH[precision]]


def _pact(pact: "PactChange") -> tuple[str, ...]:
    others = f"{len(pact.partners)} states" if len(pact.partners) > 3 else " ".join(pact.partners)
    arrow = "–" if pact.mutual else "→"
    unopened = not all(source.checked for source in pact.sources)
    return (
        f"{pact.declared}\n{pact.effective or 'not found'}",
        pact.change,
        ", ".join(pact.promises),
        " ".join(pact.states) + (f" {arrow} {others}" if others else ""),
        "x" * (not pact.atop_rule) + "*" * unopened,
        pact.title,
    )
