"""The brief as a reader has it: offline, in light and dark, on a desk, a phone and paper."""

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
