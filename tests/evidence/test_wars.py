"""The table of wars: known cases, what a row may be, and the records that it is made again from."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest
from tests.modules import module

from foedus.evidence.wars import LAST_YEAR, ROLES, War, begun, fought, wars
from foedus.states import members

ROOT = Path(__file__).parents[2]
UK, US, YUGOSLAVIA, CYPRUS, RUSSIA, GEORGIA = 200, 2, 345, 352, 365, 372
IRAQ, TURKEY, EGYPT, SYRIA, ISRAEL, KUWAIT, UAE = 645, 640, 651, 652, 666, 690, 696
NORTH_VIETNAM, ARGENTINA, GERMANY, POLAND = 816, 160, 255, 290


def between(one: int, two: int, *roles: str) -> list[War]:
    """Wars between the two, of some roles (any role but none, if not told)."""
    roles = roles or ("began", "joined", "part")
    return [
        war for war in wars() if {war.initiator, war.target} == {one, two} and war.role in roles
    ]


@pytest.mark.parametrize(
    ("initiator", "target", "start"),
    [
        (IRAQ, KUWAIT, "1990-08-02"),
        (ARGENTINA, UK, "1982-03-25"),
        (US, NORTH_VIETNAM, "1965-02-07"),
        (US, IRAQ, "1991-01-16"),
        (US, IRAQ, "2003-03-19"),
        (US, YUGOSLAVIA, "1999-03-24"),
        (TURKEY, CYPRUS, "1974-07-20"),
        (ISRAEL, SYRIA, "1982-04-21"),
        (ISRAEL, EGYPT, "1956-10-29"),
        (GERMANY, POLAND, "1939-09-01"),
    ],
)
def test_known_wars_began_on_their_day_and_by_whom(initiator: int, target: int, start: str) -> None:
    found = [war for war in between(initiator, target, "began") if war.start == start]
    assert [(war.initiator, war.target) for war in found] == [(initiator, target)]


@pytest.mark.parametrize(
    ("one", "two", "years"),
    [
        (EGYPT, ISRAEL, range(1950, 1956)),  # a dispute of Egypt's; the war is of 1956, Israel's
        (IRAQ, UAE, range(1985, 1991)),  # never fought before 1991, and then as one of many
        (RUSSIA, GEORGIA, range(1991, 2011)),  # under a thousand dead
    ],
)
def test_known_cases_of_no_war(one: int, two: int, years: range) -> None:
    assert [war for war in between(one, two) if war.year in years] == []


def test_a_state_that_entered_others_war_did_not_begin_one() -> None:
    britain = [war for war in between(UK, GERMANY) if war.year == 1939]
    assert [war.role for war in britain] == ["joined"]


def test_a_coalitions_attack_is_its_leaders_alone() -> None:
    begun_on = [
        war for war in wars()
        if war.role == "began" and war.target == IRAQ and war.start in ("1991-01-16", "2003-03-19")
    ]  # fmt: skip
    assert [war.initiator for war in begun_on] == [US, US]


def test_every_row_is_in_order_and_whole() -> None:
    table = wars()
    assert {war.role for war in table} == set(ROLES)
    keys = [(war.start, str(war.initiator), str(war.target)) for war in table]
    assert keys == sorted(keys)
    for war in table:
        assert war.initiator != war.target
        assert 1816 <= war.year <= war.end <= LAST_YEAR, war
        if len(war.start) > 4:
            date.fromisoformat(war.start)
        records = [bool(each) for each in (war.rsh, war.cow, war.gml)]
        assert any(records)
        assert war.role == "none" or sum(records) >= 2, war


def test_both_states_were_in_the_system_when_a_war_between_them_began() -> None:
    for war in wars():
        if war.role == "began":
            there = {state.ccode for state in members(war.year)}
            assert {war.initiator, war.target} <= there, war


def test_every_disagreement_and_every_rejection_has_its_reason() -> None:
    for war in wars():
        named = {name for name in (war.began_rsh, war.began_cow, war.began_gml) if name}
        agree = (
            war.role == "began"
            and all((war.rsh, war.cow, war.gml))
            and named == {str(war.initiator)}
        )
        if not agree and war.role != "joined":
            assert war.reason, war
        if len(named) > 1 or not all((war.rsh, war.cow, war.gml)):
            assert war.reason, war


def test_wars_begun_are_the_rows_of_that_role_once_each() -> None:
    frame = begun()
    assert frame.is_unique().all()
    rows = {(war.initiator, war.target, war.year) for war in wars() if war.role == "began"}
    assert set(frame.iter_rows()) == rows


def test_wars_fought_are_the_same_both_ways_in_every_year() -> None:
    frame = fought()
    back = frame.select(ccode1="ccode2", ccode2="ccode1", year="year").sort(pl.all())
    assert frame.sort(pl.all()).equals(back)
    falklands = frame.filter(ccode1=UK, ccode2=ARGENTINA)["year"].to_list()
    assert falklands == [1982]
    vietnam = frame.filter(ccode1=NORTH_VIETNAM, ccode2=US)["year"].to_list()
    assert vietnam == list(range(1965, 1974))
    assert frame.filter(ccode1=IRAQ, ccode2=UAE, year=1990).is_empty()


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return module("scripts/wars.py")


@pytest.mark.data
def test_the_table_and_the_page_are_made_again_byte_for_byte(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped, page = script.TABLE.read_bytes(), script.PAGE.read_bytes()
    monkeypatch.setattr(script, "TABLE", tmp_path / "wars.csv")
    monkeypatch.setattr(script, "PAGE", tmp_path / "war-events.md")
    script.main()
    assert script.TABLE.read_bytes() == shipped, "run python scripts/wars.py"
    assert script.PAGE.read_bytes() == page, "run python scripts/wars.py"


def test_two_records_of_three_must_have_a_war(script: ModuleType) -> None:
    """One record alone has none; who began it is RSH's word before COW's."""
    war: Callable[..., object] = script.Episode

    def role(**told: object) -> tuple[str, str, str]:
        begins = {"gml": (2, 20)}
        told = {"pair": (2, 20), "year": 1950, "end": 1951, "begins": begins} | told
        row = script.choice(war(**told), [])
        return row["initiator"], row["target"], row["role"]

    assert role(gml="dispute 1, 1950")[2] == "none"
    assert role(rsh="1950-01-01", begins={"rsh": (20, 2)})[2] == "none"
    both = {"cow": "war 1, 1950", "gml": "dispute 1, 1950"}
    # Enemies of a large war that RSH does not have: only if both were in from the first day.
    cow = {"cow": (20, 2), "gml": (2, 20)}
    assert role(**both, begins=cow)[2] == "none"
    assert role(**both, begins=cow, originators=True) == ("20", "2", "began")
    rsh = {"rsh": (2, 20), "cow": (20, 2)}
    assert role(**both, rsh="1950-01-01", begins=rsh) == ("2", "20", "began")
    assert role(**both, rsh="1950-01-01", begins=rsh, joiner=True)[2] == "joined"


def test_a_war_within_a_war_between_the_two_is_part_of_it(script: ModuleType) -> None:
    first = {
        "initiator": "20",
        "target": "2",
        "start": "1950-01-01",
        "end": "1953",
        "role": "began",
    }
    within = script.Episode(
        (2, 20), date(1951, 1, 1), 1951, 1952, rsh="1951-01-01", cow="war 2, 1951",
        begins={"rsh": (2, 20), "cow": (2, 20)},
    )  # fmt: skip
    assert script.choice(within, [first])["role"] == "part"
    assert script.choice(within, [])["role"] == "began"


def test_the_page_says_what_the_table_says() -> None:
    """docs/war.md counts the rows by role."""
    text = (ROOT / "docs" / "war.md").read_text("utf-8")
    path = ROOT / "src" / "foedus" / "evidence" / "wars.csv"
    with path.open(encoding="utf-8", newline="") as file:
        roles = [row["role"] for row in csv.DictReader(file)]
    began, joined, part, none = (roles.count(role) for role in ROLES)
    told = (
        f"{began} wars begun, {joined}\nentered, {part} parts of a war under way, {none} rejected"
    )
    assert told in text
