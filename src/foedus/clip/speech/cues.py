"""Cues: the words that hand a sentence to somebody, and how far each can be trusted to.

A verb counts in one construction at a time: before or after a quotation, before a clause
(``said that``), before an infinitive (``agreed to``), before a noun (``rejected the plan``). How
often it is really a cue there was counted in news whose attributions people had marked
(``cues.tsv``); one threshold on that rate is the user's.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

from foedus.clip.text.wordlist import words

#: What a cue is followed by: a quotation, a clause, an infinitive, a noun.
Construction: TypeAlias = Literal["quote", "clause", "to", "noun"]

#: Least rate at which a verb is taken for a cue, where the user gives no other.
THRESHOLD = 0.4

_CLAUSE = words("""
acknowledge add admit advise affirm agree allege announce argue assert assess assume assure believe
boast caution claim clarify comment complain concede conclude confirm contend counter declare demand
deny emphasize estimate expect explain express fear find guarantee hint hope imply indicate inform
insinuate insist joke know lament learn maintain mention note observe pledge posit post predict
promise
propose question reaffirm realize reassure recall reckon recommend reiterate remark remind repeat
reply report respond retort reveal say signal speculate state stress suggest suspect swear tell
testify think threaten tweet underline underscore understand urge vow warn worry write
""")
#: Those that need no ``that`` before their clause.
_BARE = words("""
acknowledge add admit allege announce argue assert assume believe boast claim concede conclude
confirm contend declare estimate expect explain fear hint hope indicate insist joke note predict
reckon recall remark report say speculate stress suggest suspect swear tell think tweet vow warn
worry write
""")
_QUOTE = words("""
ask answer beg call chuckle continue counter cry describe exclaim fume interject joke lament laugh
murmur muse mutter plead post quip read recount shout sigh smile snap text thunder whisper yell go
""")
_TO = words("""
agree ask aim commit consent decide decline demand encourage expect hope implore instruct intend
invite offer order plan pledge prepare promise propose refuse seek swear threaten undertake urge
vote vow want
""")
_NOUN = words("""
accuse acknowledge advocate affirm announce applaud assure back blame blast brand characterize
commend concede condemn confirm consider contest criticise criticize decry deem defend demand
denounce deny deplore describe dismiss dispute downplay dub emphasize endorse envisage envision
express float foresee hail highlight label lambast lament laud mock note offer oppose outline pitch
pledge portray praise predict promise propose protest question reaffirm rebuff rebuke rebut refuse
refute regard regret reiterate reject report repudiate request salute signal slam stress suggest
support term threaten tout underline underscore urge voice vow welcome
""")
#: Verbs that speak with a second word: it belongs to the cue.
PHRASAL = {
    "rule": "out", "call": "for", "point": "(?:out|to)", "warn": "of", "speak": "of", "talk": "of",
    "lash": "out at", "push": "back (?:on|against)",
    "agree": "on", "appeal": "(?:for|to)", "object": "to", "sign": "off", "insist": "on",
}  # fmt: skip

#: Nouns that hand a clause to whoever owns them: ``Hart's claim that …``.
NOUNS = words("""
accusation admission allegation announcement argument assertion assessment assurance belief claim
complaint conclusion confirmation contention declaration demand denial expectation fear hint hope
insistence insinuation offer opinion pledge prediction promise proposal refusal remark report
statement suggestion suspicion threat view vow warning
""")

#: Adverbs that say that somebody unnamed is behind a sentence.
HEDGES = ("reportedly", "allegedly", "purportedly", "supposedly")

_IRREGULAR = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "write": ("writes", "wrote", "written", "writing"),
    "find": ("finds", "found", "found", "finding"),
    "know": ("knows", "knew", "known", "knowing"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "read": ("reads", "read", "read", "reading"),
    "go": ("goes", "went", "gone", "going"),
    "foresee": ("foresees", "foresaw", "foreseen", "foreseeing"),
    "understand": ("understands", "understood", "understood", "understanding"),
    "undertake": ("undertakes", "undertook", "undertaken", "undertaking"),
    "seek": ("seeks", "sought", "sought", "seeking"),
    "deny": ("denies", "denied", "denied", "denying"),
    "admit": ("admits", "admitted", "admitted", "admitting"),
    "commit": ("commits", "committed", "committed", "committing"),
    "plan": ("plans", "planned", "planned", "planning"),
    "quip": ("quips", "quipped", "quipped", "quipping"),
    "signal": ("signals", "signaled", "signalled", "signaling"),
    "rebuff": ("rebuffs", "rebuffed", "rebuffed", "rebuffing"),
}  # fmt: skip

#: Plurals of nouns that are also verbs: as a cue only before ``that``.
_ALSO_NOUNS = words("""
advocates aims answers asks backs brands calls claims comments contests counters demands estimates
fears finding findings guarantee guarantees hints hopes jokes labels notes offers pitches plans
pledges posts promises proposals protests questions rebukes regrets remarks reports requests signals
slams states supports talks texts threats tweets urges views votes vows worries
""")


def forms(lemma: str) -> tuple[str, str, str, str]:
    """Third person, past, participle and -ing form of a verb."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return f"{lemma}s", f"{lemma}d", f"{lemma}d", f"{lemma[:-1]}ing"
    if re.search("[^aeiou]y$", lemma):
        return f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma[:-1]}ied", f"{lemma}ing"
    third = f"{lemma}es" if re.search("(s|sh|ch|x|z)$", lemma) else f"{lemma}s"
    return third, f"{lemma}ed", f"{lemma}ed", f"{lemma}ing"


