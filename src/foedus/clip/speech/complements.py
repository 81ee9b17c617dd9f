"""What follows a cue: a clause, an infinitive, a noun; and where it begins."""

import re

from foedus.clip.speech import cues
from foedus.clip.speech.attribution import Form
from foedus.clip.text.dates import WEEKDAY
from foedus.clip.text.sentences import has_finite_verb

_ASIDE = (
    rf"(?:\s+(?:earlier|later|late|early))?(?:\s+{WEEKDAY})?(?:\s+\([^()]{{2,30}}\))?"
    r"(?:\s+(?:on\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+\d{4}|today|yesterday|earlier|later|again|publicly|privately|separately|late|early"
    r"|(?:on|in|at|during|to|after|before|last|this|with|by|from|over|via)\s+[^,;:.“”\"]{2,70}?,\s+(?:the|an?)\s+[^,;:.“”\"]{2,50}(?=,\s+that\b)"
    r"|(?:on|in|at|during|to|after|before|last|this|with|by|from|over|via)\s+[^,;:.“”\"]{2,70}?))?"
)
_WHOM = (
    r"(?:\s+(?:him|her|them|us|me|parliament|congress|police|(?:[A-Z][\w-]+\s+){0,3}[a-z]{4,}s"
    r"|the\s+[\w’'-]+(?:\s+[\w’'-]+){0,6}?|(?:all|both|other)\s+(?:[\w-]+\s+){0,2}?[a-z]+s|[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,4}(?:\s+media)?"
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
#: Names and offices set off by commas within a clause; a quotation that opens one.
_APPOSED = re.compile(r",\s+(?:(?:the|a|an|its|his|her|their)\s+[^,]{2,60}|[A-Z][^,]{1,60}),")
_MARKED = re.compile(r"[“\"][^“”\"]{3,120}[”\"]")
#: What tells when, and is no object of a verb.
_WHEN = re.compile(
    rf"(?:(?:last|this|next|earlier|late|early)\s+)?(?:weeks?|months?|years?|night|today|yesterday|{WEEKDAY})\W*$"
)
#: Verbs before ``whether`` and ``how``.
_ASKS = {"say", "ask", "explain", "tell", "know", "question"}
#: Those that bid somebody do something: ``invited Kiev to resume the talks``.
_BIDS = {"urge", "ask", "want", "expect", "invite", "order", "encourage", "instruct", "implore"}
_RELATIVE = re.compile(r",\s+(?:who|which|whose)\s[^,]{2,80},")
#: Verbs whose participle takes an object as what is said: ``…, condemning the attack``.
_STRONG = {
    "condemn", "denounce", "reject", "welcome", "praise", "criticize", "stress", "emphasize",
    "highlight", "reiterate", "reaffirm", "accuse", "commend", "deplore",
}  # fmt: skip
_CLAUSE_VERBS_ONLY_THAT = {"see", "state", "posit"}
#: Forms that are nouns as well, and yet cues before an object where the subject is a name.
_FINITE_NOUNS = {"backs", "denies", "demands", "supports", "slams", "signals", "welcomes"}


def construction(form: Form) -> cues.Construction:
    """The construction whose rate counts for a form of attribution."""
    return "to" if form == "infinitive" else "noun" if form == "noun" else "clause"


def complement(lemma: str, form: str, rest: str, participle: bool) -> tuple[Form, int] | None:
    """What follows a verb, as a form of attribution and where it begins."""
    noun = cues.also_noun(form)
    that = _THAT.match(rest) if cues.takes(lemma, "clause") else None
    joined = that and re.search(r"\b(?:and|but|or)\s*$", rest[: that.start("that")])
    joined = joined or (that and re.search(r"\b(?:and|but)\b", that["whom"]))
    joined = joined or (that and _PERFECT.search(rest[: that.start("that")]))
    if that and (joined or has_finite_verb(that["whom"])):
        that = None  # "said the minister had admitted that": nobody is told
    if that and (
        that["that"] == "that" or lemma in {"say", "ask", "explain", "tell", "know", "question"}
    ):
        return "clause", that.start("that")
    to = _TO.match(rest)
    if lemma in _BIDS and not to and (whom := _WHOM_TO.match(rest)):
        return "infinitive", whom.start(1) + 1
    if cues.takes(lemma, "to") and not participle and to:
        return "infinitive", to.start(1) if to[1] else to.end()
    if lemma == "call" and (whom := _WHOM_TO.match(rest)) and rest.startswith((" on", " upon")):
        return "infinitive", whom.start(1) + 1
    if noun and form not in {"says"}:
        return None if not _object(lemma, rest, participle) or form not in _FINITE_NOUNS else (
            "noun", _object(lemma, rest, participle))  # fmt: skip
    if cues.bare(lemma) and lemma not in _CLAUSE_VERBS_ONLY_THAT:
        opened = (_TOLD if lemma == "tell" else _BARE).match(rest)
        if opened:
            said = _RELATIVE.sub("", rest[opened.end() :], count=1)
            name = _APPOSED.search(said)
            if name and has_finite_verb(" ".join(said[name.end() :].split()[:3])):
                said = said[: name.start()] + said[name.end() :]
            first = re.split(r"[,;:]", said)[0]
            if _clause(first, sure=lemma in {"say", "tell", "think", "believe"}):
                return "clause", opened.end()
            if (
                opened.end() > 1
                and lemma != "tell"
                and _clause(re.split(r"[,;:]", rest.lstrip())[0])
            ):
                return "clause", len(rest) - len(rest.lstrip())
    if offset := _object(lemma, rest, participle):
        return "noun", offset
    return None


def _object(lemma: str, rest: str, participle: bool) -> int:
    if participle and lemma not in _STRONG:
        return 0
    second = cues.PHRASAL.get(lemma)
    if second and (phrase := re.match(rf"\s+{second}\b", rest)):
        return phrase.end() + 1 if rest[phrase.end() :].strip() else 0
    if lemma in {"warn", "remind"} and (whom := _WHOM_OF.match(rest)):
        return whom.end()
    if lemma in {"suggest", "propose", "recommend"} and (gerund := _GERUND.match(rest)):
        return gerund.end()
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
        r"|any|all|both|most|former|senior|outgoing|many|several|\d|[A-Z]|[a-z]+s\b|nothing|nobody|everyone|everything|if|such|what|each|every)",
        part,
    )
    marked = sure and _MARKED.match(part) is not None
    enough = sure and len(part.split()) >= 4
    opens = opens or (_MARKED.match(part) if marked else None)
    return bool(opens) and (enough or has_finite_verb(" ".join(part.split()[1:])))
