"""``foedus fit``: every model by its name, and what is refused before any work."""

import json

import pytest
from typer.testing import CliRunner

from foedus.cli.fit import app
from foedus.errors import FoedusError, UnknownNameError
from foedus.history.model import MODELS, find

run = CliRunner().invoke
MANY = ("origins", "trees")  # written as a folder of files, which is made


@pytest.mark.parametrize(
    ("words", "said"),
    [
        *(([name, "--out", "no/such/x.json"], "no folder") for name in MODELS if name not in MANY),
        *(([name, "--out", "taken"], "it is a file") for name in MANY),
        (["ladder", "--through", "1800"], "1846 to 2014"),
        (["ladder", "--through", "2030"], "1846 to 2014"),
        (["strategic", "--through", "1840"], "1846 to 2014"),
        (["origins", "--out", "x", "--through", "2020"], "1846 to 2014"),
    ],
    ids=" ".join,
)
def test_wrong_words_are_refused_before_any_work(words, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").write_text("", "utf-8")
    found = run(app, words)
    assert isinstance(found.exception, FoedusError)
    assert said in str(found.exception)
    assert [each.name for each in tmp_path.iterdir()] == ["taken"]


def test_help_names_every_model_and_each_has_its_own():
    listed = run(app, ["--help"]).stdout
    for name, (line, _) in MODELS.items():
        assert f"  {name} " in listed
        assert line[:40] in listed
        told = run(app, [name, "--help"]).stdout
        assert " ".join(line.split()) in " ".join(told.split())
        assert f"foedus fit {name} --out" in told


def test_another_name_is_refused_with_the_nearest():
    found = run(app, ["honour"])
    assert isinstance(found.exception, UnknownNameError)
    assert "did you mean honor" in str(found.exception)


@pytest.mark.data
def test_the_shipped_posterior_is_written_again(tmp_path):
    """Lapse; honor, which takes longest, in tests/history/honor/test_calls.py."""
    out = tmp_path / "it.json"
    done = run(app, ["lapse", "--out", str(out), "--json"])
    assert done.exit_code == 0, done.exception
    assert json.loads(done.stdout)["apart_from_shipped"] < 1e-5
    store = find("lapse").store
    made, shipped = store.load(out), store.shipped()
    assert made.hashes == shipped.hashes
    assert made.scores == {}


@pytest.mark.data
def test_words_name_the_file_and_how_far_it_is_from_the_shipped_one(tmp_path):
    out = tmp_path / "depth.json"
    done = run(app, ["depth", "--out", str(out)])
    assert done.exit_code == 0, done.exception
    said = " ".join(done.stdout.split())  # a long path breaks the line
    assert said.startswith(f"{out}: depth, fitted on ")
    assert "Largest difference from the shipped posterior" in said


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.parametrize("name", ["ladder", "strategic"])
def test_it_learns_from_no_later_year_than_it_is_told(name, tmp_path):
    out = tmp_path / "it.json"
    last = {"ladder": 1900, "strategic": 1989}[name]
    found = run(app, [name, "--through", str(last), "--out", str(out), "--json"])
    assert found.exit_code == 0, found.exception
    summary = json.loads(found.stdout)
    assert (summary["first"], summary["last"]) == (1816, last)
    assert summary.get("apart_from_shipped") is None
    assert find(name).store.load(out).last == last


@pytest.mark.data
@pytest.mark.slow
def test_origins_are_written_so_that_assess_can_read_them(tmp_path):
    out = tmp_path / "made"
    found = run(app, ["origins", "--out", str(out), "--through", "1880", "--json"])
    assert found.exit_code == 0, found.exception
    (told,) = json.loads(found.stdout)
    assert (told["last"], told["pools"], told["apart_from_shipped"]) == (1880, {}, None)
    assert find("ladder").store.load(out / "1880.json").last == 1880
