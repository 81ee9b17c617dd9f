"""A figure as files, tables and notebook output."""

import csv
import json
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from foedus.assessment.figures import draw
from foedus.assessment.notebook import frame, html
from foedus.assessment.result import Assessment
from foedus.errors import InputError
from foedus.report.figure.figure import Figure
from foedus.report.figure.rows import columns, safe
from foedus.report.figure.rows import csv as as_csv
from foedus.report.figure.type import apart, cut, wrapped


@pytest.fixture(scope="module")
def figure(found: Assessment) -> Figure:
    return draw(found, "war-risk")


@pytest.mark.parametrize(
    ("ending", "begins"),
    [(".svg", b"<svg "), (".png", b"\x89PNG"), (".json", b"{"), (".csv", b"designs,year"),
     (".html", b"<!doctype html>"), (".SVG", b"<svg "), (".pdf", b"%PDF")],
)  # fmt: skip
def test_saves_whole(figure: Figure, tmp_path: Path, ending: str, begins: bytes) -> None:
    path = tmp_path / f"war{ending}"
    path.write_text("old")
    assert figure.save(path) == path
    assert path.read_bytes().startswith(begins)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("size", ["", "print"])
def test_a_file_brings_its_typeface(figure: Figure, tmp_path: Path, size: str) -> None:
    """What the machine has is not asked: a picture looks the same everywhere."""
    drawn = figure.save(tmp_path / "war.svg", size).read_text()
    assert drawn.count("@font-face") == 2
    assert drawn.count('font-family:"Source Sans Pro"') == 2
    assert 'font-weight="bold"' not in drawn
    fonts = {
        str(font["/BaseFont"])
        for page in PdfReader(figure.save(tmp_path / "war.pdf", size)).pages
        for font in (each.get_object() for each in page["/Resources"]["/Font"].values())
    }
    assert {each.split("+")[-1].split("-")[0] for each in fonts} == {"SourceSansPro"}


def test_a_failed_save_leaves_what_was_there(
    figure: Figure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "war.svg"
    path.write_text("old")
    monkeypatch.setattr(Path, "write_bytes", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(Exception, match="full"):
        figure.save(path)
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["war.svg"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("war.gif", r"\.svg or \.png"), ("war", "kind of file"), ("no/war.svg", "no folder")],
)
def test_places_that_cannot_be(figure: Figure, tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        figure.save(tmp_path / name)
    (tmp_path / "folder.svg").mkdir()
    with pytest.raises(InputError, match="folder"):
        figure.save(tmp_path / "folder.svg")


def test_json_holds_all_and_its_drawing(figure: Figure) -> None:
    told = json.loads(json.dumps(figure.to_dict()))
    assert told["rows"] == [dict(row) for row in figure.rows]
    assert told["spec"]["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    assert told["spec"]["description"] == figure.alt


def test_csv_and_frame_hold_the_rows_in_full(figure: Figure) -> None:
    read = list(csv.DictReader(StringIO(figure.csv())))
    assert [float(row["value"]) for row in read] == [row["value"] for row in figure.rows]
    assert figure.to_polars().to_dicts() == [dict(row) for row in figure.rows]


TEXT = st.text(st.characters(codec="utf-8"))


@given(st.lists(st.dictionaries(st.sampled_from(["a", "b", "=c"]), TEXT), max_size=5))
def test_no_cell_is_a_formula(rows: list[dict[str, str]]) -> None:
    out = as_csv(rows)
    for row in csv.reader(StringIO(out, newline="")):
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)
    if rows and columns(rows):
        back = list(csv.reader(StringIO(out, newline="")))[1:]
        wanted = [[safe(row.get(name)) for name in columns(rows)] for row in rows]
        assert [row or [""] for row in back] == wanted


def test_numbers_stay_numbers() -> None:
    assert as_csv([{"a": -1.5, "b": None}]) == "a,b\n-1.5,\n"


def test_a_notebook_gets_html_and_words(figure: Figure) -> None:
    bundle = figure._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert figure.alt in bundle["text/plain"]
    assert "<svg" in bundle["text/html"]
    assert "<script" not in bundle["text/html"]
    assert set(figure._repr_mimebundle_(include=["text/plain"])) == {"text/plain"}
    assert set(figure._repr_mimebundle_(exclude=["text/plain"])) == {"text/html"}


def test_a_notebook_shows_an_assessment(found: Assessment, hostile: Assessment) -> None:
    text = html(found)
    assert all(title in text for title in list(found.titles.values())[1:])
    assert "<svg" in text
    assert "<script" not in html(hostile)


def test_frame_has_a_row_a_design_event_and_year(found: Assessment) -> None:
    made = frame(found)
    assert made.height == len(found.designs) * 4 * found.years
    assert made.columns == ["design", "is_reference", "event", "year", "value", "low", "high"]
    for name, event, place in (("nato", "war", 0), ("none", "dispute", -1)):
        one = found.designs[name].risk.by[event][place]
        year = [found.setting.first, found.last][place]
        row = made.filter(design=name, event=event, year=year).row(0, named=True)
        assert (row["value"], row["low"], row["high"]) == (one.value, one.low, one.high)
    assert set(made.filter(made["is_reference"])["design"]) == {found.reference}


@given(
    st.lists(st.tuples(st.floats(0, 300), st.floats(1, 40)), min_size=1, max_size=8),
)
def test_labels_do_not_lie_upon_each_other(wanted: list[tuple[float, float]]) -> None:
    at, sizes = [w for w, _ in wanted], [s for _, s in wanted]
    placed = apart(at, sizes, -20.0, 340.0)
    order = sorted(range(len(at)), key=lambda place: at[place])
    for one, two in pairwise(order):
        assert placed[two] - placed[one] >= (sizes[one] + sizes[two]) / 2 - 1e-6
    low = min(p - s / 2 for p, s in zip(placed, sizes, strict=True))
    high = max(p + s / 2 for p, s in zip(placed, sizes, strict=True))
    assert low >= -20.0 - 1e-6
    assert high <= 340.0 + 1e-6
    if len(at) == 1:
        assert placed[0] == pytest.approx(min(max(at[0], -20 + sizes[0] / 2), 340 - sizes[0] / 2))


def test_labels_stay_where_they_are_wanted_if_they_can() -> None:
    assert apart([10.0, 50.0], [20.0, 20.0], 0.0, 100.0) == [10.0, 50.0]
    assert apart([48.0, 50.0], [20.0, 20.0], 0.0, 100.0) == [39.0, 59.0]
    assert apart([], [], 0.0, 1.0) == []


def test_text_is_fitted() -> None:
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("one two three four", 7, most=2) == ["one two", "three …"]
    assert wrapped("", 7) == [""]
    assert max(map(len, wrapped("x" * 50, 7, most=2))) <= 7
    assert cut("one  two three", 8) == "one two…"
