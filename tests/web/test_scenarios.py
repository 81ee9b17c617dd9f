"""The list of scenarios, and what is saved through it."""

from pathlib import Path
from typing import Any

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
