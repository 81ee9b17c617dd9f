"""What is changed and not saved yet, a line for each change, in the words of the board."""

from collections.abc import Iterator, Mapping

from foedus import terms
from foedus.report import words
from foedus.scenario import Scenario
from foedus.terms.clause import Clause
from foedus.web.board import lineup
from foedus.web.board.clauses import gone, numbered
from foedus.web.board.edits import BoardEdit, begun
from foedus.web.board.values import UNSAID, listed
from foedus.web.claims.changes import ClaimChanges

#: Term -> how a reader calls it.
CALLED = {
    "title": "title", "bases": "bases", "contact": "contact", "command": "command",
    "organization": "organization", "aid": "military aid", "contribution": "fixed contributions",
    "subordination": "one command over forces", "companion": "companion agreement",
    "adopted_by": "adopted by", "term": "term", "renewal": "renewal", "mutual": "mutual",
    "renunciation": "leaving early", "secrecy": "secrecy", "accession": "open to others",
    "stationed": "forces", "obligation": "what is promised", "trigger": "when",
    "discretion": "how freely judged", "conditions": "conditions", "by": "who owes it",
    "adversaries": "against whom", "area": "where", "cinc": "share of world capabilities",
    "polyarchy": "electoral democracy",
}  # fmt: skip
_SHOWN, _TITLE = 80, 40  # characters of a claim's words, of a hypothesis beside its chance


def clause_words(clause: Clause) -> str:
    """A clause as a line on the board."""
    return words.sentence(clause.summary()).rstrip(".").replace("-", " ")


def spelled(value: str) -> str:
    """A word of an address for a reader: hyphens are spaces, nothing is a dash."""
    return "–" if value in {"none", UNSAID} else value.replace("-", " ").replace(",", ", ")


def board_words(saved: Scenario, changed: Scenario, edits: tuple[BoardEdit, ...]) -> Iterator[str]:
    """Each change of the board."""
    start, year = begun(saved, edits), saved.as_of.year
    promised = {each.subject: each.value for each in edits if each.field == "clauses"}
    for edit in edits:
        if edit.field == lineup.KEY:
            yield from _columns(saved, edit.value)
        elif edit.subject not in start.designs:
            name = words.name_of(edit.subject, year)
            yield f"{name}: {CALLED[edit.field]} {float(edit.value):.3g}"
        else:
            design = start.designs[edit.subject]
            title = changed.designs[edit.subject].title or edit.subject
            value = promised.get(edit.subject, "")
            told = _design(edit, numbered(design, value), gone(design, value), year)
            if edit.field != "title":
                yield f"{title}: {'; '.join(told)}"
            elif edit.subject in saved.designs:
                yield f"{design.title or edit.subject}: renamed {title}"


def _columns(saved: Scenario, value: str) -> Iterator[str]:
    wanted = lineup.places(value, saved)
    kept = [each.name for each in wanted if each.saved]
    for each in wanted:
        if each.origin in saved.designs and not each.saved:
            origin = saved.designs[each.origin].title or each.origin
            yield f"New design: {each.name}, a copy of {origin}"
        elif not each.saved:
            origin = terms.get(each.origin).title or each.origin if each.origin else ""
            yield f"New design: {each.name}" + (f", from {origin}" if origin else "")
    for name, design in saved.designs.items():
        if name not in kept:
            yield f"{design.title or name}: taken away"
    if kept != [name for name in saved.designs if name in kept]:
        yield "Designs in another order"


def _design(
    edit: BoardEdit, clauses: dict[int, Clause], without: set[int], year: int
) -> Iterator[str]:
    term = edit.clause
    if term:
        at, field, value = term
        what = clause_words(clauses[at]) if at in clauses else f"promise {at}"
        yield f"{what}: {CALLED[field]} → {spelled(value)}"
    elif edit.field == "clauses":
        added = [each for each in listed(edit.value) if not each[1:].isdecimal()]
        yield from (f"without: {clause_words(clauses[at])}" for at in sorted(without))
        yield from (
            f"with: {clause_words(clauses[at])}"
            for at in range(len(clauses) - len(added) + 1, len(clauses) + 1)
        )
    elif edit.field == "guarantors":
        parts = listed(edit.value)
        lost = [each[1:] for each in parts if each.startswith("-")]
        new = [each for each in parts if not each.startswith("-")]
        yield from (f"{kind} {words.some([_state(each, year) for each in states])}"
                    for kind, states in (("without", lost), ("with", new)) if states)  # fmt: skip
    elif edit.field == "stationed":
        found = [each.partition(":") for each in listed(edit.value)]
        told = [f"{int(float(size)):,} of {_state(code, year)}" if size else _state(code, year)
                for code, _, size in found]  # fmt: skip
        yield f"forces {words.listed(told) or 'none'}"
    elif edit.field == "term":
        yield "no end" if edit.value == "none" else f"term of {float(edit.value):g} years"
    else:
        yield f"{CALLED[edit.field]} {spelled(edit.value)}"


def _state(each: str, year: int) -> str:
    return words.name_of(each, year) if len(each) == 3 and each.isupper() else each


def claim_words(saved: Scenario, changes: ClaimChanges) -> Iterator[str]:
    """Each change of the claims and hypotheses."""
    said = {each.id: each for each in saved.claims}
    rivals = {each.id: each.says for each in saved.hypotheses.rivals} if saved.hypotheses else {}

    def called(rival: str) -> str:
        return _short(changes.says.get(rival) or rivals.get(rival, rival), _TITLE)

    for name, grade in changes.grades.items():
        yield f"{_short(said[name].says)}: grade {said[name].grade} → {grade}"
    for name, moves in changes.moves.items():
        where = "; ".join(f"{each.actor} toward {each.toward:g} on {each.issue}" for each in moves)
        yield f"{_short(said[name].says)}: moves {where or 'nothing'}"
    for name, chances in changes.likelihoods.items():
        told = ", ".join(f"{called(rival)} {chance:g}" for rival, chance in chances.items())
        yield f"{_short(said[name].says)}: " + (f"likelihoods {told}" if told else "not weighed")
    yield from (f"{_short(said[name].says)}: taken away" for name in changes.gone)
    yield from (f"New claim: {_short(str(each['says']))}" for each in changes.added)
    yield from _rivals(rivals, changes)
    if changes.priors:
        told = ", ".join(f"{called(rival)} {chance:g}" for rival, chance in changes.priors.items())
        yield f"Priors: {told}"


def _rivals(saved: Mapping[str, str], changes: ClaimChanges) -> Iterator[str]:
    """Hypotheses that are new, gone, moved and worded anew. saved: what each says, by its id."""
    new = {each.name: each.origin for each in changes.rivals if not each.saved}
    kept = [each.name for each in changes.rivals if each.saved]
    for name, origin in new.items():
        says = changes.says.get(name, saved[origin])
        yield f"New hypothesis: {_short(says)}, begun as {_short(saved[origin], _TITLE)}"
    if changes.rivals:
        yield from (
            f"Hypothesis {_short(says)}: taken away"
            for name, says in saved.items() if name not in kept
        )  # fmt: skip
        if kept != [name for name in saved if name in kept]:
            yield "Hypotheses in another order"
    yield from (
        f"Hypothesis {_short(saved[name])}: now {_short(text)}"
        for name, text in changes.says.items() if name in saved
    )  # fmt: skip


def _short(text: str, most: int = _SHOWN) -> str:
    return f"“{words.cut(text, most)}”"
