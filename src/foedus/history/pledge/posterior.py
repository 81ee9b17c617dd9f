"""The record of pledges, and it as a file."""

from dataclasses import dataclass
from typing import Any

from foedus.errors import InputError
from foedus.history.pledge.calls import PledgeCalls
from foedus.history.pledge.record import BreakRate, PledgeRate
from foedus.history.store import Store, structure
from foedus.report.plain import record

MODEL = "pledge"
COMMAND = "foedus fit pledge"


@dataclass(frozen=True, slots=True)
class Pledges:
    """What history says of a challenger that owes its target nonaggression, and no defense.

    trials: kind of pledge -> rung -> what the ladder forecasts with it less without it; see
    ``foedus.history.ladder.trial.LadderTrial``. The shipped ladder has none of them.
    """

    rates: tuple[PledgeRate, ...]
    broken: tuple[BreakRate, ...]
    calls: tuple[PledgeCalls, ...]
    called_alone: int  # of the calls, on pacts that promise nonaggression alone
    trials: dict[str, dict[str, Any]]
    first: int  # year
    last: int
    version: str
    command: str
    hashes: dict[str, str]

    def rate(self, event: str, kind: str = "bilateral", era: str = "all") -> PledgeRate:
        """The rate of an event while such a pledge is in force. Raises InputError for others."""
        for each in self.rates:
            if (each.event, each.kind, each.era) == (event, kind, era):
                return each
        raise InputError(f"no record of {kind} pledges, {event}, {era}", where=MODEL)

    def after(
        self, event: str, within: int, kind: str = "bilateral", era: str = "all"
    ) -> BreakRate:
        """The share of pledges broken within 10 or 20 years. Raises InputError for others."""
        for each in self.broken:
            if (each.event, each.within, each.kind, each.era) == (event, within, kind, era):
                return each
        raise InputError(f"no record of {kind} pledges, {event} in {within}, {era}", where=MODEL)


STORE = Store(
    MODEL, "record of pledges", COMMAND, record, structure(Pledges),
    ('¶{"event":', "rates", "broken", "calls", "trials"),
)  # fmt: skip
save, load, shipped = STORE.save, STORE.load, STORE.shipped
