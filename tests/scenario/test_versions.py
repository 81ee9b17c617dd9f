"""Versions of scenarios: nothing acknowledged is lost, nothing is overwritten unseen."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from foedus.errors import DataError, InputError, UnknownNameError
from foedus.scenario.versions import OUTSIDE, StaleError, Versions, tag

ONE, TWO, THREE = "a: 1\n", "a: 2\n", "a: 3\n"


@pytest.fixture
def kept(tmp_path: Path) -> Versions:
    return Versions(tmp_path)


def test_a_save_is_a_version_with_author_time_and_reason(kept: Versions) -> None:
    first = kept.save("q", ONE, author="Ada", why="a start", base="")
    second = kept.save("q", TWO, author="Ben", why="a longer term", base=first.tag)
    assert (kept.folder / "q.yaml").read_text("utf-8") == TWO
    assert [each.author for each in kept.list("q")] == ["Ada", "Ben"]
    assert second.parent == first.tag == tag(ONE)
    assert kept.at("q", 1) == (first, ONE)
    assert abs(datetime.now(UTC) - second.when) < timedelta(minutes=5)
    with pytest.raises(UnknownNameError):
        kept.at("q", 3)


def test_the_same_text_is_no_new_version(kept: Versions) -> None:
    first = kept.save("q", ONE, author="Ada", base="")
    assert kept.save("q", ONE, author="Ben", base=first.tag) == first


def test_a_save_from_an_old_text_overwrites_nothing(kept: Versions) -> None:
    first = kept.save("q", ONE, author="Ada", base="")
    kept.save("q", TWO, author="Ben", base=first.tag)
    with pytest.raises(StaleError) as refused:
        kept.save("q", THREE, author="Ada", base=first.tag)
    assert (refused.value.base, refused.value.current) == (ONE, TWO)
    assert kept.text("q") == TWO
    with pytest.raises(StaleError):
        kept.save("q", THREE, author="Ada", base="")


def test_an_edit_from_outside_becomes_a_version(kept: Versions) -> None:
    first = kept.save("q", ONE, author="Ada", base="")
    (kept.folder / "q.yaml").write_text(TWO, "utf-8")
    with pytest.raises(StaleError):
        kept.save("q", THREE, author="Ada", base=first.tag)
    assert [each.author for each in kept.list("q")] == ["Ada", OUTSIDE]
    assert kept.at("q", 2)[1] == TWO


def test_a_save_broken_off_before_the_file_is_finished(kept: Versions) -> None:
    first = kept.save("q", ONE, author="Ada", base="")
    second = kept.save("q", TWO, author="Ben", base=first.tag)
    (kept.folder / "q.yaml").write_text(ONE, "utf-8")  # as if killed before it was replaced
    assert kept.text("q") == TWO
    assert kept.list("q") == [first, second]


def test_what_was_current_at_a_moment(kept: Versions) -> None:
    first = kept.save("q", ONE, author="Ada", base="")
    long_ago = first.when - timedelta(days=9)
    assert kept.since("q", long_ago) == (first, ONE)
    assert kept.since("q", first.when) == (first, ONE)


@pytest.mark.parametrize("name", ["../q", "a/b", ".foedus", "", "Q", "n" * 200])
def test_no_name_leads_out_of_the_folder(kept: Versions, name: str) -> None:
    with pytest.raises(InputError):
        kept.save(name, ONE, author="Ada", base="")
    assert list(kept.folder.glob("*.yaml")) == []


def test_an_altered_version_is_refused(kept: Versions) -> None:
    kept.save("q", ONE, author="Ada", base="")
    [place] = (kept.folder / ".foedus" / "versions" / "q").glob("*.json")
    place.write_text(place.read_text("utf-8").replace("a: 1", "a: 9"), "utf-8")
    with pytest.raises(DataError, match="not the one that was saved"):
        kept.list("q")


SAVING = """
import sys
from pathlib import Path
from foedus.scenario.versions import Versions, tag
kept = Versions(Path(sys.argv[1]))
base = tag(kept.text("q"))
for number in range(10**6):
    made = kept.save("q", f"a: {number + 1000}\\n", author="Ada", base=base)
    base = made.tag
    print(made.number, made.tag, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_killed_while_saving_nothing_acknowledged_is_lost(kept: Versions) -> None:
    kept.save("q", ONE, author="Ada", base="")
    for wait in (0.15, 0.27, 0.4):
        run = subprocess.Popen(
            [sys.executable, "-c", SAVING, str(kept.folder)], stdout=subprocess.PIPE, text=True
        )
        assert run.stdout
        said = [run.stdout.readline()]  # it saves
        time.sleep(wait)
        run.send_signal(signal.SIGKILL)
        said += run.communicate()[0].splitlines()
        whole = [line.split() for line in said if len(line.split()) == 2]
        found = {str(each.number): each.tag for each in kept.list("q")}
        assert all(found[number] == kept_tag for number, kept_tag in whole[:-1])
        assert tag(kept.text("q")) == kept.list("q")[-1].tag
        assert list(kept.folder.glob("*.part")) == []
