"""Where what is said ends: before another cue, a comment on it, or a new speaker."""

import re
from functools import cache

from foedus.clip.speech import cues
from foedus.clip.speech.attribution import Form
from foedus.clip.text.dates import WEEKDAY
from foedus.clip.text.wordlist import words

#: When and where an object was said, which is no part of it.
_ADJUNCT = re.compile(
    rf"\s+(?:during|following\s+(?:his|her|its|their|the|an?)\s|{WEEKDAY}$|at\s+a\s+(?:news|press|joint)\b|to\s+(?:reporters|journalists"
    r"|the\s+[A-Z][\w ]*(?:Press|Times|Post))|in\s+(?:a|an|his|her|their|its)\s+(?:[\w-]+\s+){0,2}"
    r"(?:statement|calls?|meeting|speech|interview|post|letter|briefing|conference|address|talks?))"
    r"|,\s+(?:drawing|prompting|sparking|triggering|angering)\b"
)
#: What the text adds to a thing or a deed that somebody spoke of.
_ASIDE = re.compile(
    r",\s+(?:but|even|although|though|despite|amid|because|since|following|after)\s"
    r"|\s+(?:after|before|without|while)\s+\w+ing\s"
    r"|\s+and\s+(?:shook|held|met|took|gave|made|went|left|sent|began|led|brought)\s"
    r"|,\s+and\s+(?:the|an?|its|his|her|their|[A-Z])[^,.;]{2,50}?\s(?:\w{3,}ed|has|have|is|was|were|will|said)\b"
)
#: A participle that may hand the rest to the speaker; those that never do.
_PARTICIPLE = re.compile(
    r"(?:,|(?<=,[”\"’])|(?:,?\s+(?:after|before|while)))\s+(?:\w+ly\s+)?([a-z]{4,}ing)\b(?!\s+(?:to|in|of)\b)"
)
_NO_SPEECH = {
    "going", "reading", "posting", "finding", "seeking", "planning", "backing", "offering",
}  # fmt: skip
#: Forms that go on with the speaker of the cue before, comma or none.
_SPOKE = set(
    words("""
rejected accused dismissed demanded denounced recalls demands notes expresses condemns rejects calls
said told added ruled called urged warned thanked praised stressed reiterated vowed insisted says
adds tells warns urges stresses wrote denied appealed reaffirmed condemned welcomed expressed
affirmed emphasized emphasizes suggested proposed argued noted confirmed claimed acknowledged
conceded highlighted highlights underlined underscored welcomes reaffirms reiterates
""")
)


#: What follows a verb, and not a noun of the same form.
_OBJECT = re.compile(
    r"\s+(?:that|to|the|an?|its|his|her|their|any|all|no|this)\b|\s+[“\"A-Z]|\s+(?:out|on|for|against)\s"
)


def until(text: str, start: int, end: int, form: Form = "clause", *, present: bool = False) -> int:
    """Where what is said ends: before ``according to``, another cue's participle, a new source.

    present: its own cue is in the present, as another of the same speaker would be.
    """
    joined = _joined(text, start, end, present)
    if other := _other().search(text, start, joined):
        joined = other.start()
    if form == "noun" and (adjunct := _ADJUNCT.search(text, start, joined)):
        joined = adjunct.start()
    if form != "clause" and (aside := _ASIDE.search(text, start, joined)):
        joined = aside.start()
    stop = re.search(
        r",?\s+according\s+to\s|(?:,|(?<=,[”\"’]))\s+(?:adding|saying|stating|noting|warning|insisting|claiming|arguing|emphasi[sz]ing|stressing|highlighting"
        r"|underlining|reiterating|urging|promising|vowing|pledging|accusing|calling|describing)\b"
        r"|,\s+(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|added|told|wrote)\b|,\s+(?:he|she|they)\s+(?:said|says|added)\b"
        r"|,\s+(?:which|who|whom)\s+(?:(?:the\s+)?\w+\s+){1,3}?(?:said|says|called|described|believes?|claims?)\b(?=[^,]*$)"
        r"|;\s|,\s+citing\s|,\s+with\s+(?:[A-Z]|the\s)[^,]{1,40}?\w+ing\s|,\s+while\s|,\s+an?\s+(?:step|move|charge|claim|accusation|allegation|position|view|stance|notion)\s|,\s+(?:demands|vows|warns|says|rejects|urges|denies|threatens|accuses|pledges|highlights|emphasizes"
        r"|stresses|notes|welcomes|condemns|reiterates|reaffirms|calls|expresses|recalls|encourages|requests)\s"
        r"|,\s+(?:thus|thereby|hence)\s+\w+ing\b|\s+(?:saying|adding|warning|claiming|arguing|insisting|noting|stating)\s+(?:that|it|he|she|they|there)\s|,\s+said\s+(?:the\s+|an?\s+)?[A-Z]"
        r"|\s+as\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+){1,3}(?:said|reiterated|warned|vowed|urged|insisted|denied|rejected)\b",
        text[start:joined],
    )
    end = start + stop.start() if stop else joined
    spoken = (
        match.start() for match in _PARTICIPLE.finditer(text, start, end)
        if cues.known(match[1]) and match[1] not in _NO_SPEECH
    )  # fmt: skip
    return next(spoken, end)


@cache
def _other() -> re.Pattern[str]:
    """``…, but Vardania has denied``: another speaker's cue."""
    spoke = "|".join(sorted(_SPOKE))
    return re.compile(
        r"(?:,?\s+(?:but|while|whereas|yet)|,\s+and)\s+(?:he|she|they|it|[A-Z][\w.’'-]*|(?:the|its|his|her|their|an?|some|other|two)\s+[\w’'-]+)"
        rf"(?:\s+[\w.’'-]+){{0,4}}?\s+(?:(?:has|have|had|also|\w+ly)\s+){{0,3}}(?:{spoke})\b"
    )


def _joined(text: str, start: int, end: int, present: bool) -> int:
    """Where a second cue of the same speaker begins: ``… and thanked``, ``…, but ruled out``."""
    for match in re.finditer(
        r"(,?)\s+(?:and|yet|(?:but(?:\s+(?:he|she|they|it))?))\s+(?:(?:also|then|later|has|have|\w+ly)\s+){0,2}(\w+)",
        text[start:end],
    ):
        form = match[2].lower()
        that = text.startswith(" that ", start + match.end())
        finite = form.endswith("ed") or form in _SPOKE or that
        again = present and form.endswith("s") and _OBJECT.match(text, start + match.end())
        if again and cues.known(form):
            return start + match.start()
        if finite and (match[1] or form in _SPOKE or that) and cues.known(form):
            return start + match.start()
    return end
