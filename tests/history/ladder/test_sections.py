"""The ladder in words: what it learned from, and its scores beside others'."""

import pytest

from foedus.history.ladder import posterior
from foedus.history.ladder.score import LadderScore
from foedus.history.ladder.sections import fitted, scored
from foedus.history.measures import Measures
from foedus.report.text import text

FLAT = Measures(20_000, 25, None, None, 0.00125, 0.0096, None, 0.0013)
OWN = Measures(20_000, 25, 0.912, 0.101, 0.00121, 0.0071, 1.01, 0.00124)
BIN = {"n": 900, "events": 3, "forecast": 0.004, "observed": 0.00333, "low": 0.0014, "high": 0.008}
ONE = LadderScore(
    "onset", (1990, 2000), 2010, {"base rate": FLAT, "ladder": OWN}, {"ladder": OWN},
    {"base rate": (50.0, 10.0)}, [BIN],
)  # fmt: skip


def test_a_fit_says_rows_and_events_of_each_rung() -> None:
    said = " ".join(text(fitted(posterior.shipped())).split())
    for name, rung in posterior.shipped().rungs.items():
        assert f"{name} {rung.rows:,} {rung.events:,}" in said


@pytest.mark.parametrize("columns", [80, 100])
def test_scores_say_every_number_within_the_columns(columns: int) -> None:
    lines = text(scored({"onset": ONE}), columns).splitlines()
    assert max(map(len, lines)) <= columns
    said = " ".join(" ".join(lines).split())
    assert "Fitted before 1990, 2000; 20,000 rows to 2010, 25 events (0.12%)." in said
    assert "base rate – – 0.001250 0.009600 – 0.130% +50.0 ± 10.0" in said
    assert "ladder 0.912 0.101 0.001210 0.007100 1.01 0.124%" in said
    assert "Politically relevant dyads only: 20,000 rows" in said
    assert "0.400% 0.333% 0.14%–0.80% 900" in said
