"""An analyst's afternoon in the workbench: change, watch, undo, save, share, compare, export."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from foedus.scenario.read import text
from foedus.web.application import application
from foedus.web.settings import settled

AT = "/board/ukraine-2025"
DRAWN = "html[data-drawn=yes]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """A server over an empty folder."""
    held = socket.create_server(("127.0.0.1", 0))
    port = held.getsockname()[1]
    app = application(settled(folder, port=port, environment={}, draws=100))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def tab(chromium: Any, address: str) -> Iterator[Any]:
    """Open a page of the server in a browser of its own; nothing may be asked of elsewhere."""
    opened: list[Any] = []
    said: list[str] = []
    asked: list[str] = []

    def to(path: str, width: int = 1440, **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("console", lambda each: said.append(each.text) if each.type == "error" else None)
        page.on("pageerror", lambda each: said.append(str(each)))
        page.on("request", lambda each: asked.append(each.url))
        page.goto(address + path)
        return page

    yield to
    for context in opened:
        context.close()
    assert [each for each in asked if not each.startswith((address, "data:"))] == []
    # what is refused is told by the browser too
    refused = ("412 (Precondition Failed)", "409 (Conflict)", "422 (Unprocessable Entity)")
    assert [each for each in said if not any(code in each for code in refused)] == []


def grave(page: Any, axe: str) -> list[tuple[str, str]]:
    """What axe finds that is serious: the rule and the first element."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        (each["id"], each["nodes"][0]["html"][:200])
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]


def settle(page: Any, query: str) -> None:
    """Wait until the page shows the answer to an address."""
    page.wait_for_selector(f'html[data-shown="{query}"]')


def chance(page: Any, design: str) -> str:
    return str(page.locator(f"th[data-column={design}] [data-of=chance]").inner_text())


def kept(page: Any, why: str, name: str = "") -> None:
    """Fill in why something is saved, and under which name, and save it."""
    if name:
        page.fill("#keep [name=name]", name)
    page.fill("#keep [name=why]", why)
    page.click("#keep .primary")


def test_an_afternoon(tab: Any, address: str, folder: Path) -> None:
    page = tab(AT)
    page.wait_for_selector(DRAWN)
    before, line = chance(page, "article-5-like"), page.locator("#bottom-line").inner_text()

    # a clause goes, and the risk moves
    page.locator("td[data-column=article-5-like] [data-clause]").first.uncheck()
    settle(page, "article-5-like.clauses=-1")
    after = chance(page, "article-5-like")
    assert after != before
    assert page.locator("th[data-column=article-5-like] [data-of=before]").inner_text() == (
        f"was {before}"
    )
    page.locator("#difference", has_text="points").wait_for()

    # undone and done again from the keyboard
    page.keyboard.press("Control+z")
    settle(page, "")
    assert (chance(page, "article-5-like"), page.locator("#bottom-line").inner_text()) == (
        before, line,
    )  # fmt: skip
    page.keyboard.press("Control+Shift+z")
    settle(page, "article-5-like.clauses=-1")
    assert chance(page, "article-5-like") == after

    # a slider by its keys: one step for each press, the address beside it
    term = page.locator("[data-edit='article-5-like-stationed.term']")
    term.focus()
    term.press("ArrowLeft")
    settle(page, "article-5-like.clauses=-1&article-5-like-stationed.term=19")
    page.keyboard.press("Control+z")
    settle(page, "article-5-like.clauses=-1")
    page.go_back()
    settle(page, "article-5-like.clauses=-1&article-5-like-stationed.term=19")

    # reset is a step too
    page.locator("#reset").click()
    settle(page, "")
    page.keyboard.press("Control+z")
    settle(page, "article-5-like.clauses=-1&article-5-like-stationed.term=19")

    # the link shows the same elsewhere
    other = tab(page.url.removeprefix(address))
    other.wait_for_selector(DRAWN)
    for part in ("#bottom-line", ".matrix thead"):
        assert other.locator(part).inner_text() == page.locator(part).inner_text()

    # saved under a name of its own
    page.keyboard.press("Control+s")
    kept(page, "a shorter term", "mine")
    page.wait_for_url("**/board/mine*")
    page.wait_for_selector(DRAWN)
    assert chance(page, "article-5-like") == after
    assert "term: 19" in (folder / "mine.yaml").read_text("utf-8")

    # its history and the brief
    page.locator(".bar a", has_text="History").click()
    page.wait_for_url("**/history/mine*")
    assert "a shorter term" in page.locator("table").inner_text()
    page.locator(".bar a", has_text="Brief").click()
    page.wait_for_selector("iframe.preview")
    assert page.frame_locator("iframe.preview").locator("h1").inner_text()
    with page.expect_download() as waited:
        page.locator("a", has_text="PDF").click()
    assert Path(waited.value.path()).read_bytes().startswith(b"%PDF")


