"""The brief as a reader has it: offline, in light and dark, on a desk, a phone and paper."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PHONE, DESK = 360, 1280


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_opens_offline_fits_and_axe_finds_nothing_serious(
    visit: Callable[..., Any], written: Path, axe: str, width: int, scheme: str
) -> None:
    seen = visit(written, width, color_scheme=scheme)
    assert seen.requests == [written.as_uri()]
    assert seen.said == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    paper = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") == (scheme == "light")
    seen.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    seen.page.evaluate(axe)
    found = seen.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [
        (each["id"], each["nodes"][0]["html"][:200])
        for each in found
        if each["impact"] in {"serious", "critical"}
    ] == []


def test_whole_without_a_script(visit: Callable[..., Any], written: Path) -> None:
    seen = visit(written, java_script_enabled=False)
    assert seen.page.locator("button:visible").count() == 0
    assert seen.page.locator("a[download]").count() == seen.page.locator("figure").count()
    assert seen.page.locator("figure svg").first.is_visible()


def test_keyboard_reaches_the_brief_and_every_table(
    visit: Callable[..., Any], written: Path
) -> None:
    page = visit(written, PHONE).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the brief"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    regions = page.locator(".scroll").all()
    assert regions
    assert all(each.get_attribute("tabindex") == "0" for each in regions)


def test_the_button_turns_light_to_dark_and_back(visit: Callable[..., Any], written: Path) -> None:
    page = visit(written, color_scheme="light").page
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.locator("#theme").click()
    assert page.evaluate(paper) != light
    page.locator("#theme").click()
    assert page.evaluate(paper) == light


def test_data_come_as_files(visit: Callable[..., Any], written: Path, tmp_path: Path) -> None:
    page = visit(written).page
    page.locator(".data summary").first.click()
    with page.expect_download() as waited:
        page.locator("button[data-figure]").first.click()
    waited.value.save_as(tmp_path / "figure.json")
    rows = json.loads((tmp_path / "figure.json").read_text("utf-8"))
    with page.expect_download() as waited:
        page.locator("a[download]").first.click()
    waited.value.save_as(tmp_path / "figure.csv")
    csv = (tmp_path / "figure.csv").read_text("utf-8")
    assert csv.splitlines()[0].split(",") == list(rows[0])
    with page.expect_download() as waited:
        page.locator("button[data-all]").click()
    waited.value.save_as(tmp_path / "all.json")
    assert "designs" in json.loads((tmp_path / "all.json").read_text("utf-8"))


def test_paper_is_white_without_controls(visit: Callable[..., Any], written: Path) -> None:
    page = visit(written, color_scheme="dark").page
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper')") \
        == "#ffffff"  # fmt: skip
    for hidden in ("#theme", ".contents", ".data", ".skip"):
        assert not page.locator(hidden).first.is_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


#: Names in drawings: those cut by its edge, and those of which another covers a part.
_CLASHES = """() => [...document.querySelectorAll('figure > svg')].flatMap(svg => {
  const frame = svg.getBoundingClientRect(), found = [];
  const texts = [...svg.querySelectorAll('text')].filter(each => each.textContent.trim())
    .map(each => [each.textContent.trim(), each.getBoundingClientRect()]);
  for (const [said, box] of texts)
    if (box.left < frame.left - 2 || box.right > frame.right + 2) found.push(['cut', said]);
  texts.forEach(([one, a], at) => texts.slice(at + 1).forEach(([two, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (one !== two && wide > 2 && high > 0.35 * Math.min(a.height, b.height))
      found.push(['on each other', one, two]);
  }));
  return found;
})"""


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_no_name_in_a_drawing_is_cut_or_covered(
    visit: Callable[..., Any], written: Path, width: int
) -> None:
    assert visit(written, width).page.evaluate(_CLASHES) == []


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_page_fits_and_axe_finds_nothing_serious(
    visit: Callable[..., Any], sheet: Path, axe: str, width: int, scheme: str
) -> None:
    page = visit(sheet, width, color_scheme=scheme).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(_CLASHES) == []
    if width == DESK:
        assert page.evaluate("document.documentElement.scrollHeight") <= 2 * 960
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [each["id"] for each in found if each["impact"] in {"serious", "critical"}] == []


def test_one_page_is_one_on_paper(visit: Callable[..., Any], sheet: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    page = visit(sheet).page
    page.emulate_media(media="print")
    made = page.pdf(prefer_css_page_size=True)
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == 1


def test_it_is_set_in_the_type_that_it_brings(visit: Callable[..., Any], sheet: Path) -> None:
    page = visit(sheet).page
    loaded = page.evaluate(
        "document.fonts.ready.then(all => [...all].filter(f => f.status === 'loaded')"
        ".map(f => f.family.replaceAll('\"', '')))"
    )
    assert {"Source Serif Pro", "Source Sans Pro"} <= set(loaded)
