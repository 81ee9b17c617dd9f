"""Whole files or nothing: what a failed, a killed and a second run leave behind."""

import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from foedus import storage
from foedus.errors import DataError, DiskError, InputError, PlaceError
from foedus.storage import check_place, exists, replacing, storing

LONG = "n" * 300


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_the_old_file_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with replacing(path) as part:
        part.write_text("new")
        assert path.read_text() == "old"
        assert part.parent == tmp_path
    assert path.read_text() == "new"
    assert names(tmp_path) == ["a.txt"]


def test_a_block_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), replacing(path) as part:
        part.write_text("half" * (1 // 0))
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.txt"]


def test_bytes_reach_the_disk_before_the_name_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, done = tmp_path / "a.txt", list[str]()
    sync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        done.append("sync")
        sync(handle)

    def replaced(part: Path, target: Path) -> Path:
        done.append("replace")
        return replace(part, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    with replacing(path) as part:
        part.write_text("new")
    assert done == ["sync", "replace", "sync"]  # the file; its name; the folder that holds it


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "folder" / "a.txt")
    with replacing(link) as part:
        part.write_text("new")
    assert link.is_symlink()
    assert (tmp_path / "folder" / "a.txt").read_text() == "new"


KILLED = """
import os, signal, sys
from pathlib import Path
from foedus.storage import replacing
with replacing(Path(sys.argv[1])) as part:
    part.write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("name", ["a.txt", "[a]*?.txt", "n" * 250])
def test_what_a_killed_run_left_is_swept_by_the_next(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    other = tmp_path / ".b.txt.left.part"
    other.touch()
    subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    [left] = [each for each in names(tmp_path) if each != other.name]
    assert left.endswith(".part")
    with replacing(path) as part:
        assert names(tmp_path) == sorted([part.name, other.name])
        part.write_text("whole")
    assert path.read_text() == "whole"
    assert names(tmp_path) == sorted([path.name, other.name])


def test_what_another_run_is_writing_is_not_swept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with replacing(path) as first:
        first.write_text("first")
        with replacing(path) as second:
            second.write_text("second")
        assert first.read_text() == "first"
    assert path.read_text() == "first"


def _many(path: Path, letter: str) -> None:
    for _ in range(40):
        with replacing(path) as part:
            part.write_text(letter * 100_000)


def test_runs_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    path, context = tmp_path / "a.txt", get_context("spawn")
    runs = [context.Process(target=_many, args=(path, letter)) for letter in "ab"]
    for run in runs:
        run.start()
    seen = set()
    while any(run.is_alive() for run in runs):
        seen |= {path.read_text()} if path.exists() else set()
    for run in runs:
        run.join()
        assert run.exitcode == 0
    assert seen | {path.read_text()} <= {"a" * 100_000, "b" * 100_000}
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("number", "kind", "said"),
    [
        (errno.ENOSPC, DiskError, "the disk is full\n  try: free some space"),
        (errno.EDQUOT, DiskError, "the disk is full"),
        (errno.EIO, DiskError, "another disk"),
        (errno.EACCES, PlaceError, "Permission denied\n  try: another file"),
        (errno.EROFS, PlaceError, "Read-only file system"),
        (errno.ENAMETOOLONG, PlaceError, "a name of at most 255 bytes"),
    ],
)
def test_refusals_of_the_system(
    tmp_path: Path, number: int, kind: type[DataError], said: str
) -> None:
    with pytest.raises(kind) as raised, storing(tmp_path / "a", "another file"):
        raise OSError(number, os.strerror(number))
    assert str(raised.value).startswith(str(tmp_path / "a"))
    assert said in str(raised.value)
    assert raised.value.exit_code == (1 if kind is DiskError else 2)


def _fifo(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.txt")
    return folder / "pipe.txt"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (lambda folder: folder, "is a folder"),
        (lambda folder: folder / "absent" / "a.txt", "there is no folder"),
        (lambda folder: folder / LONG, "File name too long"),
        (lambda folder: folder / "a\0b", "a NUL stands in the name"),
        (lambda _: Path("/dev/null"), "a device or a pipe"),
        (_fifo, "a device or a pipe"),
    ],
)
def test_places_that_cannot_be_written_are_told_before_the_work(
    tmp_path: Path, place: Callable[[Path], Path], said: str
) -> None:
    with pytest.raises(InputError, match=said) as raised:
        check_place(place(tmp_path))
    assert raised.value.where
    assert raised.value.hint
    assert raised.value.exit_code == 2


@pytest.mark.parametrize("which", ["folder", "file"])
def test_what_is_read_only_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    """By what the system says, since an administrator may write anywhere."""
    path = tmp_path / "a.txt"
    path.touch()
    closed = path if which == "file" else tmp_path
    monkeypatch.setattr(os, "access", lambda each, _: Path(each) != closed)
    with pytest.raises(InputError, match="read-only") as raised:
        check_place(path)
    assert which in str(raised.value)


@pytest.mark.parametrize("kind", [pl.exceptions.ComputeError, OSError])
def test_a_refusal_in_polars_words_is_the_systems(tmp_path: Path, kind: type[Exception]) -> None:
    """As Polars 2 words a full disk: of a Parquet file, and of a table of text."""
    said = "parquet: underlying IO error: No space left on device (os error 28)"
    with pytest.raises(DiskError, match="the disk is full"), storing(tmp_path / "a"):
        raise kind(said)


def test_an_error_that_is_not_the_systems_passes(tmp_path: Path) -> None:
    with pytest.raises(pl.exceptions.ComputeError, match="odd"), storing(tmp_path / "a"):
        raise pl.exceptions.ComputeError("odd")


@pytest.mark.parametrize("name", [LONG, "a\0b", "absent"])
def test_a_name_that_no_file_can_have_is_not_there(name: str) -> None:
    assert not exists(name)


@pytest.mark.skipif(storage.fcntl is None, reason="Windows deletes no file that is held open")
def test_a_file_that_a_sweep_has_just_taken_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run's sweep holds the new file between its making and its lock, then removes it."""
    real = tempfile.mkstemp
    held: list[Any] = []

    def taken(**where: Any) -> tuple[int, str]:
        handle, name = real(**where)
        if not held:
            held.append(os.open(name, os.O_RDWR))
            storage.fcntl.flock(held[0], storage.fcntl.LOCK_EX)
            held.append(name)
        return handle, name

    monkeypatch.setattr(storage.tempfile, "mkstemp", taken)
    with replacing(tmp_path / "a") as part:
        part.write_text("x")
        Path(held[1]).unlink()
        os.close(held[0])
    assert (tmp_path / "a").read_text() == "x"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
