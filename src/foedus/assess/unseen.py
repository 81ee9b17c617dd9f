"""What a design says and no model reads, found by changing one thing at a time.

A made-up guarantee that says everything is read by every model of an assessment: the ladder (war),
lapse (how long it stands) and honor. Then one field of it, or one fact about its guarantors, is
changed, and it is read again. What changes no reading is not seen, whatever it is worth.
"""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from foedus.assess import words
from foedus.assess.designs import Reading, nothing, read
from foedus.assess.durability import Holding, holding
from foedus.assess.facts import Facts
from foedus.assess.reliability import features
from foedus.assess.result import Assessment
from foedus.assess.run import distinct
from foedus.errors import DataError, InputError
from foedus.history import honor
from foedus.history.depth.items import categories
from foedus.record import Record
from foedus.scenario import Scenario, load, names
from foedus.terms import Guarantee
from foedus.terms.clause import Clause
from foedus.terms.guarantee import Military, Stationed

#: The question that the made-up guarantee is asked in; its facts come with the package.
ASKED = "ukraine-2025"
WIDTH = 100
_PROMISE = "a promise of "
#: Field -> what it is in words. Clauses go by their obligation too.
FIELDS = {
    **{f"clauses.{kind}": f"{_PROMISE}{kind}" for kind in get_args(
        Clause.model_fields["obligation"].annotation)},
    "clauses.trigger": "what triggers a clause",
    "clauses.area": "where a clause holds",
    "clauses.adversaries": "against whom a clause holds",
    "clauses.by": "which guarantor owes a clause",
    "clauses.discretion": "how freely a guarantor judges",
    "clauses.conditions": "conditions of a clause",
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
}  # fmt: skip
#: Fact about a guarantor -> what it is in words.
OF_GUARANTORS = {
    "major": "whether it is a major power",
    "nuclear": "whether it has nuclear weapons",
    "democracy": "its democracy",
    "cinc": "its capabilities",
    "name": "which state it is",
}
#: What is named first where there is no room for all.
EXAMPLES = (
    "military.stationed.number", "clauses.discretion", "clauses.consultation", "clauses.area",
    "clauses.trigger", "clauses.conditions",
)  # fmt: skip
#: Fields that are texts, dates of the past or the parties themselves, and not asked about.
BESIDE = {
    "name", "title", "cites", "notes", "note", "source", "judgement", "fate", "atop", "protege",
    "guarantors", "acceded", "signed", "in_force", "ended", "clauses", "military", "obligation",
}  # fmt: skip
Models = frozenset[str]


@dataclass(frozen=True, slots=True)
class Unseen:
    """What the designs of a scenario say, and no model reads.

    fields: field of ``FIELDS`` -> the designs that say it. lasting: the same of what is read for
    how long a guarantee stands alone. values: of fields said here that are read, the words that are
    read as one. alike: designs that all models read as one, None where the facts are not known.
    """

    fields: dict[str, tuple[str, ...]]
    lasting: dict[str, tuple[str, ...]]
    values: dict[str, tuple[tuple[str, ...], ...]]
    alike: tuple[tuple[str, ...], ...] | None

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "read_by_no_model": {name: list(which) for name, which in self.fields.items()},
            "read_only_for_how_long_it_stands": {
                name: list(which) for name, which in self.lasting.items()
            },
            "words_read_as_one": {
                name: [list(group) for group in groups] for name, groups in self.values.items()
            },
            "of_guarantors": {name: sorted(table()[f"guarantor.{name}"]) for name in OF_GUARANTORS},
            "read_the_same": None if self.alike is None else [list(each) for each in self.alike],
        }


