"""The shipped geometry is what its script made, and the traps of such data are not in it."""

import hashlib
import json
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.modules import module

from foedus.errors import InputError, UnknownNameError
from foedus.report import map as geometry
from foedus.report.map import POLICY, World, world
from foedus.report.map.frame import frame
from foedus.report.map.plane import EARTH, Box, Projection, area, bent, clipped, path, runs
from foedus.states import members

FOLDER = Path(geometry.__file__).parent


@pytest.fixture(scope="module")
def globe() -> World:
    return world()


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return module("scripts/geometry.py")


def test_the_shipped_file_is_the_one_that_the_script_recorded() -> None:
    record = json.loads((FOLDER / "source.json").read_text("utf-8"))
    shipped = (FOLDER / "world.json").read_bytes()
    assert hashlib.sha256(shipped).hexdigest() == record["sha256"]
    assert len(shipped) < 750_000
    assert sum(map(len, json.loads(shipped)["arcs"])) == record["points"]


def test_the_record_is_of_the_script_as_it_stands(script: ModuleType) -> None:
    record = json.loads((FOLDER / "source.json").read_text("utf-8"))
    assert (record["url"], record["integrity"]) == (script.URL, script.INTEGRITY)
    assert record["tolerance_degrees"] == script.TOLERANCE
    assert record["grid_degrees"] == script.GRID
    assert record["least_islet_km2"] == script.LEAST
    assert record["territories_drawn_with"] == script.OF


def test_the_license_lies_beside_it() -> None:
    text = (FOLDER / "LICENSE").read_text("utf-8")
    assert "BSD 3-Clause" in text
    assert "Copyright" in text


def test_a_tarball_of_other_bytes_is_refused(script: ModuleType, tmp_path: Path) -> None:
    wrong = tmp_path / "x.tgz"
    wrong.write_bytes(b"something else")
    with pytest.raises(SystemExit, match="SHA-512"):
        script.fetched(wrong)


@pytest.mark.parametrize(
    ("where", "longitude", "latitude", "code", "of"),
    [
        ("Simferopol", 34.10, 44.95, "UKR", "UKR"),
        ("Sevastopol", 33.53, 44.60, "UKR", "UKR"),
        ("Pristina", 21.17, 42.66, "XKX", "XKX"),
        ("Taipei", 121.55, 25.05, "TWN", "TWN"),
        ("Kinmen", 118.35, 24.44, "TWN", "TWN"),
        ("Laayoune", -13.20, 27.15, "ESH", None),
        ("Ramallah", 35.20, 31.90, "PSE", None),
        ("Valletta", 14.48, 35.90, "MLT", "MLT"),
        ("Hargeisa", 44.06, 9.56, "SOL", "SOM"),
        ("Kyrenia", 33.40, 35.25, "CYN", "CYP"),
        ("Hong Kong", 114.15, 22.40, "HKG", "CHN"),
        ("Kaliningrad", 20.60, 54.70, "RUS", "RUS"),
        ("Sukhumi", 41.02, 43.00, "GEO", "GEO"),
        ("Chukotka, east of 180", -175.0, 66.5, "RUS", "RUS"),
        ("Chukotka, west of 180", 175.0, 66.0, "RUS", "RUS"),
        ("Nome", -165.2, 64.7, "USA", "USA"),
        ("Nuuk", -50.0, 65.0, "GRL", "DNK"),
    ],
)
def test_who_is_where(
    globe: World, where: str, longitude: float, latitude: float, code: str, of: str | None
) -> None:
    found = globe.at(longitude, latitude)
    assert found, where
    assert (found.code, found.of) == (code, of), where


@pytest.mark.parametrize("place", [(33.0, 43.0), (0.0, 0.0), (179.99, 0.0), (-150.0, 40.0)])
def test_the_sea_is_nobodys(globe: World, place: tuple[float, float]) -> None:
    assert globe.at(*place) is None


def test_every_state_of_the_list_has_ground_and_every_code_is_of_one_or_drawn_apart(
    globe: World,
) -> None:
    states = {state.label for state in members(2016)}
    assert {shape.of for shape in globe.shapes.values()} - {None} == states
    assert {code for code, shape in globe.shapes.items() if shape.of is None} == {
        "ESH", "KAS", "PSE",
    }  # fmt: skip
    for state in states:
        assert globe.of(state)[0].code == state


def test_no_ring_is_degenerate_or_open_or_torn(globe: World) -> None:
    for shape in globe.shapes.values():
        assert shape.polygons
        for polygon in shape.polygons:
            for ring in polygon:
                assert len(ring) >= 4, shape.code
                np.testing.assert_allclose(ring[0], ring[-1])
                assert np.abs(np.diff(ring[:, 0])).max() < 180, shape.code  # no jump over 180


def test_an_unknown_state_is_told_with_the_nearest(globe: World) -> None:
    with pytest.raises(UnknownNameError, match="UKX"):
        globe.of("UKX")


def test_lines_are_of_three_kinds_and_crimea_has_none_across_its_neck(globe: World) -> None:
    assert {line.kind for line in globe.lines} == {"coast", "border", "contested"}
    for line in globe.lines:
        if line.kind != "coast":
            x, y = line.points.T
            assert not ((x > 33.0) & (x < 35.0) & (y > 45.5) & (y < 46.3)).any()


