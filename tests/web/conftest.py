"""The workbench asked without a server, and without a browser."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from foedus.web.application import application
from foedus.web.settings import settled

HOME = "http://localhost:8765"


class Asking:
    """Somebody who asks an application, and keeps the cookies that it sets."""

    folder: Path  # of its scenarios, where a fixture says so

    def __init__(self, app: Any) -> None:
        self.app, self.cookies, self.csrf = app, httpx.Cookies(), ""

    def __call__(self, method: str, path: str, **options: Any) -> httpx.Response:
        return asyncio.run(self._ask(method, path, options))

    async def _ask(self, method: str, path: str, options: dict[str, Any]) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        sent = options.pop("headers", {})
        headers = ({"x-csrf-token": self.csrf} if self.csrf else {}) | sent
        async with httpx.AsyncClient(
            transport=transport, base_url=HOME, cookies=self.cookies
        ) as client:
            found = await client.request(method, path, headers=headers, **options)
            self.cookies = client.cookies
        return found

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self("GET", path, **options)

    def enter(self) -> "Asking":
        """Open the first page, as a browser does, and keep its token against forged requests."""
        found = re.search(r'name="csrf" content="([^"]+)"', self.get("/").text)
        assert found
        self.csrf = found[1]
        return self


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Asking:
    """One editor whose server keeps its draws, and what it heard, through a file of tests."""
    folder = tmp_path_factory.mktemp("desk")
    somebody = Asking(application(settled(folder, environment={}, draws=100))).enter()
    somebody.folder = folder
    return somebody


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of scenarios, empty at first."""
    return tmp_path


@pytest.fixture
def asking(folder: Path) -> Callable[..., Asking]:
    """Somebody at the door of a server over the folder."""

    def made(environment: dict[str, str] | None = None, **options: Any) -> Asking:
        options = {"draws": 100, **options}
        return Asking(application(settled(folder, environment=environment or {}, **options)))

    return made


@pytest.fixture
def editor(asking: Callable[..., Asking]) -> Asking:
    """The owner, on a server that this machine alone reaches."""
    return asking().enter()
