"""`foedus watch match`: events against a watch, a text or a scenario."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from foedus.cli.watch.watch import app
from foedus.errors import FoedusError

EVENTS = """id,start,country,conduct,target,actor,attributed,best
a,2026-11-01,UKR,attack,UKR,RUS,admitted,3
b,2026-11-02,Moldova,overflight,MDA,,,
c,2026-11-03,Ukraine,attack,,,,0
"""
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("events.csv").write_text(EVENTS, "utf-8")
    return lambda *words: CliRunner().invoke(app, ["match", *words])


def test_a_watch_s_texts_are_taken_where_none_are_said(run: Run) -> None:
    begun = CliRunner().invoke(app, ["init", "ukraine-2026", "--who", "me"])
    assert begun.exit_code == 0
    by_watch, by_name = run("events.csv"), run("events.csv", "--scenario", "ukraine-2026")
    assert by_watch.exit_code == 0
    assert by_watch.output == by_name.output
    assert "3 events of 3 in events.csv bear on a clause, or may." in by_watch.output
    assert "deaths-25-in-7-days of us-draft asks for 25 deaths in 7 days" in " ".join(
        by_watch.output.split()
    )


def test_every_event_is_written_as_a_table_or_as_json(run: Run) -> None:
    by = ("--scenario", "ukraine-2026")
    for name in ("m.csv", "m.parquet"):
        assert run("events.csv", *by, "--out", name).exit_code == 0
    whole = json.loads(run("events.csv", *by, "--json").output)
    table = pl.read_parquet("m.parquet")
    assert pl.read_csv("m.csv").height == table.height == len(whole["events"])
    assert whole["refused"] == []
    one = next(each for each in whole["events"] if each["truth"] == "undetermined")
    assert one["hangs_on"]
    of_b = table.filter(pl.col("id") == "b")  # against Moldova: a party may think itself threatened
    assert of_b["obligation"].unique().to_list() == ["consultation"]


def test_rows_left_out_are_told_and_end_in_1(run: Run) -> None:
    Path("events.csv").write_text(EVENTS + "d,0025-01-01,UKR,attack,,,,\n", "utf-8")
    found = run("events.csv", "--scenario", "ukraine-2026", "--out", "m.parquet")
    assert found.exit_code == 1
    assert "events.csv:5: start: found '0025-01-01'" in found.output
    assert Path("m.parquet").exists()


def test_a_source_s_file_against_a_text_of_the_library(run: Run) -> None:
    """A text is in force on its own days alone; a source's bad row is left out as on import."""
    Path("ged.csv").write_text(
        "id,date_start,date_end,best,low,high,latitude,longitude,country,country_id\n"
        "1,2014-05-03,2014-05-03,4,4,4,48.5,37.7,Ukraine,369\n"
        "2,1993-05-03,1993-05-03,4,4,4,48.5,37.7,Ukraine,369\n"
        "3,2014-05-03,2014-05-03,4,4,4,95,37.7,Ukraine,369\n", "utf-8",
    )  # fmt: skip
    found = run("ged.csv", "--source", "ucdp-ged", "--text", "budapest-memorandum-1994", "--json")
    assert found.exit_code == 1
    told = json.loads(found.output)
    assert {(each["text"], each["id"]) for each in told["events"]} == {
        ("budapest-memorandum-1994", "1")
    }
    [[where, reason]] = told["refused"]
    assert (where, "latitude" in reason) == ("ged.csv:4", True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "there is no log"),
        (("--text", "nosuch"), "unknown instrument 'nosuch'"),
        (("--text", "north-atlantic-1949"), "the texts protect several states"),
        (("--scenario", "ukraine-2026", "--victim", "Mars"), "no state is called 'Mars'"),
        (("--scenario", "ukraine-2026", "--engine", "spark"), "engine 'spark'"),
        (("--scenario", "ukraine-2026", "--text", "anzus-1951"), "several of --watch, --text"),
        (("--scenario", "ukraine-2026", "--areas", "events.csv"), "where JSON is read"),
        (("--scenario", "ukraine-2026", "--source", "nosuch"), "source 'nosuch'"),
    ],
)
def test_what_cannot_be_asked(run: Run, words: tuple[str, ...], told: str) -> None:
    found = run("events.csv", *words)
    assert isinstance(found.exception, FoedusError)
    assert told in str(found.exception)
