"""What is handed over: read as it is, or refused in clear words."""

from hashlib import sha256
from pathlib import Path

import pytest

from foedus.clip.text.original import MOST_TEXT, legible, load, opened
from foedus.errors import InputError

WORDS = "Hart said the pact would hold. “We keep it,” he said — café."


def test_text_is_kept_code_point_for_code_point(tmp_path: Path) -> None:
    content = f"\ufeff{WORDS}\r\nSecond line.".encode()
    (tmp_path / "a.txt").write_bytes(content)
    it = load(tmp_path / "a.txt")
    assert it.text == content.decode("utf-8")
    assert it.sha256 == sha256(content).hexdigest()
    assert it.text_sha256 == sha256(content).hexdigest()
    assert (it.kind, it.encoding) == ("text", "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp1252"])
def test_other_encodings_are_read(encoding: str) -> None:
    it = opened(WORDS.encode(encoding))
    assert it.text.lstrip("\ufeff") == WORDS
    assert it.encoding == encoding


def test_two_encodings_in_one_text_are_refused_with_the_line() -> None:
    content = "One café.\nTwo café.\n".encode() + "Three café.\n".encode("cp1252")
    with pytest.raises(InputError, match="mixed encodings: byte 0xe9") as error:
        opened(content, "a.txt")
    assert error.value.where == "a.txt:3"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no words"),
        (b" \n\t", "no words"),
        (b"%PDF-1.7 text", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"PK\x03\x04abc", "a spreadsheet, document or zip"),
        (b"Hart said\x00 so", "binary, with a zero byte"),
        (b"Hart said\x1b so", "control character U\\+001B"),
        (b"\x81\x8d\x8f said", "neither UTF-8 nor Windows-1252"),
        (b"word " * (MOST_TEXT // 5 + 1), "larger than 2 MB"),
        (b"a " * 70_000, "70,000 words"),
        (b"\xff\xfe\x00\xd8", "damaged UTF-16"),
    ],
)
def test_what_is_no_article_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        opened(content, "a.txt")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        load(tmp_path / "none.txt")
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path)
    with pytest.raises(InputError, match="null byte"):
        load("a\0b")


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a", "http://example.org/a", "ftp://127.0.0.1/a", "file:///etc/passwd",
     "http://127.0.0.1.example.org/", "http://[::1", "http://user@example.org:80/"],
)  # fmt: skip
def test_nothing_is_fetched_from_outside(address: str) -> None:
    with pytest.raises(InputError, match=r"outside this machine|not an address"):
        load(address)


def test_what_nobody_sees_is_read_as_a_blank_of_its_length() -> None:
    text = "We will \u202enot\u202c sign\u200b, the de\u00adal is off\u2069"
    assert legible(text) == "We will  not  sign , the de\u00adal is off "
    assert len(legible(text)) == len(text)
    assert legible("plain") == "plain"
