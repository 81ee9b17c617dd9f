"""What is read is an object; what is verified has its one spelling too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import DataError
from foedus.ledger.canonical import canonical, loaded, parsed

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e9, 1e9)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text("ab\u00e9", max_size=2), inner),
    max_leaves=8,
)  # fmt: skip


@given(st.dictionaries(st.text("abc\u20ac", max_size=3), values, max_size=4))
def test_what_is_canonical_is_read_back(value: dict[str, object]) -> None:
    body = canonical(value)
    assert parsed(body, "x") == loaded(body, "x") == value


@pytest.mark.parametrize(
    "body",
    [
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1.0}',
        b'{"a":1,"a":2}',
        b'{"a":"\\u0041"}',
        b'{"a":NaN}',
        b'{"a":123456789012345678901}',
    ],
)
def test_another_spelling_is_none_for_who_verifies(body: bytes) -> None:
    assert loaded(body, "x")
    with pytest.raises(DataError, match="x: a record cannot be read: not canonical JSON"):
        parsed(body, "x")


@pytest.mark.parametrize("body", [b"", b"[1]", b"none", b"\xff", b"[" * 100_000, b'{"a":'])
def test_what_is_no_object_is_refused(body: bytes) -> None:
    for read in (loaded, parsed):
        with pytest.raises(DataError, match="x: a record cannot be read"):
            read(body, "x")
