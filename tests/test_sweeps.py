"""Sweeps killed at random moments come to the same bytes; a few kills here.

``python scripts/sweeps.py --cells 500 --kills 10`` on request, and the same with ``--dask``.
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "sweeps.py"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="no SIGKILL")


def killed(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, SCRIPT, "--seed", "1", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_sweep_killed_and_resumed_is_the_same_byte_for_byte() -> None:
    said = killed("--cells", "8", "--kills", "1", "--workers", "1")
    assert "the same 8 cells and results, byte for byte" in said


@pytest.mark.optional
@pytest.mark.slow
@pytest.mark.skipif(
    find_spec("distributed") is None, reason="the extra `cluster` (Dask) is not installed"
)
def test_on_a_cluster_whose_workers_and_scheduler_are_killed_too() -> None:
    said = killed("--cells", "24", "--kills", "2", "--workers", "2", "--dask")
    assert "the scheduler is killed, and started again" in said
    assert "the same 24 cells and results, byte for byte" in said
