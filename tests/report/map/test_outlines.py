"""Nothing that comes into a view is left out of it."""

import numpy as np
import pytest

from foedus.report.map import outlines
from foedus.report.map.frame import EARTH
from foedus.report.map.plane import Projection


@pytest.mark.parametrize("center", [(37.0, 49.0), (121.0, 23.5), (179.0, -8.0), (-60.0, 89.0)])
@pytest.mark.parametrize("reach", [0.1, 0.5, 1.5])
def test_a_cap_is_near_where_any_point_is(center: tuple[float, float], reach: float) -> None:
    at = Projection(*center)
    for drawn, caps in (
        ([rings[0] for _, rings in outlines.polygons()[0]], outlines.polygons()[1]),
        ([line.points for line in outlines.lines()[0]], outlines.lines()[1]),
    ):
        near = set(caps.near(*center, reach).tolist())
        there = {
            place for place, points in enumerate(drawn)
            if at.away(points).min() <= reach * EARTH
        }  # fmt: skip
        assert there <= near
        assert len(near) < len(drawn)


def test_a_cap_holds_its_points() -> None:
    rng = np.random.default_rng(3)
    lines = [rng.uniform([-180, -90], [180, 90], (n, 2)) for n in (1, 2, 9)]
    found = outlines.caps(lines)
    for middle, angle, points in zip(found.middles, found.angles, lines, strict=True):
        cosines = outlines.upright(points) @ middle
        assert np.arccos(np.clip(cosines.min(), -1, 1)) <= angle
