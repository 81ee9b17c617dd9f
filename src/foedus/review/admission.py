"""Who is heard at once, and who only after an editor has looked.

Editors and those with an invitation are. Anybody else is held, may give no links, and must pass
what keeps programs out: a field that no person sees, a form that was open for a while, and a limit
on how often. What is edited passes the same gate as what is new: harmless words are posted first
and links put in later (as Isso's users report, issue 1038).
"""

import re
from collections import deque
from dataclasses import dataclass, field

from foedus.errors import InputError
from foedus.review.entries import Visibility

#: Seconds that a person takes at least, and that a form stays good.
QUICKEST, LONGEST = 3.0, 86_400.0
#: Posts of one visitor in so many seconds; of all visitors together.
OFTEN, WHILE = 5, 600.0
OFTEN_ALL = 60
_LINK = re.compile(
    r"(?:https?|ftp)\s*:|www\.|<\s*a\b|\[[^\]]*\]\(|\b[\w-]+\.(?:com|net|org|info|ru|cn|io|biz|xyz|top|shop|site|online)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Knock:
    """What came with a post. trap: of the field that no person sees. opened: when its form was
    sent out, seconds. source: the visitor's address or session.
    """

    source: str
    trap: str
    opened: float
    now: float


@dataclass(slots=True)
class Gate:
    """Counts what uninvited visitors post. Forgets at a restart, as a limit of rate may."""

    seen: dict[str, deque[float]] = field(default_factory=dict)

    def admit(self, body: str, knock: Knock | None) -> tuple[Visibility, str]:
        """How a post stands, and why. knock: None for an editor or somebody invited.

        Raises InputError for what is not even held.
        """
        if knock is None:
            return Visibility.SHOWN, ""
        if not QUICKEST <= knock.now - knock.opened <= LONGEST:
            raise InputError(
                "the form was sent too soon, or is too old",
                hint="read it through once more, and send it again",
            )
        if _LINK.search(body):
            raise InputError("a comment without an invitation has no links",
                             hint="name the source in words")  # fmt: skip
        if not self._rare(knock):
            raise InputError(f"more than {OFTEN} comments in {WHILE / 60:g} minutes",
                             hint="wait a little")  # fmt: skip
        if knock.trap:
            return Visibility.REFUSED, "filled in a field that no person sees"
        return Visibility.HELD, "from somebody without an invitation"

    def _rare(self, knock: Knock) -> bool:
        for source, most in ((knock.source, OFTEN), ("", OFTEN_ALL)):
            times = self.seen.setdefault(source, deque())
            while times and knock.now - times[0] > WHILE:
                times.popleft()
            if len(times) >= most:
                return False
        for source in (knock.source, ""):
            self.seen[source].append(knock.now)
        if len(self.seen) > 10 * OFTEN_ALL:
            recent = self.seen.items()
            self.seen = {name: times for name, times in recent if knock.now - times[-1] <= WHILE}
        return True
