"""Where the rival's data sets stand, and games to test with."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
REFERENCE = HERE.parent / "reference" / "games"
BESIDE = HERE.parents[2] / "shared" / "data" / "games"


@pytest.fixture(scope="session")
def rival_data() -> Path:
    """The folder with the data sets of the R package games, or a skip that says how to give it."""
    folder = Path(os.environ.get("FOEDUS_GAMES_DATA", BESIDE))
    if not folder.is_dir():
        pytest.skip("data of the R package games absent: set FOEDUS_GAMES_DATA=DIR")
    return folder


@pytest.fixture(scope="session")
def answers() -> dict[str, Any]:
    """What the R package found; the file says how."""
    found: dict[str, Any] = json.loads((REFERENCE / "answers.json").read_text("utf-8"))
    return found
