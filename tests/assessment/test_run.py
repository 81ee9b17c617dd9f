"""One sample put to one pair: at once, or each event when it is first asked for."""

import numpy as np

from foedus.assessment import groundwork
from foedus.history.pair import EVENTS
from foedus.scenario import load


def test_events_asked_for_one_by_one_are_those_forecast_together() -> None:
    asked = groundwork.groundwork(load("ukraine-2025"), 100, 5, 0, None, None, None, None, None)
    every, inner = asked.run.chances(asked.cases), asked.run.within(asked.cases)
    late, late_inner = asked.run.deferred(asked.cases)
    for event in EVENTS.values():
        for part in ("by", "either", "yearly", "first"):
            np.testing.assert_array_equal(getattr(late, part)[event], getattr(every, part)[event])
        np.testing.assert_array_equal(late_inner[event], inner[event])
    np.testing.assert_array_equal(late.guarded, every.guarded)
    np.testing.assert_array_equal(asked.run.war_by_end(asked.cases), every.by["war"][:, -1])
