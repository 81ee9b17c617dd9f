"""`foedus assess` and `foedus facts`: output, exit codes, and nothing heavy loaded."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.commands import foedus

SHIPPED = "ukraine-2025"


def test_it_prints_the_answer() -> None:
    done = foedus("assess", SHIPPED, "--draws", "200", "--years", "10", "--full")
    assert done.returncode == 0
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[1].endswith("as of 2025-08-18; 200 draws, seed 0")
    assert lines[2].startswith("forecast 2025-08-19 to 2035-08-18: 10 years of twelve months")
    assert lines[3] == "reference: without a guarantee"
    assert lines[4] == "fitted to 1816–2014, nothing later"
    assert "BOTTOM LINE" in lines[5:9]


def test_it_prints_a_screen_where_no_more_is_asked_for() -> None:
    done = foedus("assess", SHIPPED, "--draws", "200")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) <= 45
    titles = [line for line in done.stdout.splitlines() if line.isupper()]
    assert titles == ["BOTTOM LINE", "THE DESIGNS", "BEWARE", "NEXT"]
    assert f"foedus assess {SHIPPED} --full" in done.stdout


def test_json_is_whole_and_the_same_for_a_seed() -> None:
    one, two = (
        foedus("assess", SHIPPED, "--draws", "100", "--years", "2", "--seed", "5", "--json")
        for _ in range(2)
    )
    assert json.loads(one.stdout)["seed"] == 5
    assert one.stdout == two.stdout


def test_only_the_designs_asked_for() -> None:
    arguments = ("--design", "nato", "--draws", "100", "--years", "2", "--json")
    found = json.loads(foedus("assess", SHIPPED, *arguments).stdout)
    assert list(found["designs"]) == ["none", "nato"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ukrain-2025"], "no shipped scenario and no file"),
        ([SHIPPED, "--design", "nat"], "did you mean nato?"),
        ([SHIPPED, "--draws", "5"], "allowed: 100 to 50000"),
        ([SHIPPED, "--years", "0"], "allowed: 1 to 100"),
        ([SHIPPED, "--years", "-4"], "allowed: 1 to 100"),
        ([SHIPPED, "--years", "many"], "found 'many', expected a whole number"),
        ([SHIPPED, "--seed", "-1"], "--seed"),
        ([SHIPPED, "--posterior", "pyproject.toml"], "no ladder posterior"),
    ],
)
def test_wrong_input_is_told_in_one_message(arguments: list[str], told: str) -> None:
    done = foedus("assess", *arguments)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def question(path: Path, day: str, challenger: str, protege: str) -> str:
    path.write_text(
        f"foedus: 1\ntitle: t\nas_of: {day}\nchallenger: {challenger}\nprotege: {protege}\n"
        "designs: {none: {}}\n",
        "utf-8",
    )
    return str(path)


def test_a_missing_fact_is_told_without_touching_the_network(tmp_path: Path) -> None:
    path = question(tmp_path / "poland.yaml", "1938-01-01", "DEU", "POL")
    empty = tmp_path / "mirror"
    empty.mkdir()
    done = foedus("assess", path, FOEDUS_MIRROR=str(empty))
    assert done.returncode == 2
    assert "facts that nobody states: DEU.cinc" in done.stderr
    assert "foedus data pull" in done.stderr


def test_a_question_since_1946_is_answered_off_what_ships_and_says_so(tmp_path: Path) -> None:
    path = question(tmp_path / "moldova.yaml", "2025-08-18", "RUS", "MDA")
    words = ["assess", path, "--full", "--draws", "200", "--years", "2"]
    done = foedus(*words, FOEDUS_MIRROR="", FOEDUS_CACHE=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    told = " ".join(done.stdout.split())
    assert "facts of the pair read off what ships of the public data (docs/shipped.md)" in told


def test_the_answer_needs_no_heavy_library() -> None:
    """Neither SciPy nor Polars, Pandas or a downloader: what keeps a cold start short."""
    code = (
        "import sys\nfrom foedus.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "assess", SHIPPED, "--draws", "100", "--years", "2"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = set(done.stderr.split())
    assert "numpy" in loaded
    assert loaded & {"scipy", "polars", "pandas", "pooch", "requests", "altair"} == set()


@pytest.mark.data
def test_facts_are_frozen_beside_a_scenario_and_make_it_answerable(tmp_path: Path) -> None:
    path, out = tmp_path / "moldova.yaml", tmp_path / "moldova.evidence.json"
    assert foedus("new", "moldova", "--challenger", "RUS", "--protege", "MDA",
                  "--out", str(path)).returncode == 0  # fmt: skip
    text = path.read_text("utf-8").splitlines()
    dated = ["as_of: 2025-08-18" if line.startswith("as_of:") else line for line in text]
    path.write_text("\n".join(dated) + "\n", "utf-8")
    done = foedus("facts", str(path), "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert "RUS.cinc" in done.stdout
    empty = tmp_path / "mirror"
    empty.mkdir()
    arguments = ("--draws", "100", "--years", "3", "--json")
    answered = foedus("assess", str(path), *arguments, FOEDUS_MIRROR=str(empty))
    assert answered.returncode == 0, answered.stderr
    assert json.loads(answered.stdout)["facts"]["pair.capdist"]["origin"] == "frozen"


def test_facts_without_data_are_told(tmp_path: Path) -> None:
    path = question(tmp_path / "poland.yaml", "1938-01-01", "DEU", "POL")
    done = foedus("facts", path, FOEDUS_MIRROR=str(tmp_path))
    assert done.returncode == 3
    assert "what ships begins with questions of 1946" in done.stderr
    assert "foedus data pull" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_strategic_lens_is_a_second_look(tmp_path: Path) -> None:
    """Without data: the shipped scenario's frozen facts hold what the lens reads."""
    words = ["assess", SHIPPED, "--draws", "200", "--years", "3"]
    bare = {"FOEDUS_MIRROR": "", "FOEDUS_CACHE": str(tmp_path)}
    told = foedus(*words, "--lens", "strategic", **bare)
    assert (told.returncode, told.stderr) == (0, "")
    assert "THE STRATEGIC LENS: 2026" in told.stdout
    plain = json.loads(foedus(*words, "--json", **bare).stdout)
    both = json.loads(foedus(*words, "--lens", "strategic", "--json", **bare).stdout)
    assert set(both["strategic"]["designs"]) == set(plain["designs"])
    assert {k: v for k, v in both.items() if k != "strategic"} == plain
    refused = foedus(*words, "--lens", "strategy")
    assert refused.returncode == 2
    assert "did you mean strategic?" in refused.stderr
