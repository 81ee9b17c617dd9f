"""What follows a cue: a clause, an infinitive, a noun; and where it begins."""

import re

from foedus.clip.speech import cues
from foedus.clip.speech.attribution import Form
from foedus.clip.text.dates import WEEKDAY
from foedus.clip.text.sentences import has_finite_verb

_ASIDE = (
    rf"(?:\s+(?:earlier|later|late|early))?(?:\s+{WEEKDAY})?(?:\s+\([^()]{{2,30}}\))?"
    r"(?:\s+(?:on\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+\d{4}|today|yesterday|earlier|later|again|late|early|\w+ly"
    r"|(?:on|in|at|during|to|after|before|last|this|with|by|from|over|via|following|upon)\s+[^,;:.“”\"]{2,70}?,\s+(?:the|an?)\s+[^,;:.“”\"]{2,50}(?=,\s+that\b)"
    r"|(?:on|in|at|during|to|after|before|last|this|with|by|from|over|via|following|upon)\s+[^,;:.“”\"]{2,120}?))?"
    r"(?:,\s+(?:\d{1,2}\s+[A-Z]\w+|[A-Z]\w+\s+\d{1,2})(?:,\s+\d{4})?(?=,))?"
)
_WHOM = (
    r"(?:\s+(?:him|her|them|us|me|parliament|congress|police"
    r"|(?:(?:the|its)\s+)?(?:[A-Z][\w-]+\s+)?(?:channel|daily|newspaper|broadcaster|network|agency|radio|station|magazine|outlet|website)\s+[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3}"
    r"|(?:[A-Z][\w-]+\s+){0,3}(?:media\s+|local\s+|foreign\s+)?[a-z]{4,}s"
    r"|the\s+[\w’'-]+(?:\s+[\w’'-]+){0,6}?|(?:all|both|other)\s+(?:[\w-]+\s+){0,2}?[a-z]+s|[A-Z][\w.’'-]*(?:\s+(?:and\s+)?[A-Z][\w.’'-]*){0,4}(?:\s+media)?"
    r"|(?:his|her|its|their)\s+[\w’'-]+(?:\s+[\w’'-]+)?|a\s+[\w’'-]+(?:\s+[\w’'-]+){0,3}?))"
)
_CITING = r"(?:,\s+(?:citing|quoting)\s+[^,]{2,60})?"
_THAT = re.compile(rf"(?P<whom>{_WHOM}?){_ASIDE}{_CITING},?\s+(?P<that>that|whether|if|how|why)\b")
_TOLD = re.compile(rf"{_WHOM}{_ASIDE}\s+(?=\S)")
_BARE = re.compile(rf"{_ASIDE}\s+(?=[\w“\"])")
_TO = re.compile(
    rf"(?:\s+(?:not|only|also))?(?:\s+{WEEKDAY})?\s+(to\s+[a-z])|\s+(?=on\s+(?!\w+day\b)[A-Z])"
)
_WHOM_TO = re.compile(rf"(?:\s+on|\s+upon)?({_WHOM}\s+(?:not\s+)?to\s+[a-z])")
_OBJECT = re.compile(
    r"(?:\s+(?:strongly|in\s+the\s+strongest(?:\s+possible)?\s+terms))?\s+(?:against\s+|of\s+|for\s+|out\s+|on\s+|to\s+)?(?=(?:the|a|an|any|all|its|his|her|their|no|some|such"
    r"|further|what|[A-Z“\"]|[a-z]{4,})\w*)"
)
#: What is welcomed by words, and not at a door.
WELCOMED = re.compile(
    r"(?:the|an?|any|this|its|his|her|their)\s+(?:[\w-]+\s+){0,2}?(?:decisions?|news|agreements?|announcements?"
    r"|proposals?|statements?|moves?|plans?|steps?|rulings?|talks|cease-?fire|truce|efforts?|progress|initiative"
    r"|releases?|resolutions?|results?|outcomes?|deals?|accords?|support|offers?|commitments?|readiness|[“\"]?(?:start"
    r"|launch|opening|beginning|resumption|signing))\b"
)
#: ``warned Vardania of consequences``: whom, which is no part of it.
_WHOM_OF = re.compile(rf"{_WHOM}\s+(?:of|about|against|over)\s+(?=\S)")
#: ``said sources there have confirmed that``: nobody is told, and the clause begins at once.
_PERFECT = re.compile(r"\b(?:has|have|had)\s+(?:\w+\s+)?\w+ed\s*$")
#: ``suggested merging the two``.
_GERUND = re.compile(r"\s+(?=[a-z]{2,}ing\s+[\w“\"])")
_CUT = re.compile(r"\s(?:the|an?|his|her|its|their)\s+$")
#: A verb between a cue and ``that``, where nothing but time and place should be.
_HELPS = re.compile(r"\b(?:is|are|was|were|will|would|has|have|had|can|could)\b")
_WHILE = re.compile(r"[\s,]+(?:after|before|when|while|as)\b")
#: ``said in a separate statement it had …``.
_LATER = re.compile(
    r"\s+(?:in|at|on|during|after|via)\s[^,;:.“”\"]{2,80}?\s(?=(?:it|he|she|they|there|we)\s)"
)
#: Verbs that speak only with what they make of a thing: ``termed the raid (as) a crime``.
_CLASSED = {
    "brand", "deem", "label", "dub", "characterize", "portray", "term", "consider", "regard",
}  # fmt: skip
_AS = re.compile(r"\s+(?=[^,.;:]{2,80}?\s(?:as|an?|to\s+be)\s|[^,.;:]{2,60}?[“\"‘'])")
#: ``called the pact a mistake``.
_CALLED = re.compile(
    r"\s+(?=(?:the|this|that|it|them|him|her|his|its|their|[A-Z][\w’'-]*)(?:\s[^,.;:“”\"]{2,60}?)?\s(?:an?\s|[“\"]))"
)
#: Names and offices set off by commas within a clause; a quotation that opens one.
_APPOSED = re.compile(r",\s+(?:(?:the|a|an|its|his|her|their)\s+[^,]{2,60}|[A-Z][^,]{1,60}),")
_MARKED = re.compile(r"[“\"][^“”\"]{3,120}[”\"]")
#: What tells when, and is no object of a verb.
_WHEN = re.compile(
    rf"(?:(?:last|this|next|earlier|late|early)\s+)?(?:weeks?|months?|years?|night|today|yesterday|{WEEKDAY})\W*$"
)
#: Verbs that say it to somebody; after others only a day may stand before ``that``.
_TELLS = {
    "tell", "inform", "warn", "assure", "reassure", "remind", "promise", "advise", "ask", "caution",
}  # fmt: skip
_DAY = re.compile(rf"\s+(?:{WEEKDAY}|[A-Z][a-z]{{2,8}}\.?\s+\d{{1,2}})$")
#: Verbs before ``whether`` and ``how``.
_ASKS = {"say", "ask", "explain", "tell", "know", "question"}
#: Those that bid somebody do something: ``invited Kiev to resume the talks``.
_BIDS = {"urge", "ask", "want", "expect", "invite", "order", "encourage", "instruct", "implore"}
_RELATIVE = re.compile(r",\s+(?:who|which|whose)\s[^,]{2,80},")
#: Verbs whose participle takes an object as what is said: ``…, condemning the attack``.
_STRONG = {
    "condemn", "denounce", "reject", "welcome", "praise", "criticize", "stress", "emphasize",
    "highlight", "reiterate", "reaffirm", "accuse", "commend", "deplore", "deny", "dismiss",
    "demand", "blame", "underline", "underscore", "decry",
}  # fmt: skip
_CLAUSE_VERBS_ONLY_THAT = {"see", "state", "posit"}
#: Forms that are nouns as well, and yet cues before an object where the subject is a name.
_FINITE_NOUNS = {
    "backs",
    "denies",
    "demands",
    "supports",
    "slams",
    "signals",
    "welcomes",
    "vows",
    "pledges",
    "promises",
}


