"""Where what is said ends: before another cue, a comment on it, or a new speaker."""

import re

from foedus.clip.speech import cues
from foedus.clip.speech.attribution import Form
from foedus.clip.text.dates import WEEKDAY
from foedus.clip.text.wordlist import words

#: When and where an object was said, which is no part of it.
_ADJUNCT = re.compile(
    rf"\s+(?:during|{WEEKDAY}$|at\s+a\s+(?:news|press|joint)\b|to\s+(?:reporters|journalists"
    r"|the\s+[A-Z][\w ]*(?:Press|Times|Post))|in\s+(?:a|an|his|her|their|its)\s+(?:[\w-]+\s+){0,2}"
    r"(?:statement|calls?|meeting|speech|interview|post|letter|briefing|conference|address|talks?))"
    r"|,\s+(?:drawing|prompting|sparking|triggering|angering)\b"
)
#: A participle that may hand the rest to the speaker; those that never do.
_PARTICIPLE = re.compile(
    r"(?:,|(?<=,[”\"’])|(?:,?\s+(?:after|before|while)))\s+(?:\w+ly\s+)?([a-z]{4,}ing)\b(?!\s+(?:to|in|of)\b)"
)
_NO_SPEECH = {
    "going",
    "reading",
    "posting",
    "finding",
    "seeking",
    "planning",
    "backing",
    "offering",
}
#: Forms that go on with the speaker of the cue before, comma or none.
_SPOKE = set(
    words("""
rejected accused dismissed demanded denounced recalls demands notes expresses condemns rejects calls
said told added ruled called urged warned thanked praised stressed reiterated vowed insisted says
adds tells warns urges stresses wrote denied appealed reaffirmed condemned welcomed expressed
affirmed emphasized emphasizes highlighted highlights underlined underscored welcomes reaffirms
reiterates
""")
)


def until(text: str, start: int, end: int, form: Form = "clause") -> int:
    """Where what is said ends: before ``according to``, another cue's participle, a new source."""
    joined = _joined(text, start, end)
    if form == "noun" and (adjunct := _ADJUNCT.search(text, start, joined)):
        joined = adjunct.start()
    stop = re.search(
        r",?\s+according\s+to\s|(?:,|(?<=,[”\"’]))\s+(?:adding|saying|stating|noting|warning|insisting|claiming|arguing|emphasi[sz]ing|stressing|highlighting"
        r"|underlining|reiterating|urging|promising|vowing|pledging|accusing|calling|describing)\b"
        r"|,\s+(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|added|told|wrote)\b|,\s+(?:he|she|they)\s+(?:said|says|added)\b"
        r"|;\s|,\s+while\s|,\s+an?\s+(?:step|move|charge|claim|accusation|allegation)\s|,\s+(?:demands|vows|warns|says|rejects|urges|denies|threatens|accuses|pledges|highlights|emphasizes"
        r"|stresses|notes|welcomes|condemns|reiterates|reaffirms|calls|expresses|recalls|encourages|requests)\s"
        r"|,\s+(?:thus|thereby|hence)\s+\w+ing\b|\s+adding\s+that\s|,\s+said\s+(?:the\s+|an?\s+)?[A-Z]"
        r"|\s+as\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+){1,3}(?:said|reiterated|warned|vowed|urged|insisted|denied|rejected)\b",
        text[start:joined],
    )
    end = start + stop.start() if stop else joined
    spoken = (
        match.start() for match in _PARTICIPLE.finditer(text, start, end)
        if cues.known(match[1]) and match[1] not in _NO_SPEECH
    )  # fmt: skip
    return next(spoken, end)


def _joined(text: str, start: int, end: int) -> int:
    """Where a second cue of the same speaker begins: ``… and thanked``, ``…, but ruled out``."""
    for match in re.finditer(
        r"(,?)\s+(?:and|(?:but(?:\s+(?:he|she|they|it))?))\s+(?:(?:also|then|later|\w+ly)\s+)?(\w+)",
        text[start:end],
    ):
        form = match[2].lower()
        that = text.startswith(" that ", start + match.end())
        finite = form.endswith("ed") or form in _SPOKE or that
        if finite and (match[1] or form in _SPOKE or that) and cues.known(form):
            return start + match.start()
    return end
