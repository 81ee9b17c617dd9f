"""Ask the workbench's API what schemathesis thinks of: no answer may be a server error.

    python scripts/api.py [--examples 25] [--seed 1]

Needs ``pip install schemathesis``, best into an environment of its own: it is looked for on the
PATH, and in SCHEMATHESIS. The server has a folder of its own, with a scenario, a broken one, and a
token; it is ended with the run. Streams are left out, since they do not end.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which
from urllib.request import Request, urlopen

from foedus.scenario.read import text

TOKEN = "schemathesis" * 3


def _ready(address: str) -> None:
    """Wait until every page is loaded, which the tool would wait for ten seconds at most."""
    asked = Request(address, headers={"authorization": f"Bearer {TOKEN}"})  # noqa: S310 (ours)
    with urlopen(asked, timeout=300) as answer:  # noqa: S310
        answer.read()


def main() -> int:
    """Run, and give its exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--examples", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    tool = os.environ.get("SCHEMATHESIS") or which("schemathesis")
    if not tool:
        sys.exit("no schemathesis on the PATH: pip install schemathesis")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "mine.yaml").write_text(text("korea-2025"), "utf-8")
        (folder / "broken.yaml").write_text("as_of: [", "utf-8")
        (folder / "broken.db").write_text("no log", "utf-8")
        with subprocess.Popen(  # noqa: S603 (this program)
            [sys.executable, "-m", "foedus", "serve", place, "--no-browser", "--port", "0",
             "--draws", "100"],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "FOEDUS_TOKEN": TOKEN},
        ) as server:  # fmt: skip
            try:
                address = server.stdout.readline().split()[0] if server.stdout else ""
                _ready(f"{address}api/openapi.json")
                return subprocess.run(  # noqa: S603 (the tool that was asked for)
                    [tool, "run", f"{address}api/openapi.json",
                     "--header", f"Authorization: Bearer {TOKEN}",
                     "--checks", "not_a_server_error", "--max-examples", str(asked.examples),
                     "--exclude-path", "/api/events", "--request-timeout", "60",
                     "--seed", str(asked.seed)],
                    check=False, cwd=place,
                ).returncode  # fmt: skip
            finally:
                server.terminate()


if __name__ == "__main__":
    sys.exit(main())
