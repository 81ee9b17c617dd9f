"""The claims' page: what the commands say of them, grades and claims saved, drafts reviewed."""

import html
import json
import re
from collections.abc import Callable
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest

from foedus.negotiation.talks import talks
from foedus.scenario import load, loads
from foedus.scenario.hypotheses.weighing import weigh
from foedus.scenario.read import text

AT = "ukraine-2025"
HEARSAY = "envoy-russia-accepts"
TOKENS = {"FOEDUS_TOKEN": "e" * 30, "FOEDUS_READER_TOKEN": "r" * 30}
ARTICLE = """Envoy: Russia Accepts Guarantee for Ukraine

KYIV – “This is the first time that Russia has agreed to it,” Russian negotiator Pavel Ordin said
on 11 August 2025, according to Reuters.

Foreign Minister Kaur Lepik said Russia was willing to <b>consider</b> the guarantee, no more.
"""
MOVE = {"issue": "guarantee", "actor": "RUS", "toward": 10, "low": 0, "high": 30}
CLAIM = {
    "says": 'They "agree": all of it <script>alert(1)</script> # no', "by": "Émile O'Brien",
    "on": "2025-08-18", "grade": "B2",
    "moves": [MOVE],
}  # fmt: skip


def begun(desk: Any, name: str) -> tuple[Path, str]:
    """A copy in the folder, and its tag."""
    made = desk("POST", f"/api/scenarios/{name}", json={"of": AT})
    assert made.status_code == 200
    return desk.folder / f"{name}.yaml", made.json()["tag"]


def decided(drafts: list[dict[str, Any]], *statuses: str) -> list[dict[str, Any]]:
    given = [*statuses, *["draft"] * len(drafts)]
    return [
        {"name": each["name"], "status": status, "entry": each["entry"]}
        for each, status in zip(drafts, given, strict=False)
    ]


def test_the_page_says_what_negotiate_and_check_say(desk: Any) -> None:
    page, twin = desk.get(f"/claims/{AT}"), desk.get(f"/api/claims/{AT}").json()
    asked = load(AT)
    assert page.status_code == 200
    assert page.text.count("data-claim=") == len(asked.claims) == len(twin["claims"])
    [guarantee] = talks(asked, "guarantee")
    told = twin["negotiation"]["issues"][0]
    assert (told["issue"], told["point"]) == ("guarantee", round(guarantee.after.point, 6))
    assert asked.hypotheses
    weighed = weigh(asked.hypotheses, asked.claims)
    assert twin["hypotheses"]["posterior"] == list(weighed.posterior)
    assert "What each claim did" in page.text
    assert "Competing hypotheses" in page.text
    heard = next(each for each in guarantee.hearings if each.claim == HEARSAY)
    row = next(each for each in twin["claims"] if each["claim"]["id"] == HEARSAY)
    assert row["moves"] == [
        f"Russia on guarantee: {heard.shift:+.1f} points, spread {heard.widening:+.1f} (toward 70)"
        .replace("-", "−")
    ]  # fmt: skip
    assert "Russia accepts Article 5-like guarantees in earnest: consistent" in row["marks"]


def test_another_grade_moves_what_the_changed_file_moves(desk: Any) -> None:
    told = desk.get(f"/api/claims/{AT}?grade.{HEARSAY}=E5").json()
    tried = desk.get(f"/api/claims/{AT}/live?grade.{HEARSAY}=E5").json()
    changed = loads(re.sub(rf"({HEARSAY}\n(?:.*\n)*?    grade: )\w\d", r"\1E5", text(AT), count=1))
    assert next(each for each in changed.claims if each.id == HEARSAY).grade == "E5"
    wanted = talks(changed)
    points = [each["point"] for each in told["negotiation"]["issues"]]
    assert points == [round(each.after.point, 6) for each in wanted]
    assert changed.hypotheses
    assert told["hypotheses"]["posterior"] == list(
        weigh(changed.hypotheses, changed.claims).posterior
    )
    assert tried["sections"][0]["title"] == "What the changes move"
    assert tried["lead"].startswith("Russia stands at ")
    assert tried["rows"] == told["claims"]
    assert tried["unsaved"] == [
        "“Russia accepts that the United States can offer Ukraine Article 5-like protecti…”: "
        "grade C3 → E5"
    ]
    page = desk.get(f"/claims/{AT}?grade.{HEARSAY}=E5").text
    assert "saved C3" in page
    assert html.escape(tried["lead"]) in page


