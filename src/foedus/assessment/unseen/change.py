"""A guarantee that says everything, and the same with one thing changed at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Literal, get_args, get_origin

from foedus.facts.known import Facts
from foedus.record import Record
from foedus.terms import Guarantee
from foedus.terms.clause import Clause
from foedus.terms.compliance import Casus, Commission, Compliance
from foedus.terms.guarantee import Military, Stationed

PROMISE = "a promise of "
#: Field -> what it is in words. Clauses go by their obligation too.
FIELDS = {
    **{f"clauses.{kind}": f"{PROMISE}{kind}" for kind in get_args(
        Clause.model_fields["obligation"].annotation)},
    "clauses.trigger": "what triggers a clause",
    "clauses.area": "where a clause holds",
    "clauses.adversaries": "against whom a clause holds",
    "clauses.by": "which guarantor owes a clause",
    "clauses.discretion": "how freely a guarantor judges",
    "clauses.conditions": "conditions of a clause",
    "clauses.casus": "readings of a clause's case (`foedus watch` has them)",
    "military.contact": "military contact",
    "military.command": "command",
    "military.bases": "bases",
    "military.stationed": "forces stationed",
    "military.stationed.state": "whose forces they are",
    "military.stationed.number": "numbers of troops",
    "military.stationed.where": "where they stand",
    "military.organization": "joint organization",
    "military.contribution": "fixed contributions",
    "military.subordination": "subordination of forces",
    "military.aid": "military aid",
    "military.companion": "a military companion agreement",
    "practice": "how it works in practice (which has rows of its own)",
    "mutual": "whether it is mutual",
    "adopted_by": "who adopts it",
    "secrecy": "secrecy",
    "term": "its term",
    "until": "the event that ends it",
    "renewal": "renewal",
    "renunciation": "renunciation",
    "notice": "notice",
    "accession": "accession",
    "compliance": "what a breach brings and who finds it (`foedus watch` has it)",
}  # fmt: skip
#: Fact about a guarantor -> what it is in words.
OF_GUARANTORS = {
    "major": "whether it is a major power",
    "nuclear": "whether it has nuclear weapons",
    "democracy": "its democracy",
    "cinc": "its capabilities",
    "name": "which state it is",
}
#: Fields that are texts, dates of the past or the parties themselves, and not asked about.
BESIDE = {
    "name", "title", "cites", "notes", "note", "source", "judgement", "fate", "atop", "protege",
    "guarantors", "acceded", "left", "replaces", "signed", "in_force", "ended", "clauses",
    "military", "obligation",
}  # fmt: skip


def made_up() -> tuple[Guarantee, ...]:
    """Guarantees that say everything: with bases; with forces in their place; with the challenger
    among the parties."""
    every = tuple(get_args(Clause.model_fields["obligation"].annotation))
    told = {
        "trigger": "armed-attack", "area": ("UKR",), "adversaries": ("RUS",), "by": ("USA",),
        "discretion": "automatic", "conditions": ("location",),
        "casus": {"any-force": Casus(hostility=4)},
    }  # fmt: skip
    clauses = tuple(Clause(obligation=kind, **told) for kind in every)
    ties: dict[str, Any] = {
        "contact": "regular", "command": "integrated", "organization": "named",
        "contribution": True, "subordination": True, "aid": "grants", "companion": True,
    }  # fmt: skip
    forces = (Stationed(state="USA", number=5000, where="the west"),)
    whole = {
        "guarantors": ("USA", "POL"), "protege": "UKR", "clauses": clauses, "mutual": True,
        "practice": Military(), "adopted_by": "treaty", "secrecy": "secret", "term": 10.0,
        "until": "a peace", "renewal": "automatic", "renunciation": "allowed", "notice": 12.0,
        "accession": "open", "compliance": Compliance(commission=Commission(title="a commission")),
    }  # fmt: skip
    return (
        Guarantee(name="made-up", military=Military(bases="permanent", **ties), **whole),
        Guarantee(name="made-up", military=Military(stationed=forces, **ties), **whole),
        Guarantee(
            name="made-up", military=Military(bases="permanent", **ties),
            **whole | {"guarantors": ("USA", "POL", "RUS")},
        ),
    )  # fmt: skip


def said(design: Guarantee) -> Iterator[str]:
    """The fields that a design says something in, by their names in ``FIELDS``."""
    for clause in design.clauses:
        yield f"clauses.{clause.obligation}"
        yield from (f"clauses.{name}" for name in written(clause))
    for name in written(design):
        yield name
    for name in written(design.military):
        yield f"military.{name}"
    for each in design.military.stationed:
        yield from (f"military.stationed.{name}" for name in written(each))


def written(record: Record) -> Iterator[str]:
    """Fields with another value than where nothing is said."""
    for name, field in type(record).model_fields.items():
        if name not in BESIDE and getattr(record, name) != field.get_default(
            call_default_factory=True
        ):
            yield name


def changed(design: Guarantee) -> Iterator[tuple[str, Guarantee]]:
    """Field -> the design with another value in it, wherever it says something."""
    for kind in dict.fromkeys(clause.obligation for clause in design.clauses):
        kept = tuple(each for each in design.clauses if each.obligation != kind)
        yield f"clauses.{kind}", design.model_copy(update={"clauses": kept})
    for field, clauses in _each(design.clauses):
        yield f"clauses.{field}", design.model_copy(update={"clauses": clauses})
    for field in written(design):
        for value in _others(design, field):
            yield field, design.model_copy(update={field: value})
    military = design.military
    for field in written(military):
        for value in _others(military, field):
            told = military.model_copy(update={field: value})
            yield f"military.{field}", design.model_copy(update={"military": told})
    for field, forces in _each(military.stationed):
        told = military.model_copy(update={"stationed": forces})
        yield f"military.stationed.{field}", design.model_copy(update={"military": told})


def _each(records: tuple[Any, ...]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """A field of like records changed in all of them at once, to the same other value."""
    for field in dict.fromkeys(name for record in records for name in written(record)):
        for value in _others(records[0], field):
            yield field, tuple(each.model_copy(update={field: value}) for each in records)


def _others(record: Record, field: str) -> list[Any]:
    """Other values that a field could have."""
    value, annotation = getattr(record, field), type(record).model_fields[field].annotation
    allowed = [word for word in literals(annotation) if word != value]
    if isinstance(value, tuple):
        new = {"adversaries": ("PRK",), "by": ("POL",), "conditions": ("demand",)}.get(field, ())
        return [(), new]
    if allowed:
        return allowed
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | float):
        return [type(value)(value * 3), None]
    if isinstance(value, date):
        return [value - timedelta(days=3650), None]
    if isinstance(value, Military):
        return [None, Military(contact="regular", bases="permanent")]
    return ["POL"] if field == "state" else [None]


def literals(annotation: Any) -> Iterable[Any]:
    """The words that an annotation allows, inside a union or not."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return [word for inner in get_args(annotation) for word in literals(inner)]


def other_guarantor(design: Guarantee, facts: Facts, what: str) -> tuple[Guarantee, Facts]:
    """The first guarantor another in one respect; ``name``: another state that is all the same."""
    first, other = design.guarantors[0], "FRA"
    known = dict(facts)
    if what == "name":
        for each in ("major", "nuclear", "democracy", "cinc"):
            known[f"{other}.{each}"] = facts[f"{first}.{each}"]
        clauses = tuple(one.model_copy(update={"by": (other,)}) for one in design.clauses)
        new = {"guarantors": (other, *design.guarantors[1:]), "clauses": clauses}
        return design.model_copy(update=new), known
    fact = facts[f"{first}.{what}"]
    value = fact.value if isinstance(fact.value, float) else 0.0
    known[f"{first}.{what}"] = replace(fact, value=1.0 - value)
    return design, known
