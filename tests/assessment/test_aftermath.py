"""What then happened: read from the record when asked for, and never before."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from foedus import scenario
from foedus.assessment import aftermath, assess
from foedus.assessment.aftermath import EVENTS, Aftermath
from foedus.assessment.sections import aftermath as happened
from foedus.assessment.sections.voice import Voice
from foedus.evidence import chronology, wars
from foedus.report.text import text
from foedus.scenario import Scenario

FOLDER = Path(__file__).parents[1] / "scenarios"


def asked(name: str, **changed: Any) -> Scenario:
    return scenario.load(FOLDER / f"{name}.yaml").model_copy(update=changed)


def after(name: str, years: int = 10, **changed: Any) -> Aftermath:
    return aftermath.aftermath(asked(name, **changed), years)


def test_iraq_began_a_war_five_weeks_later() -> None:
    (war,) = after("kuwait-1990").begun("war")
    assert (war.start, war.initiator, war.target) == ("1990-08-02", "IRQ", "KWT")
    assert after("kuwait-1990").begun("war", "KWT") == ()
    assert after("kuwait-1990", as_of=date(1990, 8, 2)).begun("war") == ()
    assert after("kuwait-1990", as_of=date(1990, 8, 1), years=1).begun("war") == (war,)


@pytest.mark.data
def test_georgia_saw_deadly_force_and_no_war() -> None:
    found = after("georgia-2008")
    assert found.begun("war") == ()
    assert not [each for each in found.happened if each.event == "war"]
    # GML has one dispute from 2007 to 2010, so that nothing deadly was begun after the day.
    (deadly,) = [each for each in found.happened if each.event == "deadly"]
    assert (deadly.initiator, deadly.start[:4], deadly.last) == ("RUS", "2007", 2010)
    assert deadly.under_way
    (early,) = after("georgia-2008", as_of=date(2006, 12, 31), years=5).begun("deadly", "RUS")
    assert (early.what, early.under_way) == (deadly.what, False)


@pytest.mark.data
def test_crimea_was_begun_after_a_question_of_2012() -> None:
    """By COW's coders: the years after GML's last are no gap."""
    found = after("georgia-2008", challenger="RUS", protege="UKR", as_of=date(2012, 6, 30), years=5)
    assert found.uncovered == (
        "threats and shows of force since 2015 (the chronology has force only)",
    )
    (crimea,) = found.begun("deadly", "RUS")
    assert (crimea.start, crimea.source) == ("2014-02", "COW")
    assert len(found.begun("force", "RUS")) > 1  # of 2013 too; the record that goes on counts once


@pytest.mark.data
def test_a_greater_event_is_a_lesser_one_too() -> None:
    found = after("kuwait-1990")
    counts = [len(found.begun(event)) for event in EVENTS]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1] > 0
    assert [each.start for each in found.happened] == sorted(e.start for e in found.happened)


def test_what_no_record_covers_is_said() -> None:
    over = after("georgia-2008", as_of=date(2010, 6, 1), years=10)
    assert any("threats" in each for each in over.uncovered)
    ahead = after("korea", years=20)
    assert ahead.through == chronology.chronology().about.searched < ahead.ends
    assert any(str(ahead.through) in each for each in ahead.uncovered)


def test_without_the_public_data_disputes_are_known_by_year(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(aftermath, "on_disk", lambda: False)
    found = after("kuwait-1990")
    wars = [each for each in found.happened if each.source == "wars"]
    assert [each.start for each in wars] == ["1990-08-02"]
    rest = [each for each in found.happened if each.source != "wars"]
    assert rest
    assert all(len(each.start) == 4 and each.event != "war" for each in rest)
    assert found.unknown == ()
    assert any("months of disputes" in each for each in found.uncovered)


@pytest.mark.data
def test_what_ships_is_what_the_data_have(monkeypatch: pytest.MonkeyPatch) -> None:
    """Year for year, but for wars, which have their own table, and the year of the question."""

    def years(found: aftermath.Aftermath) -> set[tuple[str, str, str]]:
        return {
            (each.start[:4], each.initiator, each.event)
            for each in found.happened
            if each.source in {"GML", "COW"} and each.start[:4] not in wars and not each.under_way
        }

    on_disk = after("georgia-2008", as_of=date(1995, 6, 1), years=20)
    wars = {each.start[:4] for each in on_disk.happened if each.source == "wars"}
    monkeypatch.setattr(aftermath, "on_disk", lambda: False)
    shipped = after("georgia-2008", as_of=date(1995, 6, 1), years=20)
    assert years(shipped) <= years(on_disk)
    assert {row[:2] for row in years(shipped)} == {row[:2] for row in years(on_disk)}


def test_what_went_on_is_told_apart_from_what_was_begun() -> None:
    ukraine = aftermath.aftermath(scenario.load("ukraine-2025"), 20)
    assert ukraine.begun("war") == ()
    (war,) = [each for each in ukraine.went_on("war", "RUS") if each.start == "2022-02-24"]
    assert war.under_way
    before = scenario.load("ukraine-2025").model_copy(update={"as_of": date(2022, 2, 1)})
    found = aftermath.aftermath(before, 5).begun("war", "RUS")
    assert [each.start for each in found] == ["2022-02-24"]


@pytest.mark.data
def test_the_text_sets_forecast_and_record_side_by_side() -> None:
    found = assess(FOLDER / "kuwait-1990.yaml", draws=200)
    said = text([happened.section(Voice(found), aftermath.aftermath(found.scenario, found.years))])
    lines = said.splitlines()
    assert max(map(len, lines)) <= 100
    war = next(line for line in lines if line.startswith("war "))
    assert "1990-08-02" in war
    assert "none in the record" in war
    assert "The record goes through 2000-06-30." in said


def poison(monkeypatch: pytest.MonkeyPatch, last: int) -> None:
    """Strike out of disputes and wars all that is later than ``last``, of the other yearly tables
    all that is later than the year after it, whose rows say which states there are.
    """
    whole, fought = sys.modules["foedus.evidence.table"].table, wars.wars

    def table(name: str) -> pl.DataFrame:
        frame = whole(name)
        for column in {"year", "styear"} & set(frame.columns):
            if name != "cow-states" and frame[column].dtype.is_integer():
                known = last if name.startswith(("gml", "cow-mid")) else last + 1
                frame = frame.filter(pl.col(column).fill_null(0) <= known)
        return frame

    def early() -> tuple[wars.War, ...]:
        return tuple(war for war in fought() if war.year <= last)

    for name, module in list(sys.modules.items()):
        if name.startswith("foedus"):
            for what, old, new in (("table", whole, table), ("wars", fought, early)):
                if getattr(module, what, None) is old:
                    monkeypatch.setattr(module, what, new)


@pytest.fixture
def no_chronology(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A chronology whose disputes and pacts, all later than the question, are struck out."""
    whole = chronology.load

    def load(folder: Path) -> chronology.Chronology:
        return replace(whole(folder), disputes=(), pacts=())

    monkeypatch.setattr("foedus.evidence.chronology.read.load", load)
    chronology.chronology.cache_clear()
    yield
    chronology.chronology.cache_clear()


@pytest.mark.data
def test_nothing_later_than_the_day_enters_a_forecast(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    kuwait = asked("kuwait-1990")
    plain, record = assess(kuwait, draws=100), aftermath.aftermath(kuwait, 10)
    request.getfixturevalue("no_chronology")
    poison(monkeypatch, 1989)
    assert assess(kuwait, draws=100).to_dict() == plain.to_dict()
    assert record.happened
    assert aftermath.aftermath(kuwait, 10).happened == ()  # the poison bites
