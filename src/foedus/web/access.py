"""Who is asking: roles, signed sessions, and tokens against requests that another site forges."""

import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from foedus.scenario.versions import FOLDER
from foedus.storage import replacing

COOKIE = "foedus"
#: Days after which a session has to be opened again.
DAYS = 30
_DAY = 86_400


class Role(StrEnum):
    """What somebody may do: read; comment too; change scenarios too."""

    READER = "reader"
    REVIEWER = "reviewer"
    EDITOR = "editor"

    def may(self, needed: "Role") -> bool:
        """Whether this role holds what another needs."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody's visit. name: under which versions are saved. csrf: what a form must send back.
    invited: by which invitation to a review, which then is all that may be opened."""

    role: Role
    name: str
    csrf: str
    invited: str = ""


@dataclass(frozen=True, slots=True)
class Access:
    """Sessions signed with a secret of the folder, so that they outlive a restart.

    tokens: token -> role; none where everybody who reaches the server is an editor.
    """

    secret: bytes
    tokens: Mapping[str, Role]

    def role_of(self, token: str) -> Role | None:
        """The role that a token opens; compared in constant time."""
        found = None
        for known, role in self.tokens.items():
            if hmac.compare_digest(known.encode(), token.encode()):
                found = role
        return found

    def issued(self, role: Role, name: str, now: float, invited: str = "") -> str:
        """The value of a session's cookie."""
        told = f"{role}.{int(now)}.{invited}~{secrets.token_urlsafe(12)}.{name.encode().hex()}"
        return f"{told}.{self._sign(told)}"

    def session(self, cookie: str, now: float) -> Session | None:
        """The session of a cookie; None where it is not one of ours, or too old."""
        told, _, signature = cookie.rpartition(".")
        if not told or not hmac.compare_digest(self._sign(told).encode(), signature.encode()):
            return None
        role, since, nonce, name = told.split(".")
        invited = nonce.partition("~")[0]
        if not 0 <= now - int(since) <= DAYS * _DAY:
            return None
        kind = Role(role) if self.tokens or invited else Role.EDITOR
        return Session(kind, bytes.fromhex(name).decode(), self._sign(f"csrf {told}"), invited)

    def matches(self, session: Session, csrf: str) -> bool:
        """Whether a form sent back what its session was given."""
        return hmac.compare_digest(session.csrf.encode(), csrf.encode())

    def _sign(self, text: str) -> str:
        return hmac.new(self.secret, text.encode(), sha256).hexdigest()


def secret(folder: Path) -> bytes:
    """The secret of a folder, made at its first use; for one run where it cannot be kept."""
    place = folder / FOLDER / "secret"
    try:
        if not place.is_file():
            place.parent.mkdir(exist_ok=True)
            with replacing(place) as part:
                part.write_bytes(secrets.token_bytes(32))
            place.chmod(0o600)
        kept = place.read_bytes()
    except OSError:
        kept = b""
    return kept if len(kept) >= 32 else os.urandom(32)
