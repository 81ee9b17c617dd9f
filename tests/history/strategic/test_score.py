"""Scores: who is at risk of what, and the record on real years."""

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.history.strategic import posterior, rows
from foedus.history.strategic.rows import Moves
from foedus.history.strategic.score import at_risk, happened, score


def test_each_part_is_asked_of_those_that_came_so_far(moves: Moves) -> None:
    ended = moves.outcome
    counts = [int((ended == k).sum()) for k in range(4)]
    expected = {
        "challenge": (len(ended), counts[1] + counts[2] + counts[3]),
        "resist": (sum(counts[1:]), counts[2] + counts[3]),
        "help": (counts[2] + counts[3], counts[3]),
        "joined": (sum(counts[1:]), counts[3]),
    }
    for part, (asked, came) in expected.items():
        some = at_risk(moves, part)
        assert (some.sum(), happened(moves, part)[some].sum()) == (asked, came)


@pytest.mark.data
@pytest.mark.slow
def test_the_record_is_what_the_data_give() -> None:
    """One origin anew; and it is on that score that help is no forecast."""
    history = rows.load()
    with pytest.raises(InputError, match="no forecast can start"):
        score(history, (1850,))
    found = score(history, (2000,))
    challenge = found["challenge"]
    assert set(challenge.measures) == {"base rate", "game", "ladder"}
    assert challenge.gain["base rate"][0] > 4 * challenge.gain["base rate"][1]
    auc = challenge.measures["game"].auc
    assert auc is not None
    assert auc > 0.9
    kept = posterior.load().scores["challenge"]["models"]["game"]
    assert challenge.measures["game"].n < kept["n"]
    years = history.moves.year >= 2000
    assert challenge.measures["game"].events == int(history.moves.challenged[years].sum())
    assert np.isfinite(found["help"].measures["game"].log_loss)
