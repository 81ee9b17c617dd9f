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
from foedus.assessment.assessment import through
from foedus.assessment.result import Assessment
from foedus.briefing.compose import compose
from foedus.errors import InputError
from foedus.evidence import bridge
from foedus.facts import assembly, public, reader
from foedus.history import origins
from foedus.history.ladder import posterior
from foedus.report.blocks import Table

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
def test_what_is_known_and_what_is_not_is_said_at_the_top() -> None:
    assert answer("kuwait-1990").fitted == (
        "fitted to 1816–1989, nothing later; so are depth (253 alliances), honor (90 calls), lapse "
        "(215 commitments broken) and the game; what each model looks at was chosen on all years"
    )
    assert answer("belgium-1914").fitted == (
        "fitted to 1816–1913, nothing later; so are depth (75 alliances), honor (19 calls) and "
        "lapse (69 commitments broken); chances over years are the ladder's own: too few windows "
        "were over by then; no game stands beside it: none was scored by then; what each model "
        "looks at was chosen on all years"
    )
    assert answer("korea").fitted == "fitted to 1816–2014, nothing later"


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "last"), [("belgium-1914", 1913), ("kuwait-1990", 1989), ("georgia-2008", 2007)]
)
def test_every_model_is_that_of_the_origin(name: str, last: int) -> None:
    found, origin = answer(name), origins.shipped(last)
    assert found.run.origin is found.origin is origin
    assert found.ladder is origin.ladder
    assert found.honor is origin.honor
    assert found.run.lapsing.model is origin.lapse
    assert (found.lens and found.lens.model) is origin.game
    for design in found.designs.values():
        measured = origin.depth.measure([design.reading.ties])
        assert design.reading.depth == pytest.approx(measured.mean[0])
        assert design.reading.depth_sd == pytest.approx(measured.sd[0])
        for what, deep in design.reading.deep.items():
            ties = [float("nan") if code is None else code for code in deep.ties]
            assert deep.mean == pytest.approx(origin.depth.measure([ties]).mean[0])
            assert design.reading.before[what] == pytest.approx(max(deep.mean, 0.0))


@pytest.mark.data
def test_no_later_record_is_told_to_a_past_question() -> None:
    for name, last in (("belgium-1914", 1913), ("kuwait-1990", 1989)):
        found = answer(name)
        assert found.past
        assert all((each.last or 9999) <= last for each in found.published)
        for told in (render(found), str(found.to_dict()["honor_published"])):
            for later in ("1816–2003", "Chiba", "US personnel in the target", "Fortna"):
                assert later not in told
    assert [each.key for each in answer("belgium-1914").published] == []
    assert "leeds-anac" in [each.key for each in answer("kuwait-1990").published]
    assert "The record, 1816–1989: 39 of 90 promises" in render(answer("kuwait-1990")).replace(
        "\n  ", " "
    )
    assert not answer("korea").past
    assert len(answer("korea").published) == 7


@pytest.mark.data
def test_the_page_names_no_later_instrument_and_no_later_fate() -> None:
    made = compose(answer("kuwait-1990"), length="full")
    assert made.abstract[-1].startswith("Fitted to 1816–1989, nothing later; so are depth")
    (table,) = [
        block
        for section in made.sections
        for block in section.blocks
        if isinstance(block, Table) and block.name == "nearest"
    ]
    assert table.columns == ("Design", "Instrument", "Signed", "Parties", "Distance")
    assert table.rows
    assert all(int(row[2]) <= 1990 for row in table.rows)


@pytest.mark.data
def test_no_game_answers_a_question_of_1914() -> None:
    found = answer("belgium-1914")
    assert found.lens is None
    assert found.to_dict()["second_lens"] is None
    with pytest.raises(InputError, match="no game of deterrence was scored by 1913"):
        through(found)


@pytest.mark.data
def test_ladder_and_level_are_those_of_the_origin_everywhere() -> None:
    found = answer("kuwait-1990")
    mine = origins.shipped(1989)
    other = assess(
        FOLDER / "kuwait-1990.yaml", draws=200,
        ladder=replace(mine, ladder=replace(
            mine.ladder, pools=origins.shipped(1999).ladder.pools
        )),
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
    told = known.line(origins.before(1900), asked.replace(year=1900))
    assert told.startswith("fitted to 1816–1913: the model has seen later years")
    assert "so are" not in told
    mine = known.line(origins.main(), asked)
    assert mine.startswith("fitted to 1816–2014: the model has seen later years")


def test_what_the_caller_gives_is_named_where_it_has_seen_later_years() -> None:
    asked = scenario.load(FOLDER / "kuwait-1990.yaml").as_of
    whole = replace(origins.shipped(1989), lapse=origins.main().lapse, honor=origins.main().honor)
    assert known.line(whole, asked).startswith(
        "fitted to 1816–1989, nothing later, but for honor (to 2003) and lapse (to 2016); "
    )
    ladder = replace(posterior.shipped(), last=1989)
    mine = replace(origins.shipped(1989), ladder=ladder, depth=origins.measure(ladder))
    assert "but for depth (to 2010)" in known.line(mine, asked)


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
