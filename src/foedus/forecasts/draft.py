"""Forecasts that are to be sealed: everything of a seal but its number and its moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from foedus.forecasts.definitions import Definition
from foedus.forecasts.question import SealedQuestion
from foedus.forecasts.seal import PairTable, What


@dataclass(frozen=True, slots=True)
class SealDraft:
    """See ``foedus.forecasts.seal.Seal``. models: names of the posteriors behind it."""

    subject: str
    what: What
    title: str
    as_of: date
    definitions: Mapping[str, Definition]
    questions: tuple[SealedQuestion, ...] = ()
    table: PairTable | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, str] = field(default_factory=dict)
    models: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    by: str = ""
