"""What a server is started with: its folder, its address, who may enter."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from foedus.errors import InputError
from foedus.web.access import Role

PORT = 8765
#: Characters of a token at least: 128 bits where they are drawn at random.
SHORTEST = 22
#: Environment variable -> the role that its token opens.
TOKENS = {
    "FOEDUS_TOKEN": Role.EDITOR,
    "FOEDUS_REVIEWER_TOKEN": Role.REVIEWER,
    "FOEDUS_READER_TOKEN": Role.READER,
}
_HOW = (
    "export FOEDUS_TOKEN=$(python3 -c 'import secrets; print(secrets.token_urlsafe(32))'), or "
    "leave --host out to serve this machine alone"
)


@dataclass(frozen=True, slots=True)
class Settings:
    """folder: of scenarios. tokens: token -> role; empty where whoever reaches the server may edit,
    which is this machine alone. names: by which a browser may address it, besides its host. draws:
    of the posterior, on every page.
    """

    folder: Path
    host: str = "127.0.0.1"
    port: int = PORT
    tokens: Mapping[str, Role] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    draws: int = 2000

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"

    @property
    def hosts(self) -> frozenset[str]:
        """Names that a request may be addressed to: another one comes from a page that was led
        here by its domain's address (DNS rebinding)."""
        own = {"localhost", "127.0.0.1", "[::1]"} if loopback(self.host) else {self.host}
        return frozenset({*own, *self.names})


def loopback(host: str) -> bool:
    """Whether an address reaches this machine alone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def settled(
    folder: Path,
    host: str = "127.0.0.1",
    port: int = PORT,
    names: tuple[str, ...] = (),
    draws: int = 2000,
    environment: Mapping[str, str] = os.environ,
) -> Settings:
    """Settings that are safe to serve with.

    Raises InputError for a folder that is none, a token that is too short, and an address other
    than this machine's without the token of an editor.
    """
    if not folder.is_dir():
        raise InputError(f"there is no folder {str(folder)!r}", hint=f"mkdir -p {str(folder)!r}")
    tokens: dict[str, Role] = {}
    for name, role in TOKENS.items():
        token = environment.get(name, "")
        if token and len(token) < SHORTEST:
            raise InputError(
                f"a token of {len(token)} characters can be guessed; at least {SHORTEST}",
                where=name, hint=_HOW,
            )  # fmt: skip
        if token:
            tokens[token] = role
    if not loopback(host) and Role.EDITOR not in tokens.values():
        raise InputError(
            f"others can reach {host}, and nothing says who may enter", where="--host", hint=_HOW
        )
    return Settings(folder, host, port, tokens, names, draws)
