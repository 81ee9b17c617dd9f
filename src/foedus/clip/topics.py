"""What a claim is about, by small lists of words; and which issue of a scenario that is, if any."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.scenario.statements import ScenarioIssue

#: Topic -> its words.
_TOPICS = {
    "law": r"legislat\w*|laws?\b|constitution\w*|codif\w*|enshrin\w*|ratif\w*|non-?invasion",
    "membership": r"membership|join(?:s|ed|ing)?\s+NATO|accession|neutrality"
                  r"|joining\s+the\s+(?:alliance|EU)",
    "troops": r"troops?|soldiers?|forces\b|peacekeep\w*|boots\s+on|bases?\b|contingent|deploy\w*",
    "guarantee": r"guarantees?|assurances?|article\s+(?:5|five)|protection|nato-like"
                 r"|security\s+framework|collective\s+defen[cs]e|secure\b",
    "territory": r"territor\w*|borders?\b|annex\w*|land\s+swap|seiz\w*|cede|cession|donbas|crimea",
    "ceasefire": r"cease-?fire|truce|armistice|halt\s+(?:to\s+)?(?:the\s+)?fighting|pause",
    "sanctions": r"sanctions?|embargo|tariffs?",
    "arms": r"weapons?|missiles?|ammunition|arms\b|air\s+defen[cs]e|jets?\b|tanks?\b",
    "nuclear": r"nuclear|warheads?|enrichment",
    "talks": r"talks?\b|summit|meet(?:s|ing)?\b|negotiat\w*|progress",
}  # fmt: skip
_PATTERNS = {name: re.compile(rf"\b(?:{words})", re.IGNORECASE) for name, words in _TOPICS.items()}


def topics(words: str) -> list[str]:
    """The topics of some words, the one with the most words first; ties in the lists' order."""
    counts = {name: len(pattern.findall(words)) for name, pattern in _PATTERNS.items()}
    order = list(_PATTERNS)
    found = [name for name, count in counts.items() if count]
    return sorted(found, key=lambda name: (-counts[name], order.index(name)))


def topic(words: str) -> str | None:
    """The first of them; none where no word is listed."""
    return next(iter(topics(words)), None)


def issue(words: str, issues: Sequence["ScenarioIssue"]) -> str | None:
    """The issue of a scenario that some words are about; none where no list of words says so.

    An issue has the topics of its name and title; the words' own first topic that an issue has is
    theirs. Talks are no issue: everything is talked about.
    """
    about = {
        each.name: set(topics(f"{each.name.replace('-', ' ')} {each.title}")) for each in issues
    }
    for one in topics(words):
        if one == "talks":
            continue
        for name, has in about.items():
            if one in has and (one == next(iter(topics(name.replace("-", " "))), one)):
                return name
    return None