def construction(form: Form) -> cues.Construction:
    """The construction whose rate counts for a form of attribution."""
    return "to" if form == "infinitive" else "noun" if form == "noun" else "clause"


def complement(lemma: str, form: str, rest: str, participle: bool) -> tuple[Form, int] | None:
    """What follows a verb, as a form of attribution and where it begins."""
    that = _that(lemma, rest) if cues.takes(lemma, "clause") else None
    if that is not None:
        return "clause", that
    to = _TO.match(rest)
    bid = lemma in _BIDS and not to
    if (bid or (lemma == "call" and rest.startswith((" on", " upon")))) and (
        whom := _WHOM_TO.match(rest)
    ):
        return "infinitive", whom.start(1) + 1
    if cues.takes(lemma, "to") and not participle and to:
        return "infinitive", to.start(1) if to[1] else to.end()
    if cues.also_noun(form) and form != "says":
        offset = _object(lemma, rest, participle) if form in _FINITE_NOUNS else 0
        return ("noun", offset) if offset else None
    if lemma in {"warn", "remind"} and (whom := _WHOM_OF.match(rest)):
        return "noun", whom.end()
    bare = (cues.bare(lemma) and lemma not in _CLAUSE_VERBS_ONLY_THAT) or form == "stating"
    if bare and (clause := _bare(lemma, rest)) is not None:
        return "clause", clause
    if offset := _object(lemma, rest, participle):
        return "noun", offset
    return None


