"""Areas: a place known roughly lies in, out, or may."""

import json
from pathlib import Path

import pytest
import shapely

from foedus.errors import FoedusError
from foedus.report.map.world import world
from foedus.terms.compliance import CasusArea
from foedus.watch.casus.area import Areas, depth, read, state
from foedus.watch.casus.truth import Truth
from foedus.watch.entries.report import Spot

KYIV, WARSAW = (50.45, 30.52), (52.23, 21.01)
LINE = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"name": "line"},
         "geometry": {"type": "LineString", "coordinates": [[36.0, 46.0], [36.0, 50.0]]}},
        {"type": "Feature", "properties": {"name": "zone"},
         "geometry": {"type": "Polygon",
                      "coordinates": [[[30, 46], [34, 46], [34, 50], [30, 50], [30, 46]]]}},
    ],
}  # fmt: skip


def drawn(tmp_path: Path, data: object = LINE) -> Areas:
    path = tmp_path / "areas.geojson"
    path.write_text(json.dumps(data), "utf-8")
    return read(path)


def where(spot: Spot, areas: Areas | None = None, **area: object) -> Truth:
    return (areas or Areas()).holds(spot, CasusArea.model_validate(area)).truth


def spot(at: tuple[float, float], precision: int = 1, country: str | None = None) -> Spot:
    return Spot(latitude=at[0], longitude=at[1], precision=precision, country=country)


@pytest.mark.parametrize("code", sorted({s.of for s in world().shapes.values() if s.of}))
def test_every_state_holds_its_own_inner_point(code: str) -> None:
    inner = state(code).representative_point()
    assert depth(state(code), inner.x, inner.y) > 0
    assert any(shape.contains(inner.x, inner.y) for shape in world().of(code))
    assert state(code).geom_type in {"Polygon", "MultiPolygon"}


def test_a_point_is_in_one_state_and_not_in_its_neighbor() -> None:
    assert where(spot(KYIV), states=["UKR"]) is Truth.MET
    assert where(spot(WARSAW), states=["UKR"]) is Truth.NOT_MET


def test_a_rough_place_near_a_border_may_lie_on_either_side() -> None:
    near = (50.0, 23.5)  # some 50 km inside Ukraine
    assert where(spot(near, 1), states=["UKR"]) is Truth.MET
    assert where(spot(near, 4), states=["UKR"]) is Truth.UNDETERMINED
    assert where(spot(near, 4, "UKR"), states=["UKR"]) is Truth.MET  # the source names the country
    assert where(spot(near, 7), states=["UKR"]) is Truth.UNDETERMINED
    assert where(Spot(), states=["UKR"]) is Truth.UNDETERMINED


def test_within_kilometers_of_a_line(tmp_path: Path) -> None:
    areas = drawn(tmp_path)
    east = (48.0, 36.5)  # 37 km away
    assert where(spot(east), areas, regions=["line"], within=60) is Truth.MET
    assert where(spot(east), areas, regions=["line"], within=20) is Truth.NOT_MET
    assert where(spot(east, 2), areas, regions=["line"], within=40) is Truth.UNDETERMINED


def test_an_excluded_zone(tmp_path: Path) -> None:
    areas = drawn(tmp_path)
    inside = (48.0, 32.0)
    assert where(spot(inside), areas, states=["UKR"], excluding=["zone"]) is Truth.NOT_MET
    assert where(spot(KYIV), areas, states=["UKR"], excluding=["zone"]) is Truth.MET


def test_depth_is_in_kilometers() -> None:
    square = shapely.box(0, 0, 2, 2)
    assert depth(square, 1, 1) == pytest.approx(111.2, rel=0.01)
    assert depth(square, 3, 1) == pytest.approx(-111.2, rel=0.01)


@pytest.mark.parametrize(
    "data",
    [
        [], {"features": 3}, {"features": [{}]},
        {"features": [{"properties": {"name": "x"}, "geometry": {"type": "Point"}}]},
        {"features": [{"properties": {"name": "x"},
                       "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}}]},
        {"features": [{"properties": {"name": "bow"}, "geometry": {"type": "Polygon",
                       "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}}]},
    ],
)  # fmt: skip
def test_what_draws_nothing_is_refused(tmp_path: Path, data: object) -> None:
    with pytest.raises(FoedusError):
        drawn(tmp_path, data)


@pytest.mark.parametrize("longitude", [179.99, -179.99, 180.0, -180.0])
def test_a_region_cut_at_the_antimeridian_has_no_edge_there(
    tmp_path: Path, longitude: float
) -> None:
    """GeoJSON asks for the cut (RFC 7946, 3.1.9); the sea on both sides of it is one."""
    halves = [shapely.box(170, 50, 180, 60), shapely.box(-180, 50, -170, 60)]
    sea = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"name": "sea"},
         "geometry": shapely.geometry.mapping(shapely.MultiPolygon(halves))},
    ]}  # fmt: skip
    areas = drawn(tmp_path, sea)
    assert where(spot((55.0, longitude), 2), areas, regions=["sea"]) is Truth.MET
    assert where(spot((55.0, -169.0), 2), areas, regions=["sea"]) is Truth.NOT_MET
    assert where(spot((50.1, longitude), 2), areas, regions=["sea"]) is Truth.UNDETERMINED
