"""The story of concessions, drawn: the model's own path, every end named."""

from itertools import pairwise
from pathlib import Path

import pytest

from foedus.negotiation.actors import Actor, Issue, central
from foedus.negotiation.figures.concessions import draw
from foedus.negotiation.methods.challenge import ChallengePath, challenge
from foedus.negotiation.quantity import Normal, Range

ISSUE = Issue("tariff", (Actor("a", 0), Actor("b", Range(20, 60), 0.5), Actor("c", Normal(90, 5))))


def path(issue: Issue) -> ChallengePath:
    arrays = central(issue)
    return challenge(arrays.x, arrays.c, arrays.s)


def test_rows_are_the_path() -> None:
    made = path(ISSUE)
    rounds = int(made.rounds[0])
    found = draw(ISSUE, made)
    assert len(found.rows) == (rounds + 1) * 4
    last = {row["name"]: row["position"] for row in found.rows if row["round"] == rounds}
    assert [last[name] for name in "abc"] == pytest.approx(made.positions[rounds, 0])
    assert last["weighted median"] == pytest.approx(made.median[rounds, 0])
    assert "not the forecast" in found.title
    assert f"{made.status[0]} after {rounds} round" in found.note


@pytest.mark.parametrize("count", [1, 2, 30])
def test_every_end_is_named_or_counted_and_labels_fit(count: int) -> None:
    actors = tuple(Actor(f"Ministry of a long name {i}", 3.0 * i, 0.5) for i in range(count))
    issue = Issue("tariff", actors)
    names = draw(issue, path(issue)).spec["hconcat"][1]
    texts = names["layer"][1]["data"]["values"]
    said = " ".join(row["text"] for row in texts)
    assert "weighted median" in said
    heights = sorted(row["y"] for row in texts)
    assert min((b - a for a, b in pairwise(heights)), default=99) > 12
    assert heights[0] > -14
    assert heights[-1] < names["height"] + 30
    if count <= 2:
        assert all(f"{i}" in said for i in range(count))


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_it_is_saved_whole(tmp_path: Path, kind: str) -> None:
    draw(ISSUE, path(ISSUE)).save(tmp_path / f"m.{kind}")
    head = (tmp_path / f"m.{kind}").read_bytes()[:8]
    assert head.startswith(b"<svg" if kind == "svg" else b"\x89PNG")
    assert [file.name for file in tmp_path.iterdir()] == [f"m.{kind}"]
