"""Fitting the record of pledges, and the trial of a pledge as a covariate of the ladder."""

from dataclasses import replace
from typing import Any

import numpy as np

from foedus.evidence.card import card
from foedus.history import depth
from foedus.history.covariates import RUNGS, Covariate
from foedus.history.ladder.trial import rolling, trial
from foedus.history.model import Report
from foedus.history.pledge import calls
from foedus.history.pledge.owed import KINDS, owed
from foedus.history.pledge.posterior import COMMAND, Pledges
from foedus.history.pledge.record import record
from foedus.history.rows import SOURCES, Data
from foedus.version import __version__


def fit_pledges(data: Data, report: Report = lambda _: None) -> Pledges:
    """The record, and the trial of a pledge as a covariate. Raises FitError as the ladder does."""
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
