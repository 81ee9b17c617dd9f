"""Many events at once: areas as the map has them, days as the careful engine finds them."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.report.map.world import world
from foedus.terms.compliance import Intensity
from foedus.watch.casus import bulk, tally
from foedus.watch.casus.area import depth, state
from foedus.watch.casus.bulk import matched, reached
from foedus.watch.casus.intensity import Burden, first_day, rule
from foedus.watch.casus.truth import Truth

CODES = ("UKR", "RUS", "POL", "ROU", "BLR", "MDA")
EPOCH = date(1970, 1, 1)


def test_two_engines_agree_on_a_million_points() -> None:
    """Prepared polygons against the same polygons through an index of the points."""
    random = np.random.default_rng(3)
    x, y = random.uniform(15, 45, 1_000_000), random.uniform(43, 60, 1_000_000)
    shapes = {code: state(code) for code in CODES}
    found = matched(x, y, shapes)
    tree = shapely.STRtree(shapely.points(x, y))
    for code, shape in shapes.items():
        other = np.sort(tree.query(shape, predicate="contains"))
        assert np.array_equal(np.sort(found[code]), other), code
    assert all(len(places) > 1_000 for places in found.values())


def test_the_map_itself_agrees() -> None:
    """Even-odd crossings over the map's rings, which know nothing of shapely."""
    random = np.random.default_rng(4)
    x, y = random.uniform(20, 42, 400), random.uniform(44, 53, 400)
    found = set(matched(x, y, {"UKR": state("UKR")})["UKR"].tolist())
    shapes = world().of("UKR")
    assert found == {
        place for place in range(len(x))
        if any(shape.contains(float(x[place]), float(y[place])) for shape in shapes)
    }  # fmt: skip


def test_a_shape_across_the_antimeridian() -> None:
    chukotka = np.array([-175.0]), np.array([66.5])
    assert len(matched(*chukotka, {"RUS": state("RUS")})["RUS"]) == 1
    assert depth(state("RUS"), -175.0, 66.5) > 0


def test_a_point_without_a_place_lies_nowhere() -> None:
    x, y = np.array([np.nan, 1.0]), np.array([1.0, np.nan])
    assert len(matched(x, y, {"box": shapely.box(0, 0, 2, 2)})["box"]) == 0


def crowd(count: int, chance: np.random.Generator) -> pl.DataFrame:
    """Events around the six states, three years long, in two groups; some have no place."""
    best = chance.geometric(0.5, count) - 1
    x = chance.uniform(15, 45, count)
    x[:50] = np.nan
    return pl.DataFrame({
        "longitude": x, "latitude": chance.uniform(43, 60, count),
        "day": chance.integers(16_000, 17_000, count).astype(np.int32),
        "group": chance.integers(0, 2, count).astype(np.int8),
        "low": (best // 2).astype(np.int32), "best": best.astype(np.int32),
        "high": (best * 2).astype(np.int32),
    })  # fmt: skip


ORDER = ["area", "group", "day"]


def test_a_file_is_ruled_as_a_frame_is_whatever_the_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = crowd(20_000, np.random.default_rng(5))
    shapes = {code: state(code) for code in CODES}
    once = reached(table, shapes, Intensity(deaths=8, days=7)).sort(ORDER)
    assert once.height > 100
    table[:7_000].write_parquet(tmp_path / "a.parquet")
    table[7_000:].write_parquet(tmp_path / "b.parquet")
    monkeypatch.setattr(bulk, "_BATCH", 6_000)
    assert reached(tmp_path, shapes, Intensity(deaths=8, days=7)).sort(ORDER).equals(once)
    monkeypatch.setattr(tally, "MOST", 10)
    assert reached(tmp_path, shapes, Intensity(deaths=8, days=7)).sort(ORDER).equals(once)


def test_groups_may_be_named_and_tolls_be_missing() -> None:
    table = pl.DataFrame({
        "longitude": [1.0, 1.0, 1.0, None], "latitude": [1.0] * 4, "day": [5, 5, 6, 6],
        "group": ["north", "south", "north", "north"],
        "low": [1, 1, None, 1], "best": [1, 1, 2, 1], "high": [1, 1, 2, 1],
    })  # fmt: skip
    shapes = {"box": shapely.box(0, 0, 2, 2)}
    for kind in (pl.String, pl.Categorical, pl.Enum(["south", "north"])):
        given = table.with_columns(pl.col("group").cast(kind))
        found = reached(given, shapes, Intensity(deaths=2, days=2))
        assert found.schema["group"] == kind
        rows = found.cast({"group": pl.String}).rows()
        assert rows == [("box", "north", 6, 1, 3, 3, int(Truth.UNDETERMINED))]


@pytest.mark.optional
def test_duckdb_agrees_on_a_million_events(tmp_path: Path) -> None:
    pytest.importorskip("duckdb_extension_spatial", reason="needs the extra `duckdb`")
    file = tmp_path / "events.parquet"
    crowd(1_000_000, np.random.default_rng(6)).write_parquet(file)
    shapes = {code: state(code) for code in CODES}
    asked = Intensity(deaths=60, days=7)
    by = [reached(file, shapes, asked, engine).sort(ORDER) for engine in ("polars", "duckdb")]
    assert by[0].height > 1_000
    assert by[0].equals(by[1].cast(dict(by[0].schema)))


@pytest.mark.optional
def test_duckdb_knows_edges_and_the_antimeridian(tmp_path: Path) -> None:
    """Points on the edges of tiles, where a cut polygon would lose them."""
    pytest.importorskip("duckdb_extension_spatial", reason="needs the extra `duckdb`")
    file = tmp_path / "events.parquet"
    x = [30.0, 32.0, 32.0, -175.0, 180.0, 540.0]
    pl.DataFrame(
        {"longitude": x, "latitude": [50.0, 50.0, 49.3, 66.5, 66.5, 0.0], "day": [1] * 6,
         "group": [0] * 6, "low": [1] * 6, "best": [1] * 6, "high": [1] * 6}
    ).write_parquet(file)  # fmt: skip
    shapes = {code: state(code) for code in ("UKR", "RUS")}
    found = reached(file, shapes, Intensity(deaths=1, days=1), "duckdb")
    assert dict(found.select("area", "high").iter_rows()) == {"UKR": 3, "RUS": 2}
    none = reached(file, {}, Intensity(deaths=1, days=1), "duckdb")
    assert none.height == 0
    with pytest.raises(InputError, match="reads files, not frames"):
        reached(pl.read_parquet(file), shapes, Intensity(deaths=1, days=1), "duckdb")


def test_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_text("no table")
    with pytest.raises(InputError, match="cannot be read as Parquet"):
        reached(tmp_path / "a.parquet", {}, Intensity(deaths=1, days=1))


rows = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 9), st.integers(0, 5), st.integers(0, 5)),
    min_size=1, max_size=12,
)  # fmt: skip


