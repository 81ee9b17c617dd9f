"""Events of a table are ruled as a watch rules them one by one."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest
import shapely
from tests.watches import pledge

from foedus.terms import Guarantee
from foedus.terms.instruments import get
from foedus.watch.casus.area import Areas
from foedus.watch.casus.incident import Incident
from foedus.watch.casus.match import Engine, MatchedTexts, match
from foedus.watch.casus.ruling import rulings
from foedus.watch.casus.truth import Truth
from foedus.watch.entries.report import DeathToll, IncidentReport, Spot
from foedus.watch.entries.statement import IncidentAttribution
from foedus.watch.intake.events import EventTable, of_reports
from foedus.watch.library import scenario

LINE = shapely.LineString([(37.0, 47.0), (38.0, 48.5)])
ZONE = shapely.box(36, 47, 39, 49)
AREAS = Areas({"line": LINE, "zone": ZONE})
NEAR = pledge({"casus": {
    "near": {"area": {"regions": ["line"], "within": 30}, "attribution": "asserted"},
    "zone": {"area": {"regions": ["zone"], "states": ["MDA"]}, "hostility": 4},
    "outside": {"area": {"states": ["UKR"], "excluding": ["zone"]}, "attribution": "unneeded"},
}})  # fmt: skip
KNOWN = datetime(2026, 12, 1, tzinfo=UTC)


def row(number: int, chance: np.random.Generator) -> dict[str, Any]:
    """An event that may say anything of anything."""

    def some(values: list[Any]) -> Any:
        return values[int(chance.integers(len(values)))]

    start = date(1990, 1, 1) + timedelta(days=int(chance.integers(13_000)))
    placed = chance.random() < 0.8
    return {
        "id": f"e{number}", "start": start,
        "end": start + timedelta(days=some([0, 0, 3, 400])),
        "longitude": some([37.5, 37.2, 36.0, 30.5, 28.8, 55.0, -175.0]) if placed else None,
        "latitude": some([48.0, 47.4, 50.4, 47.0, 66.5]) if placed else None,
        "where_prec": some([1, 2, 4, 6, 7]), "country": some([None, None, "UKR", "RUS", "MDA"]),
        "region": some([None, None, "zone"]), "conduct": some([None, "attack", "occupation"]),
        "hostility": some([None, None, 2, 4, 5]), "coded_actor": some([None, "RUS", "POL"]),
        "coded_target": some([None, "UKR", "MDA"]), "objective": None,
        "weapon": some([None, None, "nuclear"]), "best": some([None, 0, 7]), "low": None,
        "high": None,
    }  # fmt: skip


def incident(given: dict[str, Any], value: Any) -> Incident:
    spot = {name: given[name] for name in ("longitude", "latitude", "country", "region")}
    said = {n: given[n] for n in ("conduct", "hostility", "coded_actor", "coded_target", "weapon")}
    report = IncidentReport(
        source="events", id=given["id"], known=KNOWN, who="x", start=given["start"],
        end=given["end"], spot=Spot(precision=given["where_prec"], **spot),
        deaths=None if given["best"] is None else DeathToll(best=given["best"]), **said,
    )  # fmt: skip
    told = () if value is None else (IncidentAttribution(
        source="events", id="a", known=KNOWN, who="x", incident=report.name,
        actor=given["coded_actor"], value=value, by=given["coded_actor"],
    ),)  # fmt: skip
    return Incident(report.name, (report,), told)


def table(rows: list[dict[str, Any]], attributed: list[Any]) -> pl.DataFrame:
    empty = of_reports([], []).frame
    given = pl.DataFrame(
        [row | {"attributed": said, "lethal": (row["best"] or 0) > 0}
         for row, said in zip(rows, attributed, strict=True)],
        schema=empty.schema,
    )  # fmt: skip
    assert given.columns == empty.columns
    return given


@pytest.mark.parametrize("in_force", [True, False])
def test_a_table_is_ruled_as_incidents_are_one_by_one(in_force: bool) -> None:
    chance = np.random.default_rng(14)
    rows = [row(number, chance) for number in range(48)]
    values = [None, "asserted", "admitted", "denied"]
    said = [values[number % 4] if each["coded_actor"] else None for number, each in enumerate(rows)]
    texts: dict[str, Guarantee] = {"near": NEAR} | dict(scenario("ukraine-2026").designs)
    texts |= {name: get(name) for name in ("budapest-memorandum-1994", "north-atlantic-1949")}
    found = match(table(rows, said), MatchedTexts(texts, "UKR", AREAS, in_force))
    given = {
        (id_, text, clause - 1, reading): truth
        for id_, text, clause, reading, truth, counts in found.select(
            "id", "text", "clause", "reading", "truth", "counts"
        ).iter_rows() if counts is None
    }  # fmt: skip
    expected = {}
    for one, value in zip(rows, said, strict=True):
        for text in texts.values():
            for each in rulings(text, [incident(one, value)], "UKR", AREAS, in_force=in_force):
                if each.incident != "accumulated" and each.truth is not Truth.NOT_MET:
                    key = (one["id"], text.name, each.clause, each.reading)
                    expected[key] = each.truth.word
    assert len(expected) > 60
    assert {"met", "undetermined"} == set(expected.values())
    assert given == expected


ENGINES = [
    "memory",
    pytest.param("duckdb", marks=pytest.mark.optional),
]


@pytest.mark.parametrize("engine", ENGINES)
def test_exact_places_are_where_they_are(engine: Engine) -> None:
    """Without a precision a point is exact: beside the border it is on one side of it."""
    if engine == "duckdb":
        pytest.importorskip("duckdb_extension_spatial", reason="needs the extra `duckdb`")
    places = (("in", 38.999), ("on", 39.0), ("out", 39.001), ("nowhere", None))
    rows = [row(0, np.random.default_rng(1)) | {
        "id": name, "start": date(2026, 11, 1), "end": date(2026, 11, 1), "where_prec": None,
        "longitude": x, "latitude": 48.0, "country": None, "region": None, "conduct": "attack",
        "coded_target": "UKR", "coded_actor": None, "hostility": 4, "weapon": None,
    } for name, x in places]  # fmt: skip
    rows[3]["latitude"] = None
    text = pledge({"casus": {"zone": {"area": {"regions": ["zone"]}, "attribution": "unneeded"}}})
    found = match(table(rows, [None] * 4), MatchedTexts({"a": text}, "UKR", AREAS), engine)
    assert dict(found.select("id", "truth").iter_rows()) == {"in": "met", "nowhere": "undetermined"}
    assert found.filter(pl.col("id") == "nowhere")["hangs_on"].to_list() == ["whether in zone"]


def test_nothing_is_matched_to_nothing() -> None:
    assert match(table([], []), MatchedTexts({"near": NEAR}, "UKR", AREAS)).height == 0
    held: EventTable = of_reports([], [])
    assert held.refused == ()
    assert match(held.frame, MatchedTexts({}, "UKR")).height == 0
