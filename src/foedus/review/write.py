"""Acts of a review as records: each checked against what is there, and ready to be filed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from foedus.errors import InputError, UnknownNameError
from foedus.ledger.moment import now
from foedus.record import Record
from foedus.review.admission import Gate, Knock
from foedus.review.anchor import Anchor
from foedus.review.book import new_id
from foedus.review.entries import (
    LONGEST,
    Entry,
    Invitation,
    Post,
    Rewording,
    Ruling,
    Settling,
    Visibility,
    Withdrawal,
)
from foedus.review.thread import waiting

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes. invited: the invitation's id; empty for an editor and for a stranger.
    knock: what a stranger's form brought; None for the others."""

    name: str
    editor: bool = False
    invited: str = ""
    knock: Knock | None = None


def comment(gate: Gate, author: Author, anchor: Anchor, body: str) -> Post:
    """A comment at a place. Raises InputError."""
    _writable(body)
    standing, why = gate.admit(body, author.knock)
    return _made(
        Post, id=new_id(), recorded=now(), by=author.name, editor=author.editor,
        invited=author.invited, anchor=anchor, body=body, standing=standing, why=why,
    )  # fmt: skip


def answer(
    gate: Gate, author: Author, entries: Iterable[Entry], to: str, body: str
) -> Post:  # fmt: skip
    """An answer to a comment. Raises InputError, UnknownNameError."""
    _writable(body)
    _post(entries, to, comment_only=True)
    standing, why = gate.admit(body, author.knock)
    return _made(
        Post, id=new_id(), recorded=now(), by=author.name, editor=author.editor,
        invited=author.invited, to=to, body=body, standing=standing, why=why,
    )  # fmt: skip


def edit(gate: Gate, author: Author, entries: Iterable[Entry], post: str, body: str) -> Rewording:
    """New words for one's own post. Raises InputError where it is another's, UnknownNameError."""
    _writable(body)
    before = _post(entries, post)
    if (before.by, before.editor, before.invited) != (author.name, author.editor, author.invited):
        raise InputError(f"{before.by} wrote that", where=post, hint="answer it instead")
    standing, why = gate.admit(body, author.knock)
    return _made(
        Rewording, id=new_id(), post=post, recorded=now(), by=author.name, body=body,
        standing=standing, why=why,
    )  # fmt: skip


def ruling(entries: Iterable[Entry], of: str, by: str, *, shown: bool) -> Ruling:
    """An editor's word on what is held. Raises UnknownNameError where nothing of that id is."""
    held = [each.id for each in waiting(entries)]
    if of not in held:
        raise UnknownNameError("post that waits", of, held)
    return Ruling(of=of, recorded=now(), by=by,
                  standing=Visibility.SHOWN if shown else Visibility.REFUSED)  # fmt: skip


def settling(
    entries: Iterable[Entry], number: str, by: str, *, resolved: bool, note: str = ""
) -> Settling:
    """A comment resolved or opened again. Raises UnknownNameError, InputError."""
    _post(entries, number, comment_only=True)
    return _made(Settling, comment=number, recorded=now(), by=by, resolved=resolved, note=note)


def withdrawal(entries: Iterable[Entry], number: str, by: str) -> Withdrawal:
    """An invitation withdrawn. number: its id, or how that begins. Raises UnknownNameError."""
    known = [each.id for each in entries if isinstance(each, Invitation)]
    return Withdrawal(invitation=_one("invitation", number, known), recorded=now(), by=by)


def concerns(entries: Iterable[Entry], number: str, scenario: str) -> bool:
    """Whether a post is a comment on a scenario's brief, or an answer to one."""
    posts = {each.id: each for each in entries if isinstance(each, Post)}
    found = posts.get(number)
    root = posts.get(found.to) if found and found.to else found
    return root is not None and root.anchor is not None and root.anchor.scenario == scenario


def comment_id(entries: Iterable[Entry], begins: str) -> str:
    """The id of the one comment that begins so. Raises UnknownNameError."""
    posts = (each for each in entries if isinstance(each, Post))
    return _one("comment", begins, [each.id for each in posts if each.anchor is not None])


def held_id(entries: Iterable[Entry], begins: str) -> str:
    """The id of the one post or edit that waits and begins so. Raises UnknownNameError."""
    return _one("post that waits", begins, [each.id for each in waiting(entries)])


def _one(kind: str, begins: str, known: list[str]) -> str:
    named = [each for each in known if begins and each.startswith(begins)]
    if len(named) != 1:
        raise UnknownNameError(kind, begins, known)
    return named[0]


def _post(entries: Iterable[Entry], number: str, *, comment_only: bool = False) -> Post:
    posts = {
        each.id: each
        for each in entries
        if isinstance(each, Post) and (each.anchor is not None or not comment_only)
    }
    if number not in posts:
        raise UnknownNameError("comment" if comment_only else "post", number, posts)
    return posts[number]


def _writable(body: str) -> None:
    if not body.strip():
        raise InputError("a comment without words", hint="write what should be different, and why")
    if len(body) > LONGEST:
        raise InputError(f"a comment of {len(body):,} characters; at most {LONGEST:,} are taken")


def _made(form: type[R], **said: object) -> R:
    try:
        return form.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise InputError(f"found {str(first['input'])[:60]!r}: {first['msg'].lower()}",
                         where=where) from None  # fmt: skip
