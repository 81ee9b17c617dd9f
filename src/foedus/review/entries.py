"""What a review is made of, as records of a log: each says who, when, and in what part.

Nothing is edited in place: an edit, an answer or a decision is a record of its own, so that what
somebody wrote first can always be read.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foedus.ledger.moment import Moment
from foedus.record import Record
from foedus.review.anchor import Anchor

#: Characters of one comment or answer.
LONGEST = 5_000

Id = Annotated[str, StringConstraints(pattern=r"[0-9a-z]{6,32}")]
Body = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class Visibility(StrEnum):
    """Whether others see a post: shown; held until an editor looks at it; or refused."""

    SHOWN = "shown"
    HELD = "held"
    REFUSED = "refused"


class Post(Record):
    """A comment at a place of a brief, or an answer to one (``to``). invited: by which invitation,
    empty for who runs the workbench (``editor``) and for those whom nobody invited."""

    kind: Literal["post"] = "post"
    id: Id
    recorded: Moment
    by: Name
    editor: bool = False
    invited: str = ""
    to: str = ""
    anchor: Anchor | None = None
    body: Body
    standing: Visibility
    why: str = ""


class Rewording(Record):
    """A post's new words. Held like a first post, if the post's author is one who is held."""

    kind: Literal["rewording"] = "rewording"
    id: Id
    post: Id
    recorded: Moment
    by: Name
    body: Body
    standing: Visibility
    why: str = ""


class Ruling(Record):
    """An editor on what was held, a post or an edit: shown or refused."""

    kind: Literal["ruling"] = "ruling"
    of: Id
    recorded: Moment
    by: Name
    standing: Visibility


class Settling(Record):
    """A comment resolved, or open again. note: how it was dealt with."""

    kind: Literal["settling"] = "settling"
    comment: Id
    recorded: Moment
    by: Name
    resolved: bool
    note: Annotated[str, Field(max_length=LONGEST)] = ""


class Invitation(Record):
    """A reviewer's invitation; the link is signed and not kept."""

    kind: Literal["invitation"] = "invitation"
    id: Id
    recorded: Moment
    by: Name
    name: Name
    scenario: str
    until: Moment


class Withdrawal(Record):
    """An invitation withdrawn: its link opens nothing any more."""

    kind: Literal["withdrawal"] = "withdrawal"
    invitation: Id
    recorded: Moment
    by: Name


Entry = Post | Rewording | Ruling | Settling | Invitation | Withdrawal
ENTRIES: dict[str, type[Entry]] = {
    "post": Post, "rewording": Rewording, "ruling": Ruling, "settling": Settling,
    "invitation": Invitation, "withdrawal": Withdrawal,
}  # fmt: skip
