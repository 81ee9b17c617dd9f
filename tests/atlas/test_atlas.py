"""The atlas says of each pair what ``assess`` says, and its pages show all of it."""

import json
from pathlib import Path

import polars as pl
import pytest

from foedus.assessment import assess
from foedus.atlas import figures, sections
from foedus.atlas.atlas import Atlas, atlas, gathered, plan
from foedus.atlas.block import forecasts
from foedus.atlas.pages import index, write
from foedus.atlas.question import question, relevant, unknown
from foedus.errors import InputError
from foedus.report.markdown import markdown
from foedus.sweep.pool import SerialPool

YEAR = 2020
PAIRS = (
    ("RUS", "EST"), ("CHN", "IND"), ("USA", "CUB"), ("ARM", "AZE"), ("ARG", "CHL"), ("FRA", "AND"),
)  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    asked = plan(YEAR, draws=100, years=5, pairs=PAIRS)
    return atlas(asked, tmp_path_factory.mktemp("atlas"), pool=SerialPool())


def test_every_pair_and_design_once(found: Atlas) -> None:
    designs = ["none", *found.plan.designs]
    keys = found.frame.select("challenger", "protege", "design").rows()
    assert keys == [(*pair, design) for pair in PAIRS for design in designs]
    assert not found.unanswered
    assert pl.read_parquet(found.folder / "atlas.parquet").equals(found.frame)


@pytest.mark.parametrize("pair", [PAIRS[0], PAIRS[5]])
def test_a_pair_is_what_assess_says_of_it(found: Atlas, pair: tuple[str, str]) -> None:
    asked = found.plan.question.of(pair, unknown(set(pair), YEAR))
    seed = found.plan.cells[0].seed
    answer = assess(asked, draws=100, years=5, seed=seed)
    rows = found.frame.filter(pl.col("challenger") == pair[0], pl.col("protege") == pair[1])
    for row in rows.iter_rows(named=True):
        told = answer.designs[row["design"]]
        war, deadly = told.risk.within("war", 5), told.risk.within("deadly", 5)
        assert (row["war"], row["war_low"], row["war_high"]) == (war.value, war.low, war.high)
        assert row["deadly"] == deadly.value
        assert row["ratio"] == told.versus.ratio["war"].value
        assert row["percentile"] == told.reach["onset"].percentile
        assert row["binds"] == told.reading.binds


def test_who_stands_by_whom_and_of_which_years_the_facts_are(found: Atlas) -> None:
    by = {(each.challenger, each.protege): each for each in found.bare}
    assert {"USA", "GBR", "POL"} <= {*by["RUS", "EST"].protected_by}
    assert by["RUS", "EST"].years["pacts"] <= 2018
    assert by["RUS", "EST"].years["disputes"] == 2014
    assert by["RUS", "EST"].oldest == 2014
    assert by["FRA", "AND"].assumed == ("AND",)
    text = markdown([sections.stale(found, found.bare)])
    assert "disputes: 2014" in text
    assert "Andorra" in text


def test_a_design_is_best_where_its_whole_interval_is_lower(found: Atlas) -> None:
    lower = pl.when(pl.col("binds") & (pl.col("design") != "us-promise")).then(0.9).otherwise(1.1)
    frame = found.frame.with_columns(lower.alias("ratio_high"))
    best = gathered(found.plan, found.folder, found.tally, frame).best
    assert best
    for (one, two), each in best.items():
        rows = frame.filter(pl.col("challenger") == one, pl.col("protege") == two)
        assert each.gain.value == rows.filter(pl.col("ratio_high") < 1)["gain"].max() > 0
    assert found.best.keys() <= best.keys()
    unbound = found.frame.filter(~pl.col("binds"))
    assert (unbound["gain"].abs() < 1e-6).all()


def test_pages_are_whole_and_ask_nothing_of_the_network(found: Atlas) -> None:
    pages = write(found)
    assert len(pages) == 1 + len(found.states)
    text = (found.folder / "index.html").read_text("utf-8")
    assert text.count("<svg") == (2 if found.best else 1)
    assert "Russia → Estonia" in text
    assert "default-src &#39;none&#39;" in text
    for page in pages:
        said = page.read_text("utf-8")
        assert "<script src" not in said
        assert "http://" not in said.replace("http://www.w3.org/", "")
    own = (found.folder / "states" / "EST.html").read_text("utf-8")
    assert "Who might attack Estonia" in own
    assert "<script" not in own
    assert 'href="../index.html"' in own


