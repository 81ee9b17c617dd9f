"""US forces in a state, on trial as a covariate of the ladder, and the record of that trial.

Nobody has counted every state's forces abroad for long; those of the United States are counted
from 1950 on. Whether they are in the target the year before is put on trial in two forms, beside
all that the ladder has. docs/ladder.md has the outcome.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.history.covariates import RUNGS, Array, Covariate
from foedus.history.store import Store, plain
from foedus.version import __version__

if TYPE_CHECKING:
    from foedus.history.rows import Data

MODEL, COMMAND = "presence", "foedus fit presence"
USA, HOST = 2, 100
#: The first year of the part ``troops``; before it none are counted.
FIRST_YEAR = 1951
#: The forms on trial.
KINDS = {
    "level": "US personnel in the target the year before, log10 of one more",
    "host": f"{HOST} or more US personnel in the target the year before",
}


@dataclass(frozen=True, slots=True)
class Presence:
    """trials: form -> rung -> what the ladder forecasts with it less without it, as
    :class:`foedus.history.trial.Trial` has it. hosts: state-years with 100 or more.
    """

    trials: dict[str, dict[str, Any]]
    hosts: int
    first: int  # year
    last: int
    version: str
    command: str
    hashes: dict[str, str]

    def change(self, kind: str, rung: str) -> tuple[float, float]:
        """Change of the log loss out of sample, summed, and its standard error; below 0: better."""
        found = self.trials[kind][rung]["change"]
        return float(found["sum"]), float(found["se"])

    @property
    def helps(self) -> bool:
        """Whether either form forecasts any rung better by more than two standard errors."""
        every = (self.change(kind, rung) for kind in self.trials for rung in self.trials[kind])
        return any(total < -2 * se for total, se in every)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)


def personnel(data: "Data") -> Array:
    """(n,) US personnel in the target the year before, log10 of one more; 0 before 1951.

    The United States' own disputes have 0: its forces deter others. Raises DataError without data.
    """
    from foedus.evidence.panel import panel

    last = int(data.year.max())
    found = panel("state-year", FIRST_YEAR, last, ["troops"]).drop_nulls()
    grid = np.zeros((1000, last + 1))
    grid[found["ccode"].to_numpy(), found["year"].to_numpy()] = found["us_troops"].to_numpy()
    held: Array = grid[data.ccode2.astype(np.int64), data.year.astype(np.int64)]
    return np.where(data.ccode1 == USA, 0.0, held)


def fit_presence(data: "Data", report: Callable[[str], None] = lambda _: None) -> Presence:
    """The trial of both forms on every rung. Raises FitError as the ladder does."""
    from foedus.evidence.card import card
    from foedus.history import depth
    from foedus.history.rows import SOURCES
    from foedus.history.trial import rolling, trial

    level = personnel(data)
    host = level >= np.log10(HOST + 1)
    hosting = np.unique(np.column_stack([data.ccode2[host], data.year[host]]), axis=0)
    trials: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for rung in RUNGS:
        without = rolling(data, rung, report=report)
        for kind, values in (("level", level), ("host", host)):
            report(f"{rung}: {kind} on trial")
            columns = {**data.columns, kind: values.astype(np.float32)}
            found = trial(replace(data, columns=columns), rung, (_covariate(kind),), without)
            trials[kind][rung] = found.to_dict()
    hashes = {name: card(name).sha256 for name in (*SOURCES, "us-troops")} | depth.shipped().hashes
    last = int(data.year.max())
    return Presence(trials, len(hosting), FIRST_YEAR, last, __version__, COMMAND, hashes)


def _covariate(kind: str) -> Covariate:
    """A form as a term of the guarantee: unscaled, with its skeptical prior."""
    return Covariate(
        kind, KINDS[kind], lambda c: np.asarray(c[kind], dtype=np.float64), guarantee=True
    )


def _encode(record: Presence) -> dict[str, Any]:
    return dict(plain(record.to_dict()))


STORE = Store(
    MODEL, "trial of US forces", COMMAND, _encode, lambda document: Presence(**document),
    ("trials", "host", "rung"),
)  # fmt: skip
save, load, shipped = STORE.save, STORE.load, STORE.shipped
