"""``foedus data chronology``: disputes with force and changes in pacts from 2015 to today."""

from typing import Annotated

import typer

from foedus.cli.give import Answer, form, give
from foedus.cli.options import AnswerFile, Json

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
    out: AnswerFile = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Disputes with force, or changes in pacts, from 2015 on: who, when, how far, and sources."""
    from foedus.errors import UnknownNameError
    from foedus.evidence.chronology import chronology as shipped
    from foedus.evidence.chronology import sections
    from foedus.report.plain import plain
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
        count = len(disputes)
        answer = Answer(
            lambda: sections.disputes(disputes),
            lambda: [{"region": found.regions[each.id], **plain(each)} for each in disputes],
        )
    else:
        pacts = [
            each for each in found.pacts
            if (code is None or each.involves(code))
            and (since is None or (each.effective or each.declared).year >= since)
        ]  # fmt: skip
        count = len(pacts)
        answer = Answer(lambda: sections.pacts(pacts), lambda: pacts)
    give(answer, form(json), out)
    if not json and out is None:
        about = found.about
        typer.echo(
            f"{count} {kind}; version {about.version}, written on {about.through}, sources found "
            f"to {about.searched}; incomplete, see docs/chronology.md",
            err=True,
        )
