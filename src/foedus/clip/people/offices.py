"""Offices as a text writes them: ``U.S. Special Envoy weikov``, ``Foreign Minister Ana Belic``."""

import re
from dataclasses import dataclass

from foedus.clip.people.nations import mentions, state_of

#: The office, as patterns, in the order in which they are tried.
_OFFICES = (
    ("vice president", r"vice[ -]president"),
    ("foreign minister", r"foreign (?:minister|secretary)|secretary of state|top diplomat"
                         r"|high representative|minister of foreign affairs"),
    ("defense minister", r"defen[cs]e (?:minister|secretary|chief)|secretary of defen[cs]e"
                         r"|minister of defen[cs]e"),
    ("finance minister", r"(?:finance minister|treasury secretary|secretary of the treasury)"),
    ("prime minister", r"prime minister|premier"),
    ("secretary general", r"secretary[ -]general|nato chief"),
    ("spokesperson", r"(?:press secretary|spokes(?:man|woman|person))"),
    ("adviser", r"(?:national security |presidential |senior |chief )?(?:advis[eo]r|aide)"
                r"|chief of staff"),
    ("envoy", r"(?:special |presidential |peace |chief )*(?:envoy|special representative)"),
    ("ambassador", r"ambassador|permanent representative"),
    ("chancellor", r"chancellor"),
    ("commander", r"commander(?:-in-chief)?|army chief|general"),
    ("deputy chairman", r"deputy (?:chairman|chair|head)"),
    ("leader", r"(?:supreme )?leader"),
    ("minister", r"(?:[a-z]+ )?minister"),
    ("lawmaker", r"senator|congress(?:man|woman)|lawmaker|speaker|representative"),
    ("negotiator", r"(?:chief |lead )?negotiator"),
    ("secretary", r"secretary"),
    ("president", r"president"),
    ("official", r"official"),
)  # fmt: skip
_PATTERN = re.compile(
    r"\b(?:{})".format(
        "|".join(rf"(?P<o{place}>(?:{part})\b)" for place, (_, part) in enumerate(_OFFICES))
    ),
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:[A-Z][\w.’'-]*|von|van|der|de|di|al|el|bin)(?:\s+(?:[A-Z][\w.’'-]*|von|van|der|de|di|al|el|bin))*"
)


@dataclass(frozen=True, slots=True)
class Office:
    """What a phrase says of a person. words: the office as it stands; name: empty where none is."""

    role: str | None
    words: str
    state: str | None
    name: str


def parsed(words: str) -> Office:
    """Office, state and name in a phrase that names a speaker.

    A name stands after its office (``Foreign Minister Ana Belic``) or before a comma
    (``Ana Belic, the foreign minister``).
    """
    phrase = re.sub(r"^(?:the|a|an|its|his|her|their)\s+", "", words.strip(), flags=re.I)
    head, comma, rest = phrase.partition(", ")
    if comma and _PATTERN.search(rest) and not _PATTERN.search(head):
        role, said, _ = _office(rest)
        return Office(role, said, state_of(rest), head)
    role, said, end = _office(phrase)
    if role is None:
        return Office(None, "", state_of(phrase), phrase)
    before, after = phrase[: end - len(said)], phrase[end:].strip(" ,")
    state = state_of(before) or state_of(said)
    tail = re.match(r"(?:of|for|to|in|from)\s+(?:the\s+)?(.*)", after)
    if tail:  # "minister of Norrland", "secretary of state" is an office of its own
        return Office(role, said, state_of(tail[1]) or state, "")
    name = re.split(r",|\s+(?:who|which)\s", after)[0].strip()
    if name and not _NAME.match(name) and not re.fullmatch(r"[a-z][\w’'-]+", name):
        name = ""
    if not name and before.strip():
        possessed = re.match(r"(.*?)[’']s?\s*$", before)
        state = state_of(possessed[1]) if possessed else state
    return Office(role, said, state, name)


def _office(phrase: str) -> tuple[str | None, str, int]:
    """The first office in a phrase: its kind, its words, and where they end."""
    match = _PATTERN.search(phrase)
    if match is None:
        return None, "", 0
    place = int(str(match.lastgroup)[1:])
    # "Secretary of State Marco Rubio": the longest office that begins here is meant
    return _OFFICES[place][0], match[0], match.end()


def phrases(text: str, start: int, end: int) -> list[Office]:
    """Every office with a name after it, in a part of a text."""
    found = []
    for match in _PATTERN.finditer(text, start, end):
        name = re.match(r"\s+([A-Z]?[\w’'-]+(?:\s+[A-Z][\w’'-]*){0,3})", text[match.end() : end])
        if not name or not re.match(r"[A-Z]|[a-z]+\b", name[1]):
            continue
        lead = text[max(start, match.start() - 40) : match.start()].rpartition("\n")[2]
        owner = re.search(r"((?:[A-Z][\w.’'-]*\s+){1,3})$", lead)
        place = int(str(match.lastgroup)[1:])
        owners = mentions(owner[1], 0, len(owner[1])) if owner else []
        state = owners[-1].state if owners else None
        called = name[1] if name[1][0].isupper() or lost(name[1], text) else ""
        if called:
            found.append(Office(_OFFICES[place][0], match[0], state, called))
    return found


def lost(word: str, text: str) -> bool:
    """Whether a word without its capital has one elsewhere in the text, and is a name then."""
    first = word.split(maxsplit=1)[0]
    return re.search(rf"(?<=[a-z,] ){re.escape(first.capitalize())}\b", text) is not None
