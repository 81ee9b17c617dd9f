"""The page's typefaces: from installed packages, licensed, embedded with the letters of a text."""

import re
from base64 import b64decode
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from foedus.report.faces import BOLD, FACES, LATIN, css, inside


def faces(rules: str) -> list[TTFont]:
    data = re.findall(r"base64,([^)]*)\)", rules)
    return [TTFont(BytesIO(b64decode(each))) for each in data]


def embedded(text: str) -> list[TTFont]:
    found = faces(css(text))
    assert len(found) == len(FACES)
    return found


@pytest.mark.parametrize(
    ("text", "there", "absent"),
    [("Škofja – 7.2%", "Šk–%→≥", "К한"), ("Київ", "Київa", "한"), ("한국 العربية", "a", "한")],
)
def test_every_face_has_latin_and_a_texts_own_letters(text: str, there: str, absent: str) -> None:
    for font in embedded(text):
        has = set(font.getBestCmap())
        assert {ord(letter) for letter in there} <= has
        assert not {ord(letter) for letter in absent} & has


def test_the_shape_of_a_letter_is_the_packages() -> None:
    whole = TTFont(BytesIO(FACES[0].whole()))
    cut = embedded("")[0]
    for code in (ord("a"), ord("Ž"), 0x2192):
        names = whole.getBestCmap()[code], cut.getBestCmap()[code]
        assert whole["hmtx"][names[0]] == cut["hmtx"][names[1]]
    assert set(cut.getBestCmap()) == LATIN & set(whole.getBestCmap())


def test_what_was_cut_is_kept_and_the_same_where_nothing_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "cache"))
    first = css("x")
    assert len(list((tmp_path / "cache" / "faces").iterdir())) == len({f.file for f in FACES})
    assert css("x") == first
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "file" / "none"))
    assert css("x") == first


def test_a_drawing_has_its_letters_in_regular_and_bold_and_no_other() -> None:
    said = "Chance of war, 1.6%"
    fonts = faces(inside(said))
    assert [font["OS/2"].usWeightClass for font in fonts] == [400, BOLD]
    for font in fonts:
        assert set(font.getBestCmap()) == set(map(ord, said))


def test_every_package_has_its_license() -> None:
    for face in FACES:
        text = files(face.package.replace("-", "_")).joinpath("files", "LICENSE.txt").read_text()
        assert "SIL OPEN FONT LICENSE" in text
