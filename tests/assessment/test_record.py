"""How forecasts of this size came out before."""

import dataclasses
from typing import Any

from foedus.assessment import assess
from foedus.assessment.record import at_this_level
from foedus.assessment.result import Assessment
from foedus.history.covariates import RUNGS
from foedus.history.ladder import posterior


def calibration(*forecasts: float) -> dict[str, Any]:
    """A rung's record: bins in which half as many came true as were forecast."""
    return {
        "calibration": [
            {"forecast": f, "observed": f / 2, "low": f / 4, "high": f * 3 / 4, "n": 100,
             "events": int(50 * f)}
            for f in forecasts
        ]
    }  # fmt: skip


def test_each_rung_is_set_beside_the_nearest_bin(answer: Assessment) -> None:
    ladder = dataclasses.replace(
        answer.ladder, scores={rung: calibration(0.01, 0.1, 0.3, 0.6, 0.9) for rung in RUNGS}
    )
    own = answer.designs["none"].reading.columns
    columns = {**answer.setting.fixed, **answer.setting.memory, **own}
    found = at_this_level(ladder, columns)
    assert [one.rung for one in found] == list(RUNGS)
    reached = ladder.probabilities(columns)
    before = 1.0
    for one in found:
        assert abs(one.asked * before - float(reached[one.rung])) < 1e-12
        before = float(reached[one.rung])
        bins = ladder.scores[one.rung]["calibration"]
        assert abs(one.forecast - one.asked) == min(abs(b["forecast"] - one.asked) for b in bins)
        assert one.off == "high"


def test_a_posterior_without_scores_has_no_record() -> None:
    bare = dataclasses.replace(posterior.shipped(), scores={})
    assert assess("ukraine-2025", draws=200, years=3, ladder=bare).record == ()