@cache
def _lemmas() -> dict[str, str]:
    """Every form that can be finite or an -ing form -> its verb."""
    every = {*_CLAUSE, *_QUOTE, *_TO, *_NOUN, *(name.split()[0] for name in PHRASAL)}
    found: dict[str, str] = {}
    for lemma in sorted(every):
        for form in (lemma, *forms(lemma)):
            found.setdefault(form, lemma)
            found.setdefault(form.replace("iz", "is"), lemma)  # "emphasised"
    return found


_WORD = re.compile(r"\b[A-Za-z]{2,}\b")


def verbs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words of ``text[start:end]`` that are a form of any verb that can be a cue."""
    known = _lemmas()
    for match in _WORD.finditer(text, start, end):
        name = match[0] == "States" and text.endswith("United ", start, match.start())
        if match[0].lower() in known and not name:
            yield match


def known(form: str) -> bool:
    """Whether a word is a form of any verb that can be a cue, or speaks as ``thanked`` does."""
    return form in _lemmas() or form in {"thanked", "praised", "expressed", "expresses", "ruled"}


def verb(form: str) -> str | None:
    """The verb of a form, where it is one that can be a cue."""
    return _lemmas().get(form.lower())


def lemma(form: str) -> str:
    """The verb of a form that ``verbs`` gave."""
    return _lemmas()[form.lower()]


def takes(verb: str, construction: Construction) -> bool:
    """Whether a verb has a construction at all, however often it is a cue in it."""
    match construction:
        case "quote":
            return verb in _QUOTE or verb in _CLAUSE or (verb, "q") in rates()
        case "clause":
            return verb in _CLAUSE
        case "to":
            return verb in _TO
        case _:
            return verb in _NOUN


def bare(verb: str) -> bool:
    """Whether its clause may stand without ``that``."""
    return verb in _BARE


def also_noun(form: str) -> bool:
    """Whether a form is more often a noun: ``states``, ``claims``."""
    return form.lower() in _ALSO_NOUNS


@cache
def rates() -> dict[tuple[str, str], tuple[int, int]]:
    """(verb, content) -> how often it was seen there, and how often it was a cue."""
    text = files("foedus.clip.speech").joinpath("cues.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {(verb, content): (int(seen), int(cue)) for verb, content, seen, cue in rows}


#: Least rate of a verb before an explicit ``that``: what the table counts is mostly objects.
THAT = 0.5


def rate(verb: str, construction: Construction, words: int) -> float:
    """How often the verb is a cue before so many words; one that was seldom seen counts as half.

    Two are added to what was seen, and one to the cues (Laplace), so that four of four is .83.
    """
    content = "q" if construction == "quote" else "long" if words >= 5 else "short"
    seen, cue = rates().get((verb, content), (0, 0))
    if not seen and content == "short":
        seen, cue = rates().get((verb, "long"), (0, 0))
    return (cue + 1) / (seen + 2)
