"""Trees that learn each year ahead."""

import numpy as np
import pytest

from foedus.history.horizon.hindcast import before
from foedus.history.keys import directed
from foedus.history.pairs import trees
from foedus.history.pairs.eve import eve, following


@pytest.fixture(scope="module")
def grown(data):
    return trees.fit(before(data, 1996))


def test_they_tell_rivals_from_others_at_about_the_right_level(data, grown):
    on = eve(data, 1995)
    told = grown.walk(on, 3)
    assert set(told) == set(trees.EVENTS)
    rivals = on.columns["rivalry"] > 0
    assert told["onset"].shape == (3, len(rivals))
    assert told["onset"][:, rivals].mean() > 5 * told["onset"][:, ~rivals].mean()
    assert told["onset"][:, rivals].mean() == pytest.approx(0.3, abs=0.1)


def test_years_past_the_last_learned_are_like_it(data, grown):
    told = grown.walk(eve(data, 1995), trees.LEADS + 3)["onset"]
    assert len(told) == trees.LEADS + 3
    np.testing.assert_array_equal(told[-1], told[trees.LEADS - 1])


def test_a_sample_is_what_came_so_many_years_after_the_eve(data):
    rows, key = following(data), directed(data.ccode1, data.ccode2)
    for lead in (1, 3):
        some, came, weight = trees._sample(data, rows, key, data.onset, lead)
        happened = {
            (k, y) for k, y in zip(key[data.onset].tolist(), data.year[data.onset].tolist(),
                                   strict=True)
        }  # fmt: skip
        when = data.year[some] + lead - 1
        assert [(k, y) in happened for k, y in zip(key[some].tolist(), when.tolist(),
                                                   strict=True)] == came.tolist()  # fmt: skip
        assert (weight[came] == 1).all()
        near = data.relevant[some - 1]
        assert set(weight[near & ~came]) == {trees.THIN_RELEVANT}
        assert set(weight[~near & ~came]) == {trees.THIN_REMOTE}


def test_what_comes_later_is_not_learned(data, grown):
    """Turn every outcome from 1996 on round: trees grown on earlier years stay the same."""
    from dataclasses import replace

    later = data.year >= 1996
    other = replace(data, onset=data.onset ^ later)
    again = trees.fit(before(other, 1996)).walk(eve(data, 1995), 2)
    np.testing.assert_array_equal(again["onset"], grown.walk(eve(data, 1995), 2)["onset"])
