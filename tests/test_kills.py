"""Runs killed at random moments leave no half-written file, and the next run finishes.

A few kills here; ``python scripts/kills.py --kills 50`` on request.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from runpy import run_path

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "kills.py"


@pytest.mark.data
@pytest.mark.skipif(os.name != "posix", reason="no SIGKILL")
def test_kills_leave_nothing_half_written_and_go_on_where_they_were_cut_short(
    tmp_path: Path,
) -> None:
    kept = tmp_path / "kills.json"
    for kills in (1, 2):
        done = subprocess.run(
            [sys.executable, SCRIPT, "--kills", str(kills), "--seed", "1", "--only", "data pull",
             "--record", kept],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        first, *rest = done.stdout.splitlines()
        assert first == "seed 1"
        assert sum(int(line.split()[0]) for line in rest) == kills
        [row] = json.loads(kept.read_text("utf-8"))
        assert (row["seed"], row["kills"], sum(row["left"].values())) == (1, kills, kills)
        assert row["tries"] >= kills


def test_a_record_keeps_other_commands_and_seeds(tmp_path: Path) -> None:
    found, kept = run_path(str(SCRIPT)), tmp_path / "kills.json"
    first = found["Tally"]("brief", 3, tries=5, kills=4, left=Counter({"1 of 1 files": 4}))
    for each in (first, found["Tally"]("brief", 4), found["Tally"]("fit", 3)):
        found["record"](kept, each)
    first.kills = 5
    found["record"](kept, first)
    assert found["recorded"](kept, "brief", 3) == first
    assert found["recorded"](kept, "fit", 4) == found["Tally"]("fit", 4)
    assert len(json.loads(kept.read_text("utf-8"))) == 3


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
