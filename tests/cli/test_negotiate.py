"""The command: tables in, forecasts out, one clear message for bad input."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from foedus.cli.negotiate import app
from foedus.errors import InputError, UnknownNameError

ISSUES = "issue_id,proposal_id,outcome\nborder,p,40\naid,p,\n"
POSITIONS = (
    "issue_id,actor,position,salience,capability\n"
    "border,a,0,80,5\nborder,b,60..80,50,9\nborder,c,100,,3\n"
    "aid,a,10,20,5\naid,b,100,90,9\n"
)


@pytest.fixture
def tables(tmp_path: Path) -> list[str]:
    (tmp_path / "i.csv").write_text(ISSUES)
    (tmp_path / "p.csv").write_text(POSITIONS)
    return ["--issues", str(tmp_path / "i.csv"), "--positions", str(tmp_path / "p.csv")]


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def test_json_covers_every_issue(tables: list[str]) -> None:
    answer = json.loads(run(*tables, "--json", "--draws", "300").output)
    assert [row["issue"] for row in answer["issues"]] == ["border", "aid"]
    border = answer["issues"][0]
    assert {"point", "compromise", "quantiles", "status", "settings", "input_hash"} <= set(border)
    assert len(border["quantiles"]) == 99
    assert border["left_out"] == [["c", "no salience"]]
    assert border["draws"] == 300
    assert answer["scored"] is False  # nothing says that these are talks on EU laws
    assert "EU lawmaking alone" in answer["scope"]


def test_what_was_taken_in_reading_goes_to_stderr(tables: list[str]) -> None:
    path = Path(tables[3])
    plain = run(*tables, "--json", "--draws", "50")
    path.write_text(POSITIONS.replace(",", ";"))
    found = run(*tables, "--json", "--draws", "50")
    answer, again = json.loads(plain.stdout), json.loads(found.stdout)
    assert answer["issues"][0]["quantiles"] == again["issues"][0]["quantiles"]
    assert (plain.stderr, found.stderr) == ("", f"{path}: read with ; between cells\n")


def test_seed_decides_the_draws(tables: list[str]) -> None:
    def ask(seed: str) -> str:
        return str(run(*tables, "--json", "--draws", "50", "--seed", seed).output)

    assert ask("1") == ask("1") != ask("2")


def test_table_and_one_issue(tables: list[str], tmp_path: Path) -> None:
    text = run(*tables).output
    assert "border" in text
    assert re.search(r"left out$.*\bborder\b[^\n]* 1 actor$", text, re.S | re.M)
    chart, moves = tmp_path / "c.json", tmp_path / "m.json"
    text = run(*tables, "--issue", "aid", "--chart", str(chart), "--moves", str(moves)).output
    assert "would have to" in text
    assert "A story of concessions, not the forecast" in text
    assert chart.is_file()
    assert moves.is_file()
    detail = json.loads(run(*tables, "--issue", "aid", "--json").output)["issues"][0]
    assert detail["who_would_have_to_be_wrong"][0]["says"]
    assert "not the forecast" in detail["story"]["what"]


def test_unknown_issue_and_misplaced_chart(tables: list[str]) -> None:
    with pytest.raises(UnknownNameError, match="bordr"):
        run(*tables, "--issue", "bordr")
    with pytest.raises(InputError, match="one issue"):
        run(*tables, "--chart", "x.svg")


def test_score_and_fit_refuse_too_little(tables: list[str]) -> None:
    for command in ("score", "fit"):
        with pytest.raises(InputError, match="too few"):
            run(command, *tables)


def test_help_names_the_other_commands() -> None:
    text = run("--help").output
    assert "--issues" in text
    assert "foedus negotiate score" in " ".join(text.split())
    assert run("score", "--help").exit_code == 0


def test_a_scenario_before_and_after_its_claims() -> None:
    text = run("ukraine-2025", "--draws", "200").output
    assert "HOW STRONG A GUARANTEE UKRAINE GETS\nIn commands: guarantee." in text
    assert "before the claims" in text
    assert "counted once" in text
    flat = " ".join(text.split())
    assert "Unscored: The mixture is validated on EU lawmaking alone" in flat
    assert "nothing scores it on talks of this kind" in flat
    assert max(map(len, text.splitlines())) <= 100


def test_a_scenario_as_json_and_charts(tmp_path: Path) -> None:
    chart, moves = tmp_path / "c.json", tmp_path / "m.json"
    text = run("ukraine-2025", "--issue", "guarantee", "--json", "--draws", "200",
               "--chart", str(chart), "--moves", str(moves)).output  # fmt: skip
    answer = json.loads(text)
    assert answer["scored"] is False
    [row] = answer["issues"]
    assert {"point", "compromise", "quantiles", "before_claims", "actors", "claims"} <= set(row)
    assert "not the forecast" in row["story"]["what"]
    assert "before the claims" in chart.read_text()
    assert "a story of concessions" in moves.read_text()


def test_a_scenario_or_tables(tables: list[str]) -> None:
    with pytest.raises(InputError, match="not both"):
        run("ukraine-2025", *tables)
    with pytest.raises(InputError, match="nothing to negotiate"):
        run()
