"""The board: an address is a view, an answer is that of the commands, a save is what was shown."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from foedus.assessment import assess
from foedus.assessment.sections.bottom_line import bottom_line
from foedus.assessment.sections.voice import Voice
from foedus.assessment.unseen.unseen import table
from foedus.report import words
from foedus.scenario import load
from foedus.scenario.read import text
from foedus.web.board import controls

AT = "/board/ukraine-2025"
CHANGE = "article-5-like.term=20&article-5-like.guarantors=-POL,EST"


def test_the_page_and_its_twin_say_what_assess_says(desk: Any) -> None:
    page, twin = desk.get(AT), desk.get(f"/api{AT}").json()
    found = assess("ukraine-2025", draws=100)
    assert page.status_code == 200
    said = bottom_line(Voice(found))
    assert twin["bottom_line"] == list(said)
    war = found.designs["nato"].risk.by["war"][-1]
    assert twin["columns"]["nato"]["chance"] == words.percent(war.value)
    assert twin["assessment"]["designs"]["nato"] == json.loads(
        json.dumps(found.to_dict()["designs"]["nato"], default=str)
    )
    assert "Nonaggression on seizure" in page.text


def test_a_link_reproduces_a_view_to_the_digit(desk: Any) -> None:
    first = desk.get(f"/api{AT}?{CHANGE}&RUS.cinc=0.03&years=10").json()
    again = desk.get(f"/api{AT}?{first['query']}").json()
    assert again == first
    assert desk.get(f"/api{AT}").json()["bottom_line"] != first["bottom_line"]
    moved = load("ukraine-2025").design("article-5-like").without("POL")
    assert "POL" not in moved.guarantors


def test_what_follows_the_hand_is_the_page(desk: Any) -> None:
    whole = desk.get(f"/api{AT}?{CHANGE}").json()
    live = desk.get(f"/api{AT}/live?{CHANGE}").json()
    assert live == {key: whole[key] for key in live}
    assert live["columns"]["article-5-like"]["before"]


def test_the_charts_hold_the_numbers_of_the_answer(desk: Any) -> None:
    charts = desk.get(f"/api{AT}/live").json()["charts"]
    found = assess("ukraine-2025", draws=100)
    lines = {(row["line"], row["year"]): row["value"] for row in charts["risk"]["data"]["lines"]}
    for place, one in enumerate(found.designs["nato"].risk.by["war"]):
        assert lines["nato", found.setting.first + place] == one.value
    [row] = [each for each in charts["ratio"]["data"]["rows"] if each["line"] == "nato"]
    ratio = found.designs["nato"].versus.ratio["war"]
    assert (row["value"], row["low"]) == (ratio.value, max(ratio.low, 0.01))
    assert charts["risk"]["alt"]
    assert len(charts["risk"]["readings"]) == 20


def test_what_changed_is_said_by_clause(desk: Any) -> None:
    said = desk.get(f"/api{AT}/difference?{CHANGE}").json()
    assert "term, years: 10 → 20" in said["html"]
    assert "points" in said["html"]
    assert desk.get(f"/api{AT}/difference").json() == {"sections": [], "html": ""}


@pytest.mark.parametrize("query", [
    "nato.term=x", "nata.term=3", "years=0", "years=1e9", "protege=FRA", "nato.clauses=-99",
    "&".join(f"nato.term={n}" for n in range(3)) + "&RUS.cinc=%00",
])  # fmt: skip
def test_a_wrong_address_is_told(desk: Any, query: str) -> None:
    answer = desk.get(f"/api{AT}/live?{query}")
    assert answer.status_code in {404, 422}
    assert answer.json()["error"]["what"]


def test_a_save_is_what_was_shown(desk: Any) -> None:
    shown = desk.get(f"/api{AT}/live?{CHANGE}").json()
    made = desk("POST", f"/api{AT}?{CHANGE}", json={"why": "a test", "name": "mine"})
    assert made.status_code == 200
    kept = desk.get("/api/board/mine").json()
    assert kept["bottom_line"] == shown["bottom_line"]
    assert kept["query"] == "version=1"
    assert "# Guarantees for Ukraine" in (Path(desk.folder) / "mine.yaml").read_text("utf-8")
    again = desk("POST", "/api/board/mine?nato.term=3", json={"why": "shorter"}).json()
    assert (again["number"], again["why"]) == (2, "shorter")
    old = desk.get("/api/board/mine?version=1").json()
    assert old["bottom_line"] == kept["bottom_line"]


def test_two_who_save_are_brought_together(desk: Any) -> None:
    begun = desk("POST", "/api/scenarios/both", json={"of": "ukraine-2025"})
    tag = {"if-match": begun.headers["etag"]}
    first = desk("POST", "/api/board/both?nato.term=3", json={}, headers=tag)
    assert first.status_code == 200
    second = desk("POST", "/api/board/both?version=1&nato.term=9", json={}, headers=tag)
    assert second.status_code == 412
    assert "nothing was overwritten" in second.text


def test_several_proteges_are_asked_about_one_at_a_time(desk: Any) -> None:
    page = desk.get("/api/board/baltic-2025?protege=LTU")
    assert page.json()["query"] == "protege=LTU"
    assert "Lithuania" in page.json()["bottom_line"][0]


def test_one_bad_scenario_does_not_hurt_another(desk: Any) -> None:
    bad = Path(desk.folder) / "bad.yaml"
    bad.write_text(text("korea-2025").replace("as_of:", "as_off:"), "utf-8")
    assert desk.get("/board/bad").status_code == 422
    assert "as_off" in desk.get("/board/bad").text
    assert desk.get("/").status_code == 200
    assert desk.get(AT).status_code == 200


def test_a_design_is_begun_from_the_library_from_another_and_from_nothing(desk: Any) -> None:
    query = (
        "designs=none,nato,korea:us-korea-1953,mine:article-5-like,own:&mine.term=5&mine.title=Mine"
        "&own.guarantors=USA,Nordic states&own.clauses=defense:armed-attack"
        "&korea.guarantors=GBR,-KOR"
    )
    shown = desk.get(f"/api{AT}?{query}").json()
    assert list(shown["columns"]) == ["none", "nato", "korea", "mine", "own"]
    made = desk("POST", f"/api{AT}?{query}", json={"name": "more"})
    assert made.status_code == 200, made.text
    kept = desk.get("/api/board/more").json()
    assert kept["bottom_line"] == shown["bottom_line"]
    assert kept["columns"] == {
        name: column | {"before": ""} for name, column in shown["columns"].items()
    }
    found = load(desk.folder / "more.yaml")
    assert found.designs["own"].guarantors == ("USA", "DNK", "FIN", "ISL", "NOR", "SWE")
    assert set(found.issues[0].designs) == {"none", "nato"}
    whole = assess(found, draws=100, years=20)
    assert kept["assessment"]["designs"]["korea"] == json.loads(
        json.dumps(whole.to_dict()["designs"]["korea"], default=str)
    )
    said = " ".join(shown["unsaved"])
    assert "Article 5-like law with forces: taken away" in said
    assert "New design: mine, a copy of Article 5-like pledge by executives" in said
    assert (
        "Article 5-like pledge by executives, to Mine"
        in (desk.get(f"/api{AT}/difference?{query}").json()["html"])
    )


def test_a_change_for_several_proteges_is_made_for_each(desk: Any) -> None:
    query = "protege=EST&nato.guarantors=-HUN,JPN&EST.polyarchy=0.7&presence.stationed=GBR:900"
    made = desk("POST", f"/api/board/baltic-2025?{query}", json={"name": "three"})
    assert made.status_code == 200, made.text
    for state in ("EST", "LVA", "LTU"):
        design = load(desk.folder / "three.yaml", state).designs["nato"]
        others = {"EST", "LVA", "LTU"} - {state}
        assert {"JPN", *others} <= set(design.guarantors)
        assert not {"HUN", state} & set(design.guarantors)
    assert "Shown for" in desk.get("/board/three").text


def test_a_taken_name_is_said_with_one_that_is_free(desk: Any) -> None:
    for name in ("taken", "taken-2"):
        desk("POST", f"/api/scenarios/{name}", json={"of": "korea-2025"})
    before = (desk.folder / "taken.yaml").read_text("utf-8")
    answer = desk("POST", f"/api{AT}?nato.term=3", json={"name": "taken"})
    error = answer.json()["error"]
    assert (answer.status_code, error["free"]) == (409, "taken-3")
    assert "there is a scenario 'taken' in this folder already" in error["text"]
    assert (desk.folder / "taken.yaml").read_text("utf-8") == before


def test_changes_go_onto_a_newer_version_by_what_they_are_about(desk: Any) -> None:
    begun = desk("POST", "/api/scenarios/onto", json={"of": "ukraine-2025"}).json()
    assert begun["number"] == 1
    theirs = "nato.clauses=-2&designs=none,article-5-like,nato&grade.rubio-progress=A1"
    assert desk("POST", f"/api/board/onto?{theirs}", json={}).status_code == 200
    mine = (
        "version=1&nato.3.trigger=threat&nato.2.trigger=any&budapest-style.term=3"
        "&article-5-like.term=9&claims=-rubio-summit"
    )
    page = desk.get(f"/meeting/onto?{mine}")
    assert page.status_code == 200
    [link] = re.findall(r'data-onto href="/board/onto\?([^"]*)"', page.text)
    onto = html.unescape(link)
    assert sorted(onto.split("&")) == [
        "article-5-like.term=9", "claims=-rubio-summit", "nato.2.trigger=threat",
    ]  # fmt: skip
    assert "budapest-style.term" in page.text
    assert desk.get(f"/api/board/onto?{onto}").status_code == 200


def test_ids_on_a_page_are_its_own(desk: Any) -> None:
    shown = (
        desk.get(f"{AT}?{CHANGE}").text + desk.get(f"/api{AT}/difference?{CHANGE}").json()["html"]
    )
    ids = re.findall(r'\bid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))
    claims = re.findall(
        r'\bid="([^"]+)"', desk.get("/claims/ukraine-2025?claims=-rubio-summit").text
    )
    assert len(claims) == len(set(claims))


def test_what_the_board_says_no_model_reads_none_reads(desk: Any) -> None:
    read = table()
    assert [each for each in controls.UNREAD if read[each]] == []
    rows = {
        each: read.get(each, read.get(f"military.{each}")) for each in (*controls.ROWS, "mutual")
    }
    assert [name for name, models in rows.items() if not models] == []
    unread = ("trigger", "discretion", "conditions", "area")
    assert [each for each in unread if read[f"clauses.{each}"]] == []
    assert all(read[f"clauses.{each}"] for each in ("by", "adversaries", "defense"))
    assert "read by no model" in desk.get(AT).text
