"""The watch that a scenario names: where it is, what it holds, and what cannot be one."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from foedus import scenario as scenarios
from foedus.cli.brief import _named
from foedus.cli.check import app as check
from foedus.cli.watch.watch import app
from foedus.errors import FoedusError, InputError, UnknownNameError
from foedus.scenario.read import text
from foedus.watch.folder import watches
from foedus.watch.named import NamedWatch, named, promised
from foedus.watch.watch import Watch


def written(folder: Path, watch: str, of: str = "ukraine-2025") -> Path:
    """A shipped scenario that names a watch."""
    path = folder / "mine.yaml"
    kept = "".join(line for line in text(of).splitlines(True) if not line.startswith("watch:"))
    path.write_text(kept.replace("\nhorizon:", f"\nwatch: {watch}\nhorizon:", 1), "utf-8")
    return path


def test_a_file_lies_beside_the_scenario(tmp_path: Path) -> None:
    path = written(tmp_path, "logs/line.db")
    asked = scenarios.load(path)
    assert named(asked, path) == NamedWatch(log=tmp_path / "logs" / "line.db")
    kept, log = promised(str(path))
    assert (kept.name, log) == ("mine", tmp_path / "logs" / "line.db")
    assert named(scenarios.load("ukraine-2025"), "ukraine-2025") == NamedWatch()


def test_a_watch_is_begun_where_the_scenario_names_it_and_found_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "logs/line.db")
    (tmp_path / "logs").mkdir()
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(check, ["mine.yaml"]).output
    assert "Its watch: logs/line.db, not begun; `foedus watch init mine.yaml" in told
    assert CliRunner().invoke(app, ["init", str(path), "--who", "me"]).exit_code == 0
    assert _named("mine.yaml", None) == Path("logs/line.db")
    with Watch(Path("logs/line.db")) as opened:
        assert opened.opening["scenario"] == "mine"
    assert "Its watch: logs/line.db, 1 record." in CliRunner().invoke(check, ["mine.yaml"]).output
    assert watches(tmp_path) == ()
    [listed] = watches(tmp_path, "logs/line.db")
    assert (listed.file, listed.scenario) == ("logs/line.db", "mine")
    assert watches(tmp_path, "logs/none.db") == ()


def test_texts_that_ship_take_the_place_of_the_designs(tmp_path: Path) -> None:
    path = written(tmp_path, "ukraine-2026")
    kept, log = promised(str(path))
    assert log is None
    assert "ceasefire-ladder" in kept.designs
    assert scenarios.load("ukraine-2026").watch == "ukraine-2026"
    assert _named("ukraine-2026", None) is None


def test_what_is_no_watch_of_the_question(tmp_path: Path) -> None:
    path = written(tmp_path, "ukraine-2025")
    with pytest.raises(UnknownNameError, match="unknown watch 'ukraine-2025'"):
        promised(str(path))
    found = CliRunner().invoke(check, [str(path)])
    assert isinstance(found.exception, FoedusError)
    path = written(tmp_path, "ukraine-2026", of="korea-2025")
    with pytest.raises(InputError, match="ukraine-2026 is about RUS and UKR, the scenario about"):
        promised(str(path))


@pytest.mark.parametrize("watch", ["../line.db", "/line.db", "a//b.db", ".db", "Line", "a/..b.db"])
def test_a_file_elsewhere_is_refused_with_its_line(tmp_path: Path, watch: str) -> None:
    path = written(tmp_path, watch)
    with pytest.raises(InputError, match="expected a watch's file in the scenario's folder"):
        scenarios.load(path)
