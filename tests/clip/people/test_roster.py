"""The roster: compiled as it is written, every office with its source, extendable."""

from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from foedus import document
from foedus.clip.people.roster import extended, key, shipped
from foedus.clip.people.roster_file import compiled
from foedus.errors import InputError
from foedus.states import find


def test_what_is_loaded_is_what_the_file_says() -> None:
    text = files("foedus.clip.people").joinpath("roster.json").read_text("utf-8")
    assert compiled() == text, "run python docs/clip.py"


def test_every_office_has_a_source_a_state_and_days_in_order() -> None:
    with files("foedus.clip.people").joinpath("roster.yaml").open(encoding="utf-8") as file:
        sources = document.parse(file.read()).data["sources"]
    for each in shipped().people:
        assert each.source in sources
        assert each.state in {"EU", "NATO", "UN"} or find(each.state)
        assert each.until is None or each.since < each.until
    assert all(each.source not in sources for each in shipped().meetings)  # they say it in words


def test_an_office_is_held_on_its_days_alone() -> None:
    day = date(2021, 6, 16)
    assert [each.name for each in shipped().holding("USA", "president", day)] == ["Joe Biden"]
    assert [each.name for each in shipped().named("Zelensky", day)] == ["Volodymyr Zelenskyy"]
    assert shipped().named("Witkoff", day) == []


def test_names_are_compared_without_case_and_accents() -> None:
    assert key("Radosław Sikorski") == key("RADOSLAW SIKORSKI")
    assert shipped().is_outlet("the norrland wire") is None
    assert shipped().is_outlet("reuters") == "Reuters"


def test_a_file_adds_people(tmp_path: Path) -> None:
    path = tmp_path / "more.yaml"
    path.write_text(
        "people:\n  - {name: Ana Belic, aliases: Belic, state: EST, role: envoy, from: 1990-01-01, "
        "source: invented}\n"
    )
    more = extended(path)
    assert [each.name for each in more.named("belic", None)] == ["Ana Belic"]
    assert len(more.people) == len(shipped().people) + 1


def test_a_wrong_file_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "more.yaml"
    path.write_text("people:\n  - {name: Ana Belic, state: EST, role: envoy, from: soon}\n")
    with pytest.raises(InputError) as error:
        extended(path)
    assert f"{path}:2" in str(error.value)
    assert "'source' is missing" in str(error.value)


def test_dates_from_memory_and_after_the_rosters_end_are_doubted(tmp_path: Path) -> None:
    own = shipped()
    one = {each.name: each for each in own.people if each.until is None}
    day = date(2025, 8, 18)
    assert own.doubt(one["Andrii Sybiha"], day) is None
    unread = replace(one["Andrii Sybiha"], checked=None)
    assert own.doubt(unread, day) == "dates of office from memory"
    assert own.doubt(one["Andrii Sybiha"], date(2026, 8, 18)) == "the roster ends on 2025-08-31"
    path = tmp_path / "more.yaml"
    path.write_text(
        "known_to: 2027-01-01\npeople:\n  - {name: Ana Belic, state: EST, role: envoy, "
        "from: 1990-01-01, source: a directory}\n"
    )
    more = extended(path)
    assert more.doubt(more.people[0], date(2026, 8, 18)) is None


def test_a_day_that_was_read_nowhere_is_doubted_near_it_alone(tmp_path: Path) -> None:
    path = tmp_path / "more.yaml"
    path.write_text(
        "people:\n  - {name: Ana Belic, state: EST, role: envoy, from: 1990-01-01, to: 1994-05-01, "
        "source: a directory, unread: [from, to]}\n"
    )
    more = extended(path)
    [one] = more.named("Ana Belic", None)
    assert more.doubt(one, date(1992, 6, 1)) is None
    assert more.doubt(one, date(1990, 2, 1)) == "first day of office from memory"
    assert more.doubt(one, date(1994, 4, 1)) == "last day of office from memory"
    assert more.doubt(one, None) == "first and last day of office from memory"
    path.write_text(path.read_text().replace("[from, to]", "[begin]"))
    with pytest.raises(InputError, match="unread"):
        extended(path)


def test_everybody_of_the_roster_was_read_of() -> None:
    assert [each.name for each in shipped().people if each.checked is None] == []
