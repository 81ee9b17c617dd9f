"""Invitations: a signed link that lets a named reviewer comment on one scenario until a day.

The link carries who is invited, to what, until when, and an HMAC-SHA256 over it under the folder's
secret; nothing that opens a door is kept. It stops working when the day has passed or the
invitation is withdrawn.
"""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from foedus.errors import InputError
from foedus.ledger.moment import now
from foedus.review.book import new_id
from foedus.review.entries import Entry, Invitation, Withdrawal

#: Days that an invitation holds, if nothing else is said; and at most.
DAYS, MOST_DAYS = 30, 365
_PURPOSE = b"foedus review invitation 1\n"


def invited(by: str, name: str, scenario: str, days: int = DAYS) -> Invitation:
    """An invitation. Raises InputError for days out of range."""
    if not 1 <= days <= MOST_DAYS:
        raise InputError(f"found {days} days, expected 1 to {MOST_DAYS}", where="days")
    made = now()
    return Invitation(id=new_id(), recorded=made, by=by, name=name, scenario=scenario,
                      until=made + timedelta(days=days))  # fmt: skip


def token(invitation: Invitation, secret: bytes) -> str:
    """What the link carries."""
    said = json.dumps(
        [invitation.id, invitation.scenario, invitation.name, int(invitation.until.timestamp())],
        ensure_ascii=False, separators=(",", ":"),
    )  # fmt: skip
    told = _encoded(said.encode())
    return f"{told}.{_encoded(_sign(told, secret))}"


def opened(
    text: str, secret: bytes, entries: Iterable[Entry], at: datetime | None = None
) -> Invitation:
    """The invitation of a link. Raises InputError where it is not ours, is over, or withdrawn."""
    told, _, signature = text.partition(".")
    try:
        genuine = hmac.compare_digest(_sign(told, secret), _decoded(signature))
        number, scenario, name, _ = json.loads(_decoded(told)) if genuine else ("",) * 4
    except (ValueError, TypeError, Error):
        genuine = False
    if not genuine:
        raise InputError("this is no invitation of this workbench",
                         hint="ask for the whole link again")  # fmt: skip
    made = check(number, entries, at)
    if made.scenario != scenario:
        raise InputError(f"nobody of this folder invited {name}", hint="ask for another")
    return made


def check(number: str, entries: Iterable[Entry], at: datetime | None = None) -> Invitation:
    """The invitation of an id. Raises InputError where there is none, it is over, or withdrawn."""
    known = list(entries)
    made = next((e for e in known if isinstance(e, Invitation) and e.id == number), None)
    if made is None:
        raise InputError("nobody of this folder sent that invitation", hint="ask for another")
    if (at or now()) > made.until:
        raise InputError(f"the invitation ended on {made.until:%Y-%m-%d}", hint="ask for another")
    if any(isinstance(e, Withdrawal) and e.invitation == number for e in known):
        raise InputError("the invitation was withdrawn", hint="ask who sent it")
    return made


def _sign(told: str, secret: bytes) -> bytes:
    return hmac.new(secret, _PURPOSE + told.encode(), sha256).digest()


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
