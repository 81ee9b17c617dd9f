"""The two versions of ``foedus explain --since``: seals, days, scenarios, in whatever mixture."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.storage import exists

if TYPE_CHECKING:
    from foedus.explanation.attribution import AskedNumber
    from foedus.explanation.version import AnswerVersion
    from foedus.forecasts.seal import Seal

_SEAL = re.compile(r"[a-z0-9][a-z0-9._-]*/[1-9]\d*")
Recorded = Callable[["AskedNumber"], tuple[float | None, float | None]]


@dataclass(frozen=True, slots=True)
class VersionPair:
    """The earlier version and the later. recorded: what their own records say of a number.

    settings: draws and seed of a seal among them, the earlier one's first; empty without one.
    """

    one: "AnswerVersion"
    two: "AnswerVersion"
    recorded: Recorded
    settings: dict[str, int]


def between(scenario: str, since: str, record: Path, protege: str | None) -> VersionPair:
    """Both versions. Raises InputError for what names none."""
    two, later = _version(scenario, record, protege)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", since):
        from foedus.errors import InputError
        from foedus.explanation.version import at_day

        try:
            day = date.fromisoformat(since)
        except ValueError:
            raise InputError(f"found {since!r}", where="--since", hint="2025-08-18") from None
        one, earlier = at_day(two.scenario, day), None
    else:
        one, earlier = _version(since, record, protege)

    def recorded(asked: "AskedNumber") -> tuple[float | None, float | None]:
        from foedus.forecasts.version import recorded as said

        found = [None if seal is None else said(seal, asked) for seal in (earlier, later)]
        return found[0], found[1]

    seal = earlier or later
    return VersionPair(one, two, recorded, dict(seal.settings) if seal else {})


def _version(told: str, record: Path, protege: str | None) -> "tuple[AnswerVersion, Seal | None]":
    """The version that a word names: a seal of the record, a shipped scenario, or a file."""
    from foedus.explanation.version import of_scenario
    from foedus.facts import snapshot
    from foedus.scenario import load

    if _SEAL.fullmatch(told) and not exists(told):
        from foedus.forecasts.book import ForecastBook
        from foedus.forecasts.version import version

        with ForecastBook(record) as book:
            seal = book.seal(told)
            return version(book, seal), seal
    return of_scenario(load(told, protege), snapshot.of(told)), None
