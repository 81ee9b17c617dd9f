"""Who would have to be wrong: each answer, put back in, reaches the threshold."""

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.negotiation.actors import Actor, Issue, central
from foedus.negotiation.methods.compromise import weighted_mean
from foedus.negotiation.pivot import pivots


def random_issue(seed: int) -> Issue:
    rng = np.random.default_rng(seed)
    return Issue(
        "i",
        tuple(
            Actor(
                f"a{i}",
                float(rng.uniform(0, 100)),
                float(rng.uniform(0.1, 1)),
                float(rng.uniform(1, 5)),
            )
            for i in range(5)
        ),
    )


@pytest.mark.parametrize("seed", range(8))
def test_every_pivot_reaches_the_threshold(seed: int) -> None:
    issue = random_issue(seed)
    arrays = central(issue)
    names = list(issue.names)
    found = pivots(issue, 45.0)
    assert {pivot.actor for pivot in found} == set(names)
    assert any(pivot.position_needed is not None for pivot in found)
    for pivot in found:
        i = names.index(pivot.actor)
        if pivot.position_needed is not None:
            x = arrays.x.copy()
            x[0, i] = pivot.position_needed
            assert weighted_mean(x, arrays.w)[0] == pytest.approx(45)
        if pivot.weight_factor is not None:
            w = arrays.w.copy()
            w[0, i] *= pivot.weight_factor
            assert weighted_mean(arrays.x, w)[0] == pytest.approx(45)
        assert pivot.actor in pivot.says


def test_smallest_error_comes_first() -> None:
    issue = Issue("i", (Actor("big", 60, 1, 10), Actor("small", 80, 1, 1), Actor("none", 0, 0.0)))
    found = pivots(issue)
    assert [pivot.actor for pivot in found] == ["big", "small", "none"]
    assert found[0].position_needed == pytest.approx(47)
    assert "no error" in found[2].says


def test_bad_threshold_is_refused() -> None:
    with pytest.raises(InputError, match="off the scale"):
        pivots(random_issue(0), 300)
