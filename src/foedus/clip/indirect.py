"""Speech without quotation marks: clauses, infinitives, nouns, ``according to``, lost marks."""

import re
from collections.abc import Iterator
from dataclasses import replace

from foedus.clip import cues, subjects
from foedus.clip.attribution import Attribution, Form, Span, overlap, trimmed
from foedus.clip.quotation import Quotation
from foedus.clip.sentences import has_finite_verb, sentences

#: What may stand between a cue and its clause: when, where, to whom.
_ASIDE = (
    r"(?:\s+(?:today|yesterday|earlier|later|again|publicly|privately|separately|late|early"
    r"|(?:on|in|at|during|to|after|before|last|this|with|by|from|over|via)\s+[^,;:.“”\"]{2,45}?))?"
)
_WHOM = (
    r"(?:\s+(?:him|her|them|us|me|reporters|journalists|lawmakers|allies|parliament|officials|investors"
    r"|the\s+[\w’'-]+(?:\s+[\w’'-]+){0,3}?|[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,4}"
    r"|(?:his|her|its|their)\s+[\w’'-]+(?:\s+[\w’'-]+)?|a\s+[\w’'-]+(?:\s+[\w’'-]+){0,3}?))"
)
_THAT = re.compile(rf"{_WHOM}?{_ASIDE},?\s+(that|whether|if|how|why)\b")
_TOLD = re.compile(rf"{_WHOM}{_ASIDE}\s+(?=\S)")
_BARE = re.compile(rf"{_ASIDE}\s+(?=[\w“\"])")
_TO = re.compile(r"(?:\s+(?:not|only|also))?\s+(to\s+[a-z])|\s+(?=on\s+[A-Z])")
_WHOM_TO = re.compile(rf"(?:\s+on|\s+upon)?({_WHOM}\s+(?:not\s+)?to\s+[a-z])")
_OBJECT = re.compile(
    r"\s+(?:against\s+|of\s+|for\s+|out\s+|on\s+|to\s+)?(?=(?:the|a|an|any|all|its|his|her|their|no|some|such"
    r"|further|what|[A-Z“\"]|[a-z]{4,})\w*)"
)
_FIRST_PERSON = re.compile(r"(?<![\w’'])(?:we|our|us|I|my)\b|(?<![\w’'])We\b|(?<![\w’'])Our\b")
_ACCORDING = re.compile(r"(?<![\w])([Aa]ccording\s+to)\s+([^,;:“”\"]{2,90}?)(?=[,;:]|[.!?]?\s*$)")
_CLAUSE_VERBS_ONLY_THAT = {"see", "state", "posit"}


def attributions(
    text: str, bounds: list[Span], marks: list[Quotation], threshold: float
) -> list[Attribution]:
    """Every attribution outside quotation marks, in some sentences of one block."""
    found: list[Attribution] = []
    for place, (start, end) in enumerate(bounds):
        stop = trimmed(text, start, end, " .!?…\"”’")[1]
        stop = max([stop, *(m.end for m in marks if start <= m.start < m.end <= end and m.end >= stop)])
        here = list(_sentence(text, start, stop, marks, threshold))
        here = _carried(text, start, stop, _without_echoes(text, here))
        if not here and (hedged := _hedged(text, start, stop)):
            here = [hedged]
        found += [_grown(text, bounds, place, each) for each in here]
    return _merged(found)


def _without_echoes(text: str, found: list[Attribution]) -> list[Attribution]:
    """Without ``stressed the progress made`` beside ``stating, We have …`` of the same speaker."""
    speech = [each for each in found if each.form == "unmarked"]
    return [
        each
        for each in found
        if not (
            each.form in {"noun", "clause"}
            and len(text[slice(*each.span)].split()) < 5
            and any(other.source == each.source or each.span[1] <= other.cue[0] for other in speech)
        )
    ]


def _merged(found: list[Attribution]) -> list[Attribution]:
    """Without those whose words stand inside another's by the same cue or speaker."""
    kept: list[Attribution] = []
    for each in found:
        twins = [k for k in kept if overlap(k.cue, each.cue) and k.form == each.form]
        if not twins:
            kept.append(each)
    return kept


