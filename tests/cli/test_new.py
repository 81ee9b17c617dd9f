"""`foedus new`: a file that passes `foedus check`, and never replaces another."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foedus.cli.new import app
from foedus.errors import InputError
from foedus.scenario import load
from foedus.scenario.read import text

RUN = CliRunner()


def new(*arguments: str) -> str:
    done = RUN.invoke(app, list(arguments), catch_exceptions=True)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0
    return done.stdout


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_name_is_enough() -> None:
    told = " ".join(new("moldova").split())
    assert "challenger Russia: it began most disputes against Moldova" in told
    assert "foedus check moldova.yaml" in told
    asked = load("moldova.yaml")
    assert (asked.title, asked.challenger, asked.protege) == (
        "Guarantees for Moldova",
        "RUS",
        "MDA",
    )
    assert asked.as_of == date.today()


def test_a_year_in_the_name_is_the_day() -> None:
    new("kuwait-1990", "--challenger", "Iraq")
    asked = load("kuwait-1990.yaml")
    assert (asked.protege, asked.as_of) == ("KWT", date(1990, 1, 1))


def test_everything_may_be_said_by_flags() -> None:
    new(
        "mine", "--challenger", "Russia", "--protege", "Moldova", "--date", "2026-01-15",
        "--guarantors", "USA, Romania, Baltic states", "--designs", "none,consultation,nato",
    )  # fmt: skip
    asked = load("mine.yaml")
    assert list(asked.designs) == ["none", "consultation", "nato"]
    assert asked.designs["consultation"].guarantors == ("USA", "ROU", "EST", "LVA", "LTU")


def test_the_menu_is_listed() -> None:
    told = new("--designs", "list")
    assert "NATO membership" in told
    assert new("--designs", "list", "--json").startswith("[")


def test_at_a_terminal_it_asks_for_what_no_flag_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.cli.new._asks", lambda: True)
    answers = "2025-06-01\n\nRussia\nUSA, Nordic states\n1,3,nato\n"
    done = RUN.invoke(app, ["estonia"], input=answers)
    assert done.exit_code == 0, done.output
    assert "Protégé, the state to protect [Estonia]" in done.stdout
    assert "3 assurances: Political assurances" in done.stdout
    asked = load("estonia.yaml")
    assert (asked.as_of, asked.protege) == (date(2025, 6, 1), "EST")
    assert list(asked.designs) == ["none", "assurances", "nato"]
    assert "ISL" in asked.designs["assurances"].guarantors


def test_an_answer_that_cannot_be_read_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.cli.new._asks", lambda: True)
    answers = "soon\n2025-06-01\nEstonya\n\nRusia\nRussia\nthe West\nUSA\n1,natto\n1,2\n"
    done = RUN.invoke(app, ["estonia"], input=answers)
    assert done.exit_code == 0, done.output
    for told in ("expected a date", "no state is called 'Estonya'", "did you mean Russia",
                 "who is meant is not said", "did you mean nato"):  # fmt: skip
        assert told in done.stdout
    assert list(load("estonia.yaml").designs) == ["none", "consultation"]


def test_a_terminal_that_closes_leaves_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.cli.new._asks", lambda: True)
    assert RUN.invoke(app, ["estonia"], input="2025-06-01\n").exit_code == 1
    assert list(Path.cwd().iterdir()) == []


def test_it_says_what_is_not_seen_before_one_writes() -> None:
    told = " ".join(new("moldova").split())
    assert "read by no model of an assessment: promises of" in told
    assert "how freely a guarantor judges" in told


def test_parties_are_taken_by_code_or_name() -> None:
    new("strait", "--challenger", "China", "--protege", "TWN", "--out", "other.yaml")
    read = load("other.yaml")
    assert (read.challenger, read.protege) == ("CHN", "TWN")


def test_a_copy_keeps_every_comment() -> None:
    new("mine", "--from", "ukraine-2025")
    assert Path("mine.yaml").read_text("utf-8") == text("ukraine-2025")
    new("again", "--from", "mine.yaml", "--json")
    assert Path("again.yaml").read_text("utf-8") == text("ukraine-2025")


def test_it_never_replaces_a_file_unless_forced() -> None:
    Path("mine.yaml").write_text("mine")
    with pytest.raises(InputError, match="the file exists"):
        new("mine", "--protege", "MDA")
    assert Path("mine.yaml").read_text() == "mine"
    new("mine", "--protege", "MDA", "--force")
    assert load("mine.yaml").challenger == "RUS"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a/b"], "cannot name a file"),
        ([".."], "cannot name a file"),
        ([""], "needs a name"),
        (["x", "--challenger", "RUS"], "names no state, so whom to protect"),
        (["korea"], "North Korea"),
        (["slovenia", "--date", "1993-01-01"], "no state began a dispute against Slovenia"),
        (["moldova", "--date", "yesterday"], "expected a date"),
        (["moldova", "--date", "3025-01-01"], "out of range"),
        (["moldova", "--designs", "natto"], "did you mean nato"),
        (["moldova", "--guarantors", "Xanadu"], "no state is called 'Xanadu'"),
        (["x", "--challenger", "RUS", "--protege", "Rusia"], "no state is called"),
        (["x", "--challenger", "RUS", "--protege", "365"], "cannot be both"),
        (["x", "--challenger", "RUS", "--protege", "DDR"], "no member of the state system"),
        (
            ["x", "--from", "ukraine-2025", "--protege", "MDA", "--challenger", "RUS"],
            "--from copies",
        ),
        (["x", "--from", "nothing"], "no shipped scenario"),
        (["x", "--out", "absent/x.yaml"], "there is no folder"),
    ],
)
def test_wrong_options_are_refused_and_nothing_is_written(arguments: list[str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        new(*arguments)
    assert list(Path.cwd().iterdir()) == []
