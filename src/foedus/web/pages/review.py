"""The review: a brief's words with what readers said of them beside, and who may say something."""

import hmac
import time
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from foedus.errors import InputError, UnknownNameError
from foedus.report.markdown import markdown
from foedus.report.plain import plain
from foedus.review import write
from foedus.review.admission import Gate, Knock
from foedus.review.anchor import LONGEST as LONGEST_QUOTE
from foedus.review.anchor import TextLine, anchored, lines, passages
from foedus.review.annotations import collection
from foedus.review.book import ReviewBook, entries
from foedus.review.entries import LONGEST, Entry, Invitation
from foedus.review.invitation import DAYS, check, invited, opened, token
from foedus.review.sections import responses
from foedus.review.thread import Thread, threads, waiting
from foedus.scenario.versions import tag
from foedus.web.access import Role
from foedus.web.desk import AtDesk, Desk, Editor, Visitor
from foedus.web.guard import cookie
from foedus.web.jobs import PageJob
from foedus.web.page import PageContent
from foedus.web.refusals import ForbiddenError

router = APIRouter()
#: Of those who comment without an invitation: one for each server.
_GATE = Gate()
_FULL = "length=full&yardstick=icd-203"


class PostForm(BaseModel):
    """What somebody writes. trap: a field that no person sees. opened: from the page, signed."""

    body: Annotated[str, Field(max_length=LONGEST)]
    trap: Annotated[str, Field(max_length=200)] = ""
    opened: Annotated[str, Field(max_length=120)] = ""


class CommentForm(PostForm):
    """A comment on words of a section. start: where they begin in its text."""

    section: Annotated[str, Field(max_length=80)]
    quote: Annotated[str, Field(min_length=1, max_length=LONGEST_QUOTE)]
    start: Annotated[int, Field(ge=-1, le=10_000_000)] = -1


class FateForm(BaseModel):
    """A comment resolved or open again."""

    resolved: bool
    note: Annotated[str, Field(max_length=LONGEST)] = ""


class HeldForm(BaseModel):
    """What an editor makes of a post that was held."""

    shown: bool


class GuestForm(BaseModel):
    """Somebody to be invited."""

    reviewer: Annotated[str, Field(min_length=1, max_length=80)]
    days: int = DAYS


@dataclass(frozen=True, slots=True)
class ReviewedPart:
    """A section of the text with its passages and the threads on it."""

    key: str
    passages: tuple[TextLine, ...]
    threads: tuple[Thread, ...]


def _author(request: Request, desk: AtDesk, session: Visitor, name: str) -> write.Author:
    """Who asks, as an author of comments. Raises where the invitation is over."""
    if session.invited:
        made = check(session.invited, entries(desk.settings.folder))
        if made.scenario != name:
            raise ForbiddenError(f"your invitation is to the review of {made.scenario}",
                                 hint=f"open /review/{made.scenario}")  # fmt: skip
        return write.Author(made.name, invited=made.id)
    if session.role is Role.EDITOR:
        return write.Author(session.name, editor=True)
    source = f"{request.client.host if request.client else ''} {session.name}"
    return write.Author(session.name, knock=Knock(source, "", 0.0, time.time()))


AsAuthor = Annotated[write.Author, Depends(_author)]


def review(request: Request, desk: AtDesk, author: AsAuthor, name: str) -> PageContent:  # noqa: ARG001
    """The brief's words, with the comments on each and their answers."""
    job = _brief(desk, name, 0.8)
    if job.state != "done":
        return PageContent("working.html", "The review", lambda: {"job": job.to_dict()}, name,
                           {"job": job.to_dict()})  # fmt: skip
    texts = passages(job.result.brief)
    known = entries(desk.settings.folder)
    found = threads(known, texts, name, all_posts=author.editor)
    version = tag(desk.shelf.text(name))
    placed = [each for each in found if not each.orphaned]
    parts = [
        ReviewedPart(key, lines(text), tuple(e for e in placed if e.anchor.section == key))
        for key, text in texts.items()
        if text
    ]
    held = waiting(known) if author.editor else []
    context = {
        "name": name, "brief": job.result.brief, "parts": parts, "held": held, "author": author,
        "orphans": [each for each in found if each.orphaned],
        "opened": _stamp(desk, time.time()) if author.knock else "",
        "open": sum(each.resolved is None for each in found), "count": len(found),
        "invitations": _invitations(known, name) if author.editor else [],
    }  # fmt: skip
    return PageContent(
        "review.html", "The review",
        lambda: {"version": version, "sections": texts, "threads": found, "held": held},
        name, context,
    )  # fmt: skip


def _brief(desk: Desk, name: str, patience: float) -> PageJob:
    """The work on the brief of the newest version, which an address names by its number."""
    query = "&".join(filter(None, (desk.board(name, ()).query, _FULL)))
    return desk.jobs.asked("brief", name, query, patience)


def _invitations(known: list[Entry], name: str) -> list[Invitation]:
    found = []
    for each in known:
        if isinstance(each, Invitation) and each.scenario == name:
            try:
                found.append(check(each.id, known))
            except InputError:
                continue
    return found


@router.get("/invited/{text}", include_in_schema=False)
def enters(text: str, desk: AtDesk) -> Response:
    """Begin a reviewer's session from the link of an invitation."""
    made = opened(text, desk.access.secret, entries(desk.settings.folder))
    value = desk.access.issued(Role.REVIEWER, made.name, time.time(), invited=made.id)
    return RedirectResponse(f"/review/{made.scenario}", 303, {"set-cookie": cookie(value)})


