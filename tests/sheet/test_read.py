"""Tables read whole: typed columns, what was taken in one line, faults by file, line and column."""

import gzip
import io
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from foedus import sheet
from foedus.errors import InputError

FRAME = pl.DataFrame({"peace": [1.668, 0.25, None], "n": [1, None, 3], "who": ["a", "b", "c"]})


def put(folder: Path, content: str | bytes, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path, **options: object) -> tuple[pl.DataFrame, list[str]]:
    said: list[str] = []
    return sheet.frame(path, say=said.append, **options), said  # type: ignore[arg-type]


def test_a_plain_table_needs_no_words(tmp_path: Path) -> None:
    found, said = read(put(tmp_path, FRAME.write_csv()))
    assert found.equals(FRAME)
    assert said == []


def test_a_loose_table_keeps_its_strays_for_its_reader(tmp_path: Path) -> None:
    path = put(tmp_path, "id;x;y\n1,5;2,5;NA\nb;many;1.200\n")
    found = sheet.loose(path, numbers=["x", "z"])
    assert found.frame.rows() == [("1,5", "2.5", None), ("b", "many", "1.200")]
    assert (found.where(1), found.note) == (
        f"{path}:3", f"{path}: read with ; between cells and , as decimal mark"
    )  # fmt: skip
    FRAME.write_parquet(tmp_path / "t.parquet")
    stored = sheet.loose(tmp_path / "t.parquet", numbers=["n"])
    assert stored.frame.equals(FRAME)
    assert (stored.where(1), stored.note) == (f"{tmp_path / 't.parquet'}: row 2", "")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("peace;n;who\n1,668;1;a\n0,25;;b\n;3;c\n", "; between cells and , as decimal mark"),
        ("peace\tn\twho\n1.668\t1\ta\n.25\t\tb\n.\t3\tc\n", "tabs between cells"),
        ("sep=;\npeace;n;who\n1,668;1;a\n0,25;NA;b\n.;3;c\n", "; between cells and , as"),
        (FRAME.write_csv().encode("utf-16"), "UTF-16 text"),
        (FRAME.write_csv().replace("\n", "\r").encode(), ""),
        (gzip.compress(FRAME.write_csv().encode(), mtime=0), ""),
    ],
)
def test_dialects_read_alike_and_are_said(tmp_path: Path, content: str | bytes, says: str) -> None:
    path = put(tmp_path, content)
    found, said = read(path)
    assert found.equals(FRAME)
    assert [line.startswith(f"{path}: read with {says}") for line in said] == [True] * bool(says)


def test_styles_of_single_columns_are_said(tmp_path: Path) -> None:
    text = 'a,b,c,d\n"1,001",5%,−1,0.5\n"1,002",7%,2,0.25\n'
    found, [said] = read(put(tmp_path, text))
    assert found.rows() == [(1001, 5, -1, 0.5), (1002, 7, 2, 0.25)]
    assert said.endswith("read with % left out in b, − as minus in c and , between thousands in a")


def test_thousands_of_a_table_with_decimal_commas_are_said(tmp_path: Path) -> None:
    found, [said] = read(put(tmp_path, "a;b\n1.234;0,5\n2.345;0,25\n"))
    assert found.rows() == [(1234, 0.5), (2345, 0.25)]
    assert said.endswith(", as decimal mark and . between thousands in a")


@pytest.mark.parametrize("name", ["war[1].csv", "a*.csv", "a?.csv", "A.CSV", "{a,b}.txt"])
def test_names_are_names_and_not_patterns(tmp_path: Path, name: str) -> None:
    put(tmp_path, "x\n9\n9\n", "war1.csv")
    put(tmp_path, "x\n9\n9\n", "ab.csv")
    found, _ = read(put(tmp_path, "x\n1\n", name))
    assert found["x"].to_list() == [1]


@pytest.mark.parametrize("name", ["t.parquet", "t[1].PARQUET", "named-otherwise"])
def test_parquet_is_known_by_its_first_bytes(tmp_path: Path, name: str) -> None:
    file = io.BytesIO()
    FRAME.write_parquet(file)
    assert read(put(tmp_path, file.getvalue(), name))[0].equals(FRAME)


def test_stata_keeps_labels_in_their_order_and_missing_ones(tmp_path: Path) -> None:
    kinds = pd.Categorical(["war", "peace", None], categories=["peace", "war"], ordered=True)
    given_ = pd.DataFrame({"x": [1.5, None, 2.0], "kind": kinds, "who": ["a", "", "c"]})
    path = tmp_path / "T.DTA"
    given_.to_stata(path, write_index=False, version=118)
    found, _ = read(path)
    assert found.schema["kind"] == pl.Enum(["peace", "war"])
    assert found.rows() == [(1.5, "war", "a"), (None, "peace", None), (2.0, None, "c")]


