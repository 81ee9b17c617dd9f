"""`foedus explain`: output, exit codes, JSON."""

import json
from pathlib import Path

import pytest
from tests.commands import foedus

from foedus.scenario.read import text

SHIPPED = "ukraine-2025"
QUICK = ("--draws", "100", "--years", "5")


def widest(told: str) -> int:
    return max(map(len, told.splitlines()))


def test_it_says_on_a_screen_what_can_be_asked() -> None:
    done = foedus("explain", SHIPPED, *QUICK)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) <= 45
    for part in ("SHORT NAMES", "Article 5-like pledge by executives (article-5-like)",
                 "designs, drivers", f"foedus explain {SHIPPED} --full"):  # fmt: skip
        assert part in done.stdout


def test_it_lists_what_can_be_asked() -> None:
    done = foedus("explain", SHIPPED, "--full", *QUICK)
    assert (done.returncode, done.stderr) == (0, "")
    assert "SHORT NAMES" in done.stdout
    assert "designs.nato.by_year.war[4]" in done.stdout
    assert "facts.RUS.cinc" in done.stdout
    assert widest(done.stdout) <= 100


def test_it_traces_a_number() -> None:
    done = foedus("explain", SHIPPED, "war", "--design", "nato", *QUICK)
    assert (done.returncode, done.stderr) == (0, "")
    for part in ("designs.nato.by_year.war[4].value = ", "HOW IT IS COMPUTED", "WHAT IT RESTS ON",
                 "foedus fit ladder", "sha256 ", "FACTS", "HOW FAR TO TRUST IT"):  # fmt: skip
        assert part in done.stdout
    assert widest(done.stdout) <= 100


def test_json_says_what_assess_says() -> None:
    path = "designs.article-5-like.durability.broken_yearly.value"
    told = json.loads(foedus("explain", SHIPPED, path, "--json", *QUICK).stdout)
    whole = json.loads(foedus("assess", SHIPPED, "--json", *QUICK).stdout)
    same = whole["designs"]["article-5-like"]["durability"]["broken_yearly"]
    assert told["value"] == same["value"]
    assert told["interval"] == [same["low"], same["high"]]
    assert {basis["kind"] for basis in told["rests_on"]} >= {"posterior", "data", "scenario"}


def test_a_group_lists_its_numbers() -> None:
    done = foedus("explain", SHIPPED, "credit.nato", "--json", *QUICK)
    assert "credit.nato.parts.nuclear" in json.loads(done.stdout)["numbers"]


def test_a_changed_copy_is_compared(tmp_path: Path) -> None:
    copy = tmp_path / "mine.yaml"
    copy.write_text(text(SHIPPED).replace("term: 10\n", "term: 3\n", 1), "utf-8")
    arguments = ("explain", SHIPPED, "--against", str(copy), "--design", "article-5-like", *QUICK)
    done = foedus(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert "term, years: 10 → 3" in done.stdout
    assert widest(done.stdout) <= 100
    found = json.loads(foedus(*arguments, "--json").stdout)["changes"]
    assert [each["design"] for each in found] == ["article-5-like"]
    assert found[0]["war_difference"]["value"] > 0
    assert list(found[0]["parts"]) == ["term"]


def test_without_a_design_only_what_differs_is_told(tmp_path: Path) -> None:
    copy = tmp_path / "mine.yaml"
    copy.write_text(text(SHIPPED), "utf-8")
    done = foedus("explain", SHIPPED, "--against", str(copy), *QUICK)
    assert done.returncode == 0
    assert "the same answer" in done.stdout


def test_two_designs_of_one_scenario() -> None:
    done = foedus("explain", SHIPPED, "--design", "none", "--to", "nato", *QUICK)
    assert done.returncode == 0
    assert "NO GUARANTEE, TO NATO MEMBERSHIP" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["designs.nato.by_yaer.war[4]"], "did you mean"),
        (["scenario"], "no number"),
        (["war", "--design", "nata"], "did you mean nato?"),
        (["war", "--against", SHIPPED], "two questions"),
        (["--to", "nato"], "--design"),
        (["--against", "no-such"], "no shipped scenario and no file"),
    ],
)
def test_wrong_input_is_one_message(arguments: list[str], told: str) -> None:
    done = foedus("explain", SHIPPED, *arguments, *QUICK)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_help_has_examples() -> None:
    done = foedus("explain", "--help")
    assert done.returncode == 0
    assert "foedus explain ukraine-2025 --against my.yaml" in done.stdout
