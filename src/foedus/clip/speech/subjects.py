"""Who could speak: the noun before or after a cue, and whether it can say anything at all.

Texts do not speak (``Article 5 states``), nor does the reader or the page (``We value your
viewpoint``); a common noun speaks only if it is one for people or bodies.
"""

import re

from foedus.clip.speech import cues
from foedus.clip.speech.attribution import Span
from foedus.clip.text.sentences import has_finite_verb
from foedus.clip.text.wordlist import words

#: Nouns for people and bodies that speak.
ROLES = frozenset(
    words("""
many others some capital bank wing operator faction movement militia hospital school firm fund
regulator airline academic activist adviser advisor admiral administration agency aide ally allies
ambassador analyst army assembly attorney author authority authorities body cabinet broadcaster
bureau candidate captain chair chairman chairwoman civilian columnist command commentator consulate
chancellor chief clerk coalition colonel commander commission commissioner committee company
congress congressman congresswoman council counterpart court critic daily daughter delegate
delegation department deputy diplomat directorate director doctor driver economist editor embassy
engineer envoy expert farmer father federation foreign-minister general government governor group
hardliner head hostage passenger prisoner historian house husband insider insurer investigator
investor judge junta king kremlin lawmaker lawyer leader leadership leaders lieutenant majority man
mayor media mediator member military minister ministry mission monarch monitor mother sheikh emir
amir sultan cleric ayatollah pontiff archbishop bishop ruler legislator parliamentarian journalist
correspondent host specialist strategist campaigner protester migrant evacuee medic paramedic
intermediary guarantor owner manager boss neighbor negotiator network newspaper nurse observer
office officer official opponent opposition organization organisation parliament participant party
patriarch people percent percentage person pilot poet politician pollster pope premier presidency
president press-secretary prime-minister prince prosecutor queen rebel regime priest professor
refugee relative reporter representative republican republicans democrat democrats researcher
resident respondent scholar scientist secretary secretary-general senate senator service side
soldier son source speaker spokesman spokesperson spokeswoman staff state student supporter survivor
team teacher think-tank trader union veteran voter victim villager viewer watchdog widow wife
witness woman women men worker writer families institute ministry's navy troops forces police
statement communiqué communique readout outlet publication magazine website portal channel tabloid
dissident insurgent combatant inhabitant militant
""")
)
#: Those of them that are bodies, and no people.
_BODIES = frozenset(
    words("""
bank wing faction movement militia hospital school firm fund regulator airline administration agency
army assembly authority body broadcaster bureau cabinet command consulate coalition commission
committee company congress council court delegation department directorate embassy federation force
government group house institute junta kremlin leadership media military ministry mission navy
office opposition organization organisation network newspaper parliament party police presidency
regime senate service side staff state team union
""")
)
_TEXTS = frozenset(
    words("""
accord act agreement annex answer approach article book bill chapter charter clause concept conflict
context constitution convention deal debate definition development discussion document draft
evidence fact figure framework guarantee headline history idea invasion issue language law memoir
move negotiation number outcome page pact paragraph phrase plan policy poll position possibility
potential principle process progress prospect protocol provision question section sentence shift
sign situation summit table talk talks term text threat title treaty uncertainty version war wording
""")
)
_PRONOUNS = frozenset(words("he she they"))
_PREPOSITIONS = frozenset(
    words(
        "despite after before during following in on at by with for from to under over amid since"
    )
)
_DETERMINERS = frozenset(
    words("the a an his her its their one another two three neither no each every")
)
_ENDS_NONE = frozenset(words("the a an his her its their and of to for in on at with"))
_NEVER = frozenset(
    words(
        "once because although though while when since so now then still yet but and as if"
        " we i you it this that these those there which what who whom whose here let please"
    )
)
#: Adverbs by their ending, and not the nouns that share it.
_ADVERB = r"(?!(?i:family|assembly|ally|italy|july|supply|reply|rally|monopoly|anomaly)\b)\w{3,}ly"
_LEADING = re.compile(
    r"^(?:(?:(?:in|at|during|on|for)\s+which|and|but|while|as|when|after|although|though|because|if|since|however|moreover|meanwhile"
    r"|then|yet|so|that|still|also|instead|nevertheless|nonetheless|today|yesterday|separately"
    r"|furthermore|additionally|earlier|later|overall|indeed|finally|before|until|where|whereas|even"
    rf"|on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|in\s+\d{{4}}|at\s+the\s+same\s+time"
    rf"|{_ADVERB})\b[\s,]*)+",
    re.IGNORECASE,
)
#: Helping verbs and adverbs between a subject and its cue.
_HELPERS = re.compile(
    r"(?:[\s,]*\b(?:has|have|had|is|are|was|were|be|been|being|will|would|shall|should|can|could|may"
    r"|might|must|do|does|did|not|never|also|later|then|again|soon|first|once|just|still|since|already"
    r"|always|even|often|long|only|too|yesterday|today|further|therefore|nevertheless|instead|meanwhile"
    rf"|repeatedly|{_ADVERB}|on\s+\w+day|last\s+(?:week|month|year)|this\s+(?:week|month|year)|went\s+on\s+to|goes\s+on\s+to"
    r"|didn['’]t|doesn['’]t|don['’]t|won['’]t|wouldn['’]t|couldn['’]t|hasn['’]t|haven['’]t)\b)+[\s,]*$"
)  # fmt: skip
_NEGATION = re.compile(r"\b(?:not|never)\b|n['’]t\b")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b(?:\s+\w+ly|\s+not|\s+also)*\s*$")
_OF = re.compile(
    r"\s+(?:of|in|on|for|from|at|with|to|who|which|that|briefed|familiar|close|under|near)\b"
)


