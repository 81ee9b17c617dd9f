"""The watch's page: what its commands say, at the moment of its address, and nothing filed."""

from pathlib import Path
from typing import Any

import pytest
from tests.watches import act, blame, report
from tests.web.conftest import Asking

from foedus.scenario.read import text
from foedus.watch import library
from foedus.watch.members import WatchMember
from foedus.watch.watch import Watch, create
from foedus.web.application import application
from foedus.web.settings import settled

AT = "/watch/ukraine-2026"
LADDER = {"guarantee": "ceasefire-ladder"}


def begun(path: Path, name: str, *, replay: bool) -> Watch:
    members = [WatchMember("monitor", "steward", None)]
    return create(path, library.scenario(name), "test", members, replay=replay)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Asking:
    """A folder with a watch of the past, an empty one, one of another question and a broken one."""
    folder = tmp_path_factory.mktemp("desk")
    with begun(folder / "a.db", "ukraine-2026", replay=True) as kept:
        kept.file([report(hostility=4), act("notify", 3, **LADDER), blame("a1", 30)], "monitor")
    begun(folder / "b.db", "ukraine-2026", replay=False).store.close()
    begun(folder / "c.db", "korea-2025", replay=False).store.close()
    (folder / "d.db").write_text("no log", "utf-8")
    return Asking(application(settled(folder, environment={}, draws=100))).enter()


def twin(desk: Asking, query: str) -> Any:
    found = desk.get(f"/api{AT}?{query}")
    assert found.status_code == 200, found.text
    return found.json()


def test_the_page_has_the_words_of_the_commands(desk: Asking) -> None:
    page = desk.get(f"{AT}?as-of=2026-11-01T12:00Z").text
    for said in ("Changed since 2026-10-31 12:00Z", "duty: none to running", "Clauses by reading",
                 "Duties, 2026-11-01 12:00Z", "Pledged", "nobody says",
                 "Indeterminate: between"):  # fmt: skip
        assert said in page
    assert "data-running" not in page  # a watch of the past stands still


def test_the_address_names_the_moment_and_shows_it_again(desk: Asking) -> None:
    first = desk.get(f"{AT}?as-of=2026-11-01T12:00Z").text
    assert desk.get(f"{AT}?as-of=2026-11-01T12:00Z").text == first
    link = "?as-of=2026-11-01T12%3A00%3A00Z&amp;since=2026-10-31T12%3A00%3A00Z"
    assert f'href="{AT}{link}"' in first
    early, late = (twin(desk, f"as-of=2026-11-0{day}") for day in (1, 2))
    assert (early["board"]["known"], late["board"]["known"]) == (2, 3)
    [clock] = early["clocks"]
    assert (clock["step"], clock["state"]) == ("warn", "running")
    assert twin(desk, "since=2026-11-01T02:00Z&as-of=2026-11-02")["since"].startswith(
        "2026-11-01T02"
    )


def test_incidents_are_picked_out_by_the_address(desk: Asking) -> None:
    for query, count in (("actor=RUS", 1), ("actor=nobody", 0), ("act=attack&area=UKR", 1),
                         ("from=2026-11-02", 0), ("until=2026-11-01", 1)):  # fmt: skip
        assert len(twin(desk, query)["incidents"]) == count, query
    page = desk.get(f"{AT}?actor=POL").text
    assert "None of 1 incident." in page
    assert "<option selected>POL</option>" in page


def test_an_empty_watch_runs_and_its_size_is_told(desk: Asking) -> None:
    page = desk.get(f"{AT}?file=b.db").text
    assert "data-running" in page
    assert "No incident is known." in page
    assert "0 incidents, 0 cases that may be claimed, 0 duties not done in time." in page
    size = desk.get(f"/api{AT}/size?file=b.db").json()
    assert (size["file"], size["records"]) == ("b.db", 1)


def test_a_record_filed_meanwhile_is_in_the_next_answer(desk: Asking) -> None:
    with Watch(desk.app.state.desk.settings.folder / "c.db") as kept:
        kept.file([report(start="2020-01-01", end="2020-01-01")], "monitor")
    assert desk.get("/api/watch/korea-2025/size").json()["records"] == 2
    assert len(desk.get("/api/watch/korea-2025").json()["incidents"]) == 1


def test_a_scenario_without_one_is_told_how_to_begin(desk: Asking) -> None:
    page = desk.get("/watch/taiwan-2025").text
    assert "foedus watch init taiwan-2025 --who NAME --watch taiwan-2025.db" in page
    assert "not a database" in page
    assert desk.get("/api/watch/taiwan-2025").json()["watch"] is None
    assert desk.get("/api/watch/taiwan-2025/size").status_code == 422
    assert desk.get("/watch/atlantis").status_code == 404


@pytest.mark.parametrize(("query", "status", "said"), [
    ("file=../a.db", 404, "unknown watch"), ("file=c.db", 422, "c.db watches korea-2025"),
    ("file=d.db", 422, "d.db cannot be opened"), ("as-of=soon", 422, "expected a moment"),
    ("from=3", 422, "from: found"), ("as-of=2026-11-01&since=2026-11-05", 422, "which is after"),
])  # fmt: skip
def test_what_cannot_be_asked_is_told(desk: Asking, query: str, status: int, said: str) -> None:
    found = desk.get(f"/api{AT}?{query}")
    assert found.status_code == status
    assert said in found.json()["error"]["text"]


def test_a_reader_may_look_and_a_stranger_may_not(tmp_path: Path) -> None:
    tokens = {"FOEDUS_TOKEN": "e" * 24, "FOEDUS_READER_TOKEN": "r" * 24}
    door = Asking(application(settled(tmp_path, environment=tokens, draws=100)))
    assert door.get(AT).status_code == 403
    reader = {"authorization": f"Bearer {'r' * 24}"}
    assert door.get(AT, headers=reader).status_code == 200
    assert door("POST", f"/api{AT}", headers=reader).status_code == 405


def test_the_watch_that_a_scenario_names_is_opened_first(tmp_path: Path) -> None:
    """Its texts may be of another name, and it may lie in a folder below."""
    (tmp_path / "logs").mkdir()
    begun(tmp_path / "a.db", "ukraine-2025", replay=False).store.close()
    begun(tmp_path / "logs" / "line.db", "ukraine-2026", replay=True).store.close()
    asked = text("ukraine-2025").replace("\nhorizon:", "\nwatch: logs/line.db\nhorizon:", 1)
    (tmp_path / "ukraine-2025.yaml").write_text(asked, "utf-8")
    desk = Asking(application(settled(tmp_path, environment={}, draws=100))).enter()
    told = desk.get("/api/watch/ukraine-2025").json()
    assert told["watch"]["file"] == "logs/line.db"
    assert {each["file"] for each in told["watches"]} == {"a.db", "logs/line.db"}
    page = desk.get("/watch/ukraine-2025").text
    assert 'href="/watch/ukraine-2025?file=logs/line.db"' in page
    other = desk.get("/api/watch/ukraine-2025?file=a.db").json()
    assert other["watch"]["scenario"] == "ukraine-2025"
    assert desk.get("/api/watch/ukraine-2025/size").json()["file"] == "logs/line.db"
    (tmp_path / "ukraine-2025.yaml").write_text("watch: [", "utf-8")
    assert desk.get("/api/watch/ukraine-2025").json()["watch"]["file"] == "a.db"