def test_the_policy_names_what_is_disputed() -> None:
    for place in ("Crimea", "Kosovo", "Taiwan", "Western Sahara", "Palestine"):
        assert place in POLICY


POINT = st.tuples(st.floats(-60, 60), st.floats(-45, 45))


@given(center=st.tuples(st.floats(-180, 180), st.floats(-80, 80)), offset=POINT)
def test_the_projection_keeps_areas(
    center: tuple[float, float], offset: tuple[float, float]
) -> None:
    """A small quadrilateral has its area on the globe, wherever it lies."""
    longitude, latitude = center[0] + offset[0], float(np.clip(center[1] + offset[1], -85, 85))
    side = 0.05
    ring = np.array([[0, 0], [side, 0], [side, side], [0, side], [0, 0]])
    ring += np.array([longitude, latitude])
    bands = np.sin(np.radians([latitude, latitude + side]))
    true = EARTH**2 * np.radians(side) * float(np.diff(bands)[0])
    assert area(Projection(*center)(ring)) == pytest.approx(true, rel=1e-3)


@given(
    center=st.tuples(st.floats(-180, 180), st.floats(-80, 80)), turn=st.sampled_from([-360, 360])
)
def test_the_antimeridian_is_no_edge(center: tuple[float, float], turn: int) -> None:
    points = np.array([[170.0, 10.0], [180.0, 60.0], [-179.0, -40.0]])
    projection = Projection(*center)
    turned = points + np.array([turn, 0])
    np.testing.assert_allclose(projection(points), projection(turned), atol=1e-5)


def test_a_point_from_a_published_example() -> None:
    """Snyder 1987, Lambert azimuthal equal-area, sphere of radius 3, center 40° N 100° W."""
    x, y = Projection(-100, 40)(np.array([[100.0, -20.0]]))[0] * 3 / EARTH
    assert (x, y) == pytest.approx((-4.2339303, 4.0257775), abs=1e-6)


@given(st.lists(st.tuples(st.floats(-5, 15), st.floats(-5, 15)), min_size=3, max_size=9))
def test_what_is_cut_lies_in_the_box_and_grows_nowhere(corners: list[tuple[float, float]]) -> None:
    hull = np.array(corners)
    middle = hull.mean(axis=0)
    order = np.argsort(np.arctan2(*(hull - middle).T))
    ring = np.concatenate([hull[order], hull[order][:1]])  # star-shaped, so simple
    box = Box(0, 0, 10, 10)
    kept = clipped(ring, box)
    if len(kept):
        assert kept.min() >= -1e-9
        assert kept.max() <= 10 + 1e-9
        np.testing.assert_allclose(kept[0], kept[-1])
    assert area(kept) <= min(area(ring), 100) + 1e-6


def test_a_box_inside_a_ring_is_filled() -> None:
    ring = np.array([[-5, -5], [15, -5], [15, 15], [-5, 15], [-5, -5]], dtype=float)
    assert area(clipped(ring, Box(0, 0, 10, 10))) == pytest.approx(100)


def test_a_line_is_kept_where_it_comes_in() -> None:
    line = np.array(
        [[-9, 5], [-5, 5], [5, 5], [20, 5], [30, 5], [30, -20], [5, -20], [5, 2]], dtype=float
    )
    found = runs(line, Box(0, 0, 10, 10))
    assert [part.tolist() for part in found] == [
        [[-5, 5], [5, 5], [20, 5]],
        [[5, -20], [5, 2]],
    ]
    assert runs(line[:2], Box(0, 0, 10, 10)) == []


def test_a_long_parallel_is_bent() -> None:
    found = bent(np.array([[0.0, 49.0], [10.0, 49.0]]))
    assert len(found) == 11
    assert set(found[:, 1]) == {49.0}


def test_path_data_say_the_same_points() -> None:
    ring = np.array([[0.04, 0], [10, 0.26], [10, -5], [0.04, 0]])
    assert path([ring], closed=True) == "M0 0l10 .3 0-5.3z"
    assert path([ring[:1]], closed=True) == ""


def test_a_frame_holds_the_protege_and_who_is_near() -> None:
    found = frame("CHN", "TWN", ["USA", "JPN", "AUS"])
    assert {"CHN", "TWN", "JPN", "KOR", "PHL"} <= set(found.places)
    assert found.away == ("USA", "AUS")
    taiwan = found.places["TWN"].box
    assert Box(0, 0, found.width, found.height).holds(taiwan)
    assert taiwan.height * found.km > 350  # the island is 394 km long
    ukraine = frame("RUS", "UKR", ["GBR"])
    assert "GBR" in ukraine.places
    assert ukraine.away == ()
    assert "MAR" not in ukraine.places


@pytest.mark.parametrize(("one", "two"), [("RUS", "USA"), ("USA", "RUS"), ("TON", "FJI")])
def test_a_neighborhood_across_the_antimeridian_is_whole(one: str, two: str) -> None:
    found = frame(one, two)
    assert {one, two} <= set(found.places)
    assert 0.6 < found.height / found.width < 1
    land = max(place.box.width for place in found.places.values())
    assert land <= found.width + 10


def test_a_state_beside_itself_or_unknown_is_refused() -> None:
    with pytest.raises(InputError, match="both RUS"):
        frame("RUS", "RUS")
    with pytest.raises(UnknownNameError):
        frame("RUS", "ESH")
