"""A covariance whose variances are none gives no standard errors, and says why."""

import numpy as np
import pytest

from foedus.games.signaling.fit import usable


def test_a_sound_covariance_is_kept() -> None:
    found, why = usable(np.array([[2.0, 0.5], [0.5, 1.0]]))
    assert why is None
    assert found is not None


@pytest.mark.parametrize("variance", [-1e-9, 0.0, np.nan, np.inf])
def test_variances_that_are_none_are_told(variance: float) -> None:
    found, why = usable(np.array([[variance, 0.0], [0.0, 1.0]]))
    assert found is None
    assert "not positive" in str(why)
