"""Reading: every mistake is told with its file, its line and what to do."""

import shutil
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from foedus.errors import InputError
from foedus.evidence.chronology import chronology, load
from foedus.evidence.chronology.read import compiled, sources

GOOD = """\
region: Asia

disputes:
  - id: india-china-2030
    title: A clash
    start: 2016-05-05
    end: 2016-05-09
    initiator: CHN
    target: IND
    level: deadly
    deaths: {low: 3, high: 9, of: "soldiers of both sides"}
    sources:
      - {publisher: A, title: "One", date: 2016-05-06}
      - {publisher: B, title: "Two", date: 2016, url: "https://example.org/two", checked: yes}
    note: None.
"""
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """The shipped pacts and cover, and one file of disputes with a replacement made in it."""

    def written(old: str = "", new: str = "", text: str = GOOD) -> Path:
        with as_file(files("foedus.evidence.chronology")) as home:
            for name in ("about.yaml", "pacts.yaml"):
                shutil.copy(home / name, tmp_path / name)
        (tmp_path / "disputes").mkdir(exist_ok=True)
        assert old in text
        (tmp_path / "disputes" / "asia.yaml").write_text(text.replace(old, new, 1), "utf-8")
        return tmp_path

    return written


def test_a_good_file_is_read(write: Write) -> None:
    [dispute] = load(write()).disputes
    assert (dispute.initiator, dispute.target, dispute.level) == ("CHN", "IND", "deadly")
    assert dispute.sources[1].date == "2016"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("initiator: CHN", "initiator: CHX", "no state is called 'CHX'"),
        ("initiator: CHN", "initiator: IND", "IND appears more than once"),
        ("initiator: CHN", "initiator: DDR", "no member of the state system in 2016"),
        ("end: 2016-05-09", "end: 2016-05-01", "before it starts on 2016-05-05"),
        ("start: 2016-05-05", "start: 2016-13-05", "expected a date"),
        ("level: deadly", "level: display", "allowed: force, deadly, war"),
        ("level: deadly", "level: force", "level is force, but 3 or more were killed"),
        ("level: deadly", "level: war", "deaths may be as few as 3"),
        ("low: 3", "low: 0", "deaths may be none and no ground was taken"),
        ("low: 3, high: 9", "low: 30, high: 9", "low 30 is above high 9"),
        ("low: 3, high: 9", "low: 3000, high: 9000", "level is deadly, but 3000 or more"),
        ("publisher: B", "publisher: A", "found 1 publisher(s), expected at least 2"),
        (
            "level: deadly",
            "joiners: [{state: USA, side: target, start: 2017-01-01}]\n    level: deadly",
            "USA joins on 2017-01-01, outside the dispute's dates",
        ),
        ("https://example.org/two", "example.org", "expected a web address"),
        ("date: 2016-05-06", "date: 6 May", "expected a date"),
        ("    note: None.\n", "", "the key 'note' is missing"),
        ("level: deadly", "levle: deadly", "unknown key 'levle'"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(write: Write, old: str, new: str, said: str) -> None:
    with pytest.raises(InputError) as told:
        load(write(old, new))
    assert said in str(told.value)
    assert "asia.yaml:" in str(told.value)


def test_ground_that_was_taken_makes_a_dispute_deadly_without_deaths(write: Write) -> None:
    folder = write("low: 3, high: 9", "low: 0, high: 0")
    path = folder / "disputes" / "asia.yaml"
    path.write_text(path.read_text("utf-8").replace("deaths:", "territory: yes\n    deaths:"))
    assert load(folder).disputes[0].territory


def test_a_record_twice_is_told_with_both_places(write: Write) -> None:
    record = GOOD.split("disputes:\n")[1]
    with pytest.raises(InputError, match="recorded twice: india-china-2030") as told:
        load(write(text=GOOD + record))
    assert "asia.yaml:4" in str(told.value)


def test_the_same_act_under_another_name_is_found(write: Write) -> None:
    record = GOOD.split("disputes:\n")[1].replace("india-china-2030", "other")
    with pytest.raises(InputError, match="the same states, on the same day"):
        load(write(text=GOOD + record))


def test_what_began_earlier_must_say_that_it_is_carried(write: Write) -> None:
    with pytest.raises(InputError, match="carried is no"):
        load(write("start: 2016-05-05", "start: 2014-05-05"))


def test_days_after_the_last_are_refused(write: Write) -> None:
    with pytest.raises(InputError, match="after the chronology's last"):
        load(write("end: 2016-05-09", "end: 2031-05-09"))


def test_a_phase_of_an_unknown_dispute_is_refused_with_the_nearest(write: Write) -> None:
    with pytest.raises(InputError, match="unknown dispute 'india-china'"):
        load(write("    level:", "    continues: india-china\n    level:"))


def test_what_is_loaded_is_what_the_files_say() -> None:
    """`python scripts/chronology.py` makes the one file anew."""
    shipped = files("foedus.evidence.chronology").joinpath("chronology.json").read_text("utf-8")
    assert compiled(sources()) == shipped
    assert sources() == chronology()
