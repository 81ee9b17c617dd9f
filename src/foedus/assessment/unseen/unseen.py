"""What a design says and no model reads, found by changing one thing at a time.

A made-up guarantee that says everything is read by every model of an assessment: the ladder (war),
lapse (how long it stands) and honor. Then one field of it, or one fact about its guarantors, is
changed, and it is read again. What changes no reading is not seen, whatever it is worth.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from foedus.assessment.designs import Reading, read
from foedus.assessment.durability import Holding, holding
from foedus.assessment.reliability import features
from foedus.assessment.run import apart
from foedus.assessment.unseen.change import (
    FIELDS,
    OF_GUARANTORS,
    changed,
    literals,
    made_up,
    other_guarantor,
    said,
    written,
)
from foedus.errors import DataError, InputError
from foedus.facts.known import Facts
from foedus.history import origins
from foedus.history.depth.items import categories
from foedus.report.plain import plain
from foedus.scenario import Scenario, load
from foedus.terms import Guarantee

#: The question that the made-up guarantee is asked in; its facts come with the package.
ASKED = "ukraine-2025"
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
        return plain({
            "read_by_no_model": self.fields,
            "read_only_for_how_long_it_stands": self.lasting,
            "words_read_as_one": self.values,
            "of_guarantors": {name: sorted(table()[f"guarantor.{name}"]) for name in OF_GUARANTORS},
            "read_the_same": self.alike,
        })  # fmt: skip


def unseen(scenario: Scenario, facts: Facts | None = None) -> Unseen:
    """What is not seen of a scenario's designs; with its facts, also which read the same."""
    told: dict[str, list[str]] = {}
    for name, design in scenario.designs.items():
        for field in dict.fromkeys(said(design)):
            told.setdefault(field, []).append(name)
    by = {field: table()[field] for field in FIELDS if field in told}
    return Unseen(
        {field: tuple(told[field]) for field, models in by.items() if not models},
        {field: tuple(told[field]) for field, models in by.items() if models == {"lapse"}},
        {field: groups for field, groups in same_words().items() if field in told},
        None if facts is None else alike(scenario, facts),
    )


def alike(scenario: Scenario, facts: Facts) -> tuple[tuple[str, ...], ...]:
    """Designs that all models read the same, together; those that none is like are left out."""
    return _together({name: _case(scenario, name, facts) for name in scenario.designs})


@cache
def table() -> dict[str, Models]:
    """Field or ``guarantor.fact`` -> the models that read it: ladder, lapse, honor."""
    from foedus.facts import assembly

    asked = load(ASKED)
    facts = assembly.facts(asked, None)
    found: dict[str, Models] = dict.fromkeys(
        (*FIELDS, *(f"guarantor.{what}" for what in OF_GUARANTORS)), frozenset()
    )
    for base in made_up():
        before = _read(asked, base, facts)
        for field, other in changed(base):
            found[field] |= _apart(before, _read(asked, other, facts))
        for what in OF_GUARANTORS:
            design, told = other_guarantor(base, facts, what)
            found[f"guarantor.{what}"] |= _apart(before, _read(asked, design, told))
    return found


@cache
def same_words() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Field that is read -> words of it that are read as one, two or more together."""
    from foedus.facts import assembly

    asked = load(ASKED)
    facts = assembly.facts(asked, None)
    base, found = made_up()[0], {}
    for part, prefix in ((base, ""), (base.military, "military.")):
        for field in written(part):
            allowed = tuple(literals(type(part).model_fields[field].annotation))
            if not allowed or not table()[f"{prefix}{field}"]:
                continue
            cases = {}
            for word in allowed:
                told: Any = part.model_copy(update={field: word})
                design = base.model_copy(update={"military": told}) if prefix else told
                cases[word] = _read(asked, design, facts)
            several = _together(cases)
            if several:
                found[f"{prefix}{field}"] = several
    return found


Case = tuple[Reading, Holding | None, tuple[float, ...]]


def _case(asked: Scenario, name: str, facts: Facts) -> Case:
    """A design as the ladder, the model of lapse and that of honor see it.

    Ties count by the categories that depth is measured by.
    """
    design = asked.designs[name]
    reading = read(asked, name, facts)
    reading = replace(reading, ties=tuple(int(each) for each in categories(reading.ties)))
    held = holding(design, reading, asked.protege, facts, asked.as_of.year + 1)
    if held is None:
        return reading, None, ()
    about = features(reading, held, asked)
    kept = origins.before(asked.as_of.year).honor.kept
    return reading, held, tuple(float(about[name]) for name in kept)


def _read(asked: Scenario, design: Guarantee, facts: Facts) -> Case:
    return _case(asked.model_copy(update={"designs": {design.name: design}}), design.name, facts)


def _together(cases: Mapping[str, Case]) -> tuple[tuple[str, ...], ...]:
    """Names of cases that all models read as one; those that none is like are left out."""
    groups: list[list[str]] = []
    for name, case in cases.items():
        own = next((each for each in groups if not _apart(cases[each[0]], case)), None)
        if own is None:
            groups.append([name])
        else:
            own.append(name)
    return tuple(tuple(group) for group in groups if len(group) > 1)


def _apart(one: Case, two: Case) -> Models:
    """The models that read the two otherwise."""
    found = set()
    if apart((one[0], None), (two[0], None)):
        found.add("ladder")
    if one[1] != two[1]:
        found.add("lapse")
    if str(one[2]) != str(two[2]):  # what is not known is the same as what is not known
        found.add("honor")
    return frozenset(found)


def facts_of(scenario: Scenario, given: str) -> Facts | None:
    """The facts of a scenario as an assessment of it would have them; None where some are missing.

    given: the name or file that it was read from.
    """
    from foedus.facts import assembly, snapshot

    try:
        return assembly.facts(scenario, snapshot.of(given))
    except (InputError, DataError):
        return None
