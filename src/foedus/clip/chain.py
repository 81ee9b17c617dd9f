"""Who reports whom: the state spoken of, the speaker, the outlet, the page."""

import re

from foedus.clip.people.nations import Mention, mentions
from foedus.clip.people.speakers import Speaker
from foedus.clip.speech.attribution import Attribution
from foedus.clip.text.original import Original

#: What a state does where its position is reported; right after its name, or a word or two on.
_STANCE = re.compile(
    r"\s+(?:\w+\s+){0,3}?(?:agree\w*|accept\w*|consent\w*|willing\w*|ready|prepared|open|refus\w*|reject\w*"
    r"|oppos\w*|consider\w*|explor\w*|signal\w*|shows?|wants?|plans?|offer\w*|dropped|has|have|had|will|would"
    r"|can|could|is|are|was|were|may|might|must|should|did|does)\b"
    r"|[’']s?\s+(?:\w+\s+){0,2}?(?:willingness|readiness|openness|refusal|acceptance|consent|agreement"
    r"|position|rejection|opposition|stance|interest)\b",
    re.IGNORECASE,
)


def spoken_of(text: str, each: Attribution, speaker: Speaker) -> str | None:
    """The state whose position an attribution reports: the first one that does something in it.

    The speaker's own state where nothing else is said and the speaker is one of its officials.
    """
    if each.form in {"noun", "infinitive"} and speaker.state:
        return speaker.state
    for start, end in each.content:
        for mention in mentions(text, start, end):
            if mention.state in {"NATO", "EU", "UN"}:
                continue
            if _acts(text, mention, end):
                return mention.state
    if speaker.state not in {None, "NATO", "EU", "UN"} and (speaker.role or speaker.how == "body"):
        return speaker.state
    return None


def _acts(text: str, mention: Mention, end: int) -> bool:
    """Whether a verb of stance follows a state that stands as a subject."""
    before = text[max(0, mention.start - 12) : mention.start].lower()
    if re.search(r"\b(?:of|for|in|to|with|by|against|on|from|than)\s+(?:the\s+)?$", before):
        return False
    return _STANCE.match(text, mention.end, end) is not None


def chain(
    original: Original, speaker: Speaker, about: str | None, via: tuple[str, ...]
) -> tuple[str, ...]:
    """The hands a claim went through, the state spoken of first, the page last."""
    own = () if about is None or about == speaker.state else (about,)
    who = (speaker.name,) if speaker.name else ()
    return (*own, *who, *via, original.outlet or "the text")
