"""`foedus design`: output, exit codes, and one message for wrong input."""

import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests import commands

SHIPPED = "ukraine-2025"
FEW = ("--draws", "100", "--guarantor", "GBR", "--guarantor", "POL")


def foedus(*arguments: str) -> CompletedProcess[str]:
    return commands.foedus("design", *arguments)


def test_it_prints_the_front_and_draws_it(tmp_path: Path) -> None:
    chart = tmp_path / "front.svg"
    done = foedus(SHIPPED, *FEW, "--most", "4", "--plot", str(chart))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[4] == "BOTTOM LINE"
    assert "100 draws, seed 0" in lines[1]
    assert chart.read_text("utf-8").startswith("<svg")


def test_json_is_whole_and_the_same_for_a_seed() -> None:
    arguments = (SHIPPED, *FEW, "--seed", "5", "--years", "3", "--no-acceptance", "--json")
    one, two = (foedus(*arguments) for _ in range(2))
    assert one.stdout == two.stdout
    found = json.loads(one.stdout)
    assert (found["seed"], found["years"], found["last_year"]) == (5, 3, 2028)
    assert found["space"]["states"] == ["GBR", "POL"]
    assert found["signing"]["left_out"]
    assert found["signing"]["scored"] is False
    names = [point["name"] for point in found["front"]]
    assert found["knee"] in names
    assert [step["to"] for step in found["steps"]] == found["shown"][1:]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ukrain-2025"], "no shipped scenario and no file"),
        ([SHIPPED, "--guarantor", "RUS"], "Russia is a party itself"),
        ([SHIPPED, "--guarantor", "Atlantis"], "Atlantis"),
        ([SHIPPED, "--draws", "5"], "allowed: 100 to 50000"),
        ([SHIPPED, "--most", "1"], "allowed: 3 or more"),
        ([SHIPPED, "--years", "many"], "found 'many', expected a whole number"),
        ([SHIPPED, *FEW, "--no-acceptance", "--plot", "front.doc"], "cannot tell the kind of file"),
    ],
)
def test_wrong_input_is_told_in_one_message(arguments: list[str], told: str) -> None:
    done = foedus(*arguments)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
