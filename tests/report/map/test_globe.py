"""The world on one map: equal areas, nothing past its edge, every state once."""

import re

import numpy as np
import pytest

from foedus.report.map import globe
from foedus.report.map.plane import area
from foedus.report.map.scale import Classes, spaced
from foedus.report.map.world import world

SCALE = Classes((0.1,))


def test_areas_are_those_of_the_globe() -> None:
    """Strips of ten degrees by ten: their areas go as the differences of sines (Lambert)."""
    sizes = []
    for south in (0, 30, 60):
        lat = np.linspace(south, south + 10, 40)
        west, east = np.full_like(lat, 20.0), np.full_like(lat, 30.0)
        ring = np.concatenate([np.c_[west, lat], np.c_[east, lat[::-1]], [[20.0, south]]])
        share = np.sin(np.radians(south + 10)) - np.sin(np.radians(south))
        sizes.append(area(globe.flat(ring)) / share)
    assert sizes == pytest.approx([sizes[0]] * 3, rel=1e-3)


def test_a_published_place() -> None:
    """Corners of the projection as PROJ has them: x 2.7066, y 1.3174 of a unit sphere."""
    ends = globe.flat(np.array([[180.0, 0.0], [-180.0, 0.0], [0.0, 90.0], [0.0, -90.0]]))
    assert ends[0, 0] - ends[1, 0] == pytest.approx(720.0, rel=1e-6)
    assert (ends[3, 1] - ends[2, 1]) / 720.0 == pytest.approx(
        1.3173627591574 / 2.70662998, rel=1e-6
    )


def test_nothing_is_drawn_past_the_edge() -> None:
    for shape in world().shapes.values():
        for ring in globe._rings(shape):
            assert ring[:, 0].min() >= -0.01
            assert ring[:, 0].max() <= 720.01


def test_each_state_is_named_once_for_each_part_and_blank_without_a_value() -> None:
    drawn = globe.draw({"FRA": 0.2, "NRU": 0.05}, SCALE, name="x", title="Chance", legend="y")
    assert [row["state"] for row in drawn.rows] == ["FRA", "NRU"]
    assert drawn.rows[0]["class"] == "10% or more"
    assert "France 20%; Nauru 5.0%" in drawn.alt
    text = drawn.file()
    assert "<title>Nauru</title></circle>" in text.replace(" />", "/>")  # too small to see
    assert not re.search("<title>Spain</title>", text)
    assert "no value" in text


def test_a_page_has_the_legend_in_two_sizes_and_a_file_in_one_to_be_seen() -> None:
    drawn = globe.draw({"FRA": 0.2, "NRU": 0.05}, SCALE, name="x", title="Chance", legend="y")
    assert drawn.svg().count("data-foot") == 2
    assert re.search(r'data-foot="phone" display="none"', drawn.file())


def test_classes_of_chances_are_round_and_even_in_ratio() -> None:
    edges = spaced([0.0, *np.geomspace(0.0002, 0.2, 200)]).edges
    assert edges == (0.001, 0.005, 0.02, 0.05)
    steps = np.diff(np.log10(edges))
    assert steps.max() / steps.min() < 2
    assert spaced([0.3]).edges == ()
    assert spaced([0.1, 0.11]).edges in {(), (0.1,)}
