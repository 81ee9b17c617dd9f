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
    # a refused save is told by the browser too
    assert [each for each in said if "412 (Precondition Failed)" not in each] == []


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


def test_an_afternoon(tab: Any, address: str, folder: Path) -> None:
    page = tab(AT)
    page.wait_for_selector(DRAWN)
    before, line = chance(page, "article-5-like"), page.locator("#bottom-line").inner_text()

    # a clause goes, and the risk moves
    page.locator("[data-group='article-5-like.clauses'] input").first.uncheck()
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
    settle(page, "article-5-like-stationed.term=19&article-5-like.clauses=-1")
    page.keyboard.press("Control+z")
    settle(page, "article-5-like.clauses=-1")
    page.go_back()
    settle(page, "article-5-like-stationed.term=19&article-5-like.clauses=-1")

    # reset is a step too
    page.locator("#reset").click()
    settle(page, "")
    page.keyboard.press("Control+z")
    settle(page, "article-5-like-stationed.term=19&article-5-like.clauses=-1")

    # the link shows the same elsewhere
    other = tab(page.url.removeprefix(address))
    other.wait_for_selector(DRAWN)
    for part in ("#bottom-line", ".matrix thead"):
        assert other.locator(part).inner_text() == page.locator(part).inner_text()

    # saved under a name of its own
    answers = iter(["mine", "a shorter term"])
    page.on("dialog", lambda each: each.accept(next(answers)))
    page.keyboard.press("Control+s")
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
    one.on("dialog", lambda each: each.accept("both"))
    one.locator("[data-duplicate=korea-2025]").click()
    one.wait_for_url("**/board/both*")
    two = tab("/board/both")
    for page, years in ((one, "10"), (two, "20")):
        page.wait_for_selector(DRAWN)
        slider = page.locator("[data-edit='treaty.term']")
        slider.fill(years)
        settle(page, f"version=1&treaty.term={years}")
    one.keyboard.press("Control+s")
    one.wait_for_url("**/board/both?version=2")
    two.on("dialog", lambda each: each.accept("mine"))
    two.keyboard.press("Control+s")
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
                                  "/watch/ukraine-2026"])  # fmt: skip
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_fits_and_axe_finds_nothing_serious(
    tab: Any, axe: str, path: str, width: int, scheme: str
) -> None:
    page = tab(path, width, color_scheme=scheme)
    if path == AT:
        page.wait_for_selector(DRAWN)
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


def test_claims_are_graded_and_added(tab: Any) -> None:
    page = tab("/claims/ukraine-2025")
    row, state = page.locator("[data-claim=envoy-russia-accepts]"), page.locator("#state")
    moves = row.locator("[data-of=moves]").inner_text()
    row.locator("[data-part=letter]").select_option("A")
    page.wait_for_selector("#change h2")
    assert state.inner_text().startswith("RUS stands at ")
    assert row.locator("[data-of=moves]").inner_text() != moves
    assert page.url.endswith("?grade.envoy-russia-accepts=A3")
    page.locator("h1").click()
    page.keyboard.press("Control+z")
    page.wait_for_selector("#change:empty", state="attached")
    assert (state.inner_text(), row.locator("[data-of=moves]").inner_text()) == ("", moves)

    page.keyboard.press("n")
    page.keyboard.type("They will <b>agree</b>")
    page.fill("#add [name=by]", "Jane Roe")
    page.fill("#add [name=on]", "2025-08-17")
    page.select_option("#add [name=issue]", "guarantee")
    page.select_option("#add [name=actor]", "RUS")
    page.fill("#add [name=toward]", "90")
    page.click("#try")
    page.wait_for_selector("#change h2")
    answers = iter(["graded", "Jane says so"])
    page.on("dialog", lambda each: each.accept(next(answers)))
    page.click("#add button[type=submit]")
    page.wait_for_url("**/claims/graded")
    assert "They will <b>agree</b>" in page.locator("[data-claim=roe-1]").inner_text()


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

    other.on("dialog", lambda each: each.accept("doubt"))
    other.locator("[data-claim=rubio-progress] [data-part=digit]").select_option("6")
    with other.expect_navigation():
        other.click("#save")
    page.on("dialog", lambda each: each.accept("from the wire"))
    page.click("#confirm")
    page.wait_for_selector("#said.wrong:has-text('nothing was overwritten')")
    assert page.locator("[data-claim=rubio-progress] [data-part=digit]").input_value() == "6"
    with page.expect_navigation():
        page.click("#confirm")
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
