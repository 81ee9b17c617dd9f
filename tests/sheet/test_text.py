"""From bytes to cells: every dialect a spreadsheet writes, and what is refused, by line."""

import csv
import io

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.sheet.text import cells, decoded

TABLE = "name,note\na,1\nb,2\n"


def table(content: bytes, **options: bool) -> dict[str, list[str]]:
    text, _ = decoded(content, "t.csv")
    return cells(text, "t.csv", **options).frame.to_dict(as_series=False)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_dialect_gives_the_same_cells(delimiter: str, end: str, encoding: str) -> None:
    text = TABLE.replace(",", delimiter).replace("\n", end)
    assert table(text.encode(encoding)) == {"name": ["a", "b"], "note": ["1", "2"]}


@pytest.mark.parametrize("mark", [",", ";", ":"])
def test_what_excel_says_of_its_delimiter_is_believed(mark: str) -> None:
    text = f"sep={mark}\nname{mark}note\n1{mark}2\n"
    assert table(text.encode()) == {"name": ["1"], "note": ["2"]}


def test_line_breaks_and_delimiters_in_quotes_stay_and_lines_are_counted() -> None:
    text = 'name,note\na,"one, ""two""\nthree"\n\nb,"x"\n'
    found = cells(text, "t.csv")
    assert found.frame.rows() == [("a", 'one, "two"\nthree'), ("b", "x")]
    assert found.lines.tolist() == [2, 5]
    assert found.line == 1


def test_comments_are_left_out_where_asked_and_not_inside_quotes() -> None:
    text = '# about\nname,note\n# more\na,"x\n# y"\n'
    found = cells(text, "t.csv", comments=True)
    assert found.frame.rows() == [("a", "x\n# y")]
    assert (found.line, found.lines.tolist()) == (2, [4])


def test_blank_columns_and_rows_at_the_end_are_no_table() -> None:
    assert table(b"a;b;;\n1;2;;\n;;;\n;;;\n") == {"a": ["1"], "b": ["2"]}


def test_one_column_has_no_delimiter() -> None:
    assert table(b"issue_id\nwar\npeace\n") == {"issue_id": ["war", "peace"]}


def test_rows_beyond_a_chunk_are_all_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.sheet.text.CHUNK", 3)
    text = "x\n" + "".join(f"{i}\n" for i in range(10))
    assert cells(text, "t").frame["x"].to_list() == [str(i) for i in range(10)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a,b,a\n1,2,3\n", "t.csv:1: column 'a' stands twice, in places 1 and 3"),
        (b"a,,\n1,2,3\n", "t.csv:1: two columns have no name"),
        (b"a,b\n1,2\n\n3\n", "t.csv:4: 1 cell under 2 columns"),
        (b"a;b\n1;2;3\n", "t.csv:2: 3 cells under 2 columns"),
        (b'a,b\n1,"2\n3,4\n', "t.csv:2: a quote that opens here is never closed"),
        (b'a,b\n1,"2"x\n', "t.csv:2: cannot be split into cells"),
        (b"a;b,c\n1;2,3\n", "t.csv: it is not clear whether , or ; stands between"),
        (b"", "t.csv: the table is empty"),
        (b"a,b\n", "t.csv: the table is empty"),
        (b"a,b\n,\n", "t.csv: the table is empty"),
        (b"a,b\r\n1,2\r\nC\xf4te,3\r\n", "t.csv:3: not UTF-8 text: byte 0xf4"),
        (b"a,b\n1,2\n3,\x014\n", "t.csv:3: not a table of text"),
        (b"PK\x03\x04....", "t.csv: a spreadsheet, document or zip file"),
    ],
)
def test_faults_say_where(content: bytes, says: str) -> None:
    with pytest.raises(InputError) as caught:
        table(content)
    assert says in str(caught.value)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n"),
    max_size=8,
).map(lambda word: f"w{word.strip()}")


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_words_written_in_any_dialect_read_back(
    rows: list[tuple[str, str]], delimiter: str, end: str, encoding: str
) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("first", "second"), *rows])
    found = table(file.getvalue().encode(encoding))
    assert found == pl.DataFrame(rows, ["first", "second"], orient="row").to_dict(as_series=False)


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("Wars, version 2\na,b,c\n1,2,3\n", "t.csv:2", "if it is a title, delete it"),
        ("Wars,,\na,b,c\n1,2,3\n", "t.csv:1", "'Wars': if it is a title, delete it"),
        ("a,b\n1,2,\n3,4,\n", "t.csv:2", "a , ends this line and none the header"),
        ("a,b,c\n1,2\n", "t.csv:2", "write a , for every cell that is blank"),
        ("1,2\n3,4\n", "t.csv:1", "a name for each column"),
    ],
)
def test_headers_that_do_not_fit_are_told_with_a_remedy(text: str, place: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        cells(text, "t.csv")
    assert caught.value.where == place
    assert hint in str(caught.value.hint)
