"""Bytes of any encoding: read where they, the page or the letters tell it; else refused."""

import pytest

from foedus.clip.text.encodings import decoded
from foedus.clip.text.original import opened
from foedus.errors import InputError

PAGE = "<html><head>{}</head><body><p>Hart said that {} was shut on Friday.</p></body></html>"
WORDS = "Hart said that the deal, or «сделка», was near.\nHe had been in Москва, or «ДНР».\n"


@pytest.mark.parametrize(
    ("charset", "encoding", "word"),
    [
        ("iso-8859-1", "iso8859-1", "the café"),
        ("iso-8859-1", "iso8859-1", "Â© the café in Orléans"),  # two of its bytes are UTF-8 too
        ("windows-1251", "cp1251", "«ДНР», или порт,"),
        ("koi8-r", "koi8-r", "порт"),
        ("shift_jis", "shift_jis", "東京"),
    ],
)
def test_a_page_is_read_as_it_declares(charset: str, encoding: str, word: str) -> None:
    for head in (f'<meta charset="{charset}">', f'<?xml version="1.0" encoding="{charset}"?>'):
        text = PAGE.format(head, word)
        it = decoded(text.encode(encoding), "a.html")
        assert (it.text, it.encoding, it.told) == (text, encoding, "as the page says")


@pytest.mark.parametrize("charset", ["utf-8", "punycode", "rot13", "no-such"])
def test_what_no_page_is_in_is_not_believed(charset: str) -> None:
    text = PAGE.format(f'<meta charset="{charset}">', "the café")
    it = decoded(text.encode("cp1252"), "a.html")
    assert (it.text, it.encoding, it.told) == (text, "cp1252", "as nothing says otherwise")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", WORDS),
        ("koi8-r", WORDS.replace("«", "").replace("»", "")),
        ("cp1253", "Hart said that the συμφωνία was near, and flew to Αθήνα on Friday.\n"),
    ],
)
def test_another_script_is_told_by_its_letters(encoding: str, text: str) -> None:
    it = decoded(text.encode(encoding), "a.txt")
    assert (it.text, it.encoding, it.told) == (text, encoding, "by its letters")


def test_letters_of_which_two_encodings_make_words_are_refused() -> None:
    content = "Hart said that the pact, жюжю, would hold.".encode("cp1251")
    with pytest.raises(InputError, match="encoding is not clear: cp1251 and"):
        decoded(content, "a.txt")


def test_two_encodings_are_mixed_whatever_the_page_declares() -> None:
    text = PAGE.format('<meta charset="iso-8859-1">', "the café in Orléans")
    with pytest.raises(InputError, match="mixed encodings"):
        decoded(text.encode() + "<p>São</p>".encode("latin-1"), "a.html")


def test_the_page_keeps_what_told_its_encoding() -> None:
    it = opened(PAGE.format('<meta charset="windows-1251">', "порт").encode("cp1251"), "a.html")
    assert (it.encoding, it.encoded) == ("cp1251", "as the page says")
    assert "порт" in it.text
