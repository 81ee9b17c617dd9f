"""Runs killed at random moments leave no half-written file, and the next run finishes.

A few kills here; ``python scripts/kills.py --kills 200`` on request.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "kills.py"


@pytest.mark.data
@pytest.mark.skipif(os.name != "posix", reason="no SIGKILL")
def test_a_few_kills_leave_nothing_half_written() -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, "--kills", "3", "--seed", "1", "--only", "data pull"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, *rest = done.stdout.splitlines()
    assert first == "seed 1"
    assert sum(int(line.split()[0]) for line in rest) == 3


#: The script over writes that go straight to the final name.
DIRECT = """
import runpy, sys
found = runpy.run_path(sys.argv.pop(1))
direct = '''
from contextlib import contextmanager
import foedus.storage
@contextmanager
def direct(path):
    yield path
foedus.storage.replacing = direct
'''
found["main"].__globals__["CHILD"] = direct + found["CHILD"]
found["main"]()
"""


@pytest.mark.data
@pytest.mark.skipif(os.name != "posix", reason="no SIGKILL")
def test_a_half_written_file_is_seen() -> None:
    done = subprocess.run(
        [sys.executable, "-c", DIRECT, SCRIPT, "--kills", "30", "--seed", "2",
         "--only", "data pull"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "is half-written" in done.stderr
