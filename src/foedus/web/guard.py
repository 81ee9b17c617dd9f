"""What every request passes: the host, the size of its body, who asks, and forged requests.

Everything that leaves carries a content security policy that lets a page load from this server
alone and run no script of its own text.
"""

import asyncio
import getpass
import time
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from fastapi.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foedus.errors import FoedusError
from foedus.web.access import COOKIE, DAYS, Access, Role, Session
from foedus.web.refusals import ForbiddenError, SizeError
from foedus.web.settings import Settings

#: Bytes of a body at most: a scenario of the largest size that is read, spelled out in a form.
LARGEST = 1_500_000
#: Seconds between two parts of a body at most.
SLOWEST = 20.0
SAFE = {"GET", "HEAD", "OPTIONS"}
#: Paths that need no session: signing in, and what its page looks like.
OPEN = ("/static/", "/assets/", "/sign-in", "/invited/")
#: What a reviewer who came by an invitation may open besides.
INVITED = ("/review/", "/api/review/", "/api/jobs/", "/api/events")
POLICY = (  # styles: further sources, each with a blank before it
    "default-src 'none'; script-src 'self'; style-src 'self'{styles}; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
#: Referrer: with none at all a browser sends the origin of a form as "null", and is refused.
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """An application behind its door."""

    def __init__(
        self, app: ASGIApp, settings: Settings, access: Access,
        failure: Callable[[Scope, FoedusError], Response],
    ) -> None:  # fmt: skip
        self.app, self.settings, self.access, self.failure = app, settings, access, failure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1")
                   for name, value in scope["headers"]}  # fmt: skip
        cookies: list[str] = []
        scope.setdefault("state", {})["session"] = None
        try:
            self._addressed(scope, headers)
            session, cookie = self._session(headers)
            if cookie and not scope["path"].startswith("/invited/"):  # which begins another
                cookies.append(cookie)
            scope["state"]["session"] = session
            if session is None and not scope["path"].startswith(OPEN):
                raise ForbiddenError("this server asks who you are", hint="open /sign-in")
            if session and session.invited and not scope["path"].startswith((*OPEN, *INVITED)):
                raise ForbiddenError("your invitation is to a review",
                                     hint="open the link that you were sent")  # fmt: skip
            if scope["method"] not in SAFE:
                self._genuine(scope, headers, session)
            body = _limited(headers, receive)
        except FoedusError as error:
            await self.failure(scope, error)(scope, receive, _dressed(send, cookies))
            return
        await self.app(scope, body, _dressed(send, cookies))

    def _addressed(self, scope: Scope, headers: dict[str, str]) -> None:
        host = headers.get("host", "")
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        if name not in self.settings.hosts:
            raise ForbiddenError(
                f"this server does not go by the name {name[:80]!r}",
                hint=f"open {self.settings.address}, or start it with --name {name[:80]}",
            )
        origin = headers.get("origin", "")
        if origin and scope["method"] not in SAFE and urlsplit(origin).netloc != host:
            raise ForbiddenError("the request comes from another site", hint="open the page here")

    def _session(self, headers: dict[str, str]) -> tuple[Session | None, str]:
        """The session, and the cookie that begins one where everybody may enter."""
        now = time.time()
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        role = self.access.role_of(bearer) if bearer else None
        if role:
            return Session(role, str(role), ""), ""
        found = self.access.session(_cookie(headers.get("cookie", "")), now)
        if found or self.access.tokens:
            return found, ""
        value = self.access.issued(Role.EDITOR, _user(), now)
        return self.access.session(value, now), cookie(value)

    def _genuine(self, scope: Scope, headers: dict[str, str], session: Session | None) -> None:
        """A change must come from a page of this server, or from a program with a token."""
        if session is None or not session.csrf or scope["path"] == "/sign-in":
            return
        if not self.access.matches(session, headers.get("x-csrf-token", "")):
            raise ForbiddenError(
                "the request does not come from a page of this session",
                hint="load the page again; a program sends `Authorization: Bearer TOKEN`",
            )


def _user() -> str:
    """The name of who runs the server, for versions saved on this machine alone."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "me"


def cookie(value: str) -> str:
    """The header that sets a session's cookie: no script reads it, no other site sends it."""
    return f"{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={DAYS * 86_400}"


def _cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _limited(headers: dict[str, str], receive: Receive) -> Receive:
    """A body that breaks off with SizeError where it is too large, whatever its header says, or
    where its next part is too long in coming.
    """
    said = headers.get("content-length", "0")
    if not said.isdecimal() or int(said) > LARGEST:
        raise SizeError(f"a body of {said[:20]} bytes; at most {LARGEST:,} are read")
    seen, whole = 0, False

    async def counted() -> Message:
        nonlocal seen, whole
        if whole:
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), SLOWEST)
        except TimeoutError:
            raise SizeError(f"the body stopped coming for {SLOWEST:g} s") from None
        seen += len(message.get("body", b""))
        if seen > LARGEST:
            raise SizeError(f"a body of more than {LARGEST:,} bytes")
        whole = not message.get("more_body", False)
        return message

    return counted


def _dressed(send: Send, cookies: list[str]) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name.lower() for name, _ in message["headers"]}
            added = {**_HEADERS, "content-security-policy": POLICY.format(styles="")}
            message["headers"] = [
                *message["headers"],
                *((name.encode(), value.encode()) for name, value in added.items()
                  if name.encode() not in own),
                *((b"set-cookie", value.encode()) for value in cookies),
            ]  # fmt: skip
        await send(message)

    return dressed
