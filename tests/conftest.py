"""Where tests find the public data, and what happens when it is not there.

The data sets are read from a mirror: FOEDUS_MIRROR, or ``shared/data/raw`` beside the checkout
where that exists. Without either, tests marked ``data`` skip with one visible line; with
FOEDUS_REQUIRE_DATA=1 (the gate sets it) they fail instead.
"""

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data" / "raw"
HOW = "public data absent: set FOEDUS_MIRROR=DIR or run `foedus data pull`, then test again"


def mirror() -> Path | None:
    """The folder that holds the public data sets, if there is one."""
    named = os.environ.get("FOEDUS_MIRROR")
    folder = Path(named) if named else BESIDE
    return folder if folder.is_dir() else None


def pytest_configure(config: pytest.Config) -> None:
    """Point the product at the mirror, and its cache at one folder for the whole run."""
    found = mirror()
    if found is not None:
        os.environ["FOEDUS_MIRROR"] = str(found)
    if "FOEDUS_CACHE" not in os.environ:
        os.environ["FOEDUS_CACHE"] = str(config.rootpath / ".pytest_cache" / "foedus")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip data tests where there is no data, unless the gate demands them."""
    if mirror() is not None or os.environ.get("FOEDUS_REQUIRE_DATA") == "1":
        return
    for item in items:
        if "data" in item.keywords:
            item.add_marker(pytest.mark.skip(reason=HOW))