def test_two_tabs_meet_and_nothing_is_overwritten(tab: Any, folder: Path) -> None:
    one = tab("/")
    one.locator("[data-duplicate=korea-2025]").click()
    kept(one, "", "both")
    one.wait_for_url("**/board/both*")
    two = tab("/board/both")
    for page, years in ((one, "10"), (two, "20")):
        page.wait_for_selector(DRAWN)
        slider = page.locator("[data-edit='treaty.term']")
        slider.fill(years)
        settle(page, f"version=1&treaty.term={years}")
    one.keyboard.press("Control+s")
    kept(one, "shorter")
    one.wait_for_url("**/board/both?version=2")
    two.keyboard.press("Control+s")
    kept(two, "mine")
    two.wait_for_url("**/meeting/both*")
    assert "both changed it" in two.locator("table").inner_text()
    assert "term: 10" in (folder / "both.yaml").read_text("utf-8")
    two.locator("[data-onto]").click()
    two.wait_for_url("**/board/both*")
    two.wait_for_selector(DRAWN)
    assert two.locator("[data-edit='treaty.term']").input_value() == "20"


def test_every_action_by_key_and_every_reading_of_a_chart(tab: Any) -> None:
    page = tab(AT)
    page.wait_for_selector(DRAWN)
    chart = page.locator("figure[data-chart=risk] .drawing")
    chart.focus()
    chart.press("End")
    reading = page.locator("#risk-reading")
    assert reading.inner_text().startswith("August 2045: No guarantee")
    chart.press("ArrowLeft")
    assert reading.inner_text().startswith("August 2044")
    chart.press("Escape")
    assert reading.inner_text() == ""
    page.locator("figure[data-chart=risk] summary").press("Enter")
    assert "August" in page.locator("[data-table=risk] table").inner_text()
    page.keyboard.press("Control+k")
    page.keyboard.type("go to evid")
    page.keyboard.press("Enter")
    page.wait_for_url("**/evidence/ukraine-2025*")
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.wait_for_url("**/board/ukraine-2025*")


@pytest.mark.parametrize("path", ["/", AT, "/compare/ukraine-2025", "/evidence/ukraine-2025",
                                  "/history/ukraine-2025", "/claims/ukraine-2025",
                                  "/watch/ukraine-2026", "/watch/korea-2025", "/work", "/sign-in",
                                  "/models/depth", "/sweep/ukraine-2025", "/map/korea-2025",
                                  "/signing/korea-2025", "/brief/korea-2025",
                                  "/review/korea-2025"])  # fmt: skip
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_fits_and_axe_finds_nothing_serious(
    tab: Any, axe: str, path: str, width: int, scheme: str
) -> None:
    page = tab(path, width, color_scheme=scheme)
    if path == AT:
        page.wait_for_selector(DRAWN)
    page.wait_for_selector("main:not(:has([data-job]))")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert grave(page, axe) == []


