"""Fonts: what characters those at hand lack, which font would have them, and how to give it."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.errors import InputError
from foedus.report.faces import sans
from foedus.report.script import PLAIN, script
from foedus.report.words import listed

if TYPE_CHECKING:
    from typst import Fonts

#: Names a folder with further fonts.
SETTING = "FOEDUS_FONTS"
_LACKING = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_SHOWN = 12  # characters named of a script


def folder() -> Path | None:
    """The folder of further fonts, if one is named. Raises InputError where it is none."""
    named = os.environ.get(SETTING)
    if not named:
        return None
    path = Path(named)
    if not path.is_dir():
        raise InputError(
            "not a folder", where=f"{SETTING}={named}", hint="a folder of .ttf or .otf"
        )
    return path


def at_hand(*, system: bool = True) -> "Fonts":
    """Typst's own fonts, the sans of drawings, the system's if wanted, those of the folder."""
    from typst import Fonts

    more = folder()
    paths = [sans(), *([str(more)] if more else [])]
    return Fonts(include_system_fonts=system, font_paths=paths)


def unset(diagnostic: str) -> set[str]:
    """The characters that typst says it has no font for."""
    return set("".join(map(_read, _LACKING.findall(diagnostic))))


def _read(told: str) -> str:
    """The characters of typst's own message, its escapes resolved."""
    text = _CODE.sub(lambda match: chr(int(match[1], 16)), told)
    return text.replace("\\n", "\n").replace("\\\\", "\\")


def lacking(text: str) -> set[str]:
    """The characters of a text that no font of this machine has."""
    odd = "".join(sorted({*PLAIN.sub("", text)}))
    return set(_lacking(odd, folder())) if odd else set()


@lru_cache(64)
def _lacking(letters: str, _: Path | None) -> frozenset[str]:
    import json

    import typst

    kept, gone, known = letters, set[str](), at_hand()
    source = b'#set document(title: "x")\n#for each in json(bytes(sys.inputs.letters)) [#each ]'
    while kept:
        given = {"letters": json.dumps(list(kept))}
        try:
            typst.compile(
                source, format="pdf", sys_inputs=given, pdf_standards="ua-1",
                font_paths=known,
            )  # fmt: skip
        except typst.TypstError as error:
            found = unset(error.diagnostic) & {*kept}
            if not found:
                break  # something else is wrong, which setting the text will tell
            gone |= found
            kept = "".join(each for each in kept if each not in found)
        else:
            break
    return frozenset(gone)


def advice(letters: Iterable[str], where: str) -> Iterator[str]:
    """A line for each script of characters that no font has: how many, which font would help.

    where: what they are to be set in, such as ``brief.pdf``.
    """
    by_script: dict[str, list[str]] = {}
    fonts = {}
    for letter in sorted({*letters} - {"\ufffd"}):
        of = script(letter)
        by_script.setdefault(of.name, []).append(letter)
        fonts[of.name] = of.font
    for name, found in by_script.items():
        shown = " ".join(_spelled(letter) for letter in found[:_SHOWN])
        more = f" … ({len(found)} in all)" if len(found) > _SHOWN else ""
        yield (
            f"{where}: no font here has the {name} characters {shown}{more}; marks stand for them\n"
            f"  try: install {fonts[name]}, or put its file into a folder and set {SETTING}=FOLDER"
        )


def summary(letters: Iterable[str]) -> str:
    """``6 Korean and 1 emoji``: how many characters of each script no font has."""
    counts = Counter(script(letter).name for letter in sorted({*letters} - {"\ufffd"}))
    return listed(f"{count} {name}" for name, count in counts.items())


def _spelled(letter: str) -> str:
    """A character that shows by itself, else its number."""
    return letter if letter.isprintable() and letter.strip() else f"U+{ord(letter):04X}"
