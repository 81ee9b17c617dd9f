"""Lines split at once give what a reader of single cells gives, or leave it to that."""

from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.sheet.lines import split
from foedus.sheet.text import cells

ROWS = st.text(alphabet='ab1., ;"#\n', max_size=60)


def told(text: str, *, comments: bool) -> object:
    try:
        found = cells(text, "t.csv", comments=comments)
    except InputError as error:
        return str(error)
    return found.frame.rows(), found.names, found.lines.tolist(), found.line


@settings(max_examples=300)
@given(ROWS, st.booleans())
@example('1,2\n\n"a ""b""",c\n', False)
@example('5" x,"open\n1",2\n', False)
@example('"a, b",2\n#c,d\n', True)
def test_all_at_once_is_the_same_as_cell_by_cell(rows: str, comments: bool) -> None:
    text = f"x,y\n{rows}"
    fast = told(text, comments=comments)
    with patch("foedus.sheet.text.split", return_value=None):
        assert told(text, comments=comments) == fast


@pytest.mark.parametrize(
    "rows",
    ["1,2\n3,4\n", '"1","2"\n3,"4"\n', '"1",2\n"a ""3""","4, 5"\n', "1,2\n\n 3 ,4\n"],
)
def test_what_a_program_writes_is_split_at_once(rows: str) -> None:
    found = split(rows, 2, 2, ",", comments=False)
    assert found is not None
    table, lines = found
    assert table.height == len(lines) == 2
    assert lines[0] == 2


@pytest.mark.parametrize("rows", ["1,2,3\n", "1\n", '"1,2\n3",4\n', '"1"x,2\n', ""])
def test_what_is_odd_is_left_to_the_reader_of_cells(rows: str) -> None:
    assert split(rows, 2, 2, ",", comments=False) is None