def test_a_grade_that_moves_nothing_says_so(desk: Any) -> None:
    asked = load(AT)
    assert asked.hypotheses
    weighed = {each.claim for each in asked.hypotheses.evidence}
    idle = next(each for each in asked.claims if not each.moves and each.id not in weighed)
    assert desk.get(f"/api/claims/{AT}/live?grade.{idle.id}=A1").json()["lead"] == (
        "No position and no chance moves."
    )


def test_a_save_changes_the_grade_and_adds_the_claim_alone(desk: Any) -> None:
    path, tag = begun(desk, "mine")
    before = path.read_text("utf-8")
    ident = desk.get("/api/claims/mine/id", params={"by": CLAIM["by"]}).json()["id"]
    assert ident == "brien-1"
    query = {f"grade.{HEARSAY}": "D4", f"claim.{ident}": json.dumps(CLAIM)}
    sent = {"params": query, "json": {}, "headers": {"if-match": f'"{tag}"'}}
    made = desk("POST", "/api/board/mine", **sent)
    assert (made.status_code, made.json()["number"]) == (200, 2)
    assert "grade C3 → D4; New claim: “They" in made.json()["why"]
    after = path.read_text("utf-8")
    delta = [line for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert delta[:2] == ["-     grade: C3", "+     grade: D4"]
    assert delta[2] == "+   - id: brien-1"
    assert all(line.startswith("+     ") for line in delta[3:])
    found = loads(after).claims[-1]
    assert (found.says, found.by, found.moves[0].toward) == (CLAIM["says"], CLAIM["by"], 10)
    assert "<script>alert" not in desk.get("/claims/mine").text
    stale = desk("POST", "/api/board/mine", **sent)
    assert stale.status_code == 412, stale.text
    assert path.read_text("utf-8") == after


#: An address, and what of the file it changes.
CHANGES = [
    {"moves." + HEARSAY: "guarantee:RUS:60:20:70;russian-law:RUS:50::"},
    {"moves.us-weighs-guarantee": "none", "likelihood.rubio-progress":
     "earnest:0.5,veto:0.3,time:0.4"},
    {"claims": "-text-russia-open,-putin-ready", "likelihood.envoy-law-ukraine": "none"},
    {"priors": "earnest:0.2,veto:0.3,time:0.5", "hypothesis.veto": "Other: words"},
    {"likelihood." + HEARSAY: "earnest:0.7,veto:0.6,time:0.4", "article-5-like.term": "20"},
    {"hypotheses": "time,earnest,veto"}, {"hypotheses": "veto,time"},
    {"hypotheses": "bluff:time,earnest,time", "hypothesis.bluff": "It bluffs: twice",
     "likelihood.putin-ready": "bluff:0.9,earnest:0.6,time:0.6",
     "priors": "bluff:0.2,earnest:0.3,time:0.5"},
    {"hypotheses": "earnest,veto,other:time", f"likelihood.{HEARSAY}":
     "earnest:0.7,veto:0.4,time:0.3"},
]  # fmt: skip


@pytest.mark.parametrize("query", CHANGES)
def test_what_is_saved_reads_as_what_was_shown(desk: Any, query: dict[str, str]) -> None:
    shown = desk.get(f"/api/claims/{AT}", params=query).json()
    made = desk("POST", f"/api/board/{AT}", params=query, json={"name": "copy"})
    assert made.status_code == 200, made.text
    path = desk.folder / "copy.yaml"
    kept = desk.get("/api/claims/copy").json()
    now = path.read_text("utf-8")
    path.unlink()
    assert kept["negotiation"] == shown["negotiation"] | {"scenario": "copy"}
    assert kept["hypotheses"] == shown["hypotheses"]
    there = [each for each in shown["claims"] if not each["gone"]]
    assert [each["claim"] for each in kept["claims"]] == [each["claim"] for each in there]
    gone = [line[2:] for line in ndiff(text(AT).splitlines(), now.splitlines()) if line[0] == "-"]
    assert len(gone) < 40
    assert "# grade: reliability of the source A-F, credibility 1-6" in now


def test_a_new_hypothesis_shares_all_with_the_one_that_it_begins_as(desk: Any) -> None:
    """So that nothing moves before a hand says what is different under it."""
    query = {"hypotheses": "earnest,veto,time,bluff:time", "hypothesis.bluff": "It bluffs"}
    saved = desk.get(f"/api/claims/{AT}/live").json()
    found = desk.get(f"/api/claims/{AT}/live", params=query).json()
    before = {each["id"]: each["prior"] for each in saved["hypotheses"]}
    after = {each["id"]: each["prior"] for each in found["hypotheses"]}
    assert after["bluff"] == after["time"] == pytest.approx(before["time"] / 2, abs=1e-3)
    assert sum(after.values()) == pytest.approx(1.0, abs=1e-3)
    assert (after["earnest"], after["veto"]) == (before["earnest"], before["veto"])
    chances = [
        dict(zip([each["id"] for each in told["hypotheses"]], weighed["posterior"], strict=True))
        for told, weighed in (
            (saved, desk.get(f"/api/claims/{AT}").json()["hypotheses"]),
            (found, desk.get(f"/api/claims/{AT}", params=query).json()["hypotheses"]),
        )
    ]
    assert chances[1]["bluff"] + chances[1]["time"] == pytest.approx(chances[0]["time"], abs=1e-3)
    assert found["unsaved"] == [
        "New hypothesis: “It bluffs”, begun as “Russia plays for time, and accepts no g…”"
    ]
    page = desk.get(f"/claims/{AT}", params=query).text
    assert "not saved yet; began as “Russia plays for time" in page
    assert 'name="bluff"' in page
    ident = desk.get(f"/api/claims/{AT}/id", params={**query, "of": "hypothesis", "by": "A bluff!"})
    assert ident.json() == {"id": "bluff-1"}


def test_hypotheses_of_two_who_changed_them_meet(desk: Any) -> None:
    """What each added stays, and what the other took away is gone."""
    begun(desk, "rivals")
    theirs = {"version": 1, "hypotheses": "veto,time,other:time", "hypothesis.other": "Another"}
    made = desk("POST", "/api/board/rivals", params=theirs, json={})
    assert made.status_code == 200, made.text
    mine = {"version": 1, "hypotheses": "time,earnest,veto,mine:veto", "hypothesis.mine": "Mine"}
    page = desk.get("/meeting/rivals", params=mine).text
    links = [html.unescape(each) for each in re.findall(r'href="/\w+/rivals\?([^"]+)"', page)]
    query = next(each for each in links if "version=1" not in each)
    assert "hypotheses=time,veto,mine:veto,other" in query
    found = desk.get(f"/api/claims/rivals/live?{query}").json()
    assert [each["id"] for each in found["hypotheses"]] == ["time", "veto", "mine", "other"]


def test_a_claim_that_is_taken_away_is_named_nowhere(desk: Any) -> None:
    desk("POST", f"/api/board/{AT}?claims=-text-russia-open,-putin-ready", json={"name": "fewer"})
    found = loads((desk.folder / "fewer.yaml").read_text("utf-8"))
    assert found.hypotheses
    named = {each.id for each in found.claims} | {each.claim for each in found.hypotheses.evidence}
    named |= {one for each in found.claims for one in each.contradicts}
    assert not {"text-russia-open", "putin-ready"} & named


def test_two_who_change_claims_are_shown_claim_by_claim(desk: Any) -> None:
    begun(desk, "both")
    first = desk("POST", f"/api/board/both?version=1&grade.{HEARSAY}=A1", json={})
    assert first.status_code == 200
    mine = f"version=1&grade.{HEARSAY}=E5&claims=-rubio-summit"
    tag = desk.get("/api/board/both?version=1").headers["etag"]
    assert (
        desk("POST", f"/api/board/both?{mine}", json={}, headers={"if-match": tag}).status_code
        == 412
    )
    rows = {each["place"]: each for each in desk.get(f"/api/meeting/both?{mine}").json()}
    grade = rows[f"claims.{HEARSAY}.grade"]
    assert (grade["base"], grade["theirs"], grade["mine"], grade["both"]) == (
        "C3",
        "A1",
        "E5",
        True,
    )
    assert rows["claims.rubio-summit"]["mine"] == "—"
    assert not rows["claims.rubio-summit"]["both"]


@pytest.mark.parametrize(
    "query",
    [
        {"grade.nobody": "B2"}, {f"grade.{HEARSAY}": "G9"}, {f"grade.{HEARSAY}": "B"},
        {"claim.x": json.dumps({**CLAIM, "grade": "Z9"})},
        {"claim.x": json.dumps({**CLAIM, "on": "yesterday"})},
        {"claim.x": json.dumps({**CLAIM, "moves": [{**MOVE, "toward": 101}]})},
        {"claim.x": json.dumps({**CLAIM, "moves": [{**MOVE, "issue": "none"}]})},
        {"claim.x": json.dumps({**CLAIM, "source": "none"})},
        {f"claim.{HEARSAY}": json.dumps(CLAIM)},
        {"claim.x": json.dumps({**CLAIM, "says": "x\ud800"})},
        {"claim.x": json.dumps({**CLAIM, "says": "x\x00"})},
        {"claim.a\n- b": json.dumps(CLAIM)}, {"claim.x": json.dumps({**CLAIM, "more": 1})},
        {"claim.x": "{"}, {"claims": "-nobody"}, {"claims": HEARSAY},
        {f"moves.{HEARSAY}": "guarantee:RUS:101::"}, {f"moves.{HEARSAY}": "guarantee:XX:1::"},
        {f"moves.{HEARSAY}": "nothing:RUS:1::"}, {f"moves.{HEARSAY}": "guarantee:RUS:50:60:"},
        {f"moves.{HEARSAY}": "guarantee"}, {f"likelihood.{HEARSAY}": "earnest:0.5"},
        {f"likelihood.{HEARSAY}": "earnest:2,veto:0.5,time:0.5"},
        {"priors": "earnest:0.2,veto:0.3,time:0.4"}, {"hypothesis.none": "x"},
        {"hypothesis.veto": " "}, {"hypotheses": "earnest"}, {"hypotheses": "earnest,nobody"},
        {"hypotheses": "earnest,time,veto:time"}, {"hypotheses": "earnest,time,time"},
        {"hypotheses": "earnest,A B:time"}, {"hypotheses": "earnest,x:nobody"},
        {"hypotheses": ",".join(["earnest", *(f"h{n}:time" for n in range(12))])},
        {"hypotheses": "earnest,time", "priors": "earnest:0.2,veto:0.3,time:0.5"},
        {"hypotheses": "earnest,time", "hypothesis.veto": "gone"},
    ],
)  # fmt: skip
def test_what_no_scenario_could_hold_is_refused(desk: Any, query: dict[str, str]) -> None:
    for method, path in (("GET", f"/api/claims/{AT}/live"), ("POST", f"/api/board/{AT}")):
        more = {"json": {"name": "no"}} if method == "POST" else {}
        found = desk(method, path, params=query, **more)
        assert 400 <= found.status_code < 500, found.text
        assert found.json()["error"]["what"]
    assert not (desk.folder / "no.yaml").exists()


def test_drafts_stand_in_the_text_and_go_into_the_file(desk: Any) -> None:
    path, tag = begun(desk, "clipped")
    before = path.read_text("utf-8")
    sent = {"text": ARTICLE, "file": "../../a <b>.txt"}
    found = desk("POST", "/api/claims/clipped/drafts", json=sent).json()
    drafts = found["drafts"]
    assert found["text"] == ARTICLE
    assert path.read_text("utf-8") == before
    said = next(each for each in drafts if "first time" in each["entry"].get("says", ""))
    assert "This is the first time" in ARTICLE[slice(*said["span"])]
    rest = [each for each in drafts if each is not said]
    said["entry"]["grade"] = "C4"
    decisions = {**sent, "decisions": decided([said, *rest], "confirmed", "rejected")}
    at = "/api/claims/clipped/drafts/confirmed"
    assert desk("POST", at, json=decisions, headers={"if-match": '"old"'}).status_code == 412
    made = desk("POST", at, json=decisions, headers={"if-match": f'"{tag}"'})
    assert (made.status_code, made.json()["number"]) == (200, 2)
    asked = loads(path.read_text("utf-8"))
    new = asked.claims[-1]
    assert (new.grade, new.says) == ("C4", said["entry"]["says"])
    assert new.confirmed
    assert (new.confirmed.sha256, new.confirmed.span) == (found["sha256"], tuple(said["span"]))
    assert len(asked.claims) == len(loads(before).claims) + 1
    again = desk("POST", "/api/claims/clipped/drafts", json=sent).json()["drafts"]
    assert said["name"] not in [each["name"] for each in again]


@pytest.mark.parametrize(
    "change",
    [
        {"status": "draft"}, {"name": "nobody-9"}, {"entry": {"grade": "Z9"}},
        {"entry": {"x: 1\nclaims": "y"}}, {"entry": {"says": {"a": 1}}}, {"status": "perhaps"},
    ],
)  # fmt: skip
def test_decisions_that_cannot_be_are_refused(desk: Any, change: dict[str, Any]) -> None:
    drafts = desk("POST", f"/api/claims/{AT}/drafts", json={"text": ARTICLE}).json()["drafts"]
    [one] = decided(drafts[:1], "confirmed")
    entry = {**one["entry"], **change.get("entry", {})}
    sent = {"text": ARTICLE, "decisions": [{**one, **change, "entry": entry}], "name": "never"}
    found = desk("POST", f"/api/claims/{AT}/drafts/confirmed", json=sent)
    assert found.status_code == 422
    assert not (desk.folder / "never.yaml").exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"text": ""}, {"text": "word " * 10_001}, {"text": "x" * 500_001}, {"text": "%PDF-1.7 x"},
        {"text": "a\x00b"}, {"text": "Das ist ein Text über den Krieg und die Garantie. " * 20},
        {"text": ARTICLE, "on": "soon"}, {"text": ARTICLE, "url": "http://example.org"},
    ],
)  # fmt: skip
def test_texts_that_are_not_read_are_refused(desk: Any, sent: dict[str, Any]) -> None:
    found = desk("POST", f"/api/claims/{AT}/drafts", json=sent)
    assert 400 <= found.status_code < 500
    assert found.json()["error"]["what"]