def unseen(scenario: Scenario, facts: Facts | None = None) -> Unseen:
    """What is not seen of a scenario's designs; with its facts, also which read the same."""
    said: dict[str, list[str]] = {}
    for name, design in scenario.designs.items():
        for field in dict.fromkeys(_said(design)):
            said.setdefault(field, []).append(name)
    by = {field: table()[field] for field in FIELDS if field in said}
    return Unseen(
        {field: tuple(said[field]) for field, models in by.items() if not models},
        {field: tuple(said[field]) for field, models in by.items() if models == {"lapse"}},
        {field: groups for field, groups in same_words().items() if field in said},
        None if facts is None else alike(scenario, facts),
    )


def alike(scenario: Scenario, facts: Facts) -> tuple[tuple[str, ...], ...]:
    """Designs that all models read the same, together; those that none is like are left out."""
    cases = [_case(scenario, name, facts) for name in scenario.designs]
    places = distinct([(reading, held) for reading, held, _ in cases])[1]
    groups: dict[tuple[Any, ...], list[str]] = {}
    for name, place, (*_, kept) in zip(scenario.designs, places, cases, strict=True):
        groups.setdefault((place, kept), []).append(name)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


@cache
def table() -> dict[str, Models]:
    """Field or ``guarantor.fact`` -> the models that read it: ladder, lapse, honor."""
    from foedus.assess import published

    asked = load(ASKED)
    facts = published.facts(asked, None)
    found: dict[str, Models] = dict.fromkeys(
        (*FIELDS, *(f"guarantor.{what}" for what in OF_GUARANTORS)), frozenset()
    )
    for base in _made_up():
        before = _read(asked, base, facts)
        for field, other in _changed(base):
            found[field] |= _apart(before, _read(asked, other, facts))
        for what in OF_GUARANTORS:
            design, told = _other_guarantor(base, facts, what)
            found[f"guarantor.{what}"] |= _apart(before, _read(asked, design, told))
    return found


