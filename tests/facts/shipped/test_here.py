"""Which data sets count as being here."""

import sys
from pathlib import Path

import pytest

from foedus.evidence.table import readable, table
from foedus.facts import reader
from foedus.facts.shipped import here as places

pytestmark = pytest.mark.data


@pytest.fixture(autouse=True)
def afresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache with nothing converted, and no warning given yet."""
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path))
    places._passed_over.cache_clear()


def test_data_that_nothing_installed_reads_give_way_to_what_ships(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert reader.origin("cinc") == "data"
    monkeypatch.setitem(sys.modules, "rdata", None)
    with pytest.warns(UserWarning, match=r"pip install 'foedus\[data\]'") as told:
        assert places.here("cow-majors") is places.here("cow-nmc") is False
    assert len(told) == 1
    assert reader.origin("cinc") == "shipped"


def test_a_table_converted_before_needs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    table("cow-majors")
    monkeypatch.setitem(sys.modules, "rdata", None)
    assert readable("cow-majors")
    assert not readable("cow-nmc")
    assert places.here("cow-majors")
