"""What a console's encoding lacks: dashes stay dashes, letters letters, and nothing fails."""

import io
import unicodedata
from pathlib import Path

import pytest

import foedus
from foedus.report.console import ASCII, ERRORS, adapt

TEXT = "Russia → Ukraine: 1–3 % … “protégé”, ≤ 4 × 10 − 2 · Łódź, Đà Nẵng, km²"


def readable(text: str, encoding: str) -> str:
    return text.encode(encoding, ERRORS).decode(encoding)


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", TEXT),
        ("ascii", 'Russia -> Ukraine: 1-3 % ... "protege", <= 4 x 10 - 2 * Lodz, Da Nang, km2'),
        ("cp1252", "Russia -> Ukraine: 1–3 % … “protégé”, <= 4 × 10 - 2 · Lódz, Dà Nang, km²"),
        ("latin-1", 'Russia -> Ukraine: 1-3 % ... "protégé", <= 4 × 10 - 2 · Lódz, Dà Nang, km²'),
        ("cp437", 'Russia -> Ukraine: 1-3 % ... "protégé", ≤ 4 x 10 - 2 · Lódz, Dà Nang, km²'),
    ],
)
def test_letters_that_are_lacking_are_said_otherwise(encoding: str, shown: str) -> None:
    assert readable(TEXT, encoding) == shown


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "cp932", "latin-1", "ascii", "koi8-r"])
def test_any_letter_can_be_written(encoding: str) -> None:
    every = "".join(map(chr, [*range(0x20, 0x3000), 0xD800, 0x1F6E1, 0x10FFFF]))
    assert readable(every, encoding).startswith(every[:95])
    latin = readable("".join(map(chr, range(0xA1, 0x180))), encoding)
    assert latin.count("?") < 12  # nearly every letter of Europe's has a plain one


def test_every_sign_that_the_package_writes_has_a_plain_one() -> None:
    """Letters of other scripts alone have none."""
    package = Path(foedus.__file__).parent
    texts = (path.read_text("utf-8") for path in package.rglob("*.py") if "web" not in path.parts)
    signs = {sign for text in texts for sign in text if unicodedata.category(sign)[0] in "SPM"}
    assert len(signs) > 60
    asks = {"¿", "؟", "？"}  # which are question marks
    assert {sign for sign in signs - {"?"} if "?" in readable(sign, "ascii")} == asks


def test_a_language_that_the_console_lacks_is_marked_as_lacking() -> None:
    assert readable("몰도바", "ascii").count("?") > 0
    assert readable("мир", "koi8-r") == "мир"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_stream_writes_all(encoding: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    adapt(stream)
    stream.write(TEXT + "\ud800")
    stream.flush()
    assert raw.getvalue().decode(encoding).startswith(readable(TEXT, encoding))
    assert stream.encoding == (ASCII if encoding == "ascii" else encoding)


def test_a_stream_that_holds_text_is_left_alone() -> None:
    stream = io.StringIO()
    adapt(stream)
    stream.write(TEXT)
    assert stream.getvalue() == TEXT
