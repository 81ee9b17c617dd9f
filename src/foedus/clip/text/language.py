"""Whether a text is English, the one language that is read."""

import re

from foedus.clip.text.wordlist import words
from foedus.errors import InputError

_COMMON = frozenset(
    words("""
the of and to in a is that for it on with as was by be at from this have are not has an or which
had were will would their its but he she they his her said been who after about more than
""")
)
#: Share of such words in English prose is about two fifths; a short headline has fewer.
_ENOUGH, _SOME = 0.22, 0.12
#: Words that decide.
_FIRST = 3_000
#: Fewer words than this say nothing about the language.
_FEW = 8


def check(text: str, name: str) -> None:
    """Refuse a text in another language. Raises InputError, which names the language.

    Common English words are counted first; only where they are few is py3langid asked, which takes
    longer to load than an article to read.
    """
    words = re.findall(r"[^\W\d_]+", text[:40_000].lower())[:_FIRST]
    if len(words) < _FEW and all(word.isascii() for word in words):
        return
    share = sum(word in _COMMON for word in words) / max(1, len(words))
    if share >= _ENOUGH:
        return
    from py3langid import classify

    language = str(classify(text[:40_000])[0])
    if language == "en" or share > _SOME:
        return
    if language == "zxx":  # what py3langid says of signs that are no language
        raise InputError("no sentences of any language are in it", where=name, hint=_ARTICLE)
    raise InputError(
        f"the text reads as {_NAMES.get(language, f'another language ({language})')}; "
        "English alone is read", where=name,
        hint="translate it first, and say so in the claim's source",
    )  # fmt: skip


_ARTICLE = "give an article: its text, or the page that it stands on"


_NAMES = {
    "ru": "Russian", "uk": "Ukrainian", "de": "German", "fr": "French", "es": "Spanish",
    "it": "Italian", "pl": "Polish", "zh": "Chinese", "ar": "Arabic", "pt": "Portuguese",
    "nl": "Dutch", "ja": "Japanese", "tr": "Turkish", "fa": "Persian", "he": "Hebrew",
    "ko": "Korean", "sv": "Swedish", "fi": "Finnish", "cs": "Czech", "ro": "Romanian",
    "hu": "Hungarian", "el": "Greek", "bg": "Bulgarian", "sr": "Serbian", "hr": "Croatian",
    "sk": "Slovak", "sl": "Slovenian", "da": "Danish", "no": "Norwegian", "nb": "Norwegian",
    "nn": "Norwegian", "et": "Estonian", "lv": "Latvian", "lt": "Lithuanian", "be": "Belarusian",
    "ka": "Georgian", "hy": "Armenian", "az": "Azerbaijani", "kk": "Kazakh", "hi": "Hindi",
    "ur": "Urdu", "id": "Indonesian", "vi": "Vietnamese", "th": "Thai", "sq": "Albanian",
    "mk": "Macedonian", "bs": "Bosnian", "is": "Icelandic", "ga": "Irish", "ca": "Catalan",
}  # fmt: skip
