"""Watches of a folder: each with its subject, and a file that is none with the reason."""

from pathlib import Path

from foedus.watch import library
from foedus.watch.folder import watches
from foedus.watch.members import WatchMember
from foedus.watch.watch import create


def test_a_folder_lists_its_watches_and_what_is_none(tmp_path: Path) -> None:
    officer = WatchMember("officer", "steward", None)
    create(tmp_path / "b.db", library.scenario("ukraine-2026"), "b", [officer]).store.close()
    (tmp_path / "a.db").write_text("no log", "utf-8")
    (tmp_path / "c.yaml").write_text("name: c", "utf-8")
    (tmp_path / "d.db").mkdir()
    broken, kept = watches(tmp_path)
    assert (broken.file, broken.scenario) == ("a.db", "")
    assert "not a database" in broken.fault
    assert (kept.file, kept.scenario, kept.records, kept.replay) == (
        "b.db",
        "ukraine-2026",
        1,
        False,
    )
    assert kept.fault == ""


def test_an_empty_folder_has_none(tmp_path: Path) -> None:
    assert watches(tmp_path) == ()
