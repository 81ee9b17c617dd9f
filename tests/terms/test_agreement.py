"""Each instrument's coding is ATOP's, or the difference is explained; no explanation is stale."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.modules import module

from foedus import terms
from foedus.document import read
from foedus.states import find
from foedus.terms.atop import ITEMS, as_atop

FOLDER = Path(__file__).parents[1] / "reference"
COVERED = [name for name in terms.names() if terms.get(name).atop]
# ATOP's codes that mean the same in our coarser words.
SAME = {
    "base": {2: 1, 3: 1},
    "futmem": {2: 1, 3: 1},
    "subord": {2: 1},
    "compag": dict.fromkeys(range(2, 7), 0),
    "speclgth": {3: 0},
}


def atop() -> dict[int, dict[str, str]]:
    lines = (FOLDER / "atop_library.csv").read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {int(row["atopid"]): row for row in rows}


def explained() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = read(FOLDER / "atop_departures.yaml").data
    return found


def parties(instrument: terms.Guarantee) -> set[str]:
    """Every party there ever was, a protégé that is none left out by ATOP and so told apart."""
    protege = {instrument.protege} if instrument.protege else set()
    return {*instrument.guarantors, *instrument.acceded, *protege}


def differences(name: str, rows: Mapping[int, Mapping[str, str]]) -> dict[str, list[Any]]:
    """Item -> [ours, ATOP's] where they differ; of members those that only one of them has."""
    instrument = terms.get(name)
    row = rows[instrument.atop or 0]
    ours = as_atop(instrument)
    found: dict[str, list[Any]] = {}
    for item in ITEMS:
        if row[item] == "" or ours[item] is None:
            continue
        theirs = int(row[item])
        theirs = SAME.get(item, {}).get(theirs, theirs)
        if theirs != ours[item]:
            found[item] = [ours[item], theirs]
    members = {find(code).label for code in row["members"].split()}
    if members != parties(instrument):
        mine = parties(instrument)
        found["members"] = [" ".join(sorted(mine - members)), " ".join(sorted(members - mine))]
    return found


@pytest.mark.parametrize("name", COVERED)
def test_every_difference_is_explained_and_no_explanation_is_stale(name: str) -> None:
    told: dict[str, list[Any]] = {}
    for entry in explained().get(name, []):
        assert set(entry) == {"items", "why"}
        assert len(entry["why"]) > 20
        assert not set(told) & set(entry["items"])
        told |= entry["items"]
    assert differences(name, atop()) == told


def test_explanations_are_of_covered_instruments_alone() -> None:
    assert set(explained()) <= set(COVERED)


def test_most_items_agree() -> None:
    rows = atop()
    apart = sum(len(differences(name, rows)) for name in COVERED)
    assert apart < 0.06 * len(COVERED) * (len(ITEMS) + 1)


def test_a_changed_coding_is_found_out() -> None:
    rows = {number: dict(row) for number, row in atop().items()}
    rows[3210]["consul"] = "0"
    rows[3210]["members"] = "2"
    assert differences("us-philippines-1951", rows) == {"consul": [1, 0], "members": ["PHL", ""]}


@pytest.mark.data
def test_the_extract_is_what_the_data_has() -> None:
    found = module("tests/reference/atop_library.py")
    assert found.extract() == (FOLDER / "atop_library.csv").read_text("utf-8")