@pytest.mark.skipif(not Path("/dev/stdin").exists(), reason="no /dev/stdin here")
def test_a_pipe_is_read() -> None:
    code = "from foedus import sheet; print(sheet.frame('/dev/stdin')['x'].to_list())"
    done = subprocess.run(
        [sys.executable, "-c", code], input="x\n1\n2\n", capture_output=True, text=True,
        check=True, env=os.environ,
    )  # fmt: skip
    assert done.stdout == "[1, 2]\n"


def test_a_stray_word_is_named_by_line_where_the_column_is_a_number(tmp_path: Path) -> None:
    path = put(tmp_path, 'x,note\n1,"two\nlines"\n2,a\nunknown,b\n4,c\n')
    assert read(path)[0]["x"].dtype == pl.String  # nobody asked for numbers
    with pytest.raises(InputError) as caught:
        read(path, measures=["x"])
    assert str(caught.value).startswith(f"{path}:5: column 'x' holds 'unknown', not a number")
    assert "C(x)" in str(caught.value)


def test_a_decimal_comma_beside_decimal_points_is_named(tmp_path: Path) -> None:
    path = put(tmp_path, 'w,x\n2,0.25\n"1,5",0.5\n')
    with pytest.raises(InputError, match=r"t.csv:3: column 'w' holds '1,5'"):
        read(path, numbers=["w"])


def test_thousands_that_nothing_proves_are_asked(tmp_path: Path) -> None:
    path = put(tmp_path, "x;y\n1,001;2\n1,002;3\n")
    with pytest.raises(InputError, match=r"write 1001 or 1\.001: it may be either"):
        read(path, measures=["x"])


def test_a_stray_in_parquet_is_named_by_row(tmp_path: Path) -> None:
    file = io.BytesIO()
    pl.DataFrame({"x": ["1", "2", "many"]}).write_parquet(file)
    with pytest.raises(InputError, match="row 3: column 'x' holds 'many'"):
        read(put(tmp_path, file.getvalue(), "t.parquet"), measures=["x"])


@pytest.mark.parametrize("name", ["absent.csv", "x" * 300, "\0"])
def test_what_cannot_be_opened_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be read as a table"):
        read(tmp_path / name)


@pytest.mark.parametrize("name", ["t.csv", "t.parquet", "t.dta"])
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=300))
@example(content=b"PAR1" + bytes(60) + b"PAR1")
@example(content=b"\x1f\x8b\x08\x00broken")
@example(content=b"<stata_dta><header><release>118</release>")
@example(content=b"\xff\xfe\x00")
@example(content=b'"')
def test_any_bytes_are_read_or_refused(tmp_path: Path, name: str, content: bytes) -> None:
    with suppress(InputError):
        read(put(tmp_path, content, name), measures=["x"], numbers=["y"])


CELLS = st.one_of(
    st.none(), st.integers(-(10**6), 10**6), st.floats(-1e6, 1e6).map(lambda v: round(v, 5))
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    numbers=st.lists(CELLS, min_size=1, max_size=8),
    word=st.text("abcäé ;|'\"\n", max_size=6),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    comma=st.booleans(),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_frames_written_in_any_dialect_read_back(
    tmp_path: Path, numbers: list[float | None], word: str, delimiter: str, comma: bool,
    end: str, encoding: str,
) -> None:  # fmt: skip
    given_ = pl.DataFrame(
        {
            "x": pl.Series([None if v is None else float(v) for v in numbers], dtype=pl.Float64),
            "half": [0.5] * len(numbers),  # which proves the decimal mark
            "who": [f"w{word}w"] * len(numbers),
        }
    )
    text = given_.write_csv(
        separator=delimiter, decimal_comma=comma, quote_style="non_numeric", line_terminator=end,
        float_scientific=False,
    )  # fmt: skip
    if comma and delimiter == ",":
        return  # cells of it cannot be told from marks
    found, _ = read(put(tmp_path, text.encode(encoding)))
    blank = given_["x"].null_count() == len(numbers)
    assert found["x"].cast(pl.Float64).to_list() == given_["x"].to_list() or blank
    assert found.select("half", "who").equals(given_.select("half", "who"))


def said(tmp_path: Path, text: str, *measures: str) -> list[str]:
    """What is said of a table as it is read."""
    lines: list[str] = []
    place = tmp_path / "t.csv"
    place.write_text(text, "utf-8")
    sheet.frame(place, measures=measures, say=lines.append)
    return [line.removeprefix(f"{place}: ") for line in lines]


def test_codes_for_missing_values_that_were_read_as_numbers_are_said(tmp_path: Path) -> None:
    told = said(tmp_path, "x,y\n0.5,-1\n-99,2\n0.7,-9\n-99,-5\n", "x", "y")
    assert told == [
        "x holds -99 in 2 of 4 rows, read as a number; leave such cells blank if it means a "
        "missing value"
    ]


def test_a_column_beside_one_that_differs_in_case_alone_is_said(tmp_path: Path) -> None:
    told = said(tmp_path, "x,X\n1,2\n3,4\n", "x")
    assert told == ["column 'x' is read, and not 'X'"]


def test_blanks_do_not_part_cells(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="blanks do not part cells"):
        said(tmp_path, "x y z\n1 2 3\n4 5 6\n", "x")
