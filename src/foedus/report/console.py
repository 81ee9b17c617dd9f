"""Text for a console or a file that cannot show every letter: what it lacks, said otherwise.

One place for all that is printed. A dash stays a dash, a letter loses its accent, and only what has
no plain equivalent is a question mark.
"""

import codecs
import unicodedata
from encodings import ascii as plain_ascii
from io import TextIOWrapper

#: The name of the way to encode, in ``errors=``.
ERRORS = "foedus.plain"
#: ASCII under a name of its own: Typer sends UTF-8 to a stream whose encoding is called ASCII.
ASCII = "foedus_ascii"

_PLAIN = str.maketrans({
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "‒": "-", "―": "-", "─": "-", "━": "-",
    "…": "...", "‘": "'", "’": "'", "‚": "'", "′": "'", "“": '"', "”": '"', "„": '"', "″": '"',
    "«": '"', "»": '"', "‹": "'", "›": "'", "•": "*", "·": "*", "∙": "*", "●": "*", "○": "o",
    "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "↑": "^", "↓": "v", "≤": "<=", "≥": ">=",
    "≠": "!=", "≈": "~", "∼": "~", "±": "+-", "×": "x", "÷": "/", "⁄": "/", "√": "sqrt", "∞": "inf",
    "∈": "in", "∑": "sum", "∂": "d", "∫": "int", "°": " deg", "§": "sec. ", "¶": "par. ",
    "│": "|", "┃": "|", "║": "|", "└": "`", "├": "|", "┌": ".", "┐": ".", "┘": "'", "┤": "|",
    "┬": "-", "┴": "-", "┼": "+", "═": "=", "█": "#", "▓": "#", "▒": "#", "░": ".", "■": "#",
    "□": "o", "▪": "*", "‣": "*", "◊": "o", "▲": "^", "▼": "v", "▶": ">", "►": ">", "◀": "<",
    "◄": "<", "∪": "|", "∌": "lacks", "「": "'", "」": "'", "ʼ": "'", "✓": "v", "✗": "x",
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
    "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
    "ł": "l", "Ł": "L", "ı": "i", "ħ": "h", "Ħ": "H", "€": "EUR", "£": "GBP", "¥": "JPY",
    "¡": "!", "¿": "?", "؟": "?", "۔": ".", "।": ".", "。": ".",
    "¢": "c", "¦": "|", "¬": "not ", "ŧ": "t", "Ŧ": "T", "ĸ": "k", "ŋ": "ng",
    "Ŋ": "Ng", "©": "(c)", "®": "(R)", "™": "(TM)", "α": "alpha", "β": "beta",
    "γ": "gamma", "δ": "delta", "κ": "kappa", "Π": "Pi",
    "Δ": "Delta", "ε": "epsilon", "θ": "theta", "λ": "lambda", "μ": "mu", "π": "pi", "ρ": "rho",
    "σ": "sigma", "Σ": "Sigma", "τ": "tau", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
})  # fmt: skip


def _otherwise(letter: str) -> str:
    """What stands for a letter that an encoding lacks: ASCII, which every encoding has."""
    apart = unicodedata.normalize("NFKD", letter)
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    found = (letter.translate(_PLAIN), bare, bare.translate(_PLAIN))
    return next((each for each in found if each.isascii()), "?")


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_otherwise(each) for each in lacking), error.end


def _ascii(name: str) -> codecs.CodecInfo | None:
    if name != ASCII:
        return None
    found = plain_ascii.getregentry()
    return codecs.CodecInfo(
        found.encode, found.decode, found.streamreader, found.streamwriter,
        found.incrementalencoder, found.incrementaldecoder, ASCII,
    )  # fmt: skip


codecs.register_error(ERRORS, _replace)
codecs.register(_ascii)


def adapt(stream: object) -> None:
    """Let a stream write any text, replacing what its encoding lacks."""
    if not isinstance(stream, TextIOWrapper):
        return  # a test's or a notebook's, which holds text
    is_ascii = codecs.lookup(stream.encoding).name == "ascii"
    stream.reconfigure(encoding=ASCII if is_ascii else None, errors=ERRORS)
