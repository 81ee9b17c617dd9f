"""Values put into a YAML file, taken out and set anew, with every other byte as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus import document
from foedus.document import KeyPath
from foedus.errors import InputError
from foedus.web.claims.amendment import GONE, amended, reordered

BLOCK = """# head
claims:
  - id: a
    says: >
      a text
      of two lines
    grade: B2   # sure
    moves: {issue: x, toward: 5}
  # about b
  - id: b
    grade: "C3"
    moves:
      issue: x
      toward: 7
    note: last

more: [1, 2, 3]
"""


def data(text: str) -> object:
    return document.parse(text).data


@pytest.mark.parametrize(
    ("changes", "gone", "new"),
    [
        ({("claims", 0, "grade"): "D4"}, ["    grade: B2   # sure"], ["    grade: D4   # sure"]),
        ({("claims", 1, "grade"): "D4"}, ['    grade: "C3"'], ['    grade: "D4"']),
        ({("claims", 0, "moves"): GONE}, ["    moves: {issue: x, toward: 5}"], []),
        ({("claims", 0, "moves"): {"issue": "z"}}, ["    moves: {issue: x, toward: 5}"],
         ["    moves: {issue: z}"]),
        ({("claims", 1, "moves"): [1]}, ["    moves:", "      issue: x", "      toward: 7"],
         ["    moves: [1]"]),
        ({("claims", 1, "moves"): GONE}, ["    moves:", "      issue: x", "      toward: 7"], []),
        ({("claims", 0, "says"): "one"}, ["    says: >", "      a text", "      of two lines"],
         ["    says: one"]),
        ({("claims", 1, "by"): "x"}, [], ["    by: x"]),
        ({("claims", 2): {"id": "c"}}, [], ["  - {id: c}"]),
        ({("more", 0): GONE}, ["more: [1, 2, 3]"], ["more: [2, 3]"]),
        ({("more", 2): GONE, ("more", 1): 9}, ["more: [1, 2, 3]"], ["more: [1, 9]"]),
        ({("more", 3): 4}, ["more: [1, 2, 3]"], ["more: [1, 2, 3, 4]"]),
    ],
)  # fmt: skip
def test_lines_change_and_no_other(
    changes: dict[KeyPath, object], gone: list[str], new: list[str]
) -> None:
    before, after = BLOCK.splitlines(), amended(BLOCK, changes).splitlines()
    assert [line for line in before if line not in after] == gone
    assert [line for line in after if line not in before] == new
    assert [line for line in before if line in after] == [line for line in after if line in before]


@pytest.mark.parametrize(
    ("order", "ids", "comments"),
    [([1, 0], "ba", 1), ([0], "a", 0), ([1], "b", 1), ([1, 0, 1], "bab", 1), ([0, 1], "ab", 1)],
)
def test_entries_are_put_in_order_with_their_lines_and_comments(
    order: list[int], ids: str, comments: int
) -> None:
    made = reordered(BLOCK, ("claims",), order)
    found = document.parse(made).data
    assert "".join(each["id"] for each in found["claims"]) == ids
    assert found["more"] == [1, 2, 3]
    old = document.parse(BLOCK).data["claims"]
    assert found["claims"] == [old[at] for at in order]
    assert made.count("  # about b\n  - id: b\n") == comments  # once, though b may be twice
    assert made.startswith("# head\nclaims:\n")
    assert made.endswith("\n\nmore: [1, 2, 3]\n")


def test_a_list_in_brackets_and_one_that_ends_the_file_are_put_in_order() -> None:
    assert reordered("a: [x, {y: 1},\n  z]\nb: 1\n", ("a",), [2, 1, 0]) == (
        "a: [z, {y: 1}, x]\nb: 1\n"
    )
    assert reordered("a:\n- x\n- y", ("a",), [1, 0]) == "a:\n- y\n- x\n"
    with pytest.raises(InputError, match="no such list"):
        reordered(BLOCK, ("claims", 0), [0])
    with pytest.raises(InputError, match="no such value"):
        reordered(BLOCK, ("none",), [0])


def test_an_entry_goes_with_its_lines_and_an_empty_list_with_its_key() -> None:
    kept = amended(BLOCK, {("claims", 0): GONE})
    assert [each["id"] for each in document.parse(kept).data["claims"]] == ["b"]
    assert "  # about b\n  - id: b\n" in kept
    only = amended("a:\n  - x\nb: 1\n", {("a", 0): GONE})
    assert only == "b: 1\n"


@pytest.mark.parametrize(
    "path", [("claims", 5, "grade"), ("claims", 0, "none", "x"), ("none", "x"), ("more", 1, "x")]
)
def test_a_place_that_is_not_there_is_told(path: KeyPath) -> None:
    with pytest.raises(InputError):
        amended(BLOCK, {path: "D4"})


def test_an_entry_s_first_value_stays() -> None:
    with pytest.raises(InputError, match="first value"):
        amended(BLOCK, {("claims", 0, "id"): GONE})


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("claims:\r\n- grade:   B2   # c\r\n", "claims:\r\n- grade:   D4   # c\r\n"),
        ('{"claims": [{"grade": "B2"}]}', '{"claims": [{"grade": "D4"}]}'),
        ("x: é€😀\nclaims: [{x: 😀, grade: 'B2'}]", 'x: é€😀\nclaims: [{x: 😀, grade: "D4"}]'),
    ],
)
def test_endings_quotes_and_braces_stay(text: str, new: str) -> None:
    assert amended(text, {("claims", 0, "grade"): "D4"}) == new


@given(st.text(max_size=30))
def test_what_is_put_in_is_read_back(words: str) -> None:
    clean = "".join(words.split())
    if not clean.isprintable():
        return
    new = amended("a:\n  - b: old # c\n  - d\n", {("a", 0, "b"): clean})
    assert data(new) == {"a": [{"b": clean}, "d"]}
    assert new.endswith(" # c\n  - d\n")
