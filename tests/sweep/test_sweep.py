"""A sweep of a scenario from its plan to its answer."""

import json
from pathlib import Path

import polars as pl
import pytest

from foedus.assessment import assess
from foedus.errors import InputError
from foedus.report.markdown import markdown
from foedus.scenario import load
from foedus.sweep import figure
from foedus.sweep.pool import SerialPool
from foedus.sweep.sections import planned, sections
from foedus.sweep.sweep import Plan, SweepResult, plan, sweep, trial

ASKED = ("term=2,20", "RUS.capability=as-is,x2", "secrecy=public,secret")


@pytest.fixture(scope="module")
def asked() -> Plan:
    return plan("ukraine-2025", ASKED, draws=100, years=5, designs=["nato"])


@pytest.fixture(scope="module")
def found(asked: Plan, tmp_path_factory: pytest.TempPathFactory) -> SweepResult:
    return sweep(asked, tmp_path_factory.mktemp("sweep"), pool=SerialPool())


def results(found: SweepResult) -> pl.DataFrame:
    return pl.read_parquet(found.folder / "results.parquet")


def test_a_cell_is_what_assess_says_of_the_changed_scenario(found: SweepResult) -> None:
    changed = load("ukraine-2025")
    changed = changed.with_design(changed.design("nato").model_copy(update={"term": 2.0}))
    answer = assess(changed, draws=100, years=5, seed=found.plan.cells[0].seed, designs=["nato"])
    rows = results(found).filter(
        (pl.col("term") == 2) & (pl.col("RUS.capability") == "as-is")
        & (pl.col("secrecy") == "public") & (pl.col("design") == "nato")
    )  # fmt: skip
    for event, year in (("war", 5), ("deadly", 3), ("dispute", 1)):
        row = rows.row(
            by_predicate=(pl.col("event") == event) & (pl.col("years") == year), named=True
        )
        told = answer.designs["nato"].risk.by[event][year - 1]
        assert (row["chance"], row["low"], row["high"]) == (told.value, told.low, told.high)
    last = rows.row(by_predicate=(pl.col("event") == "war") & (pl.col("years") == 5), named=True)
    ratio = answer.designs["nato"].versus.ratio["war"]
    assert (last["ratio"], last["ratio_low"]) == (ratio.value, ratio.low)


def test_results_have_every_cell_once_in_the_plans_order(found: SweepResult) -> None:
    frame = results(found)
    assert frame["cell"].unique(maintain_order=True).to_list() == [
        cell.key for cell in found.plan.cells
    ]
    assert frame.height == 8 * 2 * 4 * 5  # cells, designs, events, years
    assert frame.columns[1:4] == ["term", "RUS.capability", "secrecy"]
    assert frame["term"].dtype == pl.Float64


def test_what_moves_is_told_and_what_no_model_reads(found: SweepResult) -> None:
    by = {each.variable: each for each in found.effects}
    assert not by["term"].idle
    assert (by["term"].lowest, by["term"].highest) == ("20", "2")
    assert by["secrecy"].idle
    text = markdown(sections(found))
    assert "moves most with " in text
    assert "secrecy moved nothing: with every value the chance is the same." in text
    assert "not proof of cause" in text


def test_the_figure_has_every_number_of_its_bars(found: SweepResult) -> None:
    drawn = figure.draw(found)
    assert {row["variable"] for row in drawn.rows} == {"term", "RUS.capability", "secrecy"}
    assert "secrecy" not in drawn.alt  # it moves nothing, and has no bar
    assert drawn.file().startswith("<svg")


def test_json_says_what_was_asked_and_found(found: SweepResult) -> None:
    told = json.loads(json.dumps(found.to_dict()))
    assert told["vary"]["term"] == ["2", "20"]
    assert told["complete"] is True
    assert len(told["cells"]) == 8
    beside = json.loads((found.folder / "sweep.json").read_text("utf-8"))
    assert beside["key"] == told["key"]
    assert beside["inputs"]["scenario"]["challenger"] == "RUS"


def test_parts_computed_apart_are_the_whole(
    asked: Plan, found: SweepResult, tmp_path: Path
) -> None:
    first = sweep(asked, tmp_path, pool=SerialPool(), shard="1/2")
    assert not first.complete
    assert not (tmp_path / "results.parquet").exists()
    assert "are not all there yet" in sections(first)[0].lead
    second = sweep(asked, tmp_path, pool=SerialPool(), shard="2/2")
    assert second.complete
    assert first.tally.kept + second.tally.kept == 8
    for each in found.folder.rglob("*.parquet"):
        assert (tmp_path / each.relative_to(found.folder)).read_bytes() == each.read_bytes()


def test_a_trial_keeps_nothing(asked: Plan, found: SweepResult, tmp_path: Path) -> None:
    missing, seconds = trial(asked, tmp_path)
    assert missing == 8
    assert seconds > 0
    assert list(tmp_path.iterdir()) == []
    assert trial(asked, found.folder) == (0, 0.0)
    assert "8 to compute" in planned(asked, missing, seconds, 2).lead


@pytest.mark.parametrize(
    ("subject", "vary", "told"),
    [
        ("ukraine-2025", [], "nothing varies"),
        ("ukraine-2025", ["CHN.cinc=0.1"], "--vary CHN.cinc=0.1: no model reads this here"),
        ("ukraine-2025", ["as_of=1700-01-01"], "--vary as_of=1700-01-01"),
        ("score:ladders", ["origin=1990"], "unknown model 'ladders'"),
        ("score:reference", ["origin=1990"], "unknown score 'reference'"),
        ("bootstrap:honor", ["replicate=1..5"], "unknown bootstrap 'honor'"),
        ("score:ladder", ["origins=1990"], "unknown option 'origins'"),
        ("score:ladder", ["origin=soon"], "expected a whole number"),
    ],
)
def test_what_cannot_be_swept_is_refused_before_any_work(
    subject: str, vary: list[str], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        plan(subject, vary, draws=100)
