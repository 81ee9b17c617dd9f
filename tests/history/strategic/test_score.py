"""Scores: who is at risk of what, and the record on real years."""

from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from foedus.cli.score import app
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


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    """What ``foedus score strategic`` says of one origin anew, and the scores that it keeps."""
    out = tmp_path_factory.mktemp("score") / "game.json"
    posterior.save(posterior.load(), out)
    done = CliRunner().invoke(app, ["strategic", "--origin", "2000", "--record", str(out)])
    assert done.exit_code == 0, done.exception
    return done.stdout, posterior.load(out).scores


@pytest.mark.data
@pytest.mark.slow
def test_the_game_is_scored_in_words_and_keeps_its_scores(
    scored: tuple[str, dict[str, Any]],
) -> None:
    said, scores = scored
    assert "HELP, GIVEN RESISTANCE" in said
    assert set(scores) == {"challenge", "resist", "help", "joined"}


@pytest.mark.data
@pytest.mark.slow
def test_the_record_is_what_the_data_give(scored: tuple[str, dict[str, Any]]) -> None:
    """It is on that score that help is no forecast."""
    history, (_, found) = rows.load(), scored
    with pytest.raises(InputError, match="no forecast can start"):
        score(history, (1850,))
    challenge = found["challenge"]["models"]
    assert set(challenge) == {"base rate", "game", "ladder"}
    gain = found["challenge"]["log_loss_over_game"]["base rate"]
    assert gain["sum"] > 4 * gain["se"]
    assert challenge["game"]["auc"] > 0.9
    kept = posterior.load().scores["challenge"]["models"]["game"]
    assert challenge["game"]["n"] < kept["n"]
    years = history.moves.year >= 2000
    assert challenge["game"]["events"] == int(history.moves.challenged[years].sum())
    assert np.isfinite(found["help"]["models"]["game"]["log_loss"])
