"""Pages of this machine: a server under development, an archive. Nothing else is ever fetched."""

from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import ip_address
from time import monotonic
from urllib.parse import urlsplit

from foedus.errors import DataError, InputError

#: Seconds for the whole answer.
PATIENCE = 10.0


def fetch(address: str, most: int) -> bytes:
    """The body at a loopback address, at most ``most`` bytes and one more. No redirect is followed.

    Raises InputError where the address is elsewhere or wrong, DataError where nothing answers.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise InputError(f"not an address: {error}", where=address) from None
    if parts.scheme.lower() != "http" or not _own(host):
        raise InputError(
            "nothing is fetched from outside this machine", where=address,
            hint="save the page to a file and give that, or http://127.0.0.1:PORT/…",
        )  # fmt: skip
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    # never by name: a name could lead elsewhere
    connection = HTTPConnection(
        "127.0.0.1" if host == "localhost" else host, port, timeout=PATIENCE
    )
    try:
        connection.request("GET", path, headers={"Accept": "text/html, text/plain"})
        answer = connection.getresponse()
        if answer.status != 200:
            moved = " (redirects are not followed)" if 300 <= answer.status < 400 else ""
            raise DataError(f"the server answered {answer.status}{moved}", where=address)
        return _body(answer, most, address)
    except (OSError, HTTPException, UnicodeError, ValueError) as error:
        said = getattr(error, "strerror", None) or error or type(error).__name__
        raise DataError(
            f"nothing could be read: {said}", where=address,
            hint="does a server run there? save the page to a file and give that",
        ) from None  # fmt: skip
    finally:
        connection.close()


def _body(answer: HTTPResponse, most: int, address: str) -> bytes:
    """What the server sends, until it has sent too much or taken too long."""
    end, parts, size = monotonic() + PATIENCE, [], 0
    while size <= most and (part := answer.read1(65_536)):
        parts.append(part)
        size += len(part)
        if monotonic() > end:
            raise DataError(f"the page took longer than {PATIENCE:.0f} s", where=address)
    return b"".join(parts)


def _own(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
