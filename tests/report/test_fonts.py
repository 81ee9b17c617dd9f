"""What no font has is told, with the font that would help; a folder of fonts is taken."""

from pathlib import Path

import pytest

from foedus.errors import InputError
from foedus.report import fonts
from foedus.report.figure.svg import words

#: For private use: no font gives it a shape.
NOBODY = "\U000f1234"


def test_what_no_font_has_is_found_and_what_some_have_is_not() -> None:
    assert fonts.lacking(f"Ukraine, Україна, Ελλάδα — 1.6% {NOBODY}") == {NOBODY}
    assert fonts.lacking("plain") == set()


def test_advice_names_script_font_and_how_to_give_it() -> None:
    one, two = fonts.advice("도몰🛡\ufffd", "brief.pdf")
    assert one.startswith("brief.pdf: no font here has the Korean characters 도 몰;")
    assert "install Noto Sans CJK KR" in one
    assert "FOEDUS_FONTS=FOLDER" in one
    assert "Noto Emoji" in two
    assert fonts.summary("도몰🛡\ufffd") == "2 Korean and 1 emoji"
    assert list(fonts.advice("", "brief.pdf")) == []


def test_many_characters_are_counted_and_odd_ones_numbered() -> None:
    [line] = fonts.advice("".join(map(chr, range(0xAC00, 0xAC20))), "x")
    assert "… (32 in all)" in line
    [line] = fonts.advice(NOBODY, "x")
    assert "U+F1234" in line


def test_a_folder_of_fonts_that_is_none_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(fonts.SETTING, str(tmp_path))
    assert fonts.folder() == tmp_path
    assert fonts.at_hand(system=False).families()
    monkeypatch.setenv(fonts.SETTING, str(tmp_path / "none"))
    with pytest.raises(InputError, match=r"FOEDUS_FONTS=.*none: not a folder"):
        fonts.folder()


def test_words_of_a_drawing_are_those_of_its_type() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><title>no</title><text>a<tspan>b</tspan></text></svg>'
    assert words(drawing) == "ab"
