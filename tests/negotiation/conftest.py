"""Where the large tables of these tests are: FOEDUS_NEGOTIATION_DATA, or beside the checkout."""

import csv
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

REFERENCE = Path(__file__).resolve().parents[1] / "reference" / "negotiation"
BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data" / "negotiation"


def read(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def actors(name: str, folder: Path = REFERENCE) -> tuple[Any, Any, Any]:
    """Positions and saliences (n, K), 0 to 1, and capabilities (n,), as KTAB was given them."""
    rows = read(folder / f"{name}.csv")
    c = np.array([float(row["capability"]) for row in rows])
    if "position" in rows[0]:
        low, reach = {"emission_1994": (4, 6), "sultan_1997": (12.85, 1.4)}[name]
        x = np.array([float(row["position"]) for row in rows])
        s = np.array([float(row["salience"]) for row in rows])
        return np.round((x - low) / reach, 6), s, 100 * c
    K = sum(column.startswith("position_") for column in rows[0])
    x, s = (
        np.array([[float(row[f"{what}_{k + 1}"]) / 100 for k in range(K)] for row in rows])
        for what in ("position", "salience")
    )
    return x, s, c


def natural(name: str) -> tuple[Any, Any, Any]:
    """Positions in the example's own unit, capability and salience, each (n,)."""
    rows = read(REFERENCE / f"{name}.csv")
    return tuple(  # type: ignore[return-value]
        np.array([float(row[what]) for row in rows])
        for what in ("position", "capability", "salience")
    )


def by_turn(rows: list[dict[str, str]], column: str) -> Any:
    """Expected values (turns, n, K) of a rival's output; NaN where a turn is not kept."""
    turns = max(int(row["turn"]) for row in rows) + 1
    n = max(int(row["actor_index"]) for row in rows) + 1
    K = max(int(row["dimension"]) for row in rows)
    out = np.full((turns, n, K), np.nan)
    for row in rows:
        out[int(row["turn"]), int(row["actor_index"]), int(row["dimension"]) - 1] = float(
            row[column]
        )
    return out


@pytest.fixture(scope="session")
def published() -> dict[str, Any]:
    """The challenge model's published and rival outputs."""
    content: dict[str, Any] = json.loads((REFERENCE / "challenge.json").read_text())
    return content


@pytest.fixture(scope="session")
def tables_folder() -> Path:
    """The folder of deu3_*.csv and ktab_*.csv; without it these tests skip with one line."""
    named = os.environ.get("FOEDUS_NEGOTIATION_DATA")
    folder = Path(named) if named else BESIDE
    if not (folder / "deu3_issues.csv").is_file():
        pytest.skip("negotiation tables absent: set FOEDUS_NEGOTIATION_DATA=DIR, then test again")
    return folder


@pytest.fixture(name="natural", scope="session")
def _natural() -> Any:
    return natural


@pytest.fixture(name="ktab_inputs", scope="session")
def _ktab_inputs() -> Any:
    return actors


@pytest.fixture(name="ktab_expected", scope="session")
def _ktab_expected() -> Any:
    """expected(file, key, value, column) -> (turns, n, K)."""

    def expected(path: Path, key: str, value: str, column: str = "position") -> Any:
        return by_turn([row for row in read(path) if row[key] == value], column)

    return expected


@pytest.fixture(name="reference", scope="session")
def _reference() -> Path:
    return REFERENCE