def _sentence(
    text: str, start: int, end: int, marks: list[Quotation], threshold: float
) -> Iterator[Attribution]:
    taken = start  # where the content of the last one ends
    every = [m for m in cues.pattern().finditer(text, start, end)]
    for verb in reversed(every):  # a cue at the end has the whole sentence before it
        made = None if _marked(verb, marks) else _ending(text, start, end, verb, cues.lemma(verb[0]))
        if made is not None:
            yield replace(made, score=max(made.score, cues.rate(made.verb, "clause", 9)))
            every = [m for m in every if m.start() > max(verb.end(), made.span[1])]
            taken = max(verb.end(), made.span[1])
            break
    for verb in every:
        if verb.start() < taken or _marked(verb, marks):
            continue
        made = _at(text, start, end, verb, taken)
        if made is None:
            continue
        words = len(text[slice(*made.span)].split())
        kind = {"infinitive": "to", "noun": "noun"}.get(made.form, "clause")
        score = 0.8 if made.uncertain else cues.rate(made.verb, kind, words)  # type: ignore[arg-type]
        if score < threshold or words < 2:
            continue
        yield replace(made, score=score)
        if made.cue[0] < made.span[0]:
            taken = made.span[1]
    yield from _noun_cues(text, start, end, taken)


def _marked(verb: re.Match[str], marks: list[Quotation]) -> bool:
    """Whether a verb stands inside quotation marks."""
    return any(m.start < verb.start() < m.end for m in marks)


def _at(text: str, start: int, end: int, verb: re.Match[str], taken: int) -> Attribution | None:
    """The attribution that one verb makes, if it makes one."""
    lemma, form, rest = cues.lemma(verb[0]), verb[0].lower(), text[verb.end() : end]
    source, cue_start, negated, passive = subjects.before(text, taken, verb.start())
    cue = (cue_start, verb.end())
    participle = form.endswith("ing") and not _progressive(text, taken, verb.start())
    if participle:
        inherited = main_subject(text, start, verb.start())
        if inherited is None or not _can(text, inherited, start):
            return None
        source, cue, passive = inherited, verb.span(), False
    if lost := re.match(r"\s*[,:]\s+(?=[A-Z“])", rest):
        content = trimmed(text, verb.end() + lost.end(), end, " .")
        if source and _can(text, source, start) and len(text[slice(*content)].split()) > 2:
            first = _FIRST_PERSON.search(text[slice(*content)]) is not None
            if first or ":" in lost[0]:
                return Attribution((content,), source, cue, "unmarked", lemma, uncertain=first)
    if source is None or passive or not _can(text, source, start):
        return None
    if re.search(r"[’']s?\s+(?:\w+\s+)?$", text[start : verb.start()]) or re.search(
        r"\b(?:whether|if|unless)\s+$", text[start : source[0]]
    ):
        return None  # "Orlow's claim" is a noun; "whether Vardania agreed" says neither
    found = _complement(lemma, form, rest, participle)
    if found is None:
        return None
    kind, offset = found
    stop = _until(text, verb.end() + offset, end)
    if re.match(r"(?:While|Although|Though|As|If|When|Because|Since)\b", text[start:end]):
        comma = text.find(", ", verb.end(), stop)  # the main clause begins there
        stop = comma if comma > 0 and source[0] < verb.start() and "," not in text[start:source[0]] else stop
    low, high = trimmed(text, verb.end() + offset, stop, " ,;:")
    return Attribution(((low, high),), source, cue, kind, lemma, negated)


def _can(text: str, source: Span, start: int) -> bool:
    return subjects.can_speak(text[slice(*source)], first=source[0] - start <= 1)


def _progressive(text: str, start: int, verb: int) -> bool:
    return re.search(r"\b(?:is|are|was|were|been|be)\b(?:\s+\w+ly|\s+also|\s+now)*\s+$|\bas\s+$", text[start:verb]) is not None


def _complement(lemma: str, form: str, rest: str, participle: bool) -> tuple[Form, int] | None:
    """What follows a verb, as a form of attribution and where it begins."""
    noun = cues.also_noun(form)
    if cues.takes(lemma, "clause") and (that := _THAT.match(rest)):
        if that[1] == "that" or lemma in {"say", "ask", "explain", "tell", "know"}:
            return "clause", that.start(1)
    if cues.takes(lemma, "to") and not participle:
        if to := _TO.match(rest):
            return "infinitive", to.start(1) if to[1] else to.end()
        if lemma in {"urge", "ask", "want", "expect"} and (whom := _WHOM_TO.match(rest)):
            return "infinitive", whom.start(1) + 1
    if lemma == "call" and (whom := _WHOM_TO.match(rest)) and rest.startswith((" on", " upon")):
        return "infinitive", whom.start(1) + 1
    if noun and form not in {"says"}:
        return None if not _object(lemma, rest, participle) or form not in _FINITE_NOUNS else (
            "noun", _object(lemma, rest, participle))  # fmt: skip
    if cues.bare(lemma) and lemma not in _CLAUSE_VERBS_ONLY_THAT:
        opened = (_TOLD if lemma == "tell" else _BARE).match(rest)
        if opened:
            first = re.split(r"[,;:]", rest[opened.end() :])[0]
            if _clause(first, sure=lemma in {"say", "tell", "think", "believe"}):
                return "clause", opened.end()
            if opened.end() > 1 and lemma != "tell" and _clause(re.split(r"[,;:]", rest.lstrip())[0]):
                return "clause", len(rest) - len(rest.lstrip())
    if offset := _object(lemma, rest, participle):
        return "noun", offset
    return None


