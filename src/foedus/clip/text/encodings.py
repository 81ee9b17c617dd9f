"""Bytes as text: UTF-8, what a mark or the page itself declares, else what the letters tell."""

import codecs
import re
from dataclasses import dataclass

from foedus.errors import InputError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})|<\?xml[^>]{0,80}encoding=[\"']([\w-]{2,20})",
    re.I,
)
#: What a page may declare: of all that Python can decode, only what pages are written in.
_DECLARABLE = re.compile(
    r"iso8859-\d+|cp125\d|cp866|cp874|koi8-[ru]|mac-cyrillic|gbk|gb2312|gb18030|big5|shift_jis|cp932"
    r"|euc_jp|euc_kr|cp949|tis-620"
)
#: A character of UTF-8 beyond ASCII; letters beyond it in a row, as few Western words have them.
_PAIR = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_RUN = re.compile(rb"[\x80-\xff]{3,}")
_HIGH = re.compile(rb"[\x80-\xff]")
#: Encodings of other scripts -> the letters that are most frequent in them.
_SCRIPTS = {
    "cp1251": "оеаинтср", "koi8-r": "оеаинтср", "cp866": "оеаинтср", "cp1253": "αοεινστρ",
}  # fmt: skip
#: Least share of words that are written as words are, and least lead over the next encoding.
_PROPER, _LEAD = 0.9, 0.08
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
#: What to do with a file that is no text.
SAVE = "save the article as UTF-8 text, or as HTML"


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text, the encoding that its bytes are in, and what tells it; empty where they do."""

    text: str
    encoding: str
    told: str = ""


def decoded(content: bytes, name: str) -> DecodedText:
    """Bytes as text. Raises InputError.

    UTF-8 first; UTF-16 and UTF-32 by their mark; what a page declares; another script by its
    letters, where one encoding alone makes words of them; else Windows-1252, unless other parts
    are UTF-8, since then two texts were pasted together and one of them would be wrong.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return DecodedText(_checked(content.decode(encoding), name), encoding)
            except UnicodeDecodeError:
                raise InputError(f"damaged {encoding.upper()}", where=name, hint=SAVE) from None
    if (nul := content.find(b"\0", 0, 8192)) >= 0:
        raise InputError(
            "not a text: binary, with a zero byte",
            where=f"{name}: byte {nul + 1}", hint=SAVE,
        )  # fmt: skip
    try:
        return DecodedText(_checked(content.decode("utf-8"), name), "utf-8")
    except UnicodeDecodeError as error:
        bad = error.start
    line = content.count(b"\n", 0, bad) + 1
    high = len(_HIGH.findall(content))
    paired = sum(len(each) for each in _PAIR.findall(content))  # bytes that could be UTF-8
    if (declared := _declared(content)) and 2 * paired <= high:
        try:
            text = content.decode(declared)
        except UnicodeDecodeError:
            pass
        else:
            return DecodedText(_checked(text, name), declared, "as the page says")
    other = _by_letters(content, high, name) if 2 * paired <= high else ""
    if other:
        return DecodedText(_checked(content.decode(other), name), other, "by its letters")
    if paired:
        raise InputError(
            f"mixed encodings: byte 0x{content[bad]:02x} is not UTF-8, while other parts are",
            where=f"{name}:{line}", hint=SAVE,
        )  # fmt: skip
    try:
        return DecodedText(
            _checked(content.decode("cp1252"), name), "cp1252", "as nothing says otherwise"
        )
    except UnicodeDecodeError:
        raise InputError(
            f"neither UTF-8 nor Windows-1252: byte 0x{content[bad]:02x}",
            where=f"{name}:{line}", hint=SAVE,
        ) from None  # fmt: skip


def _declared(content: bytes) -> str:
    """What a page declares to be in, by Python's name; empty for UTF-8 and what no page is in."""
    found = _CHARSET.search(content[:20_000])
    if found is None:
        return ""
    try:
        codec = codecs.lookup((found[1] or found[2]).decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return ""
    return codec if _DECLARABLE.fullmatch(codec) else ""


def _by_letters(content: bytes, high: int, name: str) -> str:
    """The encoding of another script that alone makes words of a text's bytes; empty for none.

    Raises InputError where two do.
    """
    runs = _RUN.findall(content)
    if 2 * sum(map(len, runs)) < high:
        return ""  # single letters among others, as Western words have them
    scores: dict[str, float] = {}
    for encoding, common in _SCRIPTS.items():
        read = " ".join(run.decode(encoding, "replace") for run in runs)
        words = re.findall(r"[^\W\d_]{2,}", read)
        proper = [
            word
            for word in words
            if word.islower() or word.istitle() or (word.isupper() and len(word) < 6)
        ]
        letters = "".join(proper).lower()
        told = any(len(word) > 3 and not word.isupper() for word in proper)
        if told and len(proper) >= _PROPER * len(words):
            scores[encoding] = sum(letters.count(each) for each in common) / len(letters)
    ranked = sorted(scores, key=lambda each: -scores[each])
    if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _LEAD:
        raise InputError(
            f"the encoding is not clear: {ranked[0]} and {ranked[1]} both make words of it",
            where=name, hint="save it as UTF-8, or as a page that declares its charset",
        )  # fmt: skip
    return ranked[0] if ranked else ""


def _checked(text: str, name: str) -> str:
    strange = _CONTROLS.search(text)
    if strange:
        line = text.count("\n", 0, strange.start()) + 1
        raise InputError(
            f"not a text: it has the control character U+{ord(strange[0]):04X}",
            where=f"{name}:{line}", hint=SAVE,
        )  # fmt: skip
    return text
