"""Every state can be found on its map: its name by its own land, on no other name, over no ring."""

from functools import cache
from itertools import combinations

import numpy as np
import pytest

from foedus.report.map import ink, world
from foedus.report.map.frame import Frame, frame, main_part
from foedus.report.map.labels import CELL, RING, Label, filled
from foedus.report.map.map import named
from foedus.report.map.plane import Box
from foedus.report.map.world import Points

#: Islands, archipelagos, states in two parts, across the antimeridian, tiny or far from all others.
ODD = (
    "NZL", "TUV", "FJI", "KIR", "MDV", "IDN", "JPN", "CYP", "MLT", "BHR", "SGP", "USA", "RUS",
    "MDA", "TON", "MHL", "SYC", "MCO", "SMR", "LIE", "LCA", "COM", "PRT", "GNQ", "AGO", "OMN",
    "MYS", "CHL",
)  # fmt: skip
BESIDE = 10.0  # units: a name no farther from its land needs no line


@cache
def states() -> tuple[str, ...]:
    return tuple(sorted({each.of for each in world().shapes.values() if each.of}))


@cache
def directions() -> Points:
    """(states, 3) unit vectors of the middle of each state."""
    middles = [np.concatenate(main_part(world(), each)).mean(axis=0) for each in states()]
    lon, lat = np.radians(np.array(middles)).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def challenger(protege: str) -> str:
    """One of the three states nearest to another: a different rank for each."""
    at = states().index(protege)
    return states()[np.argsort(-directions() @ directions()[at])[1 + at % 3]]


def labelled(protege: str) -> tuple[Frame, list[str], tuple[Label, ...], Box]:
    near = frame(challenger(protege), protege)
    others = [each for each, place in near.places.items() if place.state and each != protege]
    valued = [protege, *(each for each in others if each != near.challenger)][:12]
    ruler = ink.ruler_box(near, valued)
    return near, valued, named(near, valued, dict.fromkeys(valued, "12%"), ruler), ruler


def apart(box: Box, points: Points) -> float:
    """Units from a box to the nearest of some points."""
    x = np.maximum(np.maximum(box.x0 - points[:, 0], points[:, 0] - box.x1), 0)
    y = np.maximum(np.maximum(box.y0 - points[:, 1], points[:, 1] - box.y1), 0)
    return float(np.hypot(x, y).min())


def on_land(near: Frame, state: str, box: Box) -> bool:
    land = filled(
        near.places[state].rings, (int(near.height / CELL) + 1, int(near.width / CELL) + 1)
    )
    rows = slice(max(0, int(box.y0 / CELL)), int(box.y1 / CELL) + 1)
    return bool(land[rows, max(0, int(box.x0 / CELL)) : int(box.x1 / CELL) + 1].any())


def check(protege: str) -> None:
    near, valued, found, ruler = labelled(protege)
    there = {label.label for label in found}
    assert protege in there
    assert near.challenger in there or near.challenger not in near.places
    for one, two in combinations([*(label.box for label in found), ruler], 2):
        assert not one.meets(two), protege
    rings = [near.places[each] for each in {*valued, near.challenger} if each in near.places]
    for label in found:
        outline = np.concatenate(near.places[label.label].rings)
        if label.line:
            x, y = label.line[2:]
            tip = Box(x, y, x, y)
            close = apart(tip, outline) <= RING + 2
            assert close or on_land(near, label.label, tip), (protege, label.label)
        else:
            close = apart(label.box, outline) <= BESIDE
            assert close or on_land(near, label.label, label.box), (protege, label.label)
        for place in rings:
            if place.small:
                ring = np.array([place.middle])
                assert apart(label.box, ring) > RING - 0.5, (protege, label.label, place.label)


@pytest.mark.parametrize("protege", ODD)
def test_names_stand_by_their_own_land_and_on_nothing_else(protege: str) -> None:
    check(protege)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(6))
def test_names_of_every_state_stand_by_their_own_land(part: int) -> None:
    for protege in states()[part::6]:
        if protege not in ODD:
            check(protege)


def test_a_territory_alone_in_view_is_called_by_its_name() -> None:
    near = frame("AUS", "NZL")
    place = near.places["AUS"]
    assert not place.own
    assert place.territory == "Norfolk Island"
    [label] = [each for each in named(near, [], {}, Box(0, 0, 1, 1)) if each.label == "AUS"]
    assert label.lines == ("Norfolk Island", "Australia")
    assert all(not each.territory for each in near.places.values() if each.own)


def test_the_ruler_stands_where_less_painted_land_is() -> None:
    near = frame("CHN", "JPN")
    assert ink.ruler_box(near, ["TWN"]).x0 > near.width / 2
    assert ink.ruler_box(near, []).x0 == 0
