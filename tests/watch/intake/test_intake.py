"""Files taken: the good rows in, every bad one refused with its reason."""

import os
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from foedus.errors import FoedusError, InputError
from foedus.watch.entries.report import IncidentReport
from foedus.watch.intake.intake import SOURCES, Intake, take

KNOWN = datetime(2026, 11, 27, tzinfo=UTC)
COLUMNS = ("id", "date_start", "date_end", "date_prec", "latitude", "longitude", "where_prec",
           "country_id", "best", "low", "high", "side_a", "side_b", "type_of_violence")  # fmt: skip
GOOD = {
    "date_start": "2014-05-02", "date_end": "2014-05-04", "date_prec": "2", "latitude": "48.85",
    "longitude": "37.6", "where_prec": "2", "country_id": "369", "best": "12", "low": "5",
    "high": "20", "side_a": "Government of Ukraine", "side_b": "DPR", "type_of_violence": "1",
}  # fmt: skip


def written(path: Path, rows: list[dict[str, str]], columns: tuple[str, ...] = COLUMNS) -> Path:
    lines = [",".join(columns), *(",".join(row.get(c, "") for c in columns) for row in rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def taken(path: Path, name: str = "ucdp-ged", **more: Any) -> Intake:
    return take(path, name, KNOWN, "monitor", more.pop("before", {}), **more)


def test_a_row_is_a_report(tmp_path: Path) -> None:
    found = taken(written(tmp_path / "a.csv", [GOOD | {"id": "1"}]))
    [report] = found.reports
    assert (report.id, report.conduct, str(report.start), report.precision) == (
        "1", "attack", "2014-05-02", 2,
    )  # fmt: skip
    assert report.spot.country == "UKR"
    assert report.deaths is not None
    assert (report.deaths.low, report.deaths.best, report.deaths.high) == (5, 12, 20)
    assert report.coded_actor is None  # the sides of a dyad attribute nothing
    assert found.refused == ()


def test_published_bounds_that_do_not_hold_the_best_are_widened_and_told(tmp_path: Path) -> None:
    crossed = GOOD | {"id": "155086", "best": "228", "low": "20", "high": "35"}
    [report] = taken(written(tmp_path / "a.csv", [crossed])).reports
    assert report.deaths is not None
    assert (report.deaths.low, report.deaths.best, report.deaths.high) == (20, 228, 228)
    assert report.note == "published as best 228, low 20, high 35"


BAD: list[tuple[dict[str, str], str]] = [
    ({"date_start": "0025-05-02"}, "year 0025 is out of range"),
    ({"date_start": "2014-05-04", "date_end": "2014-05-02"}, "before it starts"),
    ({"date_start": "2014-02-30"}, "which is no day"),
    ({"date_start": "02.05.2014"}, "expected a day"),
    ({"date_end": ""}, "date_end: blank"),
    ({"date_start": "2027-01-01", "date_end": "2027-01-01"}, "after it was known"),
    ({"latitude": "95"}, "less than or equal to 90"),
    ({"longitude": "-181"}, "greater than or equal to -180"),
    ({"latitude": ""}, "latitude without longitude"),
    ({"latitude": '"48,85"'}, "write 48.85, with a point"),
    ({"latitude": "north"}, "expected a number"),
    ({"best": "-3"}, "greater than or equal to 0"),
    ({"best": "many"}, "expected a whole number"),
    ({"where_prec": "9"}, "less than or equal to 7"),
    ({"best": "1,2"}, "15 cells under 14 columns"),
    ({"side_a": "x" * 100_001}, "a cell of 100,001 characters"),
    ({"id": ""}, "id: blank"),
]


@pytest.mark.parametrize(("wrong", "reason"), BAD, ids=[reason for _, reason in BAD])
def test_a_bad_row_is_refused_with_its_reason_and_place(
    tmp_path: Path, wrong: dict[str, str], reason: str
) -> None:
    path = written(tmp_path / "a.csv", [GOOD | {"id": "1"}, GOOD | {"id": "2"} | wrong])
    found = taken(path)
    assert [report.id for report in found.reports] == ["1"]
    [refusal] = found.refused
    assert reason in refusal.reason
    assert refusal.where == f"{path}:3"
    assert len(refusal.raw) == 64


def test_five_thousand_bad_rows_among_good_ones(tmp_path: Path) -> None:
    random, rows, bad = Random(7), [], 0  # noqa: S311
    for number in range(10_000):
        row = GOOD | {"id": str(number)}
        if number % 2:
            row |= random.choice([wrong for wrong, _ in BAD if len(str(wrong)) < 1_000])
            bad += 1
        rows.append(row)
    huge = GOOD | {"id": "huge", "side_a": "x" * 10_000_000}
    found = taken(written(tmp_path / "a.csv", [*rows, huge, GOOD | {"id": "0"}]))
    assert len(found.reports) == 5_000
    assert len(found.refused) == bad + 2
    assert all(refusal.reason and refusal.where for refusal in found.refused)
    assert "stands twice" in found.refused[-1].reason
    assert len(found.refused[-2].cells) <= 400


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings_and_delimiters_are_read(tmp_path: Path, encoding: str) -> None:
    text = ";".join(COLUMNS) + "\n" + ";".join((GOOD | {"id": "1"})[c] for c in COLUMNS) + "\n"
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    assert len(taken(tmp_path / "a.csv").reports) == 1


def test_a_table_of_a_european_spreadsheet_says_the_same(tmp_path: Path) -> None:
    """With Excel's own first line, decimal commas, and a column that has no name."""
    row = GOOD | {"id": "1"}
    rows = [COLUMNS, [row[c].replace(".", ",") for c in COLUMNS]]
    text = "sep=;\n" + "".join(";".join([*each, "", ""]) + "\n" for each in rows)
    (tmp_path / "a.csv").write_text(text + "2;x\n", "utf-8")
    found = taken(tmp_path / "a.csv")
    [plain] = taken(written(tmp_path / "b.csv", [row])).reports
    assert [each.model_dump(exclude={"raw"}) for each in found.reports] == [
        plain.model_dump(exclude={"raw"})
    ]
    assert plain.spot.latitude != int(plain.spot.latitude or 0)
    assert found.note.endswith("a.csv: read with , as decimal mark")
    [refusal] = found.refused
    assert refusal.where.endswith("a.csv:4")


def test_unknown_columns_are_told(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", [GOOD | {"id": "1", "mood": "x"}], (*COLUMNS, "mood"))
    assert taken(path).unused == ("mood",)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"id,best\n1,2\n", b"id,id\n1,2\n", b"\xff\xfe\x00", b"PAR1", b"\x1f\x8bxx",
     b"PK\x03\x04", b'id,date_start\n"open'],
)  # fmt: skip
def test_what_is_no_table_of_the_source_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(FoedusError):
        taken(tmp_path / "a.csv")
    with pytest.raises(FoedusError):
        taken(tmp_path / "none.csv")


def test_the_same_again_says_nothing_new_and_a_change_is_a_revision(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", [GOOD | {"id": "1"}, GOOD | {"id": "2"}])
    first = {each.id: each for each in taken(path).reports}
    assert (taken(path, before=first).reports, taken(path, before=first).unchanged) == ((), 2)
    written(path, [GOOD | {"id": "1", "best": "15"}])
    [changed] = taken(path, before=first).reports
    assert (changed.id, changed.revision) == ("1", 1)
    both = taken(path, before=first, whole=True).reports
    assert [(each.id, each.revision, each.withdrawn) for each in both] == [
        ("1", 1, False), ("2", 1, True),
    ]  # fmt: skip
    gone = first | {each.id: each for each in both}
    written(path, [GOOD | {"id": "1", "best": "15"}, GOOD | {"id": "2"}])
    [back] = taken(path, before=gone, whole=True).reports
    assert (back.id, back.revision, back.withdrawn) == ("2", 2, False)


ACLED = {
    "event_id_cnty": "UKR1", "event_date": "2026-11-01", "event_type": "Battles",
    "latitude": "48", "longitude": "37", "fatalities": "3", "time_precision": "2",
    "geo_precision": "2", "country": "Ukraine",
}  # fmt: skip


def test_acled_has_one_figure_and_no_bounds(tmp_path: Path) -> None:
    rows = [ACLED, ACLED | {"event_id_cnty": "UKR2", "event_type": "Protests"}]
    found = taken(written(tmp_path / "a.csv", rows, tuple(ACLED)), "acled")
    [report] = found.reports
    assert report.deaths is not None
    assert (report.deaths.best, report.deaths.low, report.deaths.high) == (3, None, None)
    assert (str(report.start), str(report.end), report.spot.precision) == (
        "2026-10-29", "2026-11-04", 3,
    )  # fmt: skip
    assert "Protests" in found.refused[0].reason


def test_a_column_or_value_that_is_not_there(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", [GOOD | {"id": "1"}])
    with pytest.raises(FoedusError, match="unknown column 'vintage'"):
        taken(path, where={"vintage": ["22.1"]})
    with pytest.raises(FoedusError, match="no row has these values"):
        taken(path, where={"id": ["3"]})
    with pytest.raises(FoedusError, match="unknown source"):
        taken(path, "ucdp")


@pytest.fixture
def events() -> Path:
    folder = Path(os.environ.get("FOEDUS_EVENT_DATA", ""))
    if not os.environ.get("FOEDUS_EVENT_DATA") or not folder.is_dir():
        pytest.skip("incident data absent; FOEDUS_EVENT_DATA names their folder")
    return folder


def by_id(found: Intake) -> dict[str, IncidentReport]:
    return {each.id: each for each in found.reports}


@pytest.mark.data
def test_ucdp_vintages_are_revisions_of_each_other(events: Path) -> None:
    """Counts of the published releases (19.1, 20.1, 22.1), as their differences have them."""
    path = events / "ucdp_ged_ukraine_vintages.parquet"
    before: dict[str, IncidentReport] = {}
    withdrawn = []
    for vintage in ("19.1", "20.1", "22.1"):
        found = taken(path, where={"vintage": [vintage]}, before=before, whole=True)
        assert found.refused == ()
        before |= by_id(found)
        gone = [each for each in found.reports if each.withdrawn]
        withdrawn.append((len(gone), sum(each.deaths.best for each in gone if each.deaths)))
    assert withdrawn == [(0, 0), (0, 0), (94, 1420)]
    assert sum(not each.withdrawn for each in before.values()) == 2989
    assert before["155086"].withdrawn


@pytest.mark.data
def test_georgia_2008_is_in_the_dispute_data(events: Path) -> None:
    found = by_id(taken(events / "cow_midip_5_0.csv", "cow-mid"))
    war = [
        each
        for each in found.values()
        if {each.coded_actor, each.coded_target} == {"RUS", "GEO"} and each.start.year == 2008
    ]
    assert {each.hostility for each in war} >= {4}
    assert {"attack"} <= {each.conduct for each in war}


@pytest.mark.data
@pytest.mark.parametrize(
    ("file", "name", "least"),
    [
        ("ua_airforce_missile_uav_attacks_vintages.csv", "ua-airforce", 3_000),
        ("taiwan_mnd_japan_mod_pla_daily_2015_2026.csv", "tw-mnd", 1_500),
        ("viina1_events_sample_2022.csv", "viina", 1_500),
        ("viina2_reports_in_russia_2022_2025.csv", "viina", 3_000),
        ("ucdp_ged_v23_1_sample_world.csv", "ucdp-ged", 990),
    ],
)
def test_files_as_published(events: Path, file: str, name: str, least: int) -> None:
    where = {"vintage": ["2026-04-04"]} if name == "ua-airforce" else None
    found = taken(events / file, name, where=where)
    assert len(found.reports) >= least
    assert len({each.id for each in found.reports}) == len(found.reports)


def test_sources_have_distinct_names() -> None:
    assert all(name == each.name for name, each in SOURCES.items())


COW = {
    "dispnum": "1", "incidnum": "1001", "ccode": "365", "stday": "1", "stmon": "5",
    "styear": "2008", "endday": "1", "endmon": "5", "endyear": "2008", "insidea": "1",
    "fatality": "2", "fatalpre": "-9", "action": "17", "hostlev": "4",
}  # fmt: skip
OTHER = COW | {"ccode": "372", "insidea": "0"}


@pytest.mark.parametrize(
    ("own", "other", "toll"),
    [
        ({}, {"fatality": "1"}, (None, 27, 125)),  # classes of two participants, added up
        ({"fatalpre": "30"}, {"fatality": "1"}, (None, 31, 55)),
        ({"fatalpre": "30"}, {"fatalpre": "4"}, (34, 34, 34)),
        ({"fatality": "0"}, {"fatality": "0"}, (0, 0, 0)),
        ({"fatality": "6"}, {"fatality": "0"}, (None, 1000, None)),
    ],
)
def test_a_class_of_deaths_is_a_range_and_never_one_number(
    tmp_path: Path, own: dict[str, str], other: dict[str, str], toll: tuple[int | None, ...]
) -> None:
    path = written(tmp_path / "a.csv", [COW | own, OTHER | other], tuple(COW))
    [report] = taken(path, "cow-mid").reports
    assert report.deaths is not None
    assert (report.deaths.best, report.deaths.low, report.deaths.high) == toll


def test_deaths_that_are_not_coded_stay_unknown(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", [COW | {"fatality": "-9"}, OTHER], tuple(COW))
    assert taken(path, "cow-mid").reports[0].deaths is None
    [refusal] = taken(
        written(tmp_path / "b.csv", [COW | {"fatality": "9"}, OTHER], tuple(COW)), "cow-mid"
    ).refused
    assert refusal.reason == "fatality: found 9, allowed: -9, 0 to 6"


def test_a_byte_or_a_control_character_costs_its_own_row_alone(tmp_path: Path) -> None:
    head = b"id,date_start,date_end,best,latitude,longitude,where_description\n"
    row = b",2014-05-03,2014-05-03,4,48.5,37.7,"
    bad = {b"Gen\xe9ve": "the byte 0xe9, which is not UTF-8", b"x\x00": "character U+0000",
           b"\x1b[31mred": "character U+001B"}  # fmt: skip
    path = tmp_path / "ged.csv"
    lines = [b"%d" % number + row + cell for number, cell in enumerate([b"fine", *bad])]
    path.write_bytes(head + b"\n".join([*lines, b"9" + row + "Київ".encode()]))
    found = take(path, "ucdp-ged", KNOWN, "me", {})
    assert [each.id for each in found.reports] == ["0", "9"]
    assert [each.where.rpartition(":")[2] for each in found.refused] == ["3", "4", "5"]
    for each, said in zip(found.refused, bad.values(), strict=True):
        assert each.reason.startswith("where_description: the ")
        assert each.reason.endswith(said)
        assert each.cells.encode("utf-8")  # can be filed as a refusal
    path.write_bytes(head.replace(b"best", b"b\x00st") + b"1" + row)
    with pytest.raises(InputError, match="the header has the control character U"):
        take(path, "ucdp-ged", KNOWN, "me", {})


@pytest.mark.parametrize("count", ["1e400", "-1", "1.5", "inf", "nan5"])
def test_a_count_that_is_none_is_refused(tmp_path: Path, count: str) -> None:
    path = tmp_path / "tw.csv"
    path.write_text(f"date,pla_aircraft_sorties,plan_vessel_sorties\n2024-05-03,{count},1\n")
    found = take(path, "tw-mnd", KNOWN, "me", {})
    assert found.reports == ()
    [refused] = found.refused
    assert refused.reason.startswith("pla_aircraft_sorties: found ")
