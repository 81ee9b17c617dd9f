"""The front drawn: every package and design is in it, no label lies on another."""

from dataclasses import astuple, replace
from itertools import combinations
from typing import Any

import pytest

from foedus.report.figure.type import ADVANCE
from foedus.search.figure import draw
from foedus.search.result import Search


def texts(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Labels beside the marks."""
    drawing = spec["vconcat"][1]
    return [
        row
        for layer in drawing["layer"]
        if layer["mark"]["type"] == "text"
        for row in layer["data"]["values"]
    ]


def test_rows_hold_the_front_and_the_designs(found: Search) -> None:
    rows = draw(found).rows
    front = [row for row in rows if row["kind"] == "package"]
    assert [row["mark"] for row in front] == [str(at + 1) for at in range(len(found.front))]
    assert [row["knee"] for row in front].index(True) == found.knee
    for row, point in zip(front, found.front, strict=True):
        assert (row["war"], row["war_low"], row["war_high"]) == astuple(point.war)
        assert row["drawn_in"] == point.entrapment.value
        assert (row["cost"], row["signing"]) == (point.cost, point.signing)
    assert {row["name"] for row in rows if row["kind"] == "design"} == {d.name for d in found.own}


@pytest.mark.parametrize("kind", ["found", "unsigned"])
def test_words_say_what_it_shows_and_what_it_is_not(
    kind: str, request: pytest.FixtureRequest
) -> None:
    asked: Search = request.getfixturevalue(kind)
    figure = draw(asked)
    assert f"The knee is #{asked.knee + 1}." in figure.alt
    assert all(design.name in figure.alt for design in asked.own)
    assert "not proof of cause" in figure.note
    assert ("nothing scores" in figure.note) == (not asked.unsigned)


def test_designs_at_one_place_share_a_letter(found: Search) -> None:
    letters = {row["name"]: row["mark"] for row in draw(found).rows if row["kind"] == "design"}
    assert letters["none"] == letters["budapest-style"] == "a"
    assert len(set(letters.values())) == len(letters) - 1


def crowd(found: Search, count: int) -> Search:
    """With many designs of long names."""
    own = tuple(
        replace(
            found.own[at % len(found.own)],
            name=f"a design whose name somebody wrote at length, number {at}",
            war=replace(found.own[0].war, value=0.01 + 0.13 * (at * 7 % count) / count),
            cost=at * 5 % 9,
        )
        for at in range(count)
    )
    return replace(found, own=own)


@pytest.mark.parametrize("count", [0, 1, 5, 30])
def test_labels_lie_apart_and_inside(found: Search, count: int) -> None:
    figure = draw(crowd(found, count))
    placed = texts(dict(figure.spec))
    for one, two in combinations(placed, 2):
        wide = ADVANCE * 12.5 * (len(one["text"]) + len(two["text"])) / 2
        assert abs(one["x"] - two["x"]) >= wide or abs(one["y"] - two["y"]) >= 12
    assert all(0 <= each["x"] <= 480 for each in placed)
    assert "<svg" in figure.svg()


def test_a_front_of_one(found: Search) -> None:
    lone = replace(found, front=found.front[:1], shown=(0,), steps=(), nearest={"euclidean": 0})
    assert [row["mark"] for row in draw(lone).rows if row["kind"] == "package"] == ["1"]
    assert "<svg" in draw(lone).svg()
