"""``foedus data chronology``: disputes with force and changes in pacts from 2015 to today."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from foedus.evidence.chronology import Chronology, Dispute, PactChange

KINDS = ("disputes", "pacts")
EPILOG = """\b
Examples:
  foedus data chronology
  foedus data chronology --state IRN --since 2024
  foedus data chronology --kind pacts --json

An arrow points from who began to against whom; `?` marks a record whose coding is contested, `+` a
phase of an earlier dispute, `*` one whose sources were not all opened; of pacts, `x` one that falls
short of ATOP's rules. Battle deaths are least to
most. docs/chronology.md states the rules, how complete the records are, and how to add one."""


def chronology(
    state: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only with this state, on either side.")
    ] = None,
    since: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Only from this year on, by the first day.")
    ] = None,
    kind: Annotated[
        str, typer.Option(metavar="KIND", help="disputes or pacts.")
    ] = "disputes",
    json: bool = typer.Option(False, "--json", help="Print JSON: an array of records."),
) -> None:  # fmt: skip
    """Disputes with force, or changes in pacts, from 2015 on: who, when, how far, and sources."""
    from foedus.errors import UnknownNameError
    from foedus.evidence.chronology import chronology as shipped
    from foedus.states import find

    if kind not in KINDS:
        raise UnknownNameError("kind", kind, KINDS, where="--kind")
    code = find(state, where="--state").label if state is not None else None
    found = shipped()
    if kind == "disputes":
        disputes = [
            each for each in found.disputes
            if (code is None or each.involves(code)) and (since is None or each.start.year >= since)
        ]  # fmt: skip
        if json:
            _dump([_dispute(each, found) for each in disputes])
            return
        lines = [_dispute_line(each) for each in disputes]
    else:
        pacts = [
            each for each in found.pacts
            if (code is None or each.involves(code))
            and (since is None or (each.effective or each.declared).year >= since)
        ]  # fmt: skip
        if json:
            _dump([_pact(each) for each in pacts])
            return
        lines = [_pact_line(each) for each in pacts]
    for line in lines:
        typer.echo(line)
    about = found.about
    typer.echo(
        f"{len(lines)} {kind}; version {about.version}, written on {about.through}, sources found "
        f"to {about.searched}; incomplete, see docs/chronology.md",
        err=True,
    )


def _dispute(dispute: "Dispute", found: "Chronology") -> dict[str, Any]:
    return {"region": found.regions[dispute.id], **dispute.model_dump(mode="json")}


def _pact(pact: "PactChange") -> dict[str, Any]:
    return pact.model_dump(mode="json")


def _dispute_line(dispute: "Dispute") -> str:
    sides = [
        "+".join(each.state for each in dispute.side(which)) for which in ("initiator", "target")
    ]
    deaths = dispute.deaths
    killed = f"{deaths.low:,}" if deaths.low == deaths.high else f"{deaths.low:,}–{deaths.high:,}"
    unopened = not all(source.checked for source in dispute.sources)
    marks = (
        ("?" if dispute.contested else "")
        + ("+" if dispute.continues else "")
        + ("*" if unopened else "")
    )
    start = _day(str(dispute.start), dispute.start_precision)
    end = _day(str(dispute.end), dispute.end_precision) if dispute.end else "went on"
    return (
        f"{start:10} {end:10} {sides[0]:>11} → {sides[1]:19} {dispute.level:6} {killed:>15} "
        f"{marks:3} {dispute.title}"
    )


def _day(text: str, precision: str) -> str:
    return text[: {"day": 10, "month": 7, "year": 4}[precision]]


def _pact_line(pact: "PactChange") -> str:
    arrow = "–" if pact.mutual else "→"
    states = " ".join(pact.states)
    if len(pact.partners) > 3:
        states += f" {arrow} {len(pact.partners)} states"
    elif pact.partners:
        states += f" {arrow} {' '.join(pact.partners)}"
    unopened = not all(source.checked for source in pact.sources)
    marks = ("" if pact.atop_rule else "x") + ("*" if unopened else "")
    effective = str(pact.effective) if pact.effective else "not found"
    return (
        f"{pact.declared} {effective:10} {pact.change:9} {', '.join(pact.promises):39} "
        f"{states:24} {marks:2} {pact.title}"
    )


def _dump(value: Any) -> None:
    from json import dumps

    typer.echo(dumps(value, indent=2, ensure_ascii=False))
