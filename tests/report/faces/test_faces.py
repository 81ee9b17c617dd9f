"""The page's typefaces: whole, licensed, and embedded where their letters are."""

import hashlib
import json
from base64 import b64decode
from importlib.resources import files

import pytest

from foedus.report.faces.faces import css, slices

FOLDER = files("foedus.report.faces")


def test_every_slice_is_the_one_of_its_source() -> None:
    told = json.loads(FOLDER.joinpath("source.json").read_text("utf-8"))
    for each in told["slices"]:
        content = FOLDER.joinpath(each["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == each["sha256"]
        assert content[:4] == b"wOF2"
    assert "SIL OPEN FONT LICENSE" in FOLDER.joinpath("LICENSE").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "alphabets"),
    [
        ("", {"latin"}),
        ("Ukraine – 7.2%", {"latin"}),
        ("Škofja", {"latin", "latin-ext"}),
        ("Київ", {"latin", "cyrillic"}),
        ("한국 العربية", {"latin"}),
    ],
)
def test_only_the_alphabets_of_a_text_are_embedded(text: str, alphabets: set[str]) -> None:
    embedded = [each for each in slices() if each.rule() in css(text)]
    assert {each.file.split("-", 3)[3].rsplit("-", 2)[0] for each in embedded} == alphabets
    families = {(each.family, each.weight) for each in embedded}
    assert families == {(each.family, each.weight) for each in slices()}


def test_what_is_embedded_is_the_file() -> None:
    first = slices()[0]
    data = first.rule().split("base64,")[1].split(")")[0]
    assert b64decode(data) == FOLDER.joinpath(first.file).read_bytes()
