"""A headless Chromium with the network cut, and pages opened in it.

Needs the extra ``browser`` and a Chromium: the system's, one named by CHROMIUM, or Playwright's own
(``playwright install chromium``). Where one is missing the tests skip, and say so.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.hostile import hostile

from foedus import load_scenario
from foedus.assessment import assess
from foedus.assessment.several import combined
from foedus.briefing import several
from foedus.briefing.compose import compose
from foedus.report.page import html
from foedus.scenario import each

HOW = "no browser: pip install -e '.[browser]', and a Chromium on the path or in CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests here need what CI may lack."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.optional)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason=HOW)
    place = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with api.sync_playwright() as started:
        try:
            browser = started.chromium.launch(executable_path=place, args=["--no-sandbox"])
        except api.Error as error:
            pytest.skip(f"{HOW} ({str(error).splitlines()[0]})")
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, as its package has it."""
    package = pytest.importorskip("axe_playwright_python", reason=HOW)
    return Path(package.__file__).with_name("axe.min.js").read_text("utf-8")


@dataclass
class Seen:
    """An open page, and all that it asked for, said and tried."""

    page: Any
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture
def visit(chromium: Any) -> Iterator[Callable[..., Seen]]:
    """Open a file: with a width, in light or dark, with or without scripts."""
    contexts = []

    def opened(path: Path, width: int = 1280, **options: Any) -> Seen:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, offline=True, **options
        )
        contexts.append(context)
        seen = Seen(context.new_page())
        seen.page.on("request", lambda each: seen.requests.append(each.url))
        seen.page.on("console", lambda each: seen.said.append(each.text))
        seen.page.on("pageerror", lambda each: seen.said.append(str(each)))
        seen.page.on("dialog", lambda each: (seen.said.append(each.message), each.dismiss()))
        seen.page.goto(path.as_uri())
        seen.page.wait_for_load_state("load")
        return seen

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session", params=["ukraine-2025", "taiwan-2025", "hostile"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A brief as a file."""
    asked = (
        hostile(claims=40, designs=6)
        if request.param == "hostile"
        else load_scenario(request.param)
    )
    path: Path = tmp_path_factory.mktemp("brief") / f"{request.param}.html"
    path.write_text(html(compose(assess(asked, draws=100), length="full")), "utf-8")
    return path


@pytest.fixture(scope="session", params=["ukraine-2025", "korea-2025", "baltic-2025"])
def sheet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A one-page brief as a file: one that has a lowest design, one without, one of several."""
    asked = each(request.param)
    found = {state: assess(one, draws=100) for state, one in asked.items()}
    [first, *rest] = found.values()
    made = several.compose(combined(found)) if rest else compose(first)
    path: Path = tmp_path_factory.mktemp("sheet") / f"{request.param}.html"
    path.write_text(html(made), "utf-8")
    return path
