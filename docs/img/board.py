"""Photograph the board of the shipped scenario, changed in one term, for the pages on it.

    python docs/img/board.py

Needs the extra ``browser`` and a Chromium on the PATH or in CHROMIUM.
"""

import os
import socket
import sys
import threading
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import uvicorn
from playwright.sync_api import sync_playwright

from foedus.web.application import application
from foedus.web.settings import settled

PICTURE = Path(__file__).with_name("board.png")
AT = "/board/ukraine-2025?article-5-like.term=20"
SIZE = {"width": 1360, "height": 860}


def main() -> None:
    """Write the picture, and print the sentence that it opens with."""
    held = socket.create_server(("127.0.0.1", 0))
    port = held.getsockname()[1]
    place = os.environ.get("CHROMIUM") or which("chromium") or which("google-chrome")
    with TemporaryDirectory() as folder, sync_playwright() as started:
        app = application(settled(Path(folder), port=port, environment={}, draws=4000))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True).start()
        browser = started.chromium.launch(executable_path=place, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        page.goto(f"http://127.0.0.1:{port}{AT}", timeout=120_000)
        page.wait_for_selector("html[data-drawn=yes]", timeout=120_000)
        page.wait_for_timeout(500)
        page.screenshot(path=PICTURE)
        said = page.locator("#bottom-line p").first.inner_text()
        browser.close()
        server.should_exit = True
    sys.stdout.write(f"{PICTURE.name}: {said}\n")


if __name__ == "__main__":
    main()
