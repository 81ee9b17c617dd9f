"""Small watches and entries that tests of the watch share."""

from datetime import UTC, datetime, timedelta
from typing import Any

from foedus.terms import Guarantee
from foedus.watch.board import Board, board
from foedus.watch.entries.forms import AnyEntry, decoded
from foedus.watch.undertakings import Undertakings

START = datetime(2026, 11, 1, tzinfo=UTC)
COMMISSION = "special-commission"


def hours(count: float) -> datetime:
    """So long after the start."""
    return START + timedelta(hours=count)


def made(kind: str, id_: str, at: float, **values: Any) -> AnyEntry:
    """An entry known so many hours after the start."""
    given = {"kind": kind, "source": "hand", "id": id_, "known": hours(at), "who": "monitor"}
    return decoded(given | values)


def report(id_: str = "r1", at: float = 1, **values: Any) -> AnyEntry:
    """An attack on Ukraine on the first day."""
    given: dict[str, Any] = {
        "conduct": "attack", "start": "2026-11-01", "end": "2026-11-01", "hostility": 5,
        "spot": {"country": "UKR"}, "coded_target": "UKR",
    }  # fmt: skip
    return made("report", id_, at, **(given | values))


def blame(id_: str = "a1", at: float = 2, **values: Any) -> AnyEntry:
    """Russia found to have done it."""
    given = {"incident": "hand/r1", "actor": "RUS", "value": "adjudicated", "by": COMMISSION}
    return made("attribution", id_, at, **(given | values))


def act(kind: str, at: float, by: str = "UKR", id_: str = "", **values: Any) -> AnyEntry:
    """An act on the first report under the first clause."""
    given = {"act": kind, "by": by, "guarantee": "pledge", "incident": "hand/r1"}
    return made("act", id_ or f"{kind}-{by}-{at}", at, **(given | values))


LADDER: list[dict[str, Any]] = [
    {"name": "warn", "act": "warn the other side", "party": "protege", "after": "notification",
     "within": 24, "silence": "the breach stands", "then": "intervene"},
    {"name": "intervene", "act": "send forces", "after": "recognition", "within": 72},
    {"name": "report", "act": "report to the Council", "after": "recognition",
     "urgency": "forthwith"},
]  # fmt: skip


def pledge(
    clause: dict[str, Any] | None = None, compliance: dict[str, Any] | None = None, **values: Any
) -> Guarantee:
    """A promise of defense by two states with a response ladder."""
    given = {"obligation": "defense", "trigger": "armed-attack", **(clause or {})}
    return Guarantee.model_validate(
        {"name": "pledge", "guarantors": ["USA", "POL"], "protege": "UKR", "clauses": [given],
         "compliance": {"response": LADDER} if compliance is None else compliance} | values
    )  # fmt: skip


def watched(guarantee: Guarantee | None = None, **values: Any) -> Undertakings:
    """A watch on one promise to Ukraine against Russia."""
    one = guarantee or pledge()
    return Undertakings("test", "RUS", "UKR", {one.name: one}, **values)


def at(moment: float, *entries: AnyEntry, guarantee: Guarantee | None = None) -> Board:
    """The board so many hours after the start."""
    return board(watched(guarantee), entries, hours(moment))
