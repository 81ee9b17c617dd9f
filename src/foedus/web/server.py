"""A server for the workbench: one process, threads for what computes, a process for a fit."""

import socket
import threading
import time
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import uvicorn
from fastapi import FastAPI

from foedus.errors import FoedusError, InputError
from foedus.web import assets
from foedus.web.application import application
from foedus.web.routes import BOARD
from foedus.web.settings import Settings

#: Seconds after which the rest is loaded where the list is what one sees first.
_WAIT = 1.5


def serve(settings: Settings, scenario: str, browser: bool, say: Callable[[str], None]) -> None:
    """Serve until interrupted. Raises InputError where the address cannot be had.

    scenario: shown first. browser: open one. say: tells the address.
    """
    held = _bound(settings)
    settings = replace(settings, port=held.getsockname()[1])
    app = application(settings)
    server = uvicorn.Server(
        uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False,
            limit_concurrency=200, timeout_graceful_shutdown=3,
        )
    )  # fmt: skip
    app.state.desk.streams.ending = lambda: server.should_exit
    address = settings.address + (f"board/{scenario}" if scenario else "")
    say(f"{address}  (Ctrl C ends it)")
    warm = threading.Timer(0.0 if scenario else _WAIT, _warmed, (app, scenario))
    warm.daemon = True
    warm.start()
    if browser:
        threading.Timer(0.4, lambda: webbrowser.open(address)).start()
    try:
        with suppress(KeyboardInterrupt):
            server.run(sockets=[held])
    finally:
        warm.cancel()
        if app.state.rooms.there:
            app.state.desk.jobs.close()


def _bound(settings: Settings) -> socket.socket:
    """The socket, so that a port in use is one clear message."""
    kind = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    held = socket.socket(kind)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        held.bind((settings.host, settings.port))
        held.listen(128)  # who comes before the server is ready waits, and is not refused
    except (OSError, OverflowError) as error:
        held.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            f"cannot listen at {settings.host}, port {settings.port}: {reason}",
            where="--port", hint="--port 0 takes any that is free",
        ) from None  # fmt: skip
    return held


def _warmed(app: FastAPI, scenario: str) -> None:
    """Answer the first board, bundle what draws it, and load every page, while one looks."""
    if scenario:
        app.state.rooms.open(BOARD[0])
        with suppress(FoedusError):
            app.state.desk.board(scenario, ()).answer  # noqa: B018 (for what it keeps)
        assets.vega()
        time.sleep(_WAIT)  # the board comes first
    app.state.rooms.open()
    assets.vega()
