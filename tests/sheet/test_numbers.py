"""Numbers in every style: read where the cells prove the style, else left as words and named."""

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.sheet.numbers import Marks, marks, refusal, stray, typed


def series(*cells: str) -> pl.Series:
    return pl.Series("x", list(cells), dtype=pl.String)


@pytest.mark.parametrize(
    ("cells", "decimal", "group"),
    [
        (["1", "2"], ".", ""),
        (["1.668", "1.337"], ".", ""),
        (["0.268"], ".", ","),
        (["1.5", "1,001"], ".", ","),
        (["1,5"], ",", "."),
        (["0,8", "1.234"], ",", "."),
        (["1.234,5"], ",", "."),
        (["1.234.567"], ".", ""),  # or a code
        (["1.234.567", "0,5"], ",", "."),
        (["1,234,567"], ".", ","),
        (["1,5", "2.5"], ".", ""),  # both are proven: commas are read no way
        (["1,001"], ".", ""),  # 1001, or 1.001?
        (["30,5..50"], ",", "."),
        (["−0,5"], ",", "."),
        (["12,5%"], ",", "."),
        (["Smith, 3,5"], ".", ""),
        (["1,5e-05"], ",", "."),
    ],
)
def test_the_decimal_mark_is_what_the_cells_prove(
    cells: list[str], decimal: str, group: str
) -> None:
    assert marks([series(*cells)]) == Marks(decimal, group)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1", "-2", "+3"], [1, -2, 3]),
        (["1", "2.5"], [1.0, 2.5]),
        (["1", ".", "NA", "n/a", "NaN", "", ".a", "#N/A"], [1, *[None] * 7]),
        (["−1.5", "2"], [-1.5, 2.0]),
        (["45%", "7 %"], [45, 7]),
        (["45%", "7"], ["45%", "7"]),
        (["1 001", "1 002"], [1001, 1002]),
        (["1\u202f001", "12"], [1001, 12]),
        (["1'001"], [1001]),
        (["99999999999999999999"], [1e20]),
        (["1e3", "inf"], [1000.0, math.inf]),
        (["true", "False", ""], [True, False, None]),
        (["yes", "no"], ["yes", "no"]),
        (["a", "NA", "", "."], ["a", None, None, "."]),
        (["1,001", "1,002"], ["1,001", "1,002"]),
    ],
)
def test_columns_are_typed(cells: list[str], values: list[object]) -> None:
    assert typed(series(*cells)).to_list() == values


def test_yes_and_no_are_numbers_where_numbers_are_needed() -> None:
    assert typed(series("Yes", "no", ""), required=True).to_list() == [1, 0, None]
    assert typed(series("", "NA"), required=True).dtype == pl.Float64


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        (["1", "2", "x"], 2),
        (["1", ".", "2"], None),
        (["north", "south"], None),
        (["1", "2"], None),  # text of numbers alone was made so on purpose
        (["1", *["word"] * 10], None),
        (["1", *["word"] * 8], 1),
        (["3,31", "2,07"], 0),
        (["45%", "7"], 0),
        (["2020-01-01", "2021-01-01"], 0),
    ],
)
def test_a_few_words_among_numbers_are_strays(cells: list[str], place: int | None) -> None:
    assert stray(series(*cells)) == place


def test_every_word_is_a_stray_where_numbers_are_needed() -> None:
    assert stray(series("", "word", "1"), required=True) == 1


def written(value: float, decimal: str, group: str, minus: str) -> str:
    text = f"{abs(value):,.4f}".replace(",", "G").replace(".", decimal).replace("G", group)
    return (minus if value < 0 else "") + text


@settings(max_examples=100, deadline=None)
@given(
    values=st.lists(
        st.floats(-1e9, 1e9).map(lambda value: round(value, 4)), min_size=1, max_size=8
    ),
    decimal=st.sampled_from([".", ","]),
    parted=st.sampled_from(["", "mark", " ", "\u202f", "'"]),
    minus=st.sampled_from(["-", "−"]),
)
def test_numbers_written_in_any_style_read_back(
    values: list[float], decimal: str, parted: str, minus: str
) -> None:
    group = {"mark": "," if decimal == "." else "."}.get(parted, parted)
    column = series(*(written(value, decimal, group, minus) for value in values))
    assert typed(column, marks([column])).to_list() == pytest.approx(values)


@pytest.mark.parametrize(
    ("cell", "hint"),
    [
        ("$1.5", "leave the currency out"),
        ("1.5 €", "leave the currency out"),
        ("(1.5)", "write -1.5"),
        ("2014-02-27", "a day is no number"),
        ("27.02.2014", "a day is no number"),
        ("1.5%", "write % in every cell"),
    ],
)
def test_what_looks_like_a_number_is_refused_with_its_remedy(cell: str, hint: str) -> None:
    """Even where every cell of the column is one: a factor of amounts would be no answer."""
    mixed = pl.Series("x", [cell, "3", cell.replace("5", "6")])
    place = stray(mixed)
    assert place == 0
    assert hint in str(refusal(mixed, place, "t.csv:2", kinds=True))
    if "%" not in cell:
        assert stray(pl.Series("x", [cell] * 3)) == 0