#: Forms that are nouns as well, and yet cues before an object where the subject is a name.
_FINITE_NOUNS = {"backs", "denies", "demands", "supports", "slams", "signals", "welcomes"}


def _object(lemma: str, rest: str, participle: bool) -> int:
    if participle:
        return 0
    second = cues.PHRASAL.get(lemma)
    if second and re.match(rf"\s+{second}\b", rest):
        skip = len(re.match(rf"\s+{second}", rest)[0])  # type: ignore[index]
        return skip + 1 if rest[skip:].strip() else 0
    if not cues.takes(lemma, "noun"):
        return 0
    found = _OBJECT.match(rest)
    return found.end() if found else 0


def _clause(words: str, *, sure: bool = False) -> bool:
    """Whether words open a clause: a subject, then a verb. sure: four words after the verb do."""
    part = " ".join(words.split()[:16])
    opens = re.match(
        r"[“\"]?(?:the|a|an|this|that|these|those|it|he|she|they|we|there|its|his|her|their|our|no|some"
        r"|any|all|both|most|[A-Z]|[a-z]+s\b|nothing|nobody|everyone|everything|if|such|what|each|every)",
        part,
    )
    enough = sure and len(part.split()) >= 4
    return bool(opens) and (enough or has_finite_verb(" ".join(part.split()[1:])))


def _until(text: str, start: int, end: int) -> int:
    """Where what is said ends: before ``according to``, another cue's participle, a new source."""
    stop = re.search(
        r",?\s+according\s+to\s|,\s+(?:adding|saying|stating|noting|warning|insisting|claiming|arguing)\b"
        r"|,\s+(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|added|told|wrote)\b|,\s+(?:he|she|they)\s+(?:said|says|added)\b"
        r"|;\s|,\s+while\s",
        text[start:end],
    )
    return start + stop.start() if stop else end


def _ending(text: str, start: int, end: int, verb: re.Match[str], lemma: str) -> Attribution | None:
    """``What was said, Hart said.``, ``…, said Hart.``, and the cue set in between by commas."""
    if not (cues.takes(lemma, "clause") or cues.takes(lemma, "quote")) or verb[0].lower().endswith("ing"):
        return None
    comma = text.rfind(",", start, verb.start())
    if comma < 0 or not text[start:comma].strip():
        return None
    lead = text[comma + 1 : verb.start()]
    source: Span | None
    if not lead.strip():  # ", said Hart"
        source = subjects.after(text, verb.end(), end)
        cue = verb.span()
        if source is None or not _can(text, source, start):
            return None
        tail = source[1]
    else:
        source, at, _, passive = subjects.before(text, comma + 1, verb.start())
        if source is None or passive or not _can(text, source, start) or at - comma > 90:
            return None
        cue, tail = (at, verb.end()), verb.end()
    rest = text[tail:end]
    closed = re.match(
        r"\s*(?:(?:on|in|at|to|during|after|last|this|late|early|today|yesterday)\b[^,.;]{0,60})?"
        r"(,\s+according\s+to\s.*)?$", rest)  # fmt: skip
    first = trimmed(text, start, comma)
    whole = has_finite_verb(text[slice(*first)])
    form: Form = "unmarked" if _FIRST_PERSON.search(text[slice(*first)]) else "clause"
    if closed and whole:
        return Attribution((first,), source, cue, form, lemma, uncertain=form == "unmarked")
    inserted = re.match(r"\s*(?:(?:on|in|at|to)\b[^,.;]{0,40})?,\s+", rest)
    if inserted and len(text[start:comma].split()) <= 12 and (
        whole or has_finite_verb(" ".join(rest[inserted.end() :].split()[:3]))
    ):
        second = trimmed(text, tail + inserted.end(), end)
        return Attribution((first, second), source, cue, form, lemma, uncertain=form == "unmarked")
    return None


