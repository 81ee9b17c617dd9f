"""`foedus panel`: the file, the summary, and wrong input."""

import json
import os
from pathlib import Path
from subprocess import CompletedProcess

import polars as pl
import pytest
from tests import commands

from foedus.evidence.panel import PARTS, panel


def foedus(*arguments: str, **environment: str) -> CompletedProcess[str]:
    return commands.foedus("panel", *arguments, **environment)


@pytest.mark.data
@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_the_file_holds_the_panel(tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"panel.{suffix}"
    told = foedus(
        "--unit", "dyad-year", "--from", "1912", "--to", "1914", "--with", "mids,nmc,atop",
        "--out", str(out),
    )  # fmt: skip
    assert (told.returncode, told.stderr) == (0, "")
    built = panel("dyad-year", 1912, 1914, ["mids", "nmc", "atop"])
    read = pl.read_parquet(out) if suffix == "parquet" else pl.read_csv(out, schema=built.schema)
    assert read.equals(built)
    assert os.listdir(tmp_path) == [out.name]  # noqa: PTH208


@pytest.mark.data
def test_the_summary_says_what_is_missing_and_what_departs() -> None:
    arguments = ["--from", "2016", "--to", "2017", "--with", "contiguity, majors", "--json"]
    told = json.loads(foedus(*arguments).stdout)
    frame = panel(first=2016, last=2017, with_=["contiguity", "majors"])
    assert told["rows"] == frame.height
    assert list(told["columns"]) == frame.columns
    inside = frame.filter(pl.col("year") == 2016).height
    assert told["columns"]["conttype"]["non_missing"] == inside
    assert set(told["departs_from_peacesciencer"]) == {"conttype"}
    same = json.loads(foedus(*arguments, "--compat", "peacesciencer").stdout)
    assert same["departs_from_peacesciencer"] == {}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--with", "mid", "--json"], "did you mean mids"),
        (["--unit", "dyads", "--json"], "unknown unit 'dyads'"),
        (["--from", "1700", "--json"], "1816 to 2050"),
        (["--from", "1950", "--to", "1940", "--json"], "before it begins"),
        (["--unit", "state-year", "--with", "capitals", "--json"], "no meaning for state-year"),
        (["--out", "panel.xls"], "kind of file"),
        (["--out", "no/such/folder/panel.csv"], "no folder"),
        ([], "nowhere to write"),
        (
            ["--half-life", "-1", "--with", "dispute-history", "--from", "2010", "--json"],
            "half-life",
        ),
        (["--compat", "eugene", "--json"], "unknown compat"),
    ],
)
def test_wrong_input_is_one_message(arguments: list[str], said: str) -> None:
    told = foedus(*arguments)
    assert told.returncode == 2
    assert said in told.stderr
    assert "Traceback" not in told.stderr
    assert told.stdout == ""


def test_missing_data_is_exit_code_3(tmp_path: Path) -> None:
    told = foedus("--json", FOEDUS_MIRROR=str(tmp_path), FOEDUS_CACHE=str(tmp_path))
    assert told.returncode == 3
    assert "missing in the mirror" in told.stderr


def test_help_lists_every_part_and_its_years() -> None:
    text = foedus("--help").stdout
    for name, part in PARTS.items():
        (line,) = [line for line in text.splitlines() if line.strip().startswith(f"{name} ")]
        if name != "regime":
            assert f"{part.covers[0]}–{part.covers[1]}" in line
