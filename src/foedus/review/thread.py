"""The threads of a review as they stand: each comment with its words, its answers, its fate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from foedus.review.anchor import Anchor, place
from foedus.review.entries import Entry, Post, Rewording, Ruling, Settling, Visibility


@dataclass(frozen=True, slots=True)
class Remark:
    """A post as it stands. body: the last words that are shown, or the first where none are yet.
    waiting: an edit that is held, by its id. why: of what is held or refused."""

    id: str
    by: str
    when: datetime
    body: str
    standing: Visibility
    editor: bool
    invited: bool
    edited: datetime | None = None
    waiting: tuple[str, str] | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment at its place, and what was answered. at: where its words begin in its section's
    text; None where it is orphaned. resolved: who settled it and when, None while it is open."""

    anchor: Anchor
    comment: Remark
    answers: tuple[Remark, ...]
    resolved: tuple[str, datetime, str] | None
    at: int | None

    @property
    def orphaned(self) -> bool:
        """Whether its words are gone from the version that is looked at."""
        return self.at is None


def threads(
    entries: Iterable[Entry],
    texts: Mapping[str, str],
    scenario: str,
    *,
    all_posts: bool = False,
) -> tuple[Thread, ...]:
    """Threads of a scenario: those with a place in the order of the text, then the orphaned.

    texts: of ``anchor.passages``. all_posts: what is held or refused too, for an editor.
    """
    known = list(entries)
    posts = [each for each in known if isinstance(each, Post)]
    remarks = {each.id: _remark(each, known) for each in posts}

    def seen(post: Post) -> bool:
        return all_posts or remarks[post.id].standing is Visibility.SHOWN

    settled: dict[str, Settling] = {e.comment: e for e in known if isinstance(e, Settling)}
    found = []
    for post in posts:
        if post.anchor is None or post.anchor.scenario != scenario or not seen(post):
            continue
        last = settled.get(post.id)
        found.append(
            Thread(
                post.anchor,
                remarks[post.id],
                tuple(remarks[e.id] for e in posts if e.to == post.id and seen(e)),
                (last.by, last.recorded, last.note) if last and last.resolved else None,
                place(post.anchor, texts),
            )
        )
    order = {name: number for number, name in enumerate(texts)}
    return tuple(
        sorted(
            found,
            key=lambda each: (
                each.at is None, order.get(each.anchor.section, len(order)), each.at or 0,
                each.comment.when,
            ),
        )
    )  # fmt: skip


def waiting(entries: Iterable[Entry]) -> list[Post | Rewording]:
    """Posts and edits that an editor has not looked at, the oldest first."""
    known = list(entries)
    ruled = {each.of for each in known if isinstance(each, Ruling)}
    return [
        each
        for each in known
        if isinstance(each, Post | Rewording)
        and each.standing is Visibility.HELD
        and each.id not in ruled
    ]


def _remark(post: Post, entries: list[Entry]) -> Remark:
    rulings = {each.of: each.standing for each in entries if isinstance(each, Ruling)}
    body, edited, held = post.body, None, None
    for each in entries:
        if isinstance(each, Rewording) and each.post == post.id:
            standing = rulings.get(each.id, each.standing)
            if standing is Visibility.SHOWN:
                body, edited, held = each.body, each.recorded, None
            elif standing is Visibility.HELD:
                held = (each.id, each.body)
    return Remark(
        post.id, post.by, post.recorded, body, rulings.get(post.id, post.standing), post.editor,
        bool(post.invited), edited, held, post.why,
    )  # fmt: skip
