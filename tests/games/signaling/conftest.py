"""The sanctions data: read from FOEDUS_SIGINT_DATA, or from a sibling folder where that exists."""

import json
import os
from pathlib import Path
from typing import Any

import polars as pl
import pytest

REFERENCE = Path(__file__).resolve().parents[2] / "reference" / "signaling"
BESIDE = Path(__file__).resolve().parents[4] / "shared" / "data" / "sigint"
HOW = "sanctions data absent: set FOEDUS_SIGINT_DATA=DIR to the folder of sanctionsData.csv"


def sanctions_file() -> Path | None:
    folder = Path(os.environ.get("FOEDUS_SIGINT_DATA", BESIDE))
    file = folder / "sanctionsData.csv"
    return file if file.is_file() else None


@pytest.fixture(scope="session")
def sanctions_path() -> Path:
    """The file of the R package sigInt's sanctionsData as CSV; the test skips without it."""
    file = sanctions_file()
    if file is None:
        if os.environ.get("FOEDUS_REQUIRE_DATA") == "1":
            pytest.fail(HOW)
        pytest.skip(HOW)
    return file


@pytest.fixture(scope="session")
def sanctions(sanctions_path: Path, sigint: dict[str, Any]) -> pl.DataFrame:
    """418 dyads in a decade, with the first stages of the references beside them."""
    frame = pl.read_csv(sanctions_path)
    given = {fit["id"]: fit for fit in sigint["fits"]}["pl.default_first_stage"]["first_stage"]
    return frame.with_columns(
        first_stage_resist=pl.Series(given["PRhat"]), first_stage_firm=pl.Series(given["PFhat"])
    )


@pytest.fixture(scope="session")
def sigint() -> dict[str, Any]:
    """What the R package sigInt answers; provenance stands in the file."""
    return json.loads((REFERENCE / "sigint.json").read_text(encoding="utf-8"))
