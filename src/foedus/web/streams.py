"""What happens while a page is open, as server-sent events (HTML standard, section 9.2).

A stream looks, a few times a second, at what is cheap to look at, and sends what changed. It ends
with the server, so that nothing is left to wait for; a browser then asks again.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Hashable
from dataclasses import dataclass
from typing import Any

from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from foedus.web.refusals import BusyError

#: Streams at most; a page beyond them asks again and again instead.
MOST = 100
#: Seconds between two looks, and between two signs of life where nothing changed.
LOOK, HEARTBEAT = 0.25, 15.0
#: Milliseconds after which a browser asks again.
_RETRY = 2000


@dataclass(frozen=True, slots=True)
class StreamEvent:
    """What is sent. id: of this state, by which a browser that comes back says what it has.

    last: nothing follows it.
    """

    id: str
    data: Any
    last: bool = False

    def text(self, name: str) -> str:
        """As it goes over the wire."""
        told = json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))
        return f"event: {name}\nid: {self.id}\ndata: {told}\n\n"


@dataclass(frozen=True, slots=True)
class StreamSource:
    """What a stream follows. stamp: what changes with it, at once. look: its state; None once it is
    gone.
    """

    name: str
    stamp: Callable[[], Hashable]
    look: Callable[[], StreamEvent | None]


class Streams:
    """The open streams of one server. ending: whether the server is about to stop."""

    def __init__(self) -> None:
        self.ending: Callable[[], bool] = lambda: False
        self.open = 0

    def response(self, source: StreamSource, known: str = "") -> StreamingResponse:
        """A stream of a source. known: the id of the state that the browser has.

        Raises BusyError where there are too many.
        """
        if self.open >= MOST:
            raise BusyError(f"{MOST} pages are followed already", hint="ask again and again")
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(
            self._events(source, known), media_type="text/event-stream", headers=headers
        )

    async def _events(self, source: StreamSource, known: str) -> AsyncIterator[str]:
        self.open += 1
        try:
            yield f"retry: {_RETRY}\n\n"
            seen: Hashable = object()
            quiet = 0.0
            while not self.ending():
                stamp = source.stamp()
                if stamp != seen:
                    seen, found = stamp, await run_in_threadpool(source.look)
                    if found is None:
                        return
                    if found.id != known:
                        known, quiet = found.id, 0.0
                        yield found.text(source.name)
                    if found.last:
                        return
                await asyncio.sleep(LOOK)
                quiet += LOOK
                if quiet >= HEARTBEAT:
                    quiet = 0.0
                    yield ": alive\n\n"
        finally:
            self.open -= 1
