"""A map says in words what it shows, can be told without color, and breaks on no input."""

import json
import re
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.report.figure.theme import VARIABLES
from foedus.report.map import POLICY
from foedus.report.map.frame import Frame, frame
from foedus.report.map.labels import CELL, Caption, filled, placed
from foedus.report.map.map import Classes, Kinds, Map, classes, draw
from foedus.report.map.plane import Box
from foedus.states import UnknownStateError

VALUES = {"UKR": 0.17, "POL": 0.012, "EST": 0.021, "MDA": 0.04, "GEO": 0.06, "USA": 0.004}
SVG = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 (our own)


@pytest.fixture(scope="module")
def near_ukraine() -> Frame:
    return frame("RUS", "UKR", ["USA", "GBR", "FRA", "DEU", "ITA", "POL"])


@pytest.fixture(scope="module")
def risk(near_ukraine: Frame) -> Map:
    return draw(
        VALUES, near_ukraine, classes(VALUES.values()), title="War by 2035", legend="Chance"
    )


def test_it_says_what_it_shows(risk: Map) -> None:
    root = parsed(risk.svg())
    assert root.get("role") == "img"
    told = {child.get("id"): child.text for child in root}
    named = [told[each] for each in (root.get("aria-labelledby") or "").split()]
    assert named[0] == "War by 2035"
    assert "Ukraine 17%" in str(named[1])
    assert POLICY in str(named[1])
    assert risk.policy == POLICY
    assert risk.away == ("United States",)
    assert "Out of view: United States." in risk.alt


def test_the_policy_and_what_is_out_of_view_are_drawn(risk: Map) -> None:
    for text in (risk.svg(), risk.file()):
        words = " ".join("".join(each.itertext()) for each in parsed(text).iter(f"{SVG}text"))
        assert POLICY in words
        assert "Out of view: United States." in words


def test_rows_are_every_value_with_its_class(risk: Map) -> None:
    assert {row["state"]: row["value"] for row in risk.rows} == VALUES
    assert risk.rows[0]["state"] == "UKR"
    assert {row["state"]: row["in_view"] for row in risk.rows}["USA"] is False
    scale = classes(VALUES.values())
    assert all(row["class"] == scale.names[scale.of(row["value"])] for row in risk.rows)
    assert json.loads(json.dumps(risk.to_dict()))["policy"] == POLICY


def test_it_loads_nothing_and_runs_nothing(risk: Map) -> None:
    for text in (risk.svg(), risk.file()):
        assert not re.search(r"<script|href=|https?://(?!www\.w3\.org/2000/svg)|on\w+=", text)
        assert "url(" in text
        assert set(re.findall(r"url\((?!data:font/woff;base64,)([^)]*)", text)) <= {
            f"#{each}" for each in re.findall(r' id="([^"]*)"', text)
        }


def test_it_is_small(risk: Map) -> None:
    assert len(risk.svg().encode()) < 130_000


def test_every_color_follows_the_page(risk: Map) -> None:
    """Inline, no color is left that a dark page could not change."""
    drawn = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', risk.svg()))
    assert drawn <= set(VARIABLES)
    for name, _ in VARIABLES.values():
        if f"var({name}," in risk.svg():
            break
    else:
        pytest.fail("no CSS variable is used")
    assert "var(" not in risk.file()


def test_two_maps_share_a_page(near_ukraine: Frame, risk: Map) -> None:
    ids = re.findall(r' id="([^"]*)"', risk.svg(ident="before") + risk.svg(ident="after"))
    assert len(ids) == len(set(ids))


def test_classes_and_kinds_differ_in_hatch_not_only_in_color(near_ukraine: Frame) -> None:
    scale = Classes((0.001, 0.01, 0.02, 0.1))
    values = {"BLR": 0.0, "DEU": 0.002, "POL": 0.015, "EST": 0.05, "UKR": 0.2}
    kinds = Kinds(("a", "b", "c", "d", "e"))
    named = dict(zip(values, kinds.names, strict=True))
    for text in (
        draw(values, near_ukraine, scale, title="t").file(),
        draw(named, near_ukraine, kinds, title="t").file(),
    ):
        patterns = list(parsed(text).iter(f"{SVG}pattern"))
        hatches = [path.get("d") for each in patterns for path in each.iter(f"{SVG}path")]
        assert len(patterns) == 5
        assert len(hatches) == len(set(hatches)) == 4  # and one without


def test_a_state_whose_number_is_held_is_hatched_and_has_none(near_ukraine: Frame) -> None:
    scale = Classes((0.01, 0.1), held="without a number")
    found = draw(VALUES, near_ukraine, scale, title="t", held=("BLR", "CHN"))
    assert scale.names[-1] == "without a number"
    rows = {row["state"]: row for row in found.rows}
    assert rows["BLR"]["value"] is None
    assert rows["BLR"]["class"] == "without a number"
    assert "without a number: Belarus and China" in found.alt
    assert "Belarus 0" not in found.alt
    assert "China" in found.away
    drawn = parsed(found.file())
    words = ["".join(each.itertext()) for each in drawn.iter(f"{SVG}text")]
    assert "Belarus" in words
    assert "without a number" in words
    patterns = {each.get("id"): each for each in drawn.iter(f"{SVG}pattern")}
    own = list(patterns[f"figure-map-{len(scale.names) - 1}"].iter(f"{SVG}path"))
    others = [path.get("d") for name, each in patterns.items() for path in each.iter(f"{SVG}path")]
    assert others.count(own[0].get("d")) == 1
    with pytest.raises(InputError, match="what they are called"):
        draw(VALUES, near_ukraine, Classes((0.01,)), title="t", held=("BLR",))


