"""The chronology against UCDP, and the script that writes it on the page."""

from types import ModuleType

import polars as pl
import pytest
from tests.modules import module

from foedus.evidence.chronology import chronology, yardstick
from foedus.states import find

RUS, UKR, USA, GBR, YEM, SAU, TUR, SYR = (
    find(code).ccode for code in ("RUS", "UKR", "USA", "GBR", "YEM", "SAU", "TUR", "SYR")
)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return module("scripts/ucdp.py")


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three conflict-years: one between states, one with support, one civil war."""
    rows = {
        "year": [2022, 2022, 2016],
        "type_of_conflict": ["interstate", "interstate", "II"],
        "gwno_a": [365, 365, 678],
        "gwno_a_2nd": [None, 2, 200],
        "gwno_b": [369, 369, None],
        "gwno_b_2nd": [None, None, 670],
    }
    monkeypatch.setattr(yardstick, "table", lambda name: pl.DataFrame(rows))


@pytest.mark.usefixtures("made_up")
def test_pairs_are_sorted_by_how_they_stood() -> None:
    compared = yardstick.against_ucdp().rows_by_key(["ccode1", "ccode2"], named=True)
    kinds = {pair: (row[0]["year"], row[0]["kind"]) for pair, row in compared.items()}
    # Yemen is 678 to UCDP and 679 to COW; those who came in support in a civil war are no pair.
    assert kinds == {
        (RUS, UKR): (2022, "main"), (USA, UKR): (2022, "support"), (SAU, YEM): (2016, "rebels"),
    }  # fmt: skip


@pytest.mark.usefixtures("made_up")
def test_a_pair_that_is_missing_without_a_reason_stops_the_script(script: ModuleType) -> None:
    with pytest.raises(KeyError, match="no reason for USA and UKR"):
        script.page("")


def test_years_are_written_in_runs(script: ModuleType) -> None:
    assert script.span((2015, 2016, 2017, 2020, 2022, 2023)) == "2015–2017, 2020, 2022–2023"


@pytest.mark.data
def test_pairs_of_states_at_war_are_found_but_for_yemens() -> None:
    compared = yardstick.against_ucdp()
    assert compared["year"].min() >= chronology().about.first.year
    missing = compared.filter(~compared["found"], kind="main")
    assert set(missing.select("ccode1", "ccode2", "year").iter_rows()) == {
        (USA, YEM, 2024), (GBR, YEM, 2024),
    }  # fmt: skip
    beside = compared.filter(kind="rebels", found=True)
    assert {(RUS, UKR), (TUR, SYR)} <= set(beside.select("ccode1", "ccode2").iter_rows())


@pytest.mark.data
def test_the_page_has_what_the_script_writes(script: ModuleType) -> None:
    text = script.PAGE.read_text("utf-8")
    assert script.page(text) == text, "run python scripts/ucdp.py"