@pytest.mark.parametrize(("high", "maps"), [(0.9, 2), (1.1, 1)])
def test_a_map_of_gain_is_drawn_where_a_design_is_clearly_lower(
    found: Atlas, high: float, maps: int
) -> None:
    frame = found.frame.with_columns(ratio_high=pl.lit(high), gain=pl.lit(0.01))
    text = index(gathered(found.plan, found.folder, found.tally, frame))
    assert text.count("<svg") == maps
    assert ("Under no design is the chance clearly lower" in text) == (maps == 1)


def test_a_war_that_goes_on_is_said_beside_its_chance(found: Atlas) -> None:
    assert not any(each.at_war for each in found.bare)
    fought = (pl.col("challenger") == "ARM") & (pl.col("protege") == "AZE")
    frame = found.frame.with_columns(at_war=fought)
    fighting = gathered(found.plan, found.folder, found.tally, frame)
    text = markdown(sections.state(fighting, "AZE"))
    assert "Armenia → Azerbaijan, at war" in text
    assert "the chance is of another, once the fighting has stopped" in text
    assert "at war" not in markdown(sections.state(fighting, "EST"))


def test_a_page_names_the_facts_of_its_own_state_alone(found: Atlas) -> None:
    assert "Andorra" in markdown(sections.state(found, "FRA"))
    assert "Andorra" not in markdown(sections.state(found, "EST"))


def test_pages_carry_the_typefaces_of_the_house(found: Atlas) -> None:
    text = index(found)
    assert text.count("@font-face") == 3
    assert 'font-family:"Source Serif Pro"' in text


def test_maps_have_a_value_for_every_protege(found: Atlas) -> None:
    drawn = figures.risk(found)
    assert {row["state"] for row in drawn.rows} == {protege for _, protege in PAIRS}
    assert "No view on any claim is meant" in drawn.policy


def test_the_screen_and_json_say_what_it_is(found: Atlas) -> None:
    text = markdown(sections.sections(found))
    assert f"6 pairs of 12 states as of the end of {YEAR}" in text
    assert "not proof of cause" in text
    assert json.loads(json.dumps(found.to_dict()))["pairs"] == 6


def test_a_rerun_computes_nothing_and_a_pair_without_facts_says_why(
    found: Atlas, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    again = atlas(found.plan, found.folder, pool=SerialPool())
    assert again.tally.kept == 0
    monkeypatch.setattr("foedus.atlas.block.unknown", lambda *_: frozenset())
    lacking = plan(YEAR, draws=100, years=5, pairs=[("FRA", "AND")])
    [why] = atlas(lacking, tmp_path, pool=SerialPool()).unanswered.values()
    assert "AND.democracy" in why
    assert forecasts([]) == []


@pytest.mark.data
def test_relevant_pairs_are_those_of_the_literature() -> None:
    pairs = relevant(2010)
    assert len(pairs) == 3602
    assert len({*pairs}) == 3602
    assert {("RUS", "EST"), ("EST", "RUS"), ("USA", "CUB"), ("ARG", "CHL")} <= {*pairs}
    assert ("ARG", "EST") not in pairs


def test_designs_are_read_from_a_file_or_a_scenario(tmp_path: Path) -> None:
    file = tmp_path / "designs.yaml"
    file.write_text(
        "designs:\n  swap:\n    guarantors: [CRI]\n    clauses:\n      - obligation: defense\n"
    )
    assert [*question(YEAR, file).template.designs] == ["swap"]
    assert "nato" in question(YEAR, "ukraine-2025").template.designs


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\n", "there are no designs in it"),
        ("designs: {}\n", "there are no designs in it"),
        ("designs:\n  x:\n    guarantors: [Atlantis]\n", "Atlantis"),
    ],
)
def test_what_are_no_designs_is_refused(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "designs.yaml"
    file.write_text(text)
    with pytest.raises(InputError, match=told):
        question(YEAR, file)


def test_a_year_before_what_is_known_is_refused() -> None:
    with pytest.raises(InputError, match="--year"):
        question(1900)
