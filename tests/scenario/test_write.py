"""A starting file reads as it stands, and writing never leaves half a file."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus import scenario
from foedus.errors import DiskError, InputError
from foedus.scenario.write import save, starting_text
from foedus.states import members

MEMBERS = [state.label for state in members(2025)]


@settings(deadline=None)
@given(st.sampled_from(MEMBERS), st.sampled_from(MEMBERS), st.text(max_size=50))
def test_a_starting_file_reads_for_any_two_states_and_any_title(a: str, b: str, title: str) -> None:
    if a == b:
        with pytest.raises(InputError, match="both challenger and protégé"):
            starting_text(title, a, b, date(2025, 8, 18))
        return
    read = scenario.loads(starting_text(title, a, b, date(2025, 8, 18)))
    assert (read.challenger, read.protege) == (a, b)
    assert set(read.designs) == {"none", "assurances", "pledge", "pledge-with-forces"}


def test_what_its_comments_show_is_read_too() -> None:
    text = starting_text("t", "RUS", "MDA", date(2025, 8, 18))
    # The empty values give way to the examples below them, which lose their comment mark.
    text = re.sub(r"^( *\w+:) (?:\{\}|\[\])$", r"\1", text, flags=re.M)
    text = re.sub(r"^( {2,4})# ", r"\1", text, flags=re.M)
    read = scenario.loads(text)
    assert set(read.situation.states) == {"MDA"}
    assert len(read.situation.dyads) == len(read.situation.disputes) == 1
    assert len(read.claims) == len(read.pledges) == len(read.events) == len(read.sources) == 1


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