_DASHED = re.compile(r"\s[–—-]\s(?:who|which|whose)\b[^–—]{2,90}\s[–—-]$")
_FIGURES = re.compile(
    r"(?:[Ss]enior|[Ll]eading|[Pp]olitical|[Kk]ey|[Oo]pposition|[Mm]ilitary)\s+figures?\b"
)
#: What may follow a noun within its phrase: a relative clause, a participle.
_LONGER = re.compile(
    r"\b(?:who|which|that)\b.*|(?<=\w)\s+(?:polled|surveyed|asked|interviewed|quoted|briefed|involved"
    r"|based|appointed|elected|named|called|detained|displaced|wounded|freed|covering|attending|monitoring|representing|leading|watching)\b.*"
)


#: Characters before a verb in which its subject is looked for; its helping verbs.
_REACH, _HELPED = 600, 160


def before(text: str, start: int, verb: int) -> tuple[Span | None, int, bool, bool]:
    """The subject of a verb that begins at ``verb``, looked for from ``start``.

    Returns its span or None, where the cue begins with its helping verbs, whether it is negated,
    and whether the verb form would be passive.
    """
    start = max(start, verb - _REACH)
    part = text[start:verb]
    helpers = _HELPERS.search(part, max(0, len(part) - _HELPED))
    helped = helpers[0] if helpers else ""
    end = helpers.start() if helpers else len(part)
    stripped = part[:end].rstrip(" ,")
    if dashed := _DASHED.search(stripped):  # "The official – who asked for no name – said"
        stripped = stripped[: dashed.start()]
    cue = start + len(part[:end]) + (len(helped) - len(helped.lstrip(" ,")))
    appositive = part[: end + len(helped) - len(helped.lstrip(" "))].rstrip().endswith(",")
    low, high = _noun(stripped, appositive)
    span = (start + low, start + high) if high > low else None
    return span, cue, bool(_NEGATION.search(helped)), bool(_PASSIVE.search(helped))


def _noun(part: str, appositive: bool) -> tuple[int, int]:
    """The noun at the end of a stretch of words; with what stands in apposition to it."""
    low = 0
    for stop in re.finditer(r"[;:]\s|\s[–—-]\s|[!?]\s|,\s+(?:and|but|while|as)\s|[“”\"]", part):
        low = stop.end()
    pieces = [m.span() for m in re.finditer(r"[^,]+", part[low:])]
    pieces = [(low + a, low + b) for a, b in pieces if part[low + a : low + b].strip()]
    if not pieces:
        return 0, 0
    at = len(pieces) - 1
    if len(pieces) > 1 and (
        appositive
        or re.match(r"\s*(?:who|which|whose|speaking|citing)\b", part[slice(*pieces[at])])
    ):
        # "Ivo Hart, the defense minister, said": the name stands before the apposition
        at -= 1
    first, last = pieces[at]
    if at == len(pieces) - 1 and at > 0:
        listed = part[slice(*pieces[at])].strip()
        if re.match(r"and\s", listed):  # "A, B and C"
            first = pieces[max(0, at - 1)][0]
    return _stripped(part, first, last)


def _stripped(part: str, low: int, high: int) -> tuple[int, int]:
    piece = part[low:high]
    lead = len(piece) - len(piece.lstrip())
    if leading := _LEADING.match(piece[lead:]):
        lead += leading.end()
    words = piece[lead:].rstrip()
    if len(words.split()) > 14 or has_finite_verb(_LONGER.sub("", words)):
        # something else goes before: the last name or determined noun is taken
        runs = list(re.finditer(
            r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]wo|[Ss]ome|[Ss]everal|[Bb]oth|[Aa]ll|[Mm]any|[Mm]ost|[Oo]ther)\s+[\w.'’-]+"
            r"(?:\s+[\w.'’-]+){0,4}|\b[A-Z][\w.'’-]*(?:\s+(?:of|the|and|for)?\s*[A-Z][\w.'’-]*)*"
            r"|\b(?:he|she|they|officials?|sources?|diplomats?))\s*$", words))  # fmt: skip
        if not runs:
            return 0, 0
        lead += runs[0].start()
    return low + lead, low + len(piece.rstrip())


