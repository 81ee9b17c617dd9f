"""When somebody last looked: kept beside the watch, and no part of its record."""

from pathlib import Path

import pytest
from tests.watches import hours

from foedus.errors import FoedusError, InputError
from foedus.watch import looked


def test_the_next_look_begins_where_the_last_one_ended(tmp_path: Path) -> None:
    watch = tmp_path / "watch.db"
    assert looked.last(watch, hours(50)) == hours(26)
    looked.remember(watch, hours(48))
    assert looked.last(watch, hours(50)) == hours(48)
    assert looked.last(watch, hours(40)) == hours(16)  # asked about an earlier moment
    assert [path.name for path in tmp_path.iterdir()] == ["watch.db.looked"]


def test_a_note_that_is_none_is_told(tmp_path: Path) -> None:
    place = tmp_path / "watch.db.looked"
    place.write_text("yesterday")
    with pytest.raises(FoedusError, match="expected a moment"):
        looked.last(tmp_path / "watch.db", hours(1))
    place.write_bytes(b"\xff")
    with pytest.raises(InputError, match="delete it"):
        looked.last(tmp_path / "watch.db", hours(1))
    with pytest.raises(FoedusError):
        looked.remember(tmp_path / "none" / "watch.db", hours(1))
