"""The claims: graded, added and drafted from a text; what they move follows the hand."""

from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import APIRouter, Header, Request
from fastapi.responses import JSONResponse

from foedus.report.page import fragment
from foedus.report.plain import plain
from foedus.scenario import Scenario
from foedus.scenario.grades import CREDIBILITY, RELIABILITY
from foedus.scenario.statements import Claim
from foedus.scenario.versions import StaleError, tag
from foedus.web.access import Role
from foedus.web.claims.changes import (
    PREFIX,
    ClaimChanges,
    asked,
    changed,
    graded,
    identified,
    regraded,
)
from foedus.web.claims.drafts import MOST_WORDS, confirmed, drafted
from foedus.web.claims.forms import ClaimsForm, ClaimsSave, DecisionsForm, TextForm, flat
from foedus.web.claims.heard import ClaimsHeard, heard, heard_after, moved
from foedus.web.desk import AtDesk, Desk, Editor, Visitor
from foedus.web.page import PageContent
from foedus.web.pages.scenarios import saved

router = APIRouter()
MANNERS: tuple[str, ...] = get_args(Claim.model_fields["manner"].annotation)


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with what it does. source: its title. saved: the grade before the changes."""

    claim: Claim
    source: str
    saved: str
    moves: tuple[str, ...]
    marks: tuple[str, ...]


def claims(request: Request, desk: AtDesk, session: Visitor, name: str) -> PageContent:
    """The scenario's claims with their grades, what each moves, and what a change of grade does."""
    text = desk.shelf.text(name)
    before = heard(text, name)
    pairs = [
        (key.removeprefix(PREFIX), value)
        for key, value in request.query_params.multi_items()
        if key.startswith(PREFIX)
    ]
    grades = graded(pairs, before.scenario)
    after = _after(text, before, ClaimChanges(grades))
    rows = _rows(before, after)
    scenario = before.scenario
    change = () if after is before else (moved(before, after),)
    made = fragment((*change, *after.sections()))
    return PageContent(
        "claims.html", "Claims", lambda: {**after.to_dict(), "claims": rows, "grades": grades},
        name,
        {
            "name": name, "rows": rows, "parts": made.parts[len(change) :],
            "change": made.parts[: len(change)], "lead": change[0].lead if change else "",
            "own": desk.shelf.own(name),
            "tag": desk.shelf.tag(name), "editor": session.role.may(Role.EDITOR),
            "letters": RELIABILITY, "digits": CREDIBILITY, "manners": MANNERS,
            "sources": scenario.sources, "as_of": scenario.as_of, "most": MOST_WORDS,
            "issues": scenario.issues,
            "actors": sorted({each.actor for it in scenario.issues for each in it.positions}),
            "weighed": before.weighing is not None,
        },
        made.styles, desk.shelf.tag(name),
    )  # fmt: skip


def _after(text: str, before: ClaimsHeard, changes: ClaimChanges) -> ClaimsHeard:
    """What changed claims move. Of grades alone no file need be read again."""
    if changes.added:
        return heard_after(changed(text, before.scenario, changes)[1], before)
    return heard_after(regraded(before.scenario, changes.grades), before) if changes else before


def _rows(before: ClaimsHeard, after: ClaimsHeard) -> list[ClaimRow]:
    saved = {each.id: each.grade for each in before.scenario.claims}
    titles = {key: each.title for key, each in after.scenario.sources.items()}
    return [
        ClaimRow(each, titles.get(each.source or "", each.source or ""),
                 saved.get(each.id, ""), tuple(after.moved_by(each)), tuple(after.marks(each)))
        for each in after.scenario.claims
    ]  # fmt: skip


def _changes(scenario: Scenario, sent: ClaimsForm) -> ClaimChanges:
    taken = [each.id for each in scenario.claims]
    added = (identified(sent.added.entry(), taken),) if sent.added else ()
    return ClaimChanges(graded(sent.grades.items(), scenario), added)


@router.post("/api/claims/{name}/trial", summary="What changed claims move; nothing is saved.")
def tries(name: str, sent: ClaimsForm, desk: AtDesk, session: Visitor) -> JSONResponse:  # noqa: ARG001
    """Each claim's row, and the sections as blocks and HTML."""
    text = desk.shelf.text(name)
    before = heard(text, name)
    after = _after(text, before, _changes(before.scenario, sent))
    change = () if after is before else (moved(before, after),)
    sections = (*change, *after.sections())
    made = fragment(sections)
    told = {
        "rows": plain(_rows(before, after)), "tag": desk.shelf.tag(name),
        "lead": change[0].lead if change else "", "sections": plain(list(sections)),
        "change": "".join(made.parts[: len(change)]), "html": "".join(made.parts[len(change) :]),
    }  # fmt: skip
    return JSONResponse(told)


@router.post("/api/claims/{name}", summary="Save grades, and a claim that is added, as a version.")
def save(
    name: str, sent: ClaimsSave, desk: AtDesk, editor: Editor,
    if_match: Annotated[str, Header()] = "",
) -> JSONResponse:  # fmt: skip
    """Write them into the scenario's file; 412 where another version was saved meanwhile."""
    text = desk.shelf.text(name)
    to, base = _target(desk, name, sent.name, text, if_match)
    before = asked(text, name)
    changes = _changes(before, sent)
    told = [f"{key} {grade}" for key, grade in changes.grades.items()]
    told += [f"claim {each['id']} added" for each in changes.added]
    new, _ = changed(text, before, changes)
    return saved(desk, editor.name, to, new, sent.why or "; ".join(told), base)


@router.post("/api/claims/{name}/drafts", summary="Draft claims from a text, as foedus clip does.")
def drafts(name: str, sent: TextForm, desk: AtDesk, editor: Editor) -> JSONResponse:  # noqa: ARG001
    """The text with each draft's span in it; nothing is kept."""
    scenario = asked(desk.shelf.text(name), name)
    return JSONResponse(plain(drafted(sent.text, sent.file, sent.on, scenario).to_dict()))


@router.post("/api/claims/{name}/drafts/confirmed", summary="Save the drafts that were accepted.")
def confirm(
    name: str, sent: DecisionsForm, desk: AtDesk, editor: Editor,
    if_match: Annotated[str, Header()] = "",
) -> JSONResponse:  # fmt: skip
    """The text is read again, so that hash and span are of what was reviewed."""
    text = desk.shelf.text(name)
    to, base = _target(desk, name, sent.name, text, if_match)
    found = drafted(sent.text, sent.file, sent.on, asked(text, name))
    decisions = [
        each.model_dump() | {"entry": {key: flat(value) if isinstance(value, str) else value
                                       for key, value in each.entry.items()}}
        for each in sent.decisions
    ]  # fmt: skip
    new, told = confirmed(text, found, decisions, editor.name)
    asked(new, name)
    return saved(desk, editor.name, to, new, sent.why or told, base)


def _target(desk: Desk, name: str, copy: str, text: str, if_match: str) -> tuple[str, str]:
    """Under which name to save, and against which tag: of a copy none, as it is new.

    Raises StaleError where the text is no longer that of If-Match, before anything else is said.
    """
    if copy and copy != name:
        return copy, ""
    current = tag(text) if desk.shelf.own(name) else ""
    if if_match.strip('"') not in {"", current}:
        raise StaleError(name, "", text)
    return name, current
