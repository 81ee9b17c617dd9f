"""What a report says of a matter: agreed is not agreed to consider, nor denied, nor never."""

import re
from typing import Literal, TypeAlias

from foedus.clip.speech.attribution import Attribution

#: The scenario's manners, and ``withheld``: it was not said.
Mode: TypeAlias = Literal[
    "stated", "agreed", "considering", "conditional", "planned", "denied", "refused", "withheld"
]

_CONSIDER = (
    r"consider|explor\w+|discuss|study|examine|weigh|look(?:ing)?\s+(?:at|into)|think\s+about|review"
    r"|talk\s+about|work\s+on|negotiate|hear"
)
_REFUSED = re.compile(
    r"\b(?:will|would|shall|can|could)\s+never\b|\bnever\s+(?:accept|agree|allow|recognize|recognise|sign|join)"
    r"|\b(?:will|would|can)(?:not|n[’']t|\s+not)\s+(?:accept|agree|allow|tolerate|sign|permit|join|cede)"
    r"|\bthere\s+(?:will|would|can)\s+be\s+no\b|\bno\s+(?:[\w-]+\s+){1,3}(?:will|would)\s+(?:ever\s+)?be\b"
    r"|\bwon[’']t\s+(?:accept|agree|allow|tolerate|sign|permit|join|cede)|\bunacceptable\b"
    r"|\b(?:refus|reject|oppos)(?:e|es|ed|ing|s)\b|\bout\s+of\s+the\s+question\b|\brul(?:es?|ed|ing)\s+out\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:has|have|had|did|does|do|was|were|is|are)(?:\s+not|n[’']t|\s+never)\s+(?:agree|accept|promise|consent|offer|commit)"
    r"|\bno\s+(?:such\s+)?(?:agreement|promise|deal|offer|commitment)\b|\bdenie[sd]\b|\bdismiss(?:es|ed)\b",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"\b(?:if|unless|provided\s+(?:that)?|on\s+(?:the\s+)?condition|only\s+(?:if|when|after)|in\s+exchange\s+for"
    r"|in\s+return\s+for|as\s+long\s+as|so\s+long\s+as|until)\b",
    re.IGNORECASE,
)
_CONSIDERING = re.compile(
    rf"\bagree[sd]?\s+to\s+(?:{_CONSIDER})\b|\b(?:willing(?:ness)?|ready|readiness|prepared|openness|open\s+to)\b"
    rf"|\b(?:consider(?:s|ing|ed)?|exploring|weighing|mulling|studying|discussing)\b|\bshows?\s+interest\b"
    rf"|\bexplor(?:es|ing)\s+options\b|\bto\s+(?:{_CONSIDER})\b|\bpossib(?:ly|le|ility)\b",
    re.IGNORECASE,
)
_AGREED = re.compile(
    r"\b(?:agree[sd]?|agreeing|accept(?:s|ed|ing)?|consent(?:s|ed)?|approve[sd]?|sign(?:s|ed)|endorse[sd]?"
    r"|concessions?|conceded)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will|shall|going\s+to|plans?\s+to|intends?\s+to|set\s+to|due\s+to|scheduled|expects?\s+to|hopes?\s+to"
    r"|aims?\s+to|to\s+meet|would|envisions?)\b",
    re.IGNORECASE,
)
#: Cues that carry a manner of their own.
_CUES: dict[str, Mode] = {
    "deny": "denied", "dismiss": "denied", "repudiate": "denied", "dispute": "denied",
    "refuse": "refused", "reject": "refused", "oppose": "refused", "decline": "refused",
    "rule": "refused", "rebuff": "refused", "agree": "agreed", "accept": "agreed",
    "consent": "agreed", "welcome": "agreed", "endorse": "agreed", "concede": "agreed",
    "plan": "planned", "intend": "planned", "pledge": "planned", "promise": "planned",
    "vow": "planned", "threaten": "planned", "offer": "planned", "envision": "planned",
    "aim": "planned", "seek": "planned", "hope": "planned", "commit": "planned",
    "undertake": "planned", "decide": "planned", "consider": "considering",
}  # fmt: skip
_LEFT_OPEN = {"dismiss", "rule", "reject", "deny", "refuse", "oppose"}


def mode(text: str, each: Attribution) -> Mode:
    """What an attribution says of its matter, by its cue first and its words then."""
    words = " ".join(text[slice(*piece)] for piece in each.content)
    if each.negated:
        if each.verb in _LEFT_OPEN:
            return "considering"  # "have not dismissed the possibility" leaves it open
        if each.verb in {"agree", "accept", "consent", "commit", "promise"}:
            return "denied"
        return "withheld"
    own = _CUES.get(each.verb)
    if own == "agreed":
        if re.match(rf"(?:to\s+)?(?:{_CONSIDER})\b", words, re.IGNORECASE):
            return "considering"
        return "conditional" if _CONDITIONAL.search(words) else "agreed"
    if own in {"denied", "refused"}:
        return own
    found = of_words(words)
    if own == "planned":
        return found if found in {"conditional", "refused"} else "planned"
    return found


def of_words(words: str) -> Mode:
    """What some words say of their matter."""
    if _REFUSED.search(words):
        return "refused"
    if _DENIED.search(words):
        return "denied"
    if _CONDITIONAL.search(words):
        return "conditional"
    agreed = _AGREED.search(words)
    weighed = _CONSIDERING.search(words)
    # "agreed to a draft and is ready to sign" agrees first
    if weighed and (agreed is None or weighed.start() <= agreed.start()):
        return "considering"
    if agreed:
        return "agreed"
    return "planned" if _PLANNED.search(words) else "stated"
