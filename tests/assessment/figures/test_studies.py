"""Figures of studies made beside an assessment: what would flip the order, which clause works."""

from dataclasses import dataclass, replace

import pytest

from foedus.assessment.figures import clauses, flips
from foedus.assessment.flips import Flips
from foedus.assessment.result import Assessment
from foedus.assessment.sensitivity import Swing, WarChance
from foedus.estimate import Estimate


def answer(one: float, two: float) -> WarChance:
    return WarChance({"a": one, "b": two}, {"a": 0.01, "b": 0.01})


def swing(name: str, to: float, told: WarChance) -> Swing:
    turned = (("a", "b"),) if told.war["a"] > told.war["b"] else ()
    return Swing(name, f"what {name} is", 1.0, to, "index", "ten years", told, ("a",), turned)


def study(found: Assessment, swings: list[Swing]) -> Flips:
    """A study of two designs, of which a has the less war."""
    now = {"a": 0.1, "b": 0.2}
    return Flips(tuple(swings), replace(found.flips.study, now=now, told=(("a", "b"),)))


def test_flips_draws_each_input_and_says_which_moves_the_order(found: Assessment) -> None:
    swings = [
        swing("power", 0.5, answer(0.31, 0.2)), swing("power", 2.0, answer(0.05, 0.4)),
        swing("regime", 0.1, answer(0.12, 0.2)), swing("regime", 0.9, answer(0.08, 0.2)),
    ]  # fmt: skip
    figure = flips.of(found, study(found, swings))
    assert "under a" in figure.title
    assert "what power is: 0.50 to 2.00: 5.0–31%, two change places" in figure.alt
    assert "what regime is: 0.10 to 0.90: 8.0–12%." in figure.alt
    told = {(row["name"], row["to"], row["design"]): row["war"] for row in figure.rows}
    assert told == {(s.name, s.to, d): s.answer.war[d] for s in swings for d in "ab"}
    assert "◊" in figure.svg()


def test_flips_leaves_what_moves_little_to_the_data(found: Assessment) -> None:
    swings = [swing(f"input{n}", 1.0, answer(0.13, 0.2)) for n in range(20)]
    figure = flips.of(found, study(found, swings))
    assert "6 inputs that move it less are in the data" in figure.note
    assert len({row["name"] for row in figure.rows}) == 20


def test_flips_draws_no_bar_of_zero_width(found: Assessment) -> None:
    swings = [swing("idle", 1.0, answer(0.1, 0.35)), swing("power", 1.0, answer(0.13, 0.2))]
    figure = flips.of(found, study(found, swings))
    assert "what idle is" not in figure.svg()
    assert "1 input that moves it less is in the data" in figure.note
    assert {row["name"] for row in figure.rows} == {"idle", "power"}


@dataclass(frozen=True)
class Shared:
    total: Estimate
    parts: dict[str, Estimate]


def test_clauses_draws_every_part_and_the_whole(found: Assessment) -> None:
    parts = {"promise": Estimate(-0.4, -0.9, 0.1), "ties": Estimate(-1.1, -1.8, -0.5)}
    credits = {name: Shared(Estimate(-1.5, -2.2, -0.8), parts) for name in ("one", "two")}
    figure = clauses.of(found, credits, {"ties": "military ties"}, 10)
    assert "military ties −1.10 (−1.80 to −0.50)" in figure.alt
    assert "all together −1.50" in figure.alt
    assert [row["value"] for row in figure.rows if row["design"] == "one"] == [-0.4, -1.1, -1.5]
    assert figure.svg().count("military ties") == 4  # two designs, drawn and described


@pytest.mark.parametrize("count", [1, 40])
def test_clauses_of_many_designs(found: Assessment, count: int) -> None:
    one = Shared(Estimate(0.0, 0.0, 0.0), {"promise": Estimate(0.0, 0.0, 0.0)})
    figure = clauses.of(found, {f"d{n}": one for n in range(count)}, {}, 10)
    assert figure.svg()
    assert ("are in the data" in figure.note) == (count > 5)
