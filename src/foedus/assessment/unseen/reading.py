"""How every model of an assessment reads a design, and what of a design it does not read.

A made-up guarantee that says everything is read by every model: the ladder (war), lapse (how long
it stands) and honor. Then one field of it, or one fact about its guarantors, is changed, and it is
read again. What changes no reading is not seen, whatever it is worth. What comes out hangs on the
models alone, so it is compiled once (``scripts/unseen.py``) and ships.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
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
    written,
)
from foedus.facts.known import Facts
from foedus.history import origins
from foedus.history.depth.items import categories
from foedus.scenario import Scenario, load
from foedus.terms import Guarantee

#: The question that the made-up guarantee is asked in; its facts come with the package.
ASKED = "ukraine-2025"
Models = frozenset[str]
Case = tuple[Reading, Holding | None, tuple[float, ...]]


def compiled() -> str:
    """The text of ``models.json``: what each model reads, found anew."""
    from foedus.facts import assembly

    asked = load(ASKED)
    facts = assembly.facts(asked, None)
    found = _models(asked, facts)
    parts: dict[str, Mapping[str, Any]] = {
        "models": {field: sorted(models) for field, models in found.items()},
        "same_words": _same_words(asked, facts, found),
    }
    told = ['"about": "by scripts/unseen.py: field -> models that read it, words read as one"']
    for part, fields in parts.items():
        rows = ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in fields.items())
        told.append(f"{json.dumps(part)}: {{\n{rows}\n }}")
    return "{\n " + ",\n ".join(told) + "\n}\n"


def _models(asked: Scenario, facts: Facts) -> dict[str, Models]:
    """Field or ``guarantor.fact`` -> the models that read it: ladder, lapse, honor."""
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


def _same_words(
    asked: Scenario, facts: Facts, models: Mapping[str, Models]
) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Field that is read -> words of it that are read as one, two or more together."""
    base, found = made_up()[0], {}
    for part, prefix in ((base, ""), (base.military, "military.")):
        for field in written(part):
            allowed = tuple(literals(type(part).model_fields[field].annotation))
            if not allowed or not models[f"{prefix}{field}"]:
                continue
            cases = {}
            for word in allowed:
                told: Any = part.model_copy(update={field: word})
                design = base.model_copy(update={"military": told}) if prefix else told
                cases[word] = _read(asked, design, facts)
            several = together(cases)
            if several:
                found[f"{prefix}{field}"] = several
    return found


def case(asked: Scenario, name: str, facts: Facts) -> Case:
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
    return case(asked.model_copy(update={"designs": {design.name: design}}), design.name, facts)


def together(cases: Mapping[str, Case]) -> tuple[tuple[str, ...], ...]:
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
