import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from foedus.errors import ExtraNeededError
from foedus.evidence.card import card, cards
from foedus.evidence.convert import convert, tidy
from foedus.evidence.table import table


def test_whole_numbers_are_integers_and_nan_is_missing() -> None:
    nan = float("nan")
    frame = tidy(
        pl.DataFrame(
            {"code": [2.0, nan], "score": [0.5, nan], "name": ["a", None], "no": [nan] * 2}
        )
    )
    assert frame.schema == {
        "code": pl.Int64,
        "score": pl.Float64,
        "name": pl.String,
        "no": pl.Int64,
    }
    assert frame.rows() == [(2, 0.5, "a", None), (None, None, None, None)]


def test_infinity_is_no_integer() -> None:
    assert tidy(pl.DataFrame({"x": [1.0, float("inf")]})).schema == {"x": pl.Float64}


@pytest.mark.data
@pytest.mark.parametrize("name", [entry.id for entry in cards()])
def test_every_data_set_reads(name: str) -> None:
    frame = table(name)
    assert frame.height > 0
    for column in frame.iter_columns():
        assert column.dtype in {pl.Int64, pl.Float64, pl.String, pl.Date}, column.name
        if column.dtype == pl.Float64:
            assert not column.is_nan().any(), column.name


@pytest.mark.data
def test_r_dates_are_dates_and_r_missing_is_missing() -> None:
    capitals = table("cow-capitals")
    brasilia = capitals.filter(pl.col("capital") == "Brasilia")
    assert brasilia["stdate"].item() == date(1960, 4, 21)
    assert table("td-rivalries")["type3"].null_count() == 184
    assert table("gml-directed-disputes")["fatality1"].min() == -9  # the publisher's own code


@pytest.mark.data
def test_numbers_as_published() -> None:
    nmc = table("cow-nmc").filter(pl.col("ccode") == 2, pl.col("year") == 1816)
    assert nmc.select("milex", "milper", "tpop").row(0) == (3823, 17, 8659.0)


@pytest.mark.parametrize(("name", "lacks"), [("archigos", "rdata"), ("leeds-anac", "pandas")])
def test_without_the_extra_a_raw_file_is_refused_by_name(
    name: str, lacks: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, lacks, None)
    with pytest.raises(ExtraNeededError) as caught:
        convert(card(name), tmp_path / "raw")
    assert caught.value.where == str(tmp_path / "raw")
    assert caught.value.hint == "pip install 'foedus[data]'"
