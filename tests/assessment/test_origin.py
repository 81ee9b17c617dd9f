"""Questions of the past, each a file: answered by what was known then, and said so."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from tests.terminal import render

from foedus import scenario
from foedus.assessment import assess
from foedus.assessment import origin as known
from foedus.assessment.result import Assessment
from foedus.evidence import bridge
from foedus.facts import assembly, public, reader
from foedus.history import lapse, origins
from foedus.history.ladder import posterior

FOLDER = Path(__file__).parents[1] / "scenarios"
#: Scenario -> the posterior that may answer it.
WHICH = {
    "belgium-1914": "origins/1913", "kuwait-1990": "origins/1989", "georgia-2008": "origins/2007",
    "korea": "ladder", "korea-alone": "ladder", "estonia": "ladder",
}  # fmt: skip


@cache
def answer(name: str) -> Assessment:
    return assess(FOLDER / f"{name}.yaml", draws=200)


@pytest.mark.data
@pytest.mark.parametrize("name", WHICH)
def test_each_scenario_is_answered_by_what_was_known(name: str) -> None:
    found = answer(name)
    told = found.to_dict()["posterior"]
    assert told["which"] == known.which(found.ladder) == WHICH[name]
    assert told["last"] < found.scenario.as_of.year
    assert told["says"].startswith(f"fitted to {told['first']}–{told['last']}, nothing later")
    assert told["says"] in render(found).replace("\n", " ")
    for design in found.designs.values():
        for event in ("deadly", "war"):
            chance = design.risk.by[event][-1]
            assert 0.0 < chance.low < chance.value < chance.high < 1.0


@pytest.mark.data
def test_what_was_learned_from_all_years_is_said_where_it_has_seen_later_ones() -> None:
    assert "learned from all years" in answer("kuwait-1990").fitted
    assert "learned from all years" not in answer("korea").fitted
    assert "too few windows were over by then" in answer("belgium-1914").fitted
    assert "too few" not in answer("kuwait-1990").fitted


@pytest.mark.data
def test_ladder_and_level_are_those_of_the_origin_everywhere() -> None:
    found = answer("kuwait-1990")
    assert found.run.ladder is found.ladder is origins.shipped(1989)
    other = assess(
        FOLDER / "kuwait-1990.yaml", draws=200,
        ladder=replace(origins.shipped(1989), pools=origins.shipped(1999).pools),
    )  # fmt: skip
    one, two = (each.designs["none"].risk.by["war"][-1].value for each in (found, other))
    assert one != two
    assert known.which(other.ladder) == "given by the caller"


@pytest.mark.data
def test_the_count_beside_it_knows_no_later_case() -> None:
    peers = answer("kuwait-1990").peers
    assert peers is not None
    cases = [*(case for case, *_ in peers.fought), *peers.quiet]
    assert cases
    assert all(case.begins + peers.years <= 1989 for case in cases)


def test_a_question_before_the_first_origin_is_told_that_the_model_has_seen_later_years() -> None:
    asked = scenario.load(FOLDER / "belgium-1914.yaml").as_of
    ladder = origins.before(1900)
    told = known.line(ladder, lapse.shipped(), asked.replace(year=1900))
    assert told.startswith("fitted to 1816–1913: the model has seen later years")
    mine = known.line(posterior.shipped(), lapse.shipped(), asked)
    assert mine.startswith("fitted to 1816–2014: the model has seen later years")


@pytest.mark.data
def test_a_question_of_2012_sees_nothing_of_2013_and_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Russia and Ukraine before Crimea, with every later dispute struck out and without."""
    asked = scenario.load(FOLDER / "georgia-2008.yaml").model_copy(
        update={"challenger": "RUS", "protege": "UKR", "as_of": date(2012, 12, 31)}
    )
    whole = public.from_data(asked)
    read = bridge.table

    def early(name: str) -> pl.DataFrame:
        frame = read(name)
        for column in {"year", "styear"} & {*frame.columns}:
            frame = frame.filter(pl.col(column) <= 2012)
        return frame

    monkeypatch.setattr(bridge, "table", early)
    reader._part.cache_clear()  # else nothing is read again
    try:
        assert public.from_data(asked).facts == whole.facts
    finally:
        reader._part.cache_clear()
    counts = {name: fact for name, fact in whole.facts.items() if "_past" in name}
    assert {(fact.year, fact.source) for fact in counts.values()} == {
        (2012, "cow-mid-directed-disputes")
    }
    found = assess(asked, draws=200)
    assert found.to_dict()["posterior"]["which"] == "origins/2010"
    assert found.fitted.startswith("fitted to 1816–2010, nothing later")


@pytest.mark.data
def test_the_facts_are_of_the_years_before_too() -> None:
    facts = assembly.facts(answer("kuwait-1990").scenario)
    yearly = {name: fact for name, fact in facts.items() if fact.source == "gml-directed-disputes"}
    assert yearly
    assert all((fact.year or 0) <= 1989 for fact in yearly.values())
