"""How soon the board follows the hand: a key on a slider to the charts repainted, in a browser.

    python benchmarks/workbench.py [--draws 2000] [--presses 25]

Needs the extra ``browser`` and a Chromium. It says the median and the 90th percentile for a slider
of one design and for one that moves all of them, and when the first paint of a board was.
"""

import argparse
import os
import shutil
import socket
import statistics
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from foedus.web.application import application
from foedus.web.settings import settled

AT = "/board/ukraine-2025"
SLIDERS = {"term of one design": "article-5-like.term", "capabilities, all designs": "RUS.cinc"}
PRESS = """
([key, back]) => new Promise((done) => {
  const slider = document.querySelector(`[data-edit="${key}"]`);
  const begun = performance.now();
  const watch = new MutationObserver(() => {
    watch.disconnect();
    requestAnimationFrame(() => done(performance.now() - begun));
  });
  watch.observe(document.documentElement, { attributeFilter: ["data-shown"] });
  const span = (slider.max - slider.min) / 50;
  slider.value = Number(slider.value) + (back ? -span : span);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
})
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--draws", type=int, default=2000)
    parser.add_argument("--presses", type=int, default=25)
    asked = parser.parse_args()
    held = socket.create_server(("127.0.0.1", 0))
    port = held.getsockname()[1]
    app = application(settled(Path(tempfile.mkdtemp()), port=port, draws=asked.draws))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True).start()
    place = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=place, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        for _ in range(2):  # the second finds the server warm
            page.goto(f"http://127.0.0.1:{port}{AT}")
            page.wait_for_selector("html[data-drawn=yes]", timeout=120_000)
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        print(f"first paint {paint:.0f} ms")
        for name, key in SLIDERS.items():
            found = []
            for press in range(asked.presses):
                found.append(page.evaluate(PRESS, [key, press % 10 > 4]))
                time.sleep(0.05)
            found.sort()
            print(
                f"{name}: median {statistics.median(found):.0f} ms, 90th percentile "
                f"{found[int(0.9 * len(found))]:.0f} ms, {asked.draws:,} draws"
            )
        browser.close()
    server.should_exit = True


if __name__ == "__main__":
    main()
