"""What an installation has and lacks, as the machine says it and as it would with things gone."""

import json
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foedus.cli.doctor import app
from foedus.installation import installation
from foedus.installation.sections import sections
from foedus.report.plain import plain
from foedus.report.text import text

RUN = CliRunner()
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No mirror, an empty cache."""
    monkeypatch.delenv("FOEDUS_MIRROR", raising=False)
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path))
    return tmp_path


def said() -> str:
    return " ".join(text(sections(installation.installation())).split())


def test_every_library_of_the_project_has_its_use() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {installation._NEED.match(line) for line in project["dependencies"]}
    assert {found[1].replace(".", "-") for found in names if found} == {*installation._LIBRARIES}
    assert set(project["optional-dependencies"]) == {*installation.EXTRAS}


def test_a_bare_machine_is_told_what_each_missing_set_would_bring(bare: Path) -> None:
    told = said()
    assert f"0 of 37 sets in the cache (FOEDUS_CACHE sets another): {bare}" in told
    assert "questions since 1946 are answered without them" in told
    assert "of Polity nothing ships" in told
    assert "cow-wars missing – panel --with wars" in told
    assert "read by no command of this version: archigos" in told


@pytest.mark.data
def test_with_the_data_nothing_is_missing() -> None:
    found = installation.installation()
    assert {each.state for each in found.data} == {"ok"}
    assert "every set is here" in said()


def test_a_library_that_is_gone_or_too_old_is_a_fault(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def requires(_: str) -> list[str]:
        return ["numpy>=999.0", "foedus-nothing>=1", 'jax>=0.4; extra == "bayes"', "polars"]

    monkeypatch.setattr(metadata, "requires", requires)
    found = installation.installation()
    assert found.broken == ("numpy is too old", "foedus-nothing is missing")
    assert [each.extra for each in found.libraries] == ["", "", "bayes", ""]
    done = RUN.invoke(app, ["--json"])
    assert done.exit_code == 1
    assert json.loads(done.stdout)["broken"] == list(found.broken)
    assert "2 faults" in said()


def test_an_altered_file_is_a_fault(bare: Path) -> None:
    from foedus.evidence.card import card

    path = bare / card("polity4").path
    path.parent.mkdir(parents=True)
    path.write_text("not Polity")
    assert installation.installation().broken == ("polity4 is altered",)


def test_a_mirror_that_is_no_folder_is_a_fault_and_no_traceback(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOEDUS_MIRROR", str(bare / "nowhere"))
    [problem] = installation.installation().broken
    assert "this is no folder" in problem


def test_an_unknown_version_is_older_than_any() -> None:
    assert installation._parts("2.1.0rc1") == (2, 1, 0)
    assert installation._parts("") < installation._parts("0.1")


def test_everything_is_plain_for_json(bare: Path) -> None:
    done = RUN.invoke(app, ["--json"])
    found = json.loads(done.stdout)
    assert found == json.loads(json.dumps(plain(installation.installation().to_dict())))
    assert {each["id"] for each in found["data"] if each["ships"]} >= {"cow-nmc", "atop-members"}


def extras(found: installation.Installation) -> Iterator[str]:
    yield from (name for name, lacking in found.extras().items() if not lacking)


def test_extras_are_whole_or_say_what_they_lack(bare: Path) -> None:
    found = installation.installation()
    lacking = {each.name for each in found.libraries if each.extra and each.state != "ok"}
    for name, missing in found.extras().items():
        assert set(missing) <= lacking, name
    assert set(extras(found)) <= {*installation.EXTRAS}