def after(text: str, start: int, end: int) -> Span | None:
    """The subject that follows its cue: ``said Defense Minister Ivo Hart, who …``."""
    part = text[start:end]
    bare = re.match(
        r"\s+((?:[a-z][\w-]*\s+){0,3}?([a-z][\w-]*))(?=\s*(?:[,;:“”\"]|\.(?:\s|$)|$))", part
    )
    if bare and (bare[1] == "one" or is_role(bare[2])):  # "says defense chief"
        return start + bare.start(1), start + bare.end(1)
    written = re.match(  # "said a statement released by the office of the president"
        r"\s+((?:the|an?|its|their)\s+(?:[\w-]+\s+)?(?:statement|readout|communiqu[eé]|letter|document|report)(?:\s[^,;:“”\"]{2,90})?)$",
        part,
    )
    if written:
        return start + written.start(1), start + written.end(1)
    match = re.match(
        r"\s+((?:the|a|an|his|her|its|their|one|two|three|several|some)\s+[^,.;:“”\"]{2,80}?"
        r"|[A-Z][^,;:“”\"]{0,130}?|he|she|they|officials?|sources?|diplomats?)"
        r"(?=\s*(?:[,;:“”\"]|\.(?:\s|$)|$|\s(?:in|on|at|to|during|after|before|when|while|as|who|about"
        r"|last|this|earlier|after|following|via|by|from|late|early|told|speaking)\s))",
        part,
    )
    return (start + match.start(1), start + match.end(1)) if match else None


def head(words: str) -> str:
    """The noun that a noun phrase is about: ``officials`` of ``officials in Norrland``."""
    cut = _OF.split(words, maxsplit=1)[0]
    names = re.findall(r"[\w'’-]+", cut)
    return re.sub(r"['’]s?$", "", names[-1]).lower() if names else ""


def is_role(noun: str) -> bool:
    """Whether a noun is one for people or bodies, in the singular or plural."""
    return (
        noun in ROLES
        or noun.removesuffix("s") in ROLES
        or noun.removesuffix("es") in ROLES
        or (f"{noun[:-3]}y" in ROLES and noun.endswith("ies"))
    )


def is_body(noun: str) -> bool:
    """Whether a noun is one for a body that speaks: ``ministry``, ``authorities``."""
    return noun in _BODIES or noun.removesuffix("s") in _BODIES or noun == "authorities"


def can_speak(words: str, *, first: bool = False, sure: bool = False) -> bool:
    """Whether some words can name a speaker.

    first: they open the sentence, where a capital says less. sure: a verb that nearly always is a
    cue follows (``said``): then any noun with its article will do.
    """
    words = re.sub(r"^(?:HE|H\.E\.|His\s+Excellency|Her\s+Excellency)\s+(?=\w)", "", words)
    words = re.sub(r"^(?:One|one|Both|both|Some|Many|Most|Several|Two)\s+of\s+(?=\w)", "", words)
    names = words.split()
    if words.lower() in {"them", "those polled"}:
        return True
    if not names or len(names) > 30 or names[0].lower() in _NEVER:
        return False
    owned = sure and names[0].endswith(("'s", "’s")) and len(names) < 8  # "Ostland's bank said"
    if owned or words.lower() in _PRONOUNS or _FIGURES.match(words):
        return True
    if names[0].lower() == "one":
        return words == "one" or is_role(head(words))
    if names[0].lower() in _PREPOSITIONS:
        return False
    if names[-1].lower() in _ENDS_NONE or (names[0].endswith("ing") and cues.known(names[0])):
        return False
    noun = head(words)
    if (
        noun in _TEXTS
        or noun.removesuffix("s") in _TEXTS
        or re.match(r"(?:Article|Section|Chapter)\b", words)
    ):
        return False
    if is_role(noun) or (sure and names[0].lower() in _DETERMINERS and len(names) < 10):
        return True
    if re.search(r"ing$", names[0]) and names[0][0].isupper() and len(names[0]) > 5:
        return False
    capitals = [name for name in names if name[:1].isupper()]
    if not capitals:
        return False
    if first and len(names) > 1 and capitals == names[:1]:
        return False  # "Security guarantees", "Critics" is a role
    if first and len(names) > 1 and names[0].lower() in {"the", "a", "an"} and len(capitals) == 1:
        return False
    return not re.fullmatch(
        r"(?:January|February|March|April|May|June|July|August|September|October|November|December)",
        words,
    )