def _that(lemma: str, rest: str) -> int | None:
    """Where ``that`` and its like stand after a verb, with nothing but whom and when between."""
    that = _THAT.match(rest)
    if that is None or (that["that"] != "that" and lemma not in _ASKS):
        return None
    before, whom = rest[: that.start("that")], that["whom"]
    aside = rest[that.end("whom") : that.start("that")]
    if re.search(r"\b(?:and|but|or)\s*$", before) or re.search(r"\b(?:and|but)\b", whom):
        return None
    if has_finite_verb(whom) or _PERFECT.search(before):
        return None  # "said the minister had admitted that": nobody is told
    if (whom and lemma not in _TELLS and not _DAY.match(whom)) or (
        _HELPS.search(aside) and not _WHILE.match(aside)
    ):
        return None
    return that.start("that")


def _bare(lemma: str, rest: str) -> int | None:
    """Where a clause without ``that`` begins after a verb."""
    opened = (_TOLD if lemma == "tell" else _BARE).match(rest)
    if opened is None or _CUT.search(rest[: opened.end()]):
        return None
    said = _RELATIVE.sub("", rest[opened.end() :], count=1)
    name = _APPOSED.search(said)
    if name and has_finite_verb(" ".join(said[name.end() :].split()[:3])):
        said = said[: name.start()] + said[name.end() :]
    sure = lemma in {"say", "tell", "think", "believe"}
    if _clause(re.split(r"[,;:]", said)[0], sure=sure):
        return opened.end()
    later = _LATER.match(rest) if sure else None
    if later and _clause(re.split(r"[,;:]", rest[later.end() :])[0]):
        return later.end()
    if opened.end() > 1 and lemma != "tell" and _clause(re.split(r"[,;:]", rest.lstrip())[0]):
        return len(rest) - len(rest.lstrip())
    return None


def _object(lemma: str, rest: str, participle: bool) -> int:
    if participle and lemma not in _STRONG:
        return 0
    if lemma == "call" and (called := _CALLED.match(rest)):
        return called.end()
    second = cues.PHRASAL.get(lemma)
    if second and (phrase := re.match(rf"\s+{second}\b", rest)):
        return phrase.end() + 1 if rest[phrase.end() :].strip() else 0
    if lemma in _CLASSED:
        return classed.end() if (classed := _AS.match(rest)) else 0
    if lemma in {"suggest", "propose", "recommend", "advise"} and (gerund := _GERUND.match(rest)):
        return gerund.end()
    if lemma == "offer" and re.match(r"\s+(?:no|few|little|(?:\w+\s+){0,3}?condolences)\b", rest):
        return 0  # "offered no details"
    if lemma == "describe" and rest.startswith(" as "):
        return 0  # "Norrland, described as friendly"
    if not cues.takes(lemma, "noun") or lemma == "suggest" or _WHEN.match(rest.lstrip()):
        return 0
    found = _OBJECT.match(rest)
    return found.end() if found else 0


def _clause(said: str, *, sure: bool = False) -> bool:
    """Whether words open a clause: a subject, then a verb. sure: four words after the verb do."""
    part = " ".join(said.split()[:16])
    opens = re.match(
        r"[“\"]?(?:the|a|an|this|that|these|those|it|he|she|they|we|there|its|his|her|their|our|no|some"
        r"|[a-z-]+\s+(?:[a-z-]+\s+){0,2}(?:will|must|is|are|was|were|has|have|would|could|should|may|might)\b"
        r"|any|all|both|most|only|even|neither|either|more|fewer|much|another|other|how|where|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands|about|around|nearly|once|when|while|until|unless|since|because|former|senior|outgoing|many|several|\d|[A-Z]|[a-z]+s\b|nothing|nobody|everyone|everything|if|such|what|each|every)",
        part,
    )
    marked = sure and _MARKED.match(part) is not None
    enough = sure and len(part.split()) >= 4
    opens = opens or (_MARKED.match(part) if marked else None)
    return bool(opens) and (enough or has_finite_verb(" ".join(part.split()[1:])))
