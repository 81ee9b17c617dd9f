"""`foedus new`: a file that passes `foedus check`, and never replaces another."""

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
    assert "foedus check mine.yaml" in new("mine")
    assert load("mine.yaml").title == "mine"


def test_it_says_what_is_not_seen_before_one_writes() -> None:
    told = " ".join(new("mine").split())
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
        new("mine")
    assert Path("mine.yaml").read_text() == "mine"
    new("mine", "--force")
    assert load("mine.yaml").challenger == "RUS"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a/b"], "cannot name a file"),
        ([".."], "cannot name a file"),
        (["x", "--challenger", "RUS"], "go together"),
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
