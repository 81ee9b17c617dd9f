"""Runs killed at random moments leave no half-written file, and the next run finishes.

A few kills here; ``python scripts/kills.py --kills 200`` on request.
"""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from runpy import run_path

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


@pytest.mark.data
def test_two_that_pull_into_one_cache_leave_what_one_leaves(tmp_path: Path) -> None:
    found = run_path(str(SCRIPT))
    mirror = os.environ["FOEDUS_MIRROR"]
    alone, shared = tmp_path / "alone", tmp_path / "shared"
    found["_finish"]("data pull", alone, mirror)
    runs = [found["_start"]("data pull", shared, mirror, 0) for _ in range(2)]
    said = [run.communicate()[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    assert found["_hashes"](shared) == found["_hashes"](alone) != {}


def test_a_half_written_file_is_seen(tmp_path: Path) -> None:
    found = run_path(str(SCRIPT))
    whole = found["Whole"](1.0, {"panel.parquet": sha256(b"whole").hexdigest()})
    (tmp_path / ".panel.parquet.left.part").write_bytes(b"wh")
    assert found["_look"](tmp_path, whole, "x") == "0 of 1 files, 1 leftovers"
    (tmp_path / "panel.parquet").write_bytes(b"whole")
    assert found["_look"](tmp_path, whole, "x") == "1 of 1 files, 1 leftovers"
    (tmp_path / "panel.parquet").write_bytes(b"wh")
    with pytest.raises(found["HalfWrittenError"], match=r"x: panel\.parquet is half-written"):
        found["_look"](tmp_path, whole, "x")