@cache
def same_words() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Field that is read -> words of it that are read as one, two or more together."""
    from foedus.assess import published

    asked = load(ASKED)
    facts = published.facts(asked, None)
    base, found = _made_up()[0], {}
    for part, prefix in ((base, ""), (base.military, "military.")):
        for field in _written(part):
            allowed = tuple(_literals(type(part).model_fields[field].annotation))
            if not allowed or not table()[f"{prefix}{field}"]:
                continue
            groups: list[tuple[Case, list[str]]] = []
            for word in allowed:
                told: Any = part.model_copy(update={field: word})
                design = base.model_copy(update={"military": told}) if prefix else told
                case = _read(asked, design, facts)
                own = next((each for seen, each in groups if not _apart(seen, case)), None)
                if own is None:
                    groups.append((case, [word]))
                else:
                    own.append(word)
            several = tuple(tuple(each) for _, each in groups if len(each) > 1)
            if several:
                found[f"{prefix}{field}"] = several
    return found


Case = tuple[Reading, Holding | None, tuple[float, ...]]


def _case(asked: Scenario, name: str, facts: Facts) -> Case:
    """A design as the ladder, the model of lapse and that of honor see it.

    Ties count by the categories that depth is measured by.
    """
    design = asked.designs[name]
    first = asked.as_of.year + 1
    reading = read(asked, name, facts) if design.guarantors else nothing(asked, name, facts)
    reading = replace(reading, ties=tuple(int(each) for each in categories(reading.ties)))
    held = holding(design, reading, asked.protege, facts, first)
    if held is None:
        return reading, None, ()
    about = features(reading, held, asked.as_of.year)
    return reading, held, tuple(float(about[name]) for name in honor.shipped().kept)


def _read(asked: Scenario, design: Guarantee, facts: Facts) -> Case:
    return _case(asked.model_copy(update={"designs": {design.name: design}}), design.name, facts)


def _apart(one: Case, two: Case) -> Models:
    """The models that read the two otherwise."""
    found = set()
    if len(distinct([(one[0], None), (two[0], None)])[0]) > 1:
        found.add("ladder")
    if one[1] != two[1]:
        found.add("lapse")
    if str(one[2]) != str(two[2]):  # what is not known is the same as what is not known
        found.add("honor")
    return frozenset(found)


def _made_up() -> tuple[Guarantee, ...]:
    """Guarantees that say everything: with bases; with forces in their place; with the challenger
    among the parties."""
    every = tuple(get_args(Clause.model_fields["obligation"].annotation))
    told = {
        "trigger": "armed-attack", "area": ("UKR",), "adversaries": ("RUS",), "by": ("USA",),
        "discretion": "automatic", "conditions": ("location",),
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
        "accession": "open",
    }  # fmt: skip
    return (
        Guarantee(name="made-up", military=Military(bases="permanent", **ties), **whole),
        Guarantee(name="made-up", military=Military(stationed=forces, **ties), **whole),
        Guarantee(
            name="made-up", military=Military(bases="permanent", **ties),
            **whole | {"guarantors": ("USA", "POL", "RUS")},
        ),
    )  # fmt: skip


def _said(design: Guarantee) -> Iterator[str]:
    """The fields that a design says something in, by their names in ``FIELDS``."""
    for clause in design.clauses:
        yield f"clauses.{clause.obligation}"
        yield from (f"clauses.{name}" for name in _written(clause))
    for name in _written(design):
        yield name
    for name in _written(design.military):
        yield f"military.{name}"
    for each in design.military.stationed:
        yield from (f"military.stationed.{name}" for name in _written(each))


def _written(record: Record) -> Iterator[str]:
    """Fields with another value than where nothing is said."""
    for name, field in type(record).model_fields.items():
        if name not in BESIDE and getattr(record, name) != field.get_default(
            call_default_factory=True
        ):
            yield name


def _changed(design: Guarantee) -> Iterator[tuple[str, Guarantee]]:
    """Field -> the design with another value in it, wherever it says something."""
    for kind in dict.fromkeys(clause.obligation for clause in design.clauses):
        kept = tuple(each for each in design.clauses if each.obligation != kind)
        yield f"clauses.{kind}", design.model_copy(update={"clauses": kept})
    for field, clauses in _each(design.clauses):
        yield f"clauses.{field}", design.model_copy(update={"clauses": clauses})
    for field in _written(design):
        for value in _others(design, field):
            yield field, design.model_copy(update={field: value})
    military = design.military
    for field in _written(military):
        for value in _others(military, field):
            told = military.model_copy(update={field: value})
            yield f"military.{field}", design.model_copy(update={"military": told})
    for field, forces in _each(military.stationed):
        told = military.model_copy(update={"stationed": forces})
        yield f"military.stationed.{field}", design.model_copy(update={"military": told})


def _each(records: tuple[Any, ...]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """A field of like records changed in all of them at once, to the same other value."""
    for field in dict.fromkeys(name for record in records for name in _written(record)):
        for value in _others(records[0], field):
            yield field, tuple(each.model_copy(update={field: value}) for each in records)


def _others(record: Record, field: str) -> list[Any]:
    """Other values that a field could have."""
    value, annotation = getattr(record, field), type(record).model_fields[field].annotation
    words_ = [word for word in _literals(annotation) if word != value]
    if isinstance(value, tuple):
        new = {"adversaries": ("PRK",), "by": ("POL",), "conditions": ("demand",)}.get(field, ())
        return [(), new]
    if words_:
        return words_
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | float):
        return [type(value)(value * 3), None]
    if isinstance(value, date):
        return [value - timedelta(days=3650), None]
    if isinstance(value, Military):
        return [None, Military(contact="regular", bases="permanent")]
    return ["POL"] if field == "state" else [None]


def _literals(annotation: Any) -> Iterable[Any]:
    """The words that an annotation allows, inside a union or not."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return [word for inner in get_args(annotation) for word in _literals(inner)]