def test_an_address_is_text_and_is_never_fetched(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetch(*_: Any) -> bytes:
        raise AssertionError

    monkeypatch.setattr("foedus.clip.text.loopback.fetch", fetch)
    found = desk("POST", f"/api/claims/{AT}/drafts", json={"text": "http://127.0.0.1:1/a.html"})
    assert found.status_code in {200, 422}


def test_a_reader_tries_and_changes_nothing(asking: Callable[..., Any]) -> None:
    reader = asking(TOKENS)
    signed = {"token": TOKENS["FOEDUS_READER_TOKEN"], "name": "Who"}
    assert reader("POST", "/sign-in", data=signed).status_code == 303
    reader.enter()
    page = reader.get("/claims/korea-2025").text
    assert 'id="add"' not in page
    assert 'id="save"' not in page
    at = "/api/claims/korea-2025"
    assert reader.get(f"{at}/live").status_code == 200
    for path, sent in (
        ("/api/board/korea-2025", {"name": "x"}), (f"{at}/drafts", {"text": ARTICLE}),
        (f"{at}/drafts/confirmed", {"text": ARTICLE, "decisions": []}),
    ):  # fmt: skip
        assert reader("POST", path, json=sent).status_code == 403


def test_a_scenario_without_claims_or_positions_still_opens(desk: Any) -> None:
    bare = re.sub(r"\nissues:(?s:.*?)(?=\nsources:)", "\n", text(AT))
    made = desk("PUT", "/api/scenarios/bare", json={"text": bare})
    assert made.status_code == 200, made.text
    page = desk.get("/claims/bare")
    assert page.status_code == 200
    assert "No issue of the scenario has positions" in page.text
    added = json.dumps({key: value for key, value in CLAIM.items() if key != "moves"})
    query = {"claim.brien-1": added}
    assert desk("POST", "/api/board/bare", params=query, json={}).status_code == 200
    assert [each.id for each in loads((desk.folder / "bare.yaml").read_text()).claims] == [
        "brien-1"
    ]


def test_several_proteges_have_their_claims_once(desk: Any) -> None:
    assert desk.get("/claims/baltic-2025").text.count("data-claim=") == len(
        load("baltic-2025", "EST").claims
    )
