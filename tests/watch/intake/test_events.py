"""Tables of events: what is taken in which form, and why a row is not."""

import gzip
from pathlib import Path

import polars as pl
import pytest

from foedus.errors import InputError
from foedus.watch.intake.events import COLUMNS, read


def written(folder: Path, text: str) -> Path:
    path = folder / "events.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_csv_in_any_dialect(tmp_path: Path) -> None:
    text = "id;date;country;actor;target;best;noise\na;2026-11-01;Ukraine;Russia; UKR ;3;x\n"
    made = read(written(tmp_path, "\ufeff" + text))
    assert made.refused == ()
    [row] = made.frame.to_dicts()
    assert row["start"] == row["end"]
    said = ("country", "coded_actor", "coded_target", "best", "lethal", "where_prec")
    assert [row[name] for name in said] == ["UKR", "RUS", "UKR", 3, True, None]
    assert made.frame.columns == [*COLUMNS, "lethal"]


PLAIN = "id,start,latitude,longitude,best,country\na,2026-11-01,48.25,-37.5,1200,NA\n"
COMMA = "id;start;latitude;longitude;best;country\na;2026-11-01;48,25;−37,5;1 200;NA\n"


@pytest.mark.parametrize(
    ("content", "name", "note"),
    [
        (PLAIN.encode(), "e[1]*?.csv", ""),
        (PLAIN.replace("\n", "\r").encode(), "e.CSV", ""),
        (gzip.compress(PLAIN.encode(), mtime=0), "e.csv.gz", ""),
        (PLAIN.replace(",", " , ").encode("utf-16"), "e.csv", "UTF-16 text"),
        (COMMA.encode(), "e.csv", "; between cells, , as decimal mark, spaces or apostrophes"),
        (f"sep=;\n{COMMA}".encode(), "e.csv", "; between cells, , as decimal mark"),
    ],
)
def test_every_dialect_says_the_same(tmp_path: Path, content: bytes, name: str, note: str) -> None:
    (tmp_path / "plain.csv").write_text(PLAIN, "utf-8")
    (tmp_path / name).write_bytes(content)
    made, plain = read(tmp_path / name), read(tmp_path / "plain.csv")
    assert plain.frame.select("latitude", "longitude", "best", "country").rows() == [
        (48.25, -37.5, 1200, None)
    ]
    assert made.frame.equals(plain.frame)
    assert (plain.note, made.refused) == ("", ())
    assert note in made.note
    assert made.note.startswith(f"{tmp_path / name}: read with ") == bool(note)


def test_parquet_keeps_its_kinds(tmp_path: Path) -> None:
    csv = read(written(tmp_path, "id,start,latitude,longitude,low\n7,2026-11-01,1.5,2.5,1\n"))
    frame = pl.DataFrame({"id": [7], "start": ["2026-11-01"], "latitude": [1.5], "longitude": [2.5],
                          "low": [1]}).with_columns(pl.col("start").str.to_date())  # fmt: skip
    frame.write_parquet(tmp_path / "events.parquet")
    assert read(tmp_path / "events.parquet").frame.equals(csv.frame)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"id": " "}, "id: blank"),
        ({"id": "good"}, "id stands twice in the file"),
        ({"start": ""}, "start: blank"),
        ({"start": "0025-04-12"}, "start: found '0025-04-12', expected a day from 1800 to 2100"),
        ({"start": "2026-02-30"}, "start: found '2026-02-30', expected a day"),
        ({"end": "2026-10-31"}, "ends before it starts"),
        ({"latitude": "95", "longitude": "1"}, "latitude: found '95', allowed: -90 to 90"),
        ({"latitude": "NaN", "longitude": "1"}, "latitude without longitude"),
        ({"latitude": "48,5,1", "longitude": "1"}, "latitude: found '48,5,1', allowed: -90 to 90"),
        ({"latitude": "48"}, "latitude without longitude, or the other way round"),
        ({"best": "-1"}, "best: found '-1', allowed: 0 and more"),
        ({"best": "1.5"}, "best: found '1.5', allowed: 0 and more"),
        ({"best": "3", "low": "4"}, "deaths: low, best and high in disorder"),
        ({"hostility": "6"}, "hostility: found '6', allowed: 1 to 5"),
        ({"conduct": "atack"}, "conduct: found 'atack', allowed: attack, invasion"),
        ({"country": "Mars"}, "country: found 'Mars', which is no state"),
        ({"attributed": "admitted"}, "attributed, to no actor"),
        ({"attributed": "sure", "coded_actor": "RUS"}, "attributed: found 'sure', allowed"),
    ],
)  # fmt: skip
def test_a_bad_row_is_left_out_with_its_reason(
    tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    good = dict.fromkeys(COLUMNS, "") | {"id": "good", "start": "2026-11-01"}
    pl.DataFrame([good, good | {"id": "bad"} | cells]).write_csv(tmp_path / "e.csv", separator="\t")
    made = read(tmp_path / "e.csv")
    assert made.frame["id"].to_list() == ["good"]
    [(where, said)] = made.refused
    assert where.endswith("e.csv:3")
    assert said.startswith(reason)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the table is empty"),
        (b"PAR1 no", "cannot be read as a table"),
        (b"id,start,id\n1,2026-11-01,2\n", "e.csv:1: column 'id' stands twice"),
        (b"id,day\n1,2026-11-01\n", "no column 'start'"),
        (b"start\n2026-11-01\n", "no column 'id'"),
        (b"id,start\n1,2026-11-01,3\n", "e.csv:2: 3 cells under 2 columns"),
    ],
)  # fmt: skip
def test_what_is_no_table_of_events(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "e.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=told):
        read(path)
    with pytest.raises(InputError, match="No such file"):
        read(tmp_path / "none.csv")
