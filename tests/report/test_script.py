"""Direction and script of texts: Arabic and Hebrew, alone and among Latin words and numbers."""

import re

import pytest

from foedus.report.script import PLAIN, SCRIPTS, isolated, leftward, script, tag

RLI, PDI = "\u2067", "\u2069"


@pytest.mark.parametrize(
    ("text", "left", "marked", "named"),
    [
        ("ضمانة على 5 — NATO", True, f"{RLI}ضمانة على 5 — NATO{PDI}", "und-Arab"),
        ("12 עברית", True, f"{RLI}12 עברית{PDI}", "he"),
        ("ضمانة 5: where they stand", False, f"{RLI}ضمانة 5{PDI}: where they stand", ""),
        ("He said وعد 5 (2025) and left", False, f"He said {RLI}وعد 5{PDI} (2025) and left", ""),
        ("몰도바 보장", False, "몰도바 보장", "ko"),
        ("Ukraine 1.6% (0.14–5.4%)", False, "Ukraine 1.6% (0.14–5.4%)", ""),
        ("Україна", False, "Україна", ""),
        ("2025", False, "2025", ""),
        ("", False, "", ""),
    ],
)  # fmt: skip
def test_a_text_runs_as_most_of_its_letters_do(
    text: str, left: bool, marked: str, named: str
) -> None:
    assert leftward(text) is left
    assert isolated(text) == marked
    assert tag(text) == named


@pytest.mark.parametrize(
    ("letter", "name"),
    [("한", "Korean"), ("か", "Japanese"), ("中", "Chinese"), ("ქ", "Georgian"), ("Հ", "Armenian"),
     ("ש", "Hebrew"), ("ไ", "Thai"), ("ह", "Devanagari"), ("🛡", "emoji"), ("ع", "Arabic")],
)  # fmt: skip
def test_a_letter_has_its_script(letter: str, name: str) -> None:
    assert script(letter).name == name
    assert not PLAIN.match(letter)


def test_scripts_do_not_overlap() -> None:
    patterns = [re.compile(f"[{each.letters}]") for each in SCRIPTS]
    for code in (*range(0x0530, 0xFFFE), *range(0x1F000, 0x20100)):
        if not 0xD800 <= code < 0xE000:
            assert sum(bool(each.match(chr(code))) for each in patterns) <= 1, hex(code)
