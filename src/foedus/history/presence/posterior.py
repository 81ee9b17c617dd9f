"""The trial of US forces, and the record of it as a file."""

from dataclasses import dataclass
from typing import Any

from foedus.history.store import Store, structure
from foedus.report.plain import record

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
    ``foedus.history.ladder.trial.LadderTrial`` has it. hosts: state-years with 100 or more.
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


STORE = Store(
    MODEL, "trial of US forces", COMMAND, record, structure(Presence),
    ("trials", "host", "rung"),
)  # fmt: skip
save, load, shipped = STORE.save, STORE.load, STORE.shipped