def test_it_becomes_a_picture(risk: Map) -> None:
    png = risk.png(1.0)
    assert png.startswith(b"\x89PNG")
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert width == 480
    assert height > risk.height


def boxes(text: str) -> list[tuple[str, Box]]:
    """Labels of a map with about the ground that they cover."""
    found = []
    for each in parsed(text).iter(f"{SVG}text"):
        if each.get("text-anchor") == "middle":
            x, y, size = (float(each.get(name, "0")) for name in ("x", "y", "font-size"))
            word = "".join(each.itertext())
            half = 0.25 * size * len(word)
            found.append((word, Box(x - half, y - 0.7 * size, x + half, y)))
    return found


def test_labels_lie_on_no_other_label_and_in_view(risk: Map, near_ukraine: Frame) -> None:
    found = boxes(risk.svg(titled=False))
    assert {"Ukraine", "Russia", "Poland", "Estonia", "Moldova", "Georgia"} <= {w for w, _ in found}
    view = Box(0, 0, near_ukraine.width, near_ukraine.height)
    for word, box in found:
        assert view.holds(box), word
    for (one, first), (two, second) in combinations(found, 2):
        assert not first.meets(second), (one, two)


def test_before_and_after_compare(near_ukraine: Frame) -> None:
    before, after = {"UKR": 0.2, "MDA": 0.04}, {"UKR": 0.01, "MDA": 0.03}
    scale = classes([*before.values(), *after.values()])
    one, two = (draw(each, near_ukraine, scale, title="t") for each in (before, after))
    legend = re.compile(r"<pattern.*?</pattern>")
    assert legend.findall(one.drawing) == legend.findall(two.drawing)
    assert (one.width, one.height) == (two.width, two.height)
    assert one.rows[0]["class"] != two.rows[0]["class"]


def test_a_state_too_small_to_see_gets_a_ring() -> None:
    found = draw({"MLT": 0.1}, frame("SRB", "XKX", ["ITA", "GBR"]), Classes(()), title="t")
    assert "<circle" in found.drawing
    assert found.away == ()


def test_hostile_words_do_no_harm(near_ukraine: Frame) -> None:
    bad = '<script>alert(1)</script>"&\x00]]>'
    found = draw({"UKR": bad}, near_ukraine, Kinds((bad,)), title=bad, note=bad, legend=bad)
    for text in (found.svg(), found.file()):
        root = parsed(text)
        assert not list(root.iter(f"{SVG}script"))
    assert "<script" not in found.html()


def test_wrong_input_is_told(near_ukraine: Frame) -> None:
    with pytest.raises(UnknownStateError, match="XXX"):
        draw({"XXX": 0.1}, near_ukraine, Classes(()), title="t")
    with pytest.raises(InputError, match="'neutral'"):
        draw({"UKR": "neutral"}, near_ukraine, Kinds(("bound",)), title="t")
    with pytest.raises(InputError, match="UKR"):
        draw({"UKR": float("nan")}, near_ukraine, Classes(()), title="t")
    with pytest.raises(InputError, match="ascending"):
        Classes((2.0, 1.0))
    with pytest.raises(InputError, match="each once"):
        Kinds(("a", "a"))
    with pytest.raises(InputError, match="negative"):
        classes([0.1, -0.1])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_classes_hold_every_number_between_their_edges(values: list[float]) -> None:
    scale = classes(values)
    assert list(scale.edges) == sorted(set(scale.edges))
    for value in values:
        number = scale.of(value)
        assert number < len(scale.names)
        if number > 0:
            assert value >= scale.edges[number - 1]
        if number < len(scale.edges):
            assert value < scale.edges[number]


def test_class_names_read_well() -> None:
    names = Classes((0.002, 0.01, 0.1)).names
    assert names == ("under 0.2%", "0.2–1%", "1–10%", "10% or more")
    assert classes([0.0, 0.0]).names == ("all",)


def test_no_values_at_all(near_ukraine: Frame) -> None:
    found = draw({}, near_ukraine, Classes(()), title="Nothing")
    assert "no values" in found.alt
    assert found.rows == ()
    parsed(found.svg())


@given(st.lists(st.tuples(st.floats(1, 59), st.floats(1, 39)), min_size=3, max_size=8, unique=True))
def test_filling_agrees_with_counting_crossings(corners: list[tuple[float, float]]) -> None:
    ring = np.array([*corners, corners[0]])
    grid = filled([ring], (30, 45))
    row, column = np.indices(grid.shape)
    x, y = (column + 0.5) * CELL, (row + 0.5) * CELL
    odd = np.zeros(grid.shape, dtype=bool)
    for (x0, y0), (x1, y1) in pairwise(ring):
        across = (y0 > y) != (y1 > y)
        if y0 != y1:
            odd ^= across & (x0 + (y - y0) * (x1 - x0) / (y1 - y0) < x)
    assert (grid != odd).mean() < 0.01  # cells whose middle lies on an edge


def test_a_name_that_finds_no_room_is_left_out(near_ukraine: Frame) -> None:
    view = Box(0, 0, near_ukraine.width, near_ukraine.height)
    wanted = [Caption("LUX", ("A name far too long for Luxembourg",), (12.0,))]
    assert placed(wanted, near_ukraine.places, view) == ()


def test_the_page_on_maps_runs_and_quotes_the_policy() -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / "maps.md").read_text("utf-8")
    [code] = re.findall(r"```python\n(.*?)```", text, flags=re.S)
    exec(code, {})  # noqa: S102 (our own page)
    quoted = " ".join(line.removeprefix("> ") for line in text.splitlines() if line[:2] == "> ")
    assert quoted == POLICY