def test_a_reviewer_comments_by_key_and_by_mouse_and_is_answered(tab: Any) -> None:
    page = tab("/review/korea-2025")
    page.wait_for_selector(".review", timeout=120_000)
    page.keyboard.press("j")
    page.keyboard.press("n")
    words = page.locator("#write blockquote").inner_text()
    assert words == page.locator(".words p").first.inner_text()
    page.keyboard.type("By what measure?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".thread .said")
    assert page.locator("mark").first.inner_text() == words
    page.evaluate(
        """() => { const p = document.querySelectorAll('.words p')[1].firstChild;
        const r = document.createRange(); r.setStart(p, 2); r.setEnd(p, 12);
        getSelection().removeAllRanges(); getSelection().addRange(r); }"""
    )
    page.click(".bubble")
    page.fill("#write textarea", "Only these words.")
    page.click("#write button[type=submit]")
    page.wait_for_selector(".thread >> nth=1")
    page.click("[data-answer] >> nth=0")
    page.fill("#write textarea", "The record.")
    page.click("#write button[type=submit]")
    page.wait_for_selector("text=The record.")
    page.click("[data-fate=resolved] >> nth=0")
    page.fill("#write textarea", "Given.")
    page.click("#write button[type=submit]")
    page.wait_for_selector("text=1 of 2 comments open")
    page.fill("#invite input[name=reviewer]", "Jane Roe")
    page.click("#invite button")
    page.wait_for_selector("#link:not([hidden])")
    guest = tab("/invited/" + page.input_value("#link input").rpartition("/")[2], width=390)
    guest.wait_for_selector(".review")
    assert guest.locator("#invite").count() == 0
    assert guest.evaluate("document.documentElement.scrollWidth") == 390


def test_claims_are_graded_edited_and_taken_away(tab: Any) -> None:
    page = tab("/claims/ukraine-2025?nato.term=30")
    row, state = page.locator("[data-claim=envoy-russia-accepts]"), page.locator("#state")
    moves = row.locator("[data-of=moves]").inner_text()
    row.locator("[data-part=letter]").select_option("A")
    settle(page, "nato.term=30&grade.envoy-russia-accepts=A3")
    assert state.inner_text().startswith("Russia stands at ")
    assert row.locator("[data-of=moves]").inner_text() != moves
    page.locator("h1").click()
    page.keyboard.press("Control+z")
    settle(page, "nato.term=30")
    assert (state.inner_text(), row.locator("[data-of=moves]").inner_text()) == ("", moves)

    # where it moves an actor, and how likely each hypothesis makes it
    row.locator("[data-do=edit]").click()
    page.fill("#claim .stance [name=toward]", "60")
    page.fill("#chances [name=earnest]", "0.9")
    page.click("#claim .primary")
    edit = (
        "nato.term=30&likelihood.envoy-russia-accepts=earnest:0.9,veto:0.6,time:0.4"
        "&moves.envoy-russia-accepts=guarantee:RUS:60:20:70"
    )
    settle(page, edit)
    page.locator("[data-claim=rubio-summit] [data-do=drop]").click()
    settle(page, f"{edit}&claims=-rubio-summit")
    page.locator("#rivals summary").click()
    page.fill("[data-rival=earnest] [name=prior]", "0.28")
    page.keyboard.press("Tab")
    settle(page, f"{edit}&claims=-rubio-summit&priors=earnest:0.28,veto:0.28,time:0.44")


def test_hypotheses_are_added_named_moved_taken_away_and_saved(tab: Any, folder: Path) -> None:
    page = tab("/claims/ukraine-2025")
    page.locator("#rivals summary").click()
    page.fill("#rival [name=says]", "It stalls <b>until</b> spring")
    page.select_option("#rival [name=origin]", "time")
    page.click("#rival [type=submit]")
    page.wait_for_selector("[data-rival=spring-1]")
    assert page.input_value("[data-rival=spring-1] [name=prior]") == "0.275"
    assert "It stalls <b>until</b> spring" in page.locator("#effects").inner_text()
    page.locator("[data-rival=spring-1] [data-rank='-1']").click()
    page.wait_for_selector("[data-rival=spring-1] + [data-rival=time]")
    page.locator("[data-rival=veto] [data-drop]").click()
    page.wait_for_selector("[data-rival=veto]", state="detached")
    told = dict(each.split("=") for each in page.evaluate(
        "[...new URLSearchParams(location.search)].map(([key, text]) => `${key}=${text}`)"
    ))  # fmt: skip
    assert told["hypotheses"] == "earnest,spring-1:time,time"
    chances = [float(each.split(":")[1]) for each in told["priors"].split(",")]
    assert sum(chances) == pytest.approx(1.0)
    assert chances[1] == pytest.approx(chances[2], abs=0.002)
    page.locator("h1").click()
    page.keyboard.press("Control+z")
    page.wait_for_selector("[data-rival=veto]")
    page.keyboard.press("Control+Shift+z")
    page.wait_for_selector("[data-rival=veto]", state="detached")

    # how likely it makes a claim
    page.locator("[data-claim=putin-ready] [data-do=edit]").click()
    assert page.input_value("#chances [name=spring-1]") == "0.6"
    page.fill("#chances [name=spring-1]", "0.9")
    page.click("#claim .primary")
    page.wait_for_selector("#claim", state="hidden")
    page.keyboard.press("Control+s")
    kept(page, "Jane says so", "rivals")
    page.wait_for_url("**/claims/rivals*")
    text = (folder / "rivals.yaml").read_text("utf-8")
    assert "id: spring-1" in text
    assert "spring-1: 0.9" in text
    assert "id: veto" not in text


def test_a_claim_is_added_and_seen_on_every_page_until_it_is_saved(tab: Any, folder: Path) -> None:
    page = tab("/claims/ukraine-2025?nato.term=30&claims=-rubio-summit")
    page.keyboard.press("n")
    page.keyboard.type("They will <b>agree</b>")
    page.fill("#add [name=by]", "Jane Roe")
    page.fill("#add [name=on]", "2025-08-17")
    page.click("#add [data-stance]")
    page.fill("#add .stance [name=toward]", "90")
    page.click("#add button[type=submit]")
    page.wait_for_selector("[data-claim=roe-1]")

    # seen on the board and on every other page, and saved with what was changed there
    page.locator(".bar a", has_text="Board").click()
    page.wait_for_selector(DRAWN)
    assert page.locator("#unsaved li").count() == 3
    page.keyboard.press("Control+z")
    page.wait_for_function("() => document.querySelectorAll('#unsaved li').length === 2")
    page.keyboard.press("Control+Shift+z")
    page.wait_for_function("() => document.querySelectorAll('#unsaved li').length === 3")
    page.locator(".bar a", has_text="Compare").click()
    page.wait_for_selector("text=Shown with 3 unsaved changes")
    page.locator(".bar a", has_text="Claims").click()
    page.wait_for_selector("[data-claim=roe-1]")
    page.keyboard.press("Control+s")
    kept(page, "Jane says so", "graded")
    page.wait_for_url("**/claims/graded*")
    assert "They will <b>agree</b>" in page.locator("[data-claim=roe-1]").inner_text()
    assert page.locator("[data-claim=rubio-summit]").count() == 0
    assert "term: 30" in (folder / "graded.yaml").read_text("utf-8")


def test_designs_are_copied_begun_moved_renamed_and_taken_away_by_key(tab: Any) -> None:
    page = tab(AT)
    page.wait_for_selector(DRAWN)

    def command(words: str) -> None:
        page.keyboard.press("Control+k")
        page.keyboard.type(words)
        page.keyboard.press("Enter")

    def columns() -> list[str]:
        heads = page.locator(".matrix th[data-column]")
        return [heads.nth(at).get_attribute("data-column") for at in range(heads.count())]

    command("copy: nato")
    page.wait_for_selector("th[data-column=nato-copy]")
    page.locator("td[data-column=nato-copy] .clause summary").first.press("Enter")
    page.locator("[data-edit='nato-copy.1.trigger']").select_option("any")
    page.wait_for_selector("td[data-column=nato-copy] .clause >> text=/^Defense, as deemed/")
    page.locator("[data-add='nato-copy.clauses']").select_option("sanctions")
    page.wait_for_selector("td[data-column=nato-copy] .clause[data-number='5']")
    before = page.url
    page.locator("[data-add='nato-copy.guarantors']").fill("Xanadu")
    page.keyboard.press("Tab")
    page.wait_for_selector("#state.wrong:has-text('no state is called')")
    assert page.url == before  # what is refused leaves the board as it was
    command("move left: copy")
    page.wait_for_function(
        "() => document.querySelector('.matrix').dataset.designs.endsWith(',nato')"
    )
    command("remove: budapest")
    page.wait_for_selector("th[data-column=budapest-style]", state="detached")
    command("rename: copy")
    page.fill("#renamed", "Mine")
    page.keyboard.press("Enter")
    page.wait_for_selector("th[data-column=nato-copy] >> text=Mine")
    command("add a design")
    page.check("#begin [value=blank]")
    page.fill("#begin [name=guarantors]", "USA, Nordic states")
    page.fill("#begin [name=title]", "Northern pledge")
    page.click("#begin .primary")
    page.wait_for_selector("th[data-column=northern-pledge] [data-of=chance]")
    assert columns() == [
        "none", "article-5-like", "article-5-like-stationed", "nato-copy", "nato",
        "northern-pledge",
    ]  # fmt: skip
    assert page.locator("[data-group='northern-pledge.guarantors'] input:checked").count() == 6
    page.locator("h1").click()
    for _ in range(7):
        page.keyboard.press("Control+z")
        page.wait_for_timeout(50)
    settle(page, "")
    assert columns() == [
        "none", "budapest-style", "article-5-like", "article-5-like-stationed", "nato",
    ]  # fmt: skip


def test_a_taken_name_is_said_beside_it_and_another_offered(tab: Any, folder: Path) -> None:
    (folder / "held.yaml").write_text(text("korea-2025"), "utf-8")
    page = tab("/board/korea-2025?treaty.term=10", width=390)
    page.wait_for_selector(DRAWN)
    page.click("#save")
    kept(page, "", "held")
    page.wait_for_selector("#keep [data-wrong]:has-text('in this folder already')")
    assert page.input_value("#keep [name=name]") == "held-2"
    page.click("#keep .primary")
    page.wait_for_url("**/board/held-2*")
    assert (folder / "held.yaml").read_text("utf-8") == text("korea-2025")


ARTICLE = """KYIV – “We will never leave,” Russian negotiator Pavel Ordin said on 11 August 2025.

Foreign Minister Kaur Lepik said Russia was willing to consider the guarantee.
"""


def test_a_text_is_reviewed_by_key_while_another_tab_saves(tab: Any, folder: Path) -> None:
    (folder / "clipped.yaml").write_text(text("ukraine-2025"), "utf-8")
    page, other = tab("/claims/clipped"), tab("/claims/clipped")
    page.keyboard.press("t")
    page.fill("#read textarea", ARTICLE)
    page.click("#read button[type=submit]")
    page.wait_for_selector("#drafts .draft")
    assert "We will never leave" in page.locator("#text mark").first.inner_text()
    for key in "aru":
        page.keyboard.press(key)
    assert page.locator("#count").inner_text().startswith("1 accepted")
    assert page.locator(".draft[data-status=rejected]").count() == 0

    other.locator("[data-claim=rubio-progress] [data-part=digit]").select_option("6")
    other.click("#save")
    with other.expect_navigation():
        kept(other, "doubt")
    page.click("#confirm")
    kept(page, "from the wire")
    page.wait_for_selector("#said.wrong:has-text('nothing was overwritten')")
    assert page.locator("[data-claim=rubio-progress] [data-part=digit]").input_value() == "6"
    page.click("#confirm")
    with page.expect_navigation():
        kept(page, "from the wire")
    saved = (folder / "clipped.yaml").read_text("utf-8")
    assert "We will never leave" in saved
    assert "grade: B6" in saved


def test_a_watch_is_fresh_where_somebody_files_and_its_clocks_run(
    tab: Any, axe: str, folder: Path
) -> None:
    from tests.watches import act, report

    from foedus.watch import library
    from foedus.watch.members import WatchMember
    from foedus.watch.watch import create

    members = [WatchMember("officer", "steward", None)]
    with create(folder / "line.db", library.scenario("ukraine-2026"), "line", members) as kept:
        page = tab("/watch/ukraine-2026")
        assert "No incident is known." in page.locator("[data-live=incidents]").inner_text()
        day = kept.clock().date().isoformat()
        today = report(known=kept.clock(), start=day, end=day)
        kept.file([today, act("notify", 3, guarantee="ceasefire-ladder")], "officer")
        page.wait_for_selector("text=2 new records.")
    assert "hand/r1" in page.locator("[data-live=incidents]").inner_text()
    clock = page.locator(".clocks [data-to]").last
    first = clock.inner_text()
    assert first.startswith("in 1 d ")
    page.wait_for_function(
        "was => [...document.querySelectorAll('[data-to]')].at(-1).textContent !== was", arg=first
    )
    assert grave(page, axe) == []
    # filters stand in the address, empty ones do not
    page.locator("select[name=act]").select_option("attack")
    page.wait_for_url("**/watch/ukraine-2026?act=attack")


def test_incidents_are_reached_on_the_map_by_key_and_led_to_in_the_table(
    tab: Any, axe: str, folder: Path
) -> None:
    from tests.watches import report

    from foedus.scenario import load
    from foedus.watch.members import WatchMember
    from foedus.watch.watch import create

    spot = {"latitude": 37.97, "longitude": 126.68, "precision": 2, "country": "KOR"}
    members = [WatchMember("officer", "steward", None)]
    with create(folder / "korea.db", load("korea-2025"), "zone", members, replay=True) as kept:
        kept.file([report("r1", spot=spot), report("r2", 2, spot={"country": "KOR"})], "officer")
    page = tab("/watch/korea-2025?as-of=2026-11-02")
    svg = page.locator("[data-live=incidents] figure > svg")
    svg.focus()
    svg.press("ArrowRight")
    pointed = page.locator("#pointed")
    assert pointed.inner_text().startswith(
        "2026-11-01: attack; South Korea, 37.97, 126.68 within 25 km"
    )
    assert page.locator("[data-mark][data-here]").count() == 1
    svg.press("Enter")
    assert page.evaluate("document.activeElement.textContent").strip().startswith("hand/r1")
    svg.press("Escape")
    assert pointed.inner_text() == ""
    page.locator("[data-mark]").hover()
    assert "hand/r1" in pointed.inner_text()
    assert grave(page, axe) == []


def test_a_page_without_a_stream_asks_again_and_again(tab: Any, folder: Path) -> None:
    from tests.watches import report

    from foedus.scenario import load
    from foedus.watch.members import WatchMember
    from foedus.watch.watch import create

    members = [WatchMember("officer", "steward", None)]
    with create(folder / "taiwan.db", load("taiwan-2025"), "strait", members) as kept:
        page = tab("/work")
        page.route("**/api/events*", lambda each: each.fulfill(status=204))
        page.goto(page.url.replace("/work", "/watch/taiwan-2025"))
        day = kept.clock().date().isoformat()
        kept.file([report(known=kept.clock(), start=day, end=day)], "officer")
        page.wait_for_selector("text=1 new record.")
        assert "hand/r1" in page.locator("[data-live=incidents]").inner_text()


def test_one_signs_in_with_a_token(chromium: Any, tmp_path: Path) -> None:
    held = socket.create_server(("127.0.0.1", 0))
    port, token = held.getsockname()[1], "e" * 30
    app = application(settled(tmp_path, port=port, environment={"FOEDUS_TOKEN": token}, draws=100))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    thread.start()
    page = chromium.new_page()
    page.goto(f"http://127.0.0.1:{port}/sign-in")
    page.fill("main [name=name]", "Ada")
    page.fill("main [name=token]", token)
    page.click("main button")
    page.wait_for_url(f"http://127.0.0.1:{port}/")
    assert page.locator("h1").inner_text() == "Which promise is to be weighed?"
    assert page.locator("meta[name=role]").get_attribute("content") == "editor"
    page.context.close()
    server.should_exit = True
    thread.join(10)
