"""Reading YAML as plain data: what is read, what is refused, and where."""

import json
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.document import MAX_BYTES, Document, parse, read, scalar, spell
from foedus.errors import InputError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),  # Norway, which YAML 1.1 reads as false
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("2025-08-18", "2025-08-18"),  # dates stay text until a field asks for one
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("010", 10),  # octal in YAML 1.1
        ("0o10", 8),
        ("0x1F", 31),
        ("-3", -3),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("tRUE", "tRUE"),
        ("null", None),
        ("~", None),
        ("", None),
        ("-.inf", float("-inf")),
    ],
)
def test_plain_scalars_follow_the_core_schema_of_yaml_1_2(text: str, value: object) -> None:
    assert scalar(text) == value
    assert type(scalar(text)) is type(value)


def test_quoted_scalars_are_text_and_dates_stay_text() -> None:
    data = parse("a: '1'\nb: \"true\"\nc: 2025-08-18\nd: |\n  two\n  lines\n").data
    assert data == {"a": "1", "b": "true", "c": "2025-08-18", "d": "two\nlines\n"}


def test_every_value_has_its_line_and_an_absent_one_that_of_its_parent() -> None:
    document = parse("a: 1\nb:\n  - x\n  - {c: 2,\n     d: 3}\n")
    assert document.line(("b", 1, "d")) == 5
    assert document.line(("b", 1, "absent", "deeper")) == 4
    assert document.line(("absent",)) == 1
    assert document.where(("b", 1, "d")) == "<text>:5: b[1].d"
    assert spell(("designs", "nato", "guarantors", 3)) == "designs.nato.guarantors[3]"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "key 'a' is repeated (first on line 1)"),
        ("a: &x [1]\nb: *x\n", 1, "anchors"),
        ("a: 1\nb: *x\n", 2, "aliases"),
        ("a: !!python/object:os.system x\n", 1, "tag"),
        ("a: 1\n<<: {b: 2}\n", 2, "merge keys"),
        ("a: 1\n? [b, c]\n: 2\n", 2, "a list or mapping as a key"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: [1, 2\nb: 3\n", 2, "not YAML"),
        ("a: 1\n\tb: 2\n", 2, "not YAML"),
        ("a: b: c\n", 1, "not YAML"),
        ("ok: 1\nbad: \x07\n", 2, "control character U+0007"),
        ('ok: 1\nbad: "\\x07"\n', 2, "escaped control character"),
        ('ok: 1\nbad: "\\ud800"\n', 2, "not YAML: while parsing a quoted scalar"),
        ("x: " + "[" * 50 + "]" * 50, 1, "nested deeper than 32"),
        ("- " * 1000 + "x", 1, "nested deeper than 32"),
        ("a: " + "x" * 30_000, 1, "a line of 30,003 characters"),
    ],
)
def test_refusals_say_what_and_on_which_line(text: str, line: int, said: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, "my.yaml")
    assert said in caught.value.what
    assert caught.value.where == f"my.yaml:{line}"


def test_too_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.document.MAX_VALUES", 100)
    with pytest.raises(InputError, match="more than 100 values") as caught:
        parse("- 1\n" * 500)
    assert caught.value.where == "<text>:100"


@pytest.mark.parametrize(
    "content", ["", "\n\n", "# only a comment\n", "---\n", "null\n", b"\xef\xbb\xbf"]
)
def test_a_file_without_content_is_called_empty(content: str | bytes) -> None:
    with pytest.raises(InputError, match="empty"):
        parse(content)


def test_a_byte_order_mark_is_skipped_and_other_encodings_are_refused() -> None:
    assert parse("\ufeffa: ü".encode()).data == {"a": "ü"}
    with pytest.raises(InputError, match="UTF-16 text, not UTF-8"):
        parse("a: 1".encode("utf-16"))
    with pytest.raises(InputError) as caught:
        parse(b"a: 1\nb: caf\xe9\n", "latin.yaml")
    assert caught.value.where == "latin.yaml:2"


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    with pytest.raises(InputError, match="anchors"):
        parse("\n".join(rows))


def test_ten_megabytes_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(b"key: value\n" * 1_000_000)
    start = time.perf_counter()
    with pytest.raises(InputError, match="larger than 1 MB"):
        read(path)
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    "piece", ["[", "{a: ", "- ", "? ", "!", "&", "%", '"', "a,", "'", "#", ": "]
)
def test_a_megabyte_of_one_mark_takes_seconds_at_most(piece: str) -> None:
    start = time.perf_counter()
    for text in (piece * (MAX_BYTES // len(piece)), (piece * 2000 + "\n") * 100):
        with suppress(InputError):
            assert isinstance(parse(text), Document)
    assert time.perf_counter() - start < 10


def test_files_that_cannot_be_read_are_an_input_error(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.yaml", "nul\0.yaml"):
        with pytest.raises(InputError, match="cannot be read"):
            read(path)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_become_a_document_or_an_input_error(content: bytes) -> None:
    with suppress(InputError):
        assert isinstance(parse(content), Document)


yaml_like = st.text(alphabet=st.sampled_from(list("ab:-?[]{},&*!|>'\"%@`#\\ \n\t~0.é\x85\u2028")))


@settings(deadline=None)
@given(yaml_like)
def test_any_text_of_yaml_marks_becomes_a_document_or_an_input_error(text: str) -> None:
    with suppress(InputError):
        assert isinstance(parse(text), Document)


plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
# Letters, marks and punctuation; JSON escapes the rest in ways of its own.
words = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=20)
values = st.recursive(
    plain | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=20,
)


@settings(deadline=None)
@given(values.filter(lambda value: value is not None))
def test_json_is_read_as_json(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False)
    assert parse(text).data == json.loads(text)


def test_remedies_fit_what_is_wrong() -> None:
    for text, told in (
        ("a:\n\tb: 1\n", "indent with blanks"),
        ("a: 1\n---\nb: 1\n", "give each a file of its own"),
        ("a: 1\n".encode("utf-16"), "UTF-16 text"),
    ):
        with pytest.raises(InputError, match=told):
            parse(text, "x.yaml")
