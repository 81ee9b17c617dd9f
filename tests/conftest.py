"""Where tests find public data, and what happens when it is not there.

Each setting of DATA names a folder; where one is unset, the folder of that name in ``shared/data``
beside the checkout is taken, if it is there. Without data the tests that need it skip, and one
line at the end says how to get it. With FOEDUS_REQUIRE_DATA=1 (CI sets it) nothing may skip: tests
marked ``data`` run and fail, and any other skipped test turns the exit status to 1. Tests marked
``optional`` are the exception: they need an extra that CI does not install, such as JAX.
"""

import gc
import os
from collections import Counter
from dataclasses import replace
from functools import lru_cache, wraps
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import settings

from foedus.sweep.worker import one_thread

if "PYTEST_XDIST_WORKER" in os.environ:
    one_thread()  # a process a core, whose threads would wait for each other

# no test is timed: the first example may load what the others find loaded, on a busy machine
settings.register_profile("untimed", settings.default, deadline=None)
settings.load_profile("untimed")

# fixtures that many folders share
pytest_plugins = [
    f"tests.{name}" for name in ("answers",) if Path(__file__).with_name(f"{name}.py").exists()
]

DATA = {
    "FOEDUS_MIRROR": "raw",
    "FOEDUS_SIGINT_DATA": "sigint",
    "FOEDUS_NEGOTIATION_DATA": "negotiation",
    "FOEDUS_GAMES_DATA": "games",
    "FOEDUS_QUOTES_DATA": "quotes",
    "FOEDUS_SOURCE_TEXTS": "../source",
    "FOEDUS_EVENT_DATA": "events",
}
BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
HOW = (
    "public data absent; get it by `FOEDUS_CACHE=data foedus data pull`, "
    "then test with FOEDUS_MIRROR=data"
)


def required() -> bool:
    """Whether a skipped test fails the run."""
    return os.environ.get("FOEDUS_REQUIRE_DATA") == "1"


def mirror() -> Path | None:
    """The folder that holds the public data sets, if there is one."""
    folder = Path(os.environ.get("FOEDUS_MIRROR") or BESIDE / "raw")
    return folder if folder.is_dir() else None


def pytest_configure(config: pytest.Config) -> None:
    """Point tests at the data, and the product's cache at one folder for the whole run."""
    for setting, name in DATA.items():
        if not os.environ.get(setting) and (BESIDE / name).is_dir():
            os.environ[setting] = str(BESIDE / name)
    if "FOEDUS_CACHE" not in os.environ:
        os.environ["FOEDUS_CACHE"] = str(config.rootpath / ".pytest_cache" / "foedus")
    share_rows()


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and never in what was loaded to collect: a sixth of the time."""
    gc.set_threshold(100_000, 20, 20)
    gc.freeze()


def share_rows() -> None:
    """Let tests of one process share the rows that models learn from: seconds each to build.

    Nobody can write to what is shared. A test that points elsewhere for its data builds its own;
    one that changes them as they are read calls ``load.__wrapped__``.
    """
    from foedus.history import rows

    build = rows.load

    def built(where: tuple[str | None, ...], arguments: tuple[int, ...]) -> rows.Data:
        data = build(*arguments)
        for name in ("ccode1", "ccode2", "year", "relevant", "onset", "force", "deadly", "war"):
            getattr(data, name).flags.writeable = False
        for column in data.columns.values():
            column.flags.writeable = False
        return replace(data, columns=MappingProxyType(data.columns))

    # all years, which most tests ask for, and the last of whatever else was asked for
    every, other = (lru_cache(maxsize=1)(built) for _ in range(2))

    @wraps(build)
    def load(
        first: int = rows.FIRST_YEAR, last: int = rows.LAST_YEAR, known: int = 9999
    ) -> rows.Data:
        where = tuple(os.environ.get(name) for name in ("FOEDUS_MIRROR", "FOEDUS_CACHE"))
        asked = (first, last, known)
        kept = every if asked == (rows.FIRST_YEAR, rows.LAST_YEAR, 9999) else other
        return kept(where, asked)

    rows.load = load


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip data tests where there is no data, unless they are demanded."""
    if mirror() is not None or required():
        return
    for item in items:
        if "data" in item.keywords:
            item.add_marker(pytest.mark.skip(reason=HOW))


def skipped(config: pytest.Config) -> list[Any]:
    """Reports of the tests and files that skipped."""
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    return list(terminal.stats.get("skipped", [])) if terminal else []


def unexcused(config: pytest.Config) -> list[Any]:
    """Those that may not skip in this run."""
    if not required():
        return []
    return [report for report in skipped(config) if "optional" not in report.keywords]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run that demands the data is no success when tests skipped."""
    if unexcused(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """One line for each reason to skip; the tests by name where none may."""
    reasons = Counter(
        str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped(config)
    )
    for reason, count in reasons.items():
        terminalreporter.write_line(f"{count} skipped: {reason}", yellow=True)
    refused = unexcused(config)
    if refused:
        terminalreporter.write_line(
            f"FAILED: {len(refused)} skipped, and FOEDUS_REQUIRE_DATA=1 lets none skip:", red=True
        )
        for report in refused:
            terminalreporter.write_line(f"  {report.nodeid}", red=True)
