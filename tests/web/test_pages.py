"""Pages beside the board: each says what its command says, and knows the board's changes."""

import time
from typing import Any

import pytest

from foedus.errors import InputError
from foedus.scenario.meeting import meeting
from foedus.web.jobs import Jobs, StoppedError

AT = "ukraine-2025"
CHANGE = "article-5-like.term=25"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One editor over a folder with a scenario of two versions."""
    from tests.web.conftest import Asking

    from foedus.web.application import application
    from foedus.web.settings import settled

    folder = tmp_path_factory.mktemp("desk")
    somebody = Asking(application(settled(folder, environment={}, draws=100))).enter()
    somebody("POST", "/api/scenarios/mine", json={"of": AT})
    somebody("POST", f"/api/board/mine?{CHANGE}", json={"why": "longer"})
    return somebody


def done(desk: Any, path: str) -> Any:
    """The page at a path, once its work is done."""
    for _ in range(300):
        found = desk.get(path)
        if "data-job" not in found.text:
            return found
        time.sleep(0.1)
    raise AssertionError(path)


@pytest.mark.parametrize(("path", "said"), [
    (f"/compare/{AT}?{CHANGE}", "What differs in the text"),
    ("/compare/mine?version=1&other=version-2", "term, years: 10 → 25"),
    (f"/compare/{AT}?other=georgia-2008", "georgia-2008"),
    (f"/evidence/{AT}", "The model&#39;s record"),
    (f"/signing/{AT}", "Who would sign"),
    ("/history/mine", "longer"), (f"/history/{AT}", "ships with Foedus"),
    (f"/brief/{AT}?{CHANGE}", "article-5-like.term"),
])  # fmt: skip
def test_each_page_opens(desk: Any, path: str, said: str) -> None:
    page = done(desk, path)
    assert page.status_code == 200
    assert said in page.text.replace("&#x27;", "&#39;").replace("'", "&#39;")
    twin = desk.get(f"/api{path}")
    assert twin.status_code == 200
    assert twin.json() is not None


def test_a_figure_may_bring_its_style_and_nothing_else(desk: Any) -> None:
    policy = desk.get(f"/evidence/{AT}").headers["content-security-policy"]
    assert "style-src 'self' 'sha256-" in policy
    assert "script-src 'self';" in policy


@pytest.mark.parametrize(("form", "begins"), [
    ("html", b"<!doctype html>"), ("pdf", b"%PDF"), ("md", b"# "), ("json", b'{"foedus_brief"'),
    ("yaml", b"#"),
])  # fmt: skip
def test_the_brief_leaves_in_every_form(desk: Any, form: str, begins: bytes) -> None:
    found = desk.get(f"/api/brief/{AT}/file.{form}?{CHANGE}")
    assert found.status_code == 200
    assert found.content.startswith(begins)
    assert f"{AT}.{form}" in found.headers["content-disposition"]


def test_unknown_forms_and_lengths_are_told(desk: Any) -> None:
    assert desk.get(f"/api/brief/{AT}/file.doc").status_code == 404
    assert desk.get(f"/api/brief/{AT}?length=long").status_code == 422
    assert desk.get("/api/jobs/none").status_code == 404
    assert desk.get(f"/meeting/{AT}").status_code == 422


def test_two_changes_are_set_beside_each_other(desk: Any) -> None:
    page = desk.get("/meeting/mine?version=1&article-5-like.term=5")
    assert "both changed it" in page.text
    [row] = desk.get("/api/meeting/mine?version=1&article-5-like.term=5").json()
    assert (row["base"], row["theirs"], row["mine"], row["both"]) == ("10", "25", "5", True)


def test_a_meeting_names_places_and_where_both_changed() -> None:
    base = {"a": 1, "b": {"c": [1, 2], "d": 4}}
    found = meeting(base, {"a": 2, "b": {"c": [1], "d": 4}}, {"a": 1, "b": {"c": [2], "d": 4}})
    assert [(each.place, each.base, each.theirs, each.mine, each.both) for each in found] == [
        ("a", "1", "2", "1", False), ("b.c", "1, 2", "1", "2", True),
    ]  # fmt: skip
    assert meeting(base, {"a": 1}, {"a": 1}) == meeting(base, {"a": 1}, {"a": 1})
    assert not any(each.both for each in meeting(base, {"a": 9, "b": base["b"]},
                                                 {"a": 9, "b": base["b"]}))  # fmt: skip
    assert meeting(base, base, base) == []


def test_a_job_is_done_once_and_its_error_is_told(tmp_path: Any) -> None:
    calls = []

    def work(name: str, query: str, tell: Any) -> str:
        calls.append(name)
        tell("counting")
        if query:
            raise InputError("no such thing")
        return "found"

    jobs = Jobs(tmp_path, {"count": work})
    first = jobs.asked("count", "a", "", 5.0)
    assert (first.state, first.result) == ("done", "found")
    assert jobs.asked("count", "a", "", 5.0) is first
    assert calls == ["a"]
    with pytest.raises(InputError, match="no such thing"):
        jobs.asked("count", "a", "x", 5.0)
    assert list((tmp_path / ".foedus" / "jobs").glob("*.json")) == []
    jobs.close()


def test_a_job_is_broken_off_at_its_next_step(tmp_path: Any) -> None:
    def work(name: str, query: str, tell: Any) -> None:
        for step in range(500):
            tell(f"step {step}")
            time.sleep(0.01)

    jobs = Jobs(tmp_path, {"walk": work})
    job = jobs.asked("walk", "a", "", 0.05)
    assert job.state == "working"
    jobs.stop(job.id)
    for _ in range(200):
        if job.state == "stopped":
            break
        time.sleep(0.01)
    assert job.state == "stopped"
    with pytest.raises(StoppedError):
        job.tell("on")
    jobs.close()


def test_what_a_stopped_server_left_is_begun_again(tmp_path: Any) -> None:
    def slow(name: str, query: str, tell: Any) -> str:
        for _ in range(300):
            tell("at it")
            time.sleep(0.01)
        return "late"

    first = Jobs(tmp_path, {"work": slow})
    left = first.asked("work", "a", "x=1", 0.05)
    place = tmp_path / ".foedus" / "jobs" / f"{left.id}.json"
    kept = place.read_text("utf-8")
    first.stop(left.id)
    for _ in range(200):
        if left.state == "stopped":
            break
        time.sleep(0.01)
    place.write_text(kept, "utf-8")  # as if it had been killed instead
    (place.parent / "torn.json").write_text("{", "utf-8")
    second = Jobs(tmp_path, {"work": lambda name, query, tell: f"{name} {query}"})
    assert second.resume() == 1
    assert second.asked("work", "a", "x=1", 5.0).result == "a x=1"
    assert list(place.parent.glob("*.json")) == []
    second.close()
