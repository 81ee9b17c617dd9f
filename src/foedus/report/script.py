"""Scripts of the world's writing: which a text is in, whether it runs to the left, its fonts."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Script:
    """A script. letters: of its characters, inside a class of a pattern. tag: BCP 47, for pages.

    font: one that has them all, free to use.
    """

    name: str
    letters: str
    tag: str
    font: str


#: Those that fonts at hand may lack. Han alone may be Chinese, Japanese or Korean.
SCRIPTS = (
    Script("Korean", "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff", "ko",
           "Noto Sans CJK KR"),
    Script("Japanese", "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9d", "ja", "Noto Sans CJK JP"),
    Script("Chinese", "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff"
           "\uf900-\ufaff\U00020000-\U0003ffff", "und-Hani", "Noto Sans CJK SC"),
    Script("Arabic", "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
           "und-Arab", "Noto Naskh Arabic"),
    Script("Hebrew", "\u0590-\u05ff\ufb1d-\ufb4f", "he", "Noto Serif Hebrew"),
    Script("Syriac", "\u0700-\u074f\u0860-\u086f", "syr", "Noto Sans Syriac"),
    Script("Thaana", "\u0780-\u07bf", "dv", "Noto Sans Thaana"),
    Script("Armenian", "\u0530-\u058f\ufb13-\ufb17", "hy", "Noto Serif Armenian"),
    Script("Georgian", "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f", "ka", "Noto Serif Georgian"),
    Script("Devanagari", "\u0900-\u097f\ua8e0-\ua8ff", "und-Deva", "Noto Serif Devanagari"),
    Script("Bengali", "\u0980-\u09ff", "bn", "Noto Serif Bengali"),
    Script("Gurmukhi", "\u0a00-\u0a7f", "pa", "Noto Serif Gurmukhi"),
    Script("Gujarati", "\u0a80-\u0aff", "gu", "Noto Serif Gujarati"),
    Script("Tamil", "\u0b80-\u0bff", "ta", "Noto Serif Tamil"),
    Script("Telugu", "\u0c00-\u0c7f", "te", "Noto Serif Telugu"),
    Script("Kannada", "\u0c80-\u0cff", "kn", "Noto Serif Kannada"),
    Script("Malayalam", "\u0d00-\u0d7f", "ml", "Noto Serif Malayalam"),
    Script("Sinhala", "\u0d80-\u0dff", "si", "Noto Serif Sinhala"),
    Script("Thai", "\u0e00-\u0e7f", "th", "Noto Serif Thai"),
    Script("Lao", "\u0e80-\u0eff", "lo", "Noto Serif Lao"),
    Script("Tibetan", "\u0f00-\u0fff", "bo", "Noto Serif Tibetan"),
    Script("Burmese", "\u1000-\u109f\uaa60-\uaa7f", "my", "Noto Serif Myanmar"),
    Script("Ethiopic", "\u1200-\u139f\u2d80-\u2ddf", "und-Ethi", "Noto Serif Ethiopic"),
    Script("Khmer", "\u1780-\u17ff\u19e0-\u19ff", "km", "Noto Serif Khmer"),
    Script("Mongolian", "\u1800-\u18af", "mn-Mong", "Noto Sans Mongolian"),
    Script("emoji", "\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff", "",
           "Noto Emoji"),
)  # fmt: skip
OTHER = Script("other", "", "", "Noto Sans Symbols 2, or another of the Noto family")

#: What Latin, Greek and Cyrillic texts are written in; every font for texts has it.
PLAIN = re.compile("[\u0000-\u052f\u1e00-\u1fff\u2000-\u206f\u20a0-\u20bf\u2100-\u22ff]+")
_OF = tuple((re.compile(f"[{each.letters}]"), each) for each in SCRIPTS)
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
#: Words that run to the left, from the first of their letters to the last or a number after it.
LEFTWARD = re.compile(
    f"([{_RIGHT_TO_LEFT}](?:[{_RIGHT_TO_LEFT}\\W\\d_]*[{_RIGHT_TO_LEFT}])?(?: ?\\d[\\d.,%]*)?)"
)
_LEFT, _LETTERS = re.compile(f"[{_RIGHT_TO_LEFT}]+"), re.compile(r"[^\W\d_]+")
_RLI, _PDI = "\u2067", "\u2069"


def script(letter: str) -> Script:
    """The script of a character."""
    return next((each for pattern, each in _OF if pattern.match(letter)), OTHER)


def leftward(text: str) -> bool:
    """Whether a text runs from right to left: whether most of its letters do.

    The first letter alone (UAX 9, P2) says too little of a sentence that opens with a quoted title.
    """
    if text.isascii():
        return False
    return sum(map(len, _LEFT.findall(text))) * 2 > sum(map(len, _LETTERS.findall(text)))


def isolated(text: str) -> str:
    """A text for a line that runs to the right, with what of it runs to the left marked so."""
    if leftward(text):
        return f"{_RLI}{text}{_PDI}"
    return LEFTWARD.sub(lambda match: f"{_RLI}{match[0]}{_PDI}", text)


def tag(text: str) -> str:
    """The BCP 47 tag of a text most of which is in no script of Europe's; else empty."""
    if PLAIN.fullmatch(text):
        return ""
    letters = [each for each in text if each.isalpha()]
    odd = [each for each in letters if not PLAIN.match(each)]
    return script(odd[0]).tag if 2 * len(odd) > len(letters) else ""
