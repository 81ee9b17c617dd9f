"""The work in hand: jobs seen and broken off, sweeps, models estimated again."""

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import Asking

from foedus.errors import InputError
from foedus.history import model as models
from foedus.web import jobs as jobs_of
from foedus.web import work
from foedus.web.jobs import Jobs
from foedus.web.pages.work import KINDS, address
from foedus.web.refusals import BusyError
from foedus.web.work import works

SWEEP = "/api/sweep/korea-2025?vary=term%3D5%2C10"
TOKENS = {"FOEDUS_TOKEN": "e" * 32, "FOEDUS_READER_TOKEN": "r" * 32}


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes a process of its own is done in this one, which a test can reach into."""

    def computed(task: str, given: tuple[Any, ...], tell: Callable[[str], None]) -> Any:
        module, name = task.split(":")
        return getattr(import_module(module), name)(*given, tell)

    monkeypatch.setattr(work, "computed", computed)


def finished(who: Asking, path: str) -> Any:
    """The twin of a page once its job is done."""
    who.get(path)
    for job in who.app.state.desk.jobs.all():
        if job._future:
            job._future.result(60)
    return who.get(path).json()


def test_a_sweep_is_asked_for_and_its_cells_are_kept(editor: Asking, folder: Path) -> None:
    found = finished(editor, SWEEP)
    assert found["job"]["state"] == "done"
    assert found["data"]["vary"] == {"term": ["5", "10"]}
    assert found["data"]["folder"].startswith(".foedus/sweeps/")
    assert len(list(folder.glob(".foedus/sweeps/*/cells/*.parquet"))) == 2
    page = editor.get(SWEEP.removeprefix("/api")).text
    assert "What varies: term=5,10." in page
    assert str(folder) not in page
    row = editor.get("/work").text
    assert "Many settings" in row
    assert "/sweep/korea-2025?vary=term%3D5%2C10" in row


def test_a_sweep_without_variables_is_a_form_and_a_wrong_one_is_said(editor: Asking) -> None:
    assert "What varies, a line each" in editor.get("/sweep/korea-2025").text
    for vary in ("term", "nothing=1", "term=" + ",".join(map(str, range(1, 500)))):
        found = editor.get(f"/api/sweep/korea-2025?vary={vary}")
        for job in editor.app.state.desk.jobs.all():
            if job._future:
                job._future.exception(60)
        assert editor.get(f"/api/sweep/korea-2025?vary={vary}").status_code in {404, 422}, found


def test_a_reader_begins_no_sweep_and_sees_one_that_was_begun(
    asking: Callable[..., Asking],
) -> None:
    door = asking(TOKENS)
    reader = {"authorization": f"Bearer {'r' * 32}"}
    assert door.get(SWEEP, headers=reader).status_code == 403
    door.get(SWEEP, headers={"authorization": f"Bearer {'e' * 32}"})
    assert door.get(SWEEP, headers=reader).status_code == 200
    assert door("POST", "/api/models/depth/refit", headers=reader).status_code == 403
    assert "Estimate it" not in door.get("/models/depth", headers=reader).text


def test_a_model_is_estimated_again_kept_and_shown(
    editor: Asking, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = models.find("depth")
    fitted = replace(found, fit=lambda _: found.store.shipped())
    monkeypatch.setattr(models, "find", lambda name: {"depth": fitted}.get(name) or found)
    assert "It has not been estimated here" in editor.get("/models/depth").text
    sent = editor("POST", "/api/models/depth/refit")
    assert (sent.status_code, sent.json()["page"]) == (202, "/models/depth")
    shown = finished(editor, "/api/models/depth")
    assert shown["fit"]["out"] == ".foedus/fits/depth.json"
    assert (folder / ".foedus" / "fits" / "depth.json").is_file()
    page = editor.get("/models/depth").text
    assert "Largest difference from the shipped posterior: 0 posterior sd." in page
    assert "estimated here" in editor.get("/work").text


def test_every_kind_of_work_has_a_page(folder: Path) -> None:
    assert set(KINDS) == set(works(None, folder))  # type: ignore[arg-type]
    job = jobs_of.PageJob("sweep", "a b", "vary=x%3D1")
    assert address(job) == "/sweep/a%20b?vary=x%3D1"


def test_a_stopped_server_leaves_its_notes_and_a_broken_off_job_does_not(tmp_path: Path) -> None:
    at_work, go = threading.Event(), threading.Event()

    def walk(name: str, query: str, tell: Any) -> str:
        at_work.set()
        while not go.wait(0.001):
            tell("walking")
        return f"{name}?{query}"

    for leave, left in (("close", 1), ("stop", 0)):
        first = Jobs(tmp_path, {"walk": walk})
        at_work.clear()
        job = first.asked("walk", "a", "q", 0.0)
        assert at_work.wait(10)
        if leave == "close":
            first.close()
        else:
            first.stop(job.id)
        assert job._future
        job._future.result(10)
        assert job.state == "stopped"
        notes = list(first.folder.glob("*.json"))
        assert len(notes) == left
        if left:
            assert json.loads(notes[0].read_text("utf-8"))["query"] == "q"
            second = Jobs(tmp_path, {"walk": walk})
            assert second.resume() == 1
            go.set()
            assert second.asked("walk", "a", "q", 10.0).result == "a?q"
            assert not list(second.folder.glob("*.json"))
            go.clear()


def test_a_failure_is_said_once_and_then_it_is_tried_again(tmp_path: Path) -> None:
    tries: list[str] = []

    def failing(name: str, *_: Any) -> str:
        tries.append(name)
        if len(tries) == 1:
            raise InputError("not yet")
        return name

    jobs = Jobs(tmp_path, {"try": failing})
    job = jobs.asked("try", "x", "", 0.0)
    assert job._future
    job._future.result(10)
    with pytest.raises(InputError, match="not yet"):  # an open page asks again when it has ended
        jobs.asked("try", "x", "", 0.0)
    assert tries == ["x"]
    assert jobs.asked("try", "x", "", 10.0).result == "x"
    jobs.close()


def test_what_has_a_process_of_its_own_holds_up_nothing_else(tmp_path: Path) -> None:
    go = threading.Event()
    jobs = Jobs(tmp_path, {"fit": lambda *_: go.wait(10), "brief": lambda *_: "b"}, {"fit"})
    jobs.asked("fit", "x", "", 0.0)
    assert jobs.asked("brief", "x", "", 10.0).result == "b"
    go.set()
    jobs.close()


def test_more_than_so_many_do_not_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs_of, "MOST", 2)
    go = threading.Event()
    held = Jobs(tmp_path, {"wait": lambda *_: go.wait(10)})
    for query in "ab":
        held.asked("wait", "x", query, 0.0)
    with pytest.raises(BusyError):
        held.asked("wait", "x", "c", 0.0)
    assert held.asked("wait", "x", "a", 0.0).query == "a"
    go.set()
    held.close()


def test_notes_of_no_use_are_dropped(tmp_path: Path) -> None:
    def failing(*_: Any) -> None:
        raise InputError("no")

    left = Jobs(tmp_path, {"fail": failing})
    left.folder.mkdir(parents=True)
    for name, text in (("a", "{"), ("b", '{"kind": "fail", "name": "x", "query": ""}'),
                       ("c", '{"kind": "gone", "name": "x", "query": ""}')):  # fmt: skip
        (left.folder / f"{name}.json").write_text(text, "utf-8")
    left.resume()
    assert [each.name for each in left.folder.glob("[ac].json")] == []
    [job] = left.all()
    assert job._future
    job._future.result(10)
    assert list(left.folder.glob(f"{job.id}*")) == []
    left.close()