@given(rows, st.integers(1, 30), st.integers(1, 7))
def test_days_over_are_those_of_the_careful_engine(
    given: list[tuple[int, int, int, int]], deaths: int, days: int
) -> None:
    asked = Intensity(deaths=deaths, days=days)
    tolls = [(low, low + a, low + a + b) for _, low, a, b in given]
    table = pl.DataFrame({
        "longitude": [1.0] * len(given), "latitude": [1.0] * len(given),
        "day": [day for day, *_ in given], "group": [0] * len(given),
        "low": [t[0] for t in tolls], "best": [t[1] for t in tolls], "high": [t[2] for t in tolls],
    })  # fmt: skip
    found = reached(table, {"box": shapely.box(0, 0, 2, 2)}, asked)
    burdens = [
        Burden(str(at), EPOCH + timedelta(day), EPOCH + timedelta(day), *toll, Truth.MET)
        for at, ((day, *_), toll) in enumerate(zip(given, tolls, strict=True))
    ]
    careful = rule(burdens, asked).truth
    assert Truth(found["truth"].max() or 0) is careful  # type: ignore[arg-type]
    best = found.filter(pl.col("best") >= deaths)["day"].min()
    first = first_day(burdens, asked)
    assert best == (None if first is None else (first - EPOCH).days)


def test_what_cannot_be_ruled_is_told() -> None:
    table = pl.DataFrame({"longitude": [1.0]})
    with pytest.raises(InputError, match="no column 'latitude'"):
        reached(table, {}, Intensity(deaths=1, days=1))
    whole = pl.DataFrame({name: [1.0] for name in ("longitude", "latitude")} | {
        name: [1] for name in ("day", "group", "low", "best", "high")
    })  # fmt: skip
    with pytest.raises(InputError, match="not by active days"):
        reached(whole, {}, Intensity(active=1, days=1))
    for name, kind, told in (("day", pl.Float64, "whole numbers"), ("latitude", pl.String, "deg")):
        with pytest.raises(InputError, match=f"column '{name}' is {kind}, allowed: {told}"):
            reached(whole.with_columns(pl.col(name).cast(kind)), {}, Intensity(deaths=1, days=1))
    with pytest.raises(InputError, match="1 events have no group"):
        reached(whole.with_columns(group=None), {}, Intensity(deaths=1, days=1))
    assert reached(whole, {}, Intensity(deaths=1, days=1)).height == 0
