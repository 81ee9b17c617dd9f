"""What the designs of a scenario say and no model reads."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from foedus.assessment.unseen.change import FIELDS, OF_GUARANTORS, said
from foedus.assessment.unseen.reading import Models, case, together
from foedus.errors import DataError, InputError
from foedus.facts.known import Facts
from foedus.report.plain import plain
from foedus.scenario import Scenario


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
    # A word newer than the table is read by no model.
    by = {field: table().get(field, frozenset()) for field in FIELDS if field in told}
    return Unseen(
        {field: tuple(told[field]) for field, models in by.items() if not models},
        {field: tuple(told[field]) for field, models in by.items() if models == {"lapse"}},
        {field: groups for field, groups in same_words().items() if field in told},
        None if facts is None else alike(scenario, facts),
    )


def alike(scenario: Scenario, facts: Facts) -> tuple[tuple[str, ...], ...]:
    """Designs that all models read the same, together; those that none is like are left out."""
    return together({name: case(scenario, name, facts) for name in scenario.designs})


@cache
def _compiled() -> dict[str, Any]:
    text = files("foedus.assessment.unseen").joinpath("models.json").read_text("utf-8")
    return dict(json.loads(text))


@cache
def table() -> dict[str, Models]:
    """Field or ``guarantor.fact`` -> the models that read it: ladder, lapse, honor."""
    return {field: frozenset(models) for field, models in _compiled()["models"].items()}


@cache
def same_words() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Field that is read -> words of it that are read as one, two or more together."""
    return {
        field: tuple(tuple(group) for group in groups)
        for field, groups in _compiled()["same_words"].items()
    }


def facts_of(scenario: Scenario, given: str) -> Facts | None:
    """The facts of a scenario as an assessment of it would have them; None where some are missing.

    given: the name or file that it was read from.
    """
    from foedus.facts import assembly, snapshot

    try:
        return assembly.facts(scenario, snapshot.of(given))
    except (InputError, DataError):
        return None