def main_subject(text: str, start: int, before: int) -> Span | None:
    """The subject of the sentence that a participle belongs to: the noun before its first verb."""
    part = text[start:before]
    lead = re.match(r"(?:[A-Z][a-z]+ly,?\s+|[Mm]oreover,?\s+|(?:Following|After|During|In|On|At|With)\s[^,]+,(?:\s[A-Z]+,)?\s+)?", part)
    low = lead.end() if lead else 0
    match = re.match(
        r"((?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts)\s+[\w’'-]+(?:\s+[A-Z][\w.’'-]*)*"
        r"|[A-Z][\w.’'-]*(?:\s+(?:of|the|and|for|de|von|van)?\s*[A-Z0-9][\w.’'-]*)*|[Oo]fficials?|[Hh]e|[Ss]he|[Tt]hey)",
        part[low:],
    )
    return (start + low, start + low + match.end()) if match else None


def _noun_cues(text: str, start: int, end: int, taken: int) -> Iterator[Attribution]:
    """``Hart's claim that …``, ``the warning by Norrland that …``."""
    nouns = "|".join(cues.NOUNS)
    for match in re.finditer(
        rf"((?:[A-Z][\w.-]*\s+){{0,4}}[A-Z][\w.-]*|[Tt]he\s+[\w-]+)[’']s?\s+(?:\w+\s+)?({nouns})s?\s+that\s"
        rf"|\b({nouns})s?\s+(?:by|from)\s+([A-Z][\w.’-]*(?:\s+[A-Z][\w.’-]*){{0,4}})\s+that\s",
        text[start:end],
    ):
        group = (1, 2) if match[1] else (4, 3)
        source = (start + match.start(group[0]), start + match.end(group[0]))
        low = start + match.end() - len("that ")
        stop = re.search(r",\s|;", text[low:end])
        high = low + stop.start() if stop else end
        if low >= taken and subjects.can_speak(text[slice(*source)]):
            noun = match[group[1]]
            cue = (start + match.start(group[1]), start + match.end(group[1]))
            yield Attribution((trimmed(text, low, high),), source, cue, "clause", noun, score=0.6)


def _carried(text: str, start: int, end: int, found: list[Attribution]) -> list[Attribution]:
    """``According to``: the outlet of what somebody else said, else the speaker itself."""
    out = list(found)
    for match in _ACCORDING.finditer(text, start, end):
        cue, source = match.span(1), match.span(2)
        if not subjects.can_speak(text[slice(*source)]) and not text[source[0]].isalpha():
            continue
        if match.start() - start <= 1:
            rest = trimmed(text, match.end(), end)
            if not out:
                out.append(Attribution((rest,), source, cue, "according", "according", score=0.9))
            else:
                out = [replace(each, carriers=(*each.carriers, (source, cue))) for each in out]
            continue
        spoken = [each for each in out if each.cue[0] < match.start()]
        if spoken:
            out = [replace(e, carriers=(*e.carriers, (source, cue))) if e in spoken else e for e in out]
            continue
        first = trimmed(text, start, match.start())
        rest = trimmed(text, match.end(), end)
        pieces = (first, rest) if rest[1] - rest[0] > 3 else (first,)
        out.append(Attribution(pieces, source, cue, "according", "according", score=0.9))
    return out


def _hedged(text: str, start: int, end: int) -> Attribution | None:
    """``Vardania is reportedly ready``: somebody unnamed says so."""
    match = re.search(rf"\b({'|'.join(cues.HEDGES)})\b", text[start:end])
    if not match:
        return None
    low, high = trimmed(text, start + match.end(), end)
    if len(text[low:high].split()) < 2:
        return None
    source, *_ = subjects.before(text, start, start + match.start())
    cue = (start + match.start(), start + match.end())
    return Attribution(((low, high),), source, cue, "hedge", match[1].lower(), score=0.5)


def _grown(text: str, bounds: list[Span], place: int, each: Attribution) -> Attribution:
    """Speech whose marks were lost, with the sentences in the first person beside it."""
    if not each.uncertain:
        return each
    low, high = each.span
    if each.cue[0] > high:  # the cue comes last: grow backward
        for start, end in reversed(bounds[:place]):
            if not _FIRST_PERSON.search(text[start:end]):
                break
            low = start
    else:
        for start, end in bounds[place + 1 :]:
            if not _FIRST_PERSON.search(text[start:end]):
                break
            high = trimmed(text, start, end, " .")[1]
    return replace(each, content=((low, high),)) if (low, high) != each.span else each