def _other_guarantor(design: Guarantee, facts: Facts, what: str) -> tuple[Guarantee, Facts]:
    """The first guarantor another in one respect; ``name``: another state that is all the same."""
    first, other = design.guarantors[0], "FRA"
    known = dict(facts)
    if what == "name":
        for fact in ("major", "nuclear", "democracy", "cinc"):
            known[f"{other}.{fact}"] = facts[f"{first}.{fact}"]
        clauses = tuple(each.model_copy(update={"by": (other,)}) for each in design.clauses)
        new = {"guarantors": (other, *design.guarantors[1:]), "clauses": clauses}
        return design.model_copy(update=new), known
    fact = facts[f"{first}.{what}"]
    value = fact.value if isinstance(fact.value, float) else 0.0
    known[f"{first}.{what}"] = replace(fact, value=1.0 - value)
    return design, known


def lines(found: Unseen) -> list[str]:
    """In words for a terminal, without a heading: a sentence each."""
    said = []
    if found.alike:
        groups = "; ".join(words.listed(group) for group in found.alike)
        said.append(f"read the same, so that they get the same numbers: {groups}")
    if found.fields:
        said.append(f"written here, and read by no model of an assessment: {_named(found.fields)}")
    if found.lasting:
        said.append(f"read only for how long it stands: {_named(found.lasting)}")
    if found.values:
        told = "; ".join(
            f"{' = '.join(group)} ({FIELDS[field]})"
            for field, groups in found.values.items()
            for group in groups
        )
        said.append(f"words read as one: {told}")
    return [*said, of_guarantors()]


def facts_of(scenario: Scenario, given: str) -> Facts | None:
    """The facts of a scenario as an assessment of it would have them; None where some are missing.

    given: the name or file that it was read from.
    """
    from foedus.assess import frozen, published

    own = None if given in names() else frozen.beside(Path(given))
    try:
        return published.facts(scenario, own if own and own.is_file() else None)
    except (InputError, DataError):
        return None


def section(scenario: Scenario, facts: Facts | None) -> list[str]:
    """A section for `foedus check` and `foedus new`: a heading, and what is not seen, wrapped."""
    found = unseen(scenario, facts)
    out = ["what the models of `foedus assess` do not see of these designs"]
    for sentence in lines(found):
        out += textwrap.wrap(
            sentence, WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
        )
    if facts is None:
        out.append("  which designs read the same: not known before the facts are (`foedus facts`)")
    return out


def of_guarantors() -> str:
    """What the models see of a guarantor, and what not."""
    by = {what: table()[f"guarantor.{what}"] for what in OF_GUARANTORS}
    seen = words.listed(
        OF_GUARANTORS[what] + (" (for how long it stands)" if models == {"lapse"} else "")
        for what, models in by.items()
        if models
    )
    not_seen = [OF_GUARANTORS[what] for what, models in by.items() if not models]
    return f"of a guarantor the models see {seen}" + (
        f"; not {' or '.join(not_seen)}" if not_seen else ""
    )


def beside(found: Assessment) -> str:
    """One sentence to stand beside an assessment's designs; empty where all that is said is read.

    Which designs give one answer its bottom line says.
    """
    shown = {name: design for name, design in found.scenario.designs.items()
             if name in found.designs}  # fmt: skip
    told = unseen(found.scenario.model_copy(update={"designs": shown})).fields
    if not told:
        return ""
    some = [FIELDS[field] for field in EXAMPLES if field in told][:3]
    if not table()["guarantor.name"]:
        some.append("which state a guarantor is, among those of its kind")
    named = f", such as {words.listed(some)}" if some else ""
    return (
        f"No model here reads {len(told)} of the things that these designs say{named}; "
        "`foedus check` lists them."
    )


def _named(fields: Mapping[str, tuple[str, ...]]) -> str:
    """Fields in words; the promises together."""
    promised = [field.removeprefix("clauses.") for field in fields
                if FIELDS[field].startswith(_PROMISE)]  # fmt: skip
    told = [FIELDS[field] for field in fields if not FIELDS[field].startswith(_PROMISE)]
    if promised:
        told.insert(0, f"promises of {'/'.join(promised)}")
    return words.listed(told)
