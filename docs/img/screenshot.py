"""Photograph the first screen of the shipped scenario's brief, for the readme.

    python docs/img/screenshot.py

Needs a Chromium on the PATH (``chromium``, ``chromium-browser`` or ``google-chrome``). The page
brings its fonts.
"""

import subprocess
import sys
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from foedus.assessment import assess
from foedus.briefing.compose import compose
from foedus.report.page import html

PICTURE = Path(__file__).with_name("brief.png")
SCENARIO = "ukraine-2025"
SIZE = "1280,1000"


def main() -> None:
    """Write the picture; its alternative text in README.md is the brief's first sentence."""
    browser = next(filter(None, map(which, ("chromium", "chromium-browser", "google-chrome"))), "")
    if not browser:
        sys.exit("no Chromium on the PATH")
    brief = compose(assess(SCENARIO))
    with TemporaryDirectory() as folder:
        page = Path(folder, "brief.html")
        page.write_text(html(brief), "utf-8")
        subprocess.run(  # noqa: S603 (a browser of this machine, on a page made here)
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             f"--window-size={SIZE}", f"--screenshot={PICTURE}", page.as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip
    sys.stdout.write(f"{PICTURE.name}: {brief.abstract[0]}\n")


if __name__ == "__main__":
    main()
