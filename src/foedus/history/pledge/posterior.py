"""The record of pledges: fitted, and as a file."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.errors import InputError
from foedus.history.pledge.calls import Calls
from foedus.history.pledge.record import Broken, Rate
from foedus.history.store import Store, plain
from foedus.version import __version__

if TYPE_CHECKING:
    from foedus.history.rows import Data

MODEL = "pledge"
COMMAND = "foedus fit pledge"


@dataclass(frozen=True, slots=True)
class Pledges:
    """What history says of a challenger that owes its target nonaggression, and no defense.

    trials: kind of pledge -> rung -> what the ladder forecasts with it less without it; see
    :class:`foedus.history.trial.Trial`. The shipped ladder has none of them.
    """

    rates: tuple[Rate, ...]
    broken: tuple[Broken, ...]
    calls: tuple[Calls, ...]
    called_alone: int  # of the calls, on pacts that promise nonaggression alone
    trials: dict[str, dict[str, Any]]
    first: int  # year
    last: int
    version: str
    command: str
    hashes: dict[str, str]

    def rate(self, event: str, kind: str = "bilateral", era: str = "all") -> Rate:
        """The rate of an event while such a pledge is in force. Raises InputError for others."""
        for each in self.rates:
            if (each.event, each.kind, each.era) == (event, kind, era):
                return each
        raise InputError(f"no record of {kind} pledges, {event}, {era}", where=MODEL)

    def after(self, event: str, within: int, kind: str = "bilateral", era: str = "all") -> Broken:
        """The share of pledges broken within 10 or 20 years. Raises InputError for others."""
        for each in self.broken:
            if (each.event, each.within, each.kind, each.era) == (event, within, kind, era):
                return each
        raise InputError(f"no record of {kind} pledges, {event} in {within}, {era}", where=MODEL)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)


def fit_pledges(data: "Data", report: Callable[[str], None] = lambda _: None) -> Pledges:
    """The record, and the trial of a pledge as a covariate. Raises FitError as the ladder does."""
    from foedus.evidence.card import card
    from foedus.history import depth
    from foedus.history.covariates import RUNGS, Covariate
    from foedus.history.pledge import calls
    from foedus.history.pledge.owed import KINDS, owed
    from foedus.history.pledge.record import record
    from foedus.history.rows import SOURCES
    from foedus.history.trial import rolling, trial

    found = owed(data)
    rates, broken = record(data, found, report=report)
    trials: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    covariate = Covariate(
        "pledge", "challenger owes target nonaggression, and no defense",
        lambda c: np.asarray(c["pledge"], dtype=np.float64), guarantee=True,
    )  # fmt: skip
    for rung in RUNGS:
        without = rolling(data, rung, report=report)
        for kind, flags in found.kinds().items():
            report(f"{rung}: {kind} pledges on trial")
            pledged = replace(data, columns={**data.columns, "pledge": flags.astype(np.float32)})
            trials[kind][rung] = trial(pledged, rung, (covariate,), without).to_dict()
    called, alone = calls.calls()
    hashes = {name: card(name).sha256 for name in dict.fromkeys((*SOURCES, *calls.SOURCES))}
    hashes |= depth.shipped().hashes
    first, last = int(data.year.min()), int(data.year.max())
    return Pledges(rates, broken, called, alone, trials, first, last, __version__, COMMAND, hashes)


def _encode(record: Pledges) -> dict[str, Any]:
    return dict(plain(record.to_dict()))


def _decode(document: dict[str, Any]) -> Pledges:
    kinds = {"rates": Rate, "broken": Broken, "calls": Calls}
    read = {name: tuple(kind(**row) for row in document[name]) for name, kind in kinds.items()}
    return Pledges(**(document | read))


STORE = Store(
    MODEL, "record of pledges", COMMAND, _encode, _decode,
    ('¶{"event":', "rates", "broken", "calls", "trials"),
)  # fmt: skip
save, load, shipped = STORE.save, STORE.load, STORE.shipped
