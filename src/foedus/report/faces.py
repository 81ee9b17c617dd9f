"""The typefaces of a page, embedded in it with the letters that it has.

A page opens offline and asks nothing of the network, so its type travels with it. Source Serif and
Source Sans come from installed packages (SIL Open Font License, in ``files/LICENSE.txt`` of each);
fontTools cuts them to Latin and whatever else a text has, once: what was cut lies in the cache.
A script that a face lacks falls back to the reader's own fonts. A drawing that is a file of its own
is measured, painted and sent in the same sans.
"""

import hashlib
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from foedus.storage import cache_dir, replacing

#: In every page: Latin with its accents, punctuation, arrows and signs of comparison.
LATIN = frozenset((*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), 0x2030, 0x20AC,
                   *range(0x2190, 0x2194), 0x2212, 0x2248, 0x2264, 0x2265))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Face:
    """A face as CSS names it, and the file of an installed package that has it."""

    family: str
    weight: int
    package: str
    file: str

    def rule(self, letters: frozenset[int], *, keep: bool = True) -> str:
        """The face as a CSS rule, its bytes inside. letters: code points that it should have.

        keep: in the cache what was cut, for who asks for the same letters again.
        """
        data = b64encode(self.cut(letters) if keep else self._cut(letters)).decode()
        return (
            f'@font-face{{font-family:"{self.family}";font-weight:{self.weight};font-display:swap;'
            f"src:url(data:font/woff;base64,{data}) format('woff')}}\n"
        )

    def cut(self, letters: frozenset[int]) -> bytes:
        """The face with those of some letters that it has, as WOFF."""
        named = ",".join(f"{code:X}" for code in sorted(letters))
        key = f"{self.file} {version(self.package)} {version('fonttools')} {named}"
        kept = cache_dir() / "faces" / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.woff"
        with suppress(OSError):
            return kept.read_bytes()
        content = self._cut(letters)
        with suppress(OSError):  # a cache that cannot be written costs half a second, no more
            kept.parent.mkdir(parents=True, exist_ok=True)
            with replacing(kept) as part:
                part.write_bytes(content)
        return content

    def _cut(self, letters: frozenset[int]) -> bytes:
        from fontTools import subset

        how = subset.Options(
            flavor="woff", hinting=False, recalc_timestamp=False,
            layout_features=["kern", "liga", "lnum", "tnum", "pnum", "onum", "locl", "mark"],
        )  # fmt: skip
        font = subset.load_font(BytesIO(self.whole()), how)
        cutter = subset.Subsetter(how)
        cutter.populate(unicodes=letters)
        cutter.subset(font)
        out = BytesIO()
        subset.save_font(font, out, how)
        return out.getvalue()

    def whole(self) -> bytes:
        """The file, as its package has it."""
        return _folder(self.package).joinpath(self.file).read_bytes()


def _folder(package: str) -> Traversable:
    return files(package.replace("-", "_")).joinpath("files")


@cache
def _letters(face: Face) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    return frozenset(TTFont(BytesIO(face.whole())).getBestCmap())


#: The weight of what stands out.
BOLD = 600
FACES = (
    Face("Source Serif Pro", 400, "font-source-serif-pro", "SourceSerifPro-Regular.ttf"),
    Face("Source Sans Pro", 400, "font-source-sans-pro", "SourceSansPro-Regular.ttf"),
    Face("Source Sans Pro", BOLD, "font-source-sans-pro", "SourceSansPro-Semibold.ttf"),
)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of the sans is, in units of its size; a letter that it lacks is an em."""
    advances, em = _advances(FACES[2 if bold else 1])
    return size * sum(advances.get(ord(letter), em) for letter in text) / em


@cache
def _advances(face: Face) -> tuple[dict[int, int], int]:
    """Code point -> how far its letter moves the next, and the units of an em."""
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(face.whole()), lazy=True)
    metrics = font["hmtx"].metrics
    moves = {code: metrics[name][0] for code, name in font.getBestCmap().items()}
    return moves, font["head"].unitsPerEm


def css(text: str) -> str:
    """Rules for the faces, with Latin and the other letters of a text that they have."""
    other = frozenset(map(ord, text)) - LATIN
    return "".join(face.rule(LATIN | _of(face, other)) for face in FACES)


@lru_cache(64)
def inside(text: str) -> str:
    """Rules for the sans alone, with no letter that the text of a drawing lacks."""
    used = frozenset(map(ord, text))
    return "".join(
        face.rule(used & _letters(face), keep=False)
        for face in FACES
        if face.package == "font-source-sans-pro"
    )


def sans() -> str:
    """The folder of the sans, for programs that read fonts by themselves."""
    return str(_folder("font-source-sans-pro"))


def _of(face: Face, codes: frozenset[int]) -> frozenset[int]:
    """What a face has of some code points; a control sign alone opens no file."""
    return codes & _letters(face) if any(code > 0x7F for code in codes) else frozenset()
