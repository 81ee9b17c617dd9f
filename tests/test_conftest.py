"""Skips: one line each reason, and none where the data is demanded."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SUITE = """
import pytest

def test_passes():
    pass

@pytest.mark.data
def test_reads_data():
    pass
"""
OPTIONAL = """
@pytest.mark.optional
def test_needs_an_extra():
    pytest.importorskip("a_package_that_is_not_there")
"""
OTHER = """
def test_skips_for_its_own_reason():
    pytest.skip("no reason at all")
"""


def run(folder: Path, source: str, **settings: str) -> tuple[int, str]:
    """Exit code and output of a suite under this conftest, away from any data."""
    tests = folder / "checkout" / "tests"
    tests.mkdir(parents=True)
    shutil.copy(Path(__file__).with_name("conftest.py"), tests)
    (tests / "test_it.py").write_text(source)
    (tests.parent / "pytest.ini").write_text("[pytest]\nmarkers =\n  data: x\n  optional: x\n")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("FOEDUS_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tests.parent,
        env=clean | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"} | settings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout


def test_without_data_says_so_once_and_passes(tmp_path: Path) -> None:
    code, out = run(tmp_path, SUITE + "\n\n@pytest.mark.data\ndef test_reads_more():\n    pass\n")
    assert code == 0
    assert out.count("foedus data pull") == 1
    assert "2 skipped: public data absent" in out
    assert out.splitlines()[-1].startswith("1 passed, 2 skipped")


def test_data_beside_the_checkout_is_found(tmp_path: Path) -> None:
    (tmp_path / "shared" / "data" / "raw").mkdir(parents=True)
    code, out = run(tmp_path, SUITE)
    assert code == 0
    assert out.splitlines()[-1].startswith("2 passed")


def test_demanded_data_is_not_skipped(tmp_path: Path) -> None:
    source = SUITE.replace("data():\n    pass", "data():\n    raise OSError('no such file')")
    code, out = run(tmp_path, source, FOEDUS_REQUIRE_DATA="1")
    assert code == 1
    assert out.splitlines()[-1].startswith("1 failed, 1 passed")


@pytest.mark.parametrize(
    ("source", "expected"), [(SUITE + OPTIONAL, 0), (SUITE + OPTIONAL + OTHER, 1)]
)
def test_any_other_skip_fails_a_demanding_run(tmp_path: Path, source: str, expected: int) -> None:
    code, out = run(tmp_path, source, FOEDUS_REQUIRE_DATA="1", FOEDUS_MIRROR=str(tmp_path))
    assert code == expected
    named = [line.strip() for line in out.splitlines() if line.startswith("  tests/")]
    assert named == ["tests/test_it.py::test_skips_for_its_own_reason"] * expected


def test_a_skipped_file_fails_a_demanding_run(tmp_path: Path) -> None:
    skips = "import pytest\npytest.importorskip('a_package_that_is_not_there')\n"
    code, _ = run(tmp_path, skips + SUITE, FOEDUS_REQUIRE_DATA="1", FOEDUS_MIRROR=str(tmp_path))
    assert code != 0
