"""The list of scenarios, and what is saved through it."""

from pathlib import Path
from typing import Any

import pytest

from foedus.scenario import load
from foedus.scenario.read import text


def test_the_list_names_what_ships_and_what_is_in_the_folder(editor: Any, folder: Path) -> None:
    (folder / "mine.yaml").write_text(text("korea-2025"), "utf-8")
    (folder / "bad.yaml").write_text("foedus: 1\ntitle: <script>alert(1)</script>: x\n", "utf-8")
    page, twin = editor.get("/"), editor.get("/api").json()
    assert page.status_code == 200
    assert [each["name"] for each in twin["folder"]] == ["bad", "mine"]
    assert twin["folder"][0]["error"]
    assert "ukraine-2025" in [each["name"] for each in twin["shipped"]]
    assert "<script>alert" not in page.text
    assert 'href="/board/mine"' in page.text


def test_a_save_needs_the_tag_that_it_is_from(editor: Any) -> None:
    old = text("korea-2025")
    first = editor("PUT", "/api/scenarios/q", json={"text": old, "why": "begun"})
    assert first.status_code == 200
    new = old.replace("horizon: 20", "horizon: 10")
    stale = editor("PUT", "/api/scenarios/q", json={"text": new}, headers={"if-match": '"0"'})
    assert stale.status_code == 412
    assert "nothing was overwritten" in stale.json()["error"]["hint"]
    kept = {"if-match": first.headers["etag"]}
    second = editor("PUT", "/api/scenarios/q", json={"text": new}, headers=kept)
    assert second.json()["number"] == 2
    shown = editor.get("/api/scenarios/q")
    assert shown.text == new
    assert shown.headers["etag"] == second.headers["etag"]


def test_a_wrong_scenario_is_told_with_its_line_and_not_saved(editor: Any, folder: Path) -> None:
    answer = editor("PUT", "/api/scenarios/q", json={"text": "foedus: 1\ntitel: x\n"})
    assert answer.status_code == 422
    assert "q.yaml:2: titel" in answer.json()["error"]["text"]
    assert not (folder / "q.yaml").exists()


def test_errors_are_the_products_own_words(editor: Any) -> None:
    page = editor.get("/nowhere")
    assert page.status_code == 404
    assert "there is no such page" in page.text
    assert "did you mean ukraine-2025" in editor.get("/api/scenarios/ukrain-2025").text
    for path in ("/api/scenarios/..%2Fsecret", "/static/..%2Fapp.css", "/static/%00"):
        assert editor.get(path).status_code in {404, 422}
    answer = editor("PUT", "/api/scenarios/q", content=b"{", headers={
        "content-type": "application/json"})  # fmt: skip
    assert answer.status_code == 422
    assert "Traceback" not in answer.text


def test_the_api_describes_itself(editor: Any) -> None:
    paths = editor.get("/api/openapi.json").json()["paths"]
    assert {"/api", "/api/scenarios/{name}"} <= set(paths)
    assert all(each.get("summary") for path in paths.values() for each in path.values())


def test_a_scenario_is_begun_about_two_states(editor: Any, folder: Path) -> None:
    sent = {"protege": "Moldova", "on": "2025-06-01", "guarantors": "ROU, France"}
    made = editor("POST", "/api/scenarios/moldova", json=sent)
    assert made.status_code == 200, made.text
    asked = load(folder / "moldova.yaml")
    assert (asked.challenger, asked.protege, str(asked.as_of)) == ("RUS", "MDA", "2025-06-01")
    assert asked.designs["article-5-like"].guarantors == ("ROU", "FRA")
    again = editor("POST", "/api/scenarios/moldova", json=sent)
    assert (again.status_code, again.json()["error"]["free"]) == (409, "moldova-2")


@pytest.mark.parametrize("sent", [
    {}, {"protege": "Xanadu"}, {"protege": "Moldova", "challenger": "Moldova"},
    {"protege": "Moldova", "on": "soon"}, {"of": "none"},
])  # fmt: skip
def test_what_no_scenario_is_about_is_refused(editor: Any, sent: dict[str, str]) -> None:
    assert 400 <= editor("POST", "/api/scenarios/no", json=sent).status_code < 500
