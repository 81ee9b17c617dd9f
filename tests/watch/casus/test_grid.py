"""Areas on cells: what no cell may lose, against shapely's own answer point by point."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from foedus.watch.casus.area import state
from foedus.watch.casus.grid import AreaGrid, lay


def inside(grid: AreaGrid, x: list[float], y: list[float]) -> list[tuple[int, str]]:
    places, areas = grid.pairs(np.array(x), np.array(y))
    return sorted(
        (int(at), grid.areas[area]) for at, area in zip(places, areas.tolist(), strict=True)
    )


#: Corners on the lines of the grid, beside them by the least there is, and anywhere.
corner = st.one_of(
    st.integers(-12, 12).map(lambda n: n / 4),
    st.integers(-12, 12).map(lambda n: float(np.nextafter(n / 4, 9))),
    st.floats(-3, 3),
)
point = st.tuples(corner, corner)


@given(st.lists(point, min_size=3, max_size=7), st.lists(point, min_size=1, max_size=30))
def test_cells_lose_and_add_no_point(
    corners: list[tuple[float, float]], points: list[tuple[float, float]]
) -> None:
    hull = shapely.convex_hull(shapely.MultiPoint(corners))
    hole = shapely.box(-0.4, -0.4, 0.3, 0.25)
    shape = shapely.difference(hull, hole)
    x, y = ([each[axis] for each in points] for axis in (0, 1))
    expected = [
        (at, "a") for at, each in enumerate(points)
        if hull.geom_type == "Polygon" and shape.contains(shapely.Point(each))
    ]  # fmt: skip
    assert inside(lay({"a": shape}), x, y) == expected


def test_areas_that_overlap_each_have_the_point() -> None:
    shapes = {
        "wide": shapely.box(0, 0, 10, 10), "narrow": shapely.box(2, 2, 4.1, 4.1),
        "two": shapely.MultiPolygon([shapely.box(3, 3, 5, 5), shapely.box(20, 20, 21, 21)]),
        "line": shapely.LineString([(0, 0), (10, 10)]),
    }  # fmt: skip
    grid = lay(shapes)
    found = inside(grid, [3.5, 4.05, 20.5, 2.0, 30.0], [3.5, 4.05, 20.5, 3.0, 30.0])
    assert found == [
        (0, "narrow"), (0, "two"), (0, "wide"), (1, "narrow"), (1, "two"), (1, "wide"),
        (2, "two"), (3, "wide"),  # on the edge of the narrow one: outside it
    ]  # fmt: skip


def test_the_antimeridian_and_the_poles() -> None:
    shapes: dict[str, BaseGeometry] = {
        "across": shapely.box(175, -20, 186, -10), "west": shapely.box(-190, 60, -170, 70),
        "cap": shapely.box(-180, 80, 180, 90), "RUS": state("RUS"),
    }  # fmt: skip
    x = [-175.0, 178.0, 180.0, -180.0, 175.0, -175.0, 0.0, 0.0, -175.0, 187.0]
    y = [-15.0, -15.0, -15.0, -15.0, 65.0, 65.0, 85.0, 90.0, 66.5, -15.0]
    found = [each for each in inside(lay(shapes), x, y) if each[1] != "RUS"]
    assert found == [
        (0, "across"), (1, "across"), (2, "across"), (3, "across"), (4, "west"), (5, "west"),
        (6, "cap"), (8, "west"),
    ]  # fmt: skip
    assert inside(lay({"RUS": state("RUS")}), [-175.0], [66.5]) == [(0, "RUS")]


@pytest.mark.filterwarnings("error")
def test_a_place_that_is_none_lies_nowhere() -> None:
    nowhere = [np.nan, np.inf, -np.inf, 181.0, 1e300]
    grid = lay({"world": shapely.box(-180, -90, 180, 90)})
    assert inside(grid, nowhere, [1.0] * 5) == []
    assert inside(grid, [1.0] * 5, nowhere) == []
    assert inside(lay({}), [1.0], [1.0]) == []
    assert inside(grid, [], []) == []