@router.post("/api/review/{name}/comments", summary="Comment on words of the brief.")
def comment(name: str, sent: CommentForm, desk: AtDesk, author: AsAuthor) -> JSONResponse:
    """Made at the version as it is saved now."""
    job = _brief(desk, name, 120.0)
    if job.state != "done":
        raise InputError("the brief is still being written", hint="a moment later")
    texts = passages(job.result.brief)
    version = tag(desk.shelf.text(name))
    anchor = anchored(texts, name, version, sent.section, sent.quote, sent.start)
    with ReviewBook.at(desk.settings.folder) as book:
        made = write.comment(_GATE, _knocking(author, sent, desk), anchor, sent.body)
        book.add(made)
    return JSONResponse(plain(made), 201)


@router.post("/api/review/{name}/comments/{number}/answers", summary="Answer a comment.")
def answer(
    name: str, number: str, sent: PostForm, desk: AtDesk, author: AsAuthor
) -> JSONResponse:  # fmt: skip
    """Filed under the comment."""
    with ReviewBook.of(desk.settings.folder) as book:
        known = _about(book, name, number)
        made = write.answer(_GATE, _knocking(author, sent, desk), known, number, sent.body)
        book.add(made)
    return JSONResponse(plain(made), 201)


@router.put("/api/review/{name}/posts/{number}", summary="Reword what one wrote.")
def reword(
    name: str, number: str, sent: PostForm, desk: AtDesk, author: AsAuthor
) -> JSONResponse:  # fmt: skip
    """Checked as a first post is."""
    with ReviewBook.of(desk.settings.folder) as book:
        known = _about(book, name, number)
        made = write.edit(_GATE, _knocking(author, sent, desk), known, number, sent.body)
        book.add(made)
    return JSONResponse(plain(made))


@router.put("/api/review/{name}/comments/{number}/fate", summary="Resolve, or open again.")
def settle(name: str, number: str, sent: FateForm, desk: AtDesk, editor: Editor) -> JSONResponse:
    """By an editor."""
    with ReviewBook.of(desk.settings.folder) as book:
        known = _about(book, name, number)
        made = write.settling(known, number, editor.name, resolved=sent.resolved, note=sent.note)
        book.add(made)
    return JSONResponse(plain(made))


@router.put("/api/review/held/{number}", summary="Show what was held, or refuse it.")
def rule(number: str, sent: HeldForm, desk: AtDesk, editor: Editor) -> JSONResponse:
    """By an editor."""
    with ReviewBook.of(desk.settings.folder) as book:
        made = write.ruling(book.entries(), number, editor.name, shown=sent.shown)
        book.add(made)
    return JSONResponse(plain(made))


@router.post("/api/review/{name}/invitations", summary="Invite a reviewer.")
def invite(
    name: str, sent: GuestForm, request: Request, desk: AtDesk, editor: Editor
) -> JSONResponse:  # fmt: skip
    """A link that opens this review until a day."""
    desk.shelf.text(name)
    made = invited(editor.name, sent.reviewer, name, sent.days)
    with ReviewBook.at(desk.settings.folder) as book:
        book.add(made)
    link = f"{request.base_url}invited/{token(made, desk.access.secret)}"
    return JSONResponse({"invitation": plain(made), "link": link}, 201)


@router.delete("/api/review/invitations/{number}", summary="Withdraw an invitation.")
def withdraw(number: str, desk: AtDesk, editor: Editor) -> JSONResponse:
    """Its link opens nothing any more."""
    with ReviewBook.of(desk.settings.folder) as book:
        made = write.withdrawal(book.entries(), number, editor.name)
        book.add(made)
    return JSONResponse(plain(made))


@router.get("/api/review/{name}/file.{form}", summary="The review as jsonld (W3C) or md.")
def file(name: str, form: str, desk: AtDesk, author: AsAuthor) -> Response:  # noqa: ARG001
    """To keep, or to send to the reviewers."""
    job = _brief(desk, name, 120.0)
    if job.state != "done":
        raise InputError("the brief is still being written", hint="a moment later")
    texts = passages(job.result.brief)
    found = threads(entries(desk.settings.folder), texts, name)
    headers = {"content-disposition": f'attachment; filename="{name}-review.{form}"'}
    if form == "jsonld":
        return JSONResponse(collection(found, name), media_type="application/ld+json",
                            headers=headers)  # fmt: skip
    if form == "md":
        text = markdown(responses(found, name))
        return Response(text, media_type="text/markdown; charset=utf-8", headers=headers)
    raise UnknownNameError("form", form, ["jsonld", "md"])


def _about(book: ReviewBook, name: str, number: str) -> list[Entry]:
    """The entries, where a post is of this scenario. Raises ForbiddenError where it is not."""
    known = book.entries()
    if not write.concerns(known, number, name):
        raise ForbiddenError("that was said of another scenario", hint="open its review")
    return known


def _knocking(author: write.Author, sent: PostForm, desk: Desk) -> write.Author:
    """A stranger with what came in the form."""
    if author.knock is None:
        return author
    when, _, sign = sent.opened.partition(".")
    since = float(when) if when.isdigit() and hmac.compare_digest(sign, _sign(desk, when)) else 0.0
    knock = Knock(author.knock.source, sent.trap, since, time.time())
    return write.Author(author.name, knock=knock)


def _stamp(desk: Desk, now: float) -> str:
    return f"{int(now)}.{_sign(desk, str(int(now)))}"


def _sign(desk: Desk, text: str) -> str:
    told = f"review form {text}".encode()
    return hmac.new(desk.access.secret, told, sha256).hexdigest()[:32]
