"""The calibration plot: every bin is in it, and the one that is asked for is marked."""

from foedus.history.ladder import posterior
from foedus.history.ladder.calibration import figure


def test_every_bin_of_every_rung_is_a_row_and_a_rung_is_a_panel() -> None:
    scores = posterior.shipped().scores
    found = figure(scores)
    assert len(found.rows) == sum(len(one["calibration"]) for one in scores.values())
    assert not any(row["here"] for row in found.rows)
    assert len(found.spec["concat"]) == len(scores)
    assert f"scored to {scores['onset']['last']}" in found.note


def test_a_case_is_marked_in_its_bin() -> None:
    scores = posterior.shipped().scores
    bin_ = scores["force"]["calibration"][2]
    found = figure(scores, {"force": (0.7, bin_["forecast"])})
    [row] = [row for row in found.rows if row["here"]]
    assert (row["rung"], row["observed"]) == ("force", bin_["observed"])
    rules = [len(panel["layer"]) for panel in found.spec["concat"]]
    assert rules == [4 if name == "force" else 3 for name in scores]
