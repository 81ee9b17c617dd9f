"""What follows a cue: a clause, an infinitive, a noun; where it begins, and where it ends."""

import re

from foedus.clip.speech import cues
from foedus.clip.speech.attribution import Form
from foedus.clip.text.dates import WEEKDAY
from foedus.clip.text.sentences import has_finite_verb
from foedus.clip.text.wordlist import words

_ASIDE = (
    rf"(?:\s+(?:earlier|later|late|early))?(?:\s+{WEEKDAY})?(?:\s+\([^()]{{2,30}}\))?"
    r"(?:\s+(?:on\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+\d{4}|today|yesterday|earlier|later|again|publicly|privately|separately|late|early"
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
    r"|releases?|resolutions?|results?|outcomes?|deals?|accords?|support|offers?|commitments?|readiness)\b"
)
#: Those that bid somebody do something: ``invited Kiev to resume the talks``.
_BIDS = {"urge", "ask", "want", "expect", "invite", "order", "encourage", "instruct", "implore"}
#: When and where an object was said, which is no part of it.
_ADJUNCT = re.compile(
    rf"\s+(?:during|{WEEKDAY}$|at\s+a\s+(?:news|press|joint)\b|to\s+(?:reporters|journalists"
    r"|the\s+[A-Z][\w ]*(?:Press|Times|Post))|in\s+(?:a|an|his|her|their|its)\s+(?:[\w-]+\s+){0,2}"
    r"(?:statement|calls?|meeting|speech|interview|post|letter|briefing|conference|address|talks?))"
    r"|,\s+(?:drawing|prompting|sparking|triggering|angering)\b"
)
_RELATIVE = re.compile(r",\s+(?:who|which|whose)\s[^,]{2,80},")
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
#: Verbs whose participle takes an object as what is said: ``…, condemning the attack``.
_STRONG = {
    "condemn", "denounce", "reject", "welcome", "praise", "criticize", "stress", "emphasize",
    "highlight", "reiterate", "reaffirm", "accuse", "commend", "deplore",
}  # fmt: skip
_CLAUSE_VERBS_ONLY_THAT = {"see", "state", "posit"}
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
    if that and (joined or has_finite_verb(that["whom"])):
        that = None  # "said the minister had admitted that": nobody is told
    if that and (that["that"] == "that" or lemma in {"say", "ask", "explain", "tell", "know"}):
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
            first = re.split(r"[,;:]", _RELATIVE.sub("", rest[opened.end() :], count=1))[0]
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
    if not cues.takes(lemma, "noun"):
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
    enough = sure and len(part.split()) >= 4
    return bool(opens) and (enough or has_finite_verb(" ".join(part.split()[1:])))


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
        r"|\s+adding\s+that\s|,\s+said\s+(?:the\s+|an?\s+)?[A-Z]"
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
        r"(,?)\s+(?:and|but)\s+(?:(?:also|then|later|\w+ly)\s+)?(\w+)", text[start:end]
    ):
        form = match[2].lower()
        that = text.startswith(" that ", start + match.end())
        finite = form.endswith("ed") or form in _SPOKE or that
        if finite and (match[1] or form in _SPOKE or that) and cues.known(form):
            return start + match.start()
    return end
