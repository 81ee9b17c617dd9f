"""The claims: graded, edited, added, taken away and drafted from a text; what they move follows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import JSONResponse

from foedus.report.page import environment, fragment
from foedus.report.plain import plain
from foedus.scenario.grades import CREDIBILITY, RELIABILITY
from foedus.scenario.statements import Claim
from foedus.scenario.versions import StaleError, tag
from foedus.web.access import Role
from foedus.web.board.board import DesignBoard
from foedus.web.claims.changes import asked, identified, moves_value, reclaimed
from foedus.web.claims.drafts import MOST_WORDS, confirmed, drafted
from foedus.web.claims.forms import DecisionsForm, TextForm, flat
from foedus.web.claims.heard import ClaimsHeard, heard, heard_after, moved
from foedus.web.claims.rivals import MOST
from foedus.web.desk import AtDesk, Desk, Editor, Visitor
from foedus.web.page import PACKAGE, PageContent
from foedus.web.pages.board import opened
from foedus.web.pages.scenarios import saved

router = APIRouter()
MANNERS: tuple[str, ...] = get_args(Claim.model_fields["manner"].annotation)


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with what it does. source: its title. saved: the grade before the changes, "" of a
    claim that is added. moves, marks: in words. stance, likelihood: as an address has them.
    """

    claim: Claim
    source: str
    saved: str
    moves: tuple[str, ...]
    marks: tuple[str, ...]
    stance: str = "none"
    likelihood: Mapping[str, float] = field(default_factory=dict)
    gone: bool = False


@dataclass(frozen=True, slots=True)
class RivalRow:
    """A hypothesis with its words and prior. saved, saved_prior: before the changes, "" and None of
    one that is added. origin: the words of the hypothesis that it began as, where it is added.
    """

    id: str
    says: str
    prior: float
    saved: str
    saved_prior: float | None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """The claims of a board as they are saved, and as they are changed."""

    board: DesignBoard
    before: ClaimsHeard
    after: ClaimsHeard

    @property
    def rows(self) -> list[ClaimRow]:
        """Every claim, those that are taken away among them."""
        return list(self._rows())

    @property
    def rivals(self) -> list[RivalRow]:
        """Every hypothesis in its order, those that are taken away left out."""
        then, now = self.before.scenario.hypotheses, self.after.scenario.hypotheses
        if then is None or now is None:
            return []
        known = {each.id: each for each in then.rivals}
        began = {each.name: known[each.origin].says for each in self.board.claims.rivals}
        return [
            RivalRow(each.id, each.says, each.prior.value, known[each.id].says,
                     known[each.id].prior.value)
            if each.id in known
            else RivalRow(each.id, each.says, each.prior.value, "", None, began[each.id])
            for each in now.rivals
        ]  # fmt: skip

    def _rows(self) -> Iterator[ClaimRow]:
        then, now = self.before.scenario, self.after.scenario
        grades = {each.id: each.grade for each in then.claims}
        titles = {key: each.title for key, each in then.sources.items()}
        rows = {each.claim: each.likelihood for each in now.hypotheses.evidence} if (
            now.hypotheses) else {}  # fmt: skip
        kept = {each.id: each for each in now.claims}
        for each in (*then.claims, *(one for one in now.claims if one.id not in grades)):
            claim = kept.get(each.id, each)
            yield ClaimRow(
                claim, titles.get(claim.source or "", claim.source or ""),
                grades.get(claim.id, ""), tuple(self.after.moved_by(claim)),
                tuple(self.after.marks(claim)), moves_value(claim.moves),
                rows.get(claim.id, {}), claim.id not in kept,
            )  # fmt: skip


def viewed(desk: Desk, name: str, request: Request) -> ClaimsView:
    """The claims that a request's address asks for."""
    board = opened(desk, name, request)
    before = heard(board.text, name)
    after = before
    if board.claims:
        after = heard_after(reclaimed(before.scenario, board.claims), before)
    return ClaimsView(board, before, after)


def claims(request: Request, desk: AtDesk, session: Visitor, name: str) -> PageContent:
    """The scenario's claims with their grades, what each moves, and what a change of them does."""
    view = viewed(desk, name, request)
    it, scenario = view.board, view.after.scenario
    told = _told(view)
    positions = {one.name: one for one in scenario.issues if one.positions}
    return PageContent(
        "claims.html", "Claims",
        lambda: {**view.after.to_dict(), "claims": view.rows, "unsaved": it.unsaved}, name,
        {
            **_table(view), "board": it, "name": name, "told": told, "own": desk.shelf.own(name),
            "editor": session.role.may(Role.EDITOR), "manners": MANNERS,
            "sources": scenario.sources, "as_of": scenario.as_of, "most": MOST_WORDS,
            "issues": {key: one.title for key, one in positions.items()},
            "actors": {key: [each.actor for each in one.positions]
                       for key, one in positions.items()},
            "rivals": view.rivals, "most_rivals": MOST,
        },
        told["styles"], it.tag,
    )  # fmt: skip


def _table(view: ClaimsView) -> dict[str, Any]:
    """What the rows of the table take."""
    return {
        "claims": view.rows, "letters": RELIABILITY, "digits": CREDIBILITY,
        "weighed": view.after.weighing is not None,
    }  # fmt: skip


def _told(view: ClaimsView) -> dict[str, Any]:
    """What the claims move, in words and as HTML."""
    change = () if view.after is view.before else (moved(view.before, view.after),)
    made, shown = fragment(view.after.sections()), fragment(change, 2, "moved")
    return {
        "lead": change[0].lead if change else "",
        "sections": plain([*change, *view.after.sections()]),
        "change": "".join(shown.parts), "html": "".join(made.parts),
        "styles": (*made.styles, *shown.styles), "unsaved": view.board.unsaved,
    }  # fmt: skip


@router.get("/api/claims/{name}/live", summary="What changed claims move, and no more.")
def follows(request: Request, desk: AtDesk, name: str) -> JSONResponse:
    """Each claim's row, and the sections as blocks and HTML."""
    view = viewed(desk, name, request)
    told = _told(view)
    del told["styles"]
    template = environment(PACKAGE).get_template("claim_rows.html")
    fields: Any = environment(PACKAGE).get_template("rivals.html").module
    return JSONResponse(told | {
        "rows": plain(view.rows), "table": template.render(**_table(view)), "tag": view.board.tag,
        "query": view.board.query, "hypotheses": plain(view.rivals),
        "rivals": fields.rows(view.rivals), "chances": fields.chances(view.rivals),
        "origins": fields.origins(view.rivals),
    })  # fmt: skip


@router.get("/api/claims/{name}/id", summary="An id that no claim, or no hypothesis, has.")
def ident(
    request: Request, desk: AtDesk, name: str, by: Annotated[str, Query(max_length=400)],
    of: Literal["claim", "hypothesis"] = "claim",
) -> JSONResponse:  # fmt: skip
    """The last word of ``by``, the claim's speaker or the hypothesis, and a number."""
    view = viewed(desk, name, request)
    saved = view.before.scenario.hypotheses
    taken = [each.claim.id for each in view.rows]
    if of == "hypothesis":
        taken = [each.id for each in view.rivals]
        taken += [each.id for each in (saved.rivals if saved else ())]
    return JSONResponse({"id": identified(by, taken)})


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
