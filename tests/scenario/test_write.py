"""Writing never leaves half a file."""

from pathlib import Path

import pytest

from foedus.errors import DiskError, InputError
from foedus.scenario.write import save


def test_saving_replaces_only_when_told(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    save("one\n", path)
    with pytest.raises(InputError, match="the file exists"):
        save("two\n", path)
    assert path.read_text() == "one\n"
    save("two\n", path, force=True)
    assert path.read_text() == "two\n"
    assert [each.name for each in tmp_path.iterdir()] == ["a.yaml"]


def test_a_failed_write_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(DiskError, match="the disk is full"):
        save("text", tmp_path / "a.yaml")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(InputError, match="there is no folder"):
        save("text", tmp_path / "absent" / "a.yaml")
