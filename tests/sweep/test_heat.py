"""The grid of a sweep drawn: two variables, small panels of a third, and what is missing."""

from pathlib import Path

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.estimate import chance
from foedus.report.markdown import markdown
from foedus.report.page import html
from foedus.scenario import load
from foedus.sweep import heat
from foedus.sweep.cell import Job
from foedus.sweep.effects import CellChance, effects
from foedus.sweep.run import RunTally
from foedus.sweep.sections import page, sections
from foedus.sweep.sweep import Plan, SweepResult
from foedus.sweep.variable import grid, variables


def result(*vary: str, drop: int = 0) -> SweepResult:
    """A sweep whose chance is the sum of its values over 100, but of ``notice``, which is idle."""
    varied = variables(vary)
    settings = grid(varied)
    job = Job("module:task", {"years": 20, "designs": ["nato"]}, {"foedus": "1"})
    asked = Plan("ukraine-2025", varied, job, job.cells(settings), load("ukraine-2025"))
    level = np.array([sum(float(v) for n, v in each.items() if n != "notice") for each in settings])
    draws = level[:, None] / 100 * np.linspace(0.5, 1.5, 40)
    chances = [CellChance(each, chance(row)) for each, row in zip(settings, draws, strict=True)]
    tally = RunTally(len(settings), 0)
    for cell in asked.cells[:drop]:
        tally.failures[cell.key] = "no convergence"
    return SweepResult(
        asked, Path("out"), tally, complete=True, effects=effects(settings, draws),
        chances=tuple(chances[drop:]),
    )  # fmt: skip


def test_two_variables_are_one_grid_the_longer_one_down() -> None:
    made = heat.grid(result("a=1,2", "term=5,10,20", "notice=0,12"))
    assert made is not None
    assert (made.row, made.column, made.panel) == ("term", "a", "")
    assert made.chances["", "20", "2"].value == pytest.approx(0.22)
    assert len(made.chances) == 6


def test_a_third_variable_makes_panels() -> None:
    drawn = heat.draw(result("a=1,2,3", "b=5,10,20,30", "c=0,1"))
    assert len(drawn.rows) == 24
    assert drawn.rows[0].keys() == {"c", "b", "a", "chance", "low", "high"}
    text = drawn.file()
    assert text.count("c: ") == 2
    assert "Highest at c 1, b 30, a 3: 34%" in drawn.alt


def test_the_highest_chance_has_the_strongest_color() -> None:
    spec = heat.draw(result("a=1,2", "b=5,10,20")).spec
    shades = next(
        each["data"]["values"] for each in spec["layer"]
        if each["mark"]["type"] == "rect" and "opacity" in each["data"]["values"][0]
    )[:6]  # fmt: skip
    assert [each["opacity"] for each in shades] == sorted(each["opacity"] for each in shades)
    assert shades[0]["opacity"] < shades[-1]["opacity"]


def test_a_cell_without_an_answer_is_blank_and_named() -> None:
    found = result("a=1,2", "b=5,10,20", drop=1)
    assert "none" in heat.draw(found).file()
    text = markdown(sections(found))
    assert "1 cell has no answer" in text
    assert "a=1, b=5: no convergence" in text


def test_many_columns_have_no_numbers_in_them_and_their_names_do_not_meet() -> None:
    found = result("a=" + ",".join(map(str, range(1, 31))), "b=1..30")
    layers = heat.draw(found).spec["layer"]
    names = [each["data"]["values"] for each in layers if each["mark"].get("align") == "center"]
    assert len(names[0]) < 15
    assert len(names) == 2  # names and the key, no numbers


def test_one_variable_or_four_have_no_grid() -> None:
    assert heat.grid(result("a=1,2", "notice=0,12")) is None
    assert heat.grid(result("a=1,2", "b=1,2", "c=1,2", "d=1,2")) is None
    with pytest.raises(InputError, match="here 1 do"):
        heat.draw(result("a=1,2"))
    with pytest.raises(InputError, match="two or three variables"):
        heat.check(result("a=1,2").plan)


def test_a_page_says_nothing_of_the_run() -> None:
    found = result("a=1,2", "b=5,10,20")
    other = SweepResult(
        found.plan, Path("elsewhere"), RunTally(6, 6, kept=6, lost=2), True, found.effects,
        found.chances,
    )  # fmt: skip
    text = html(page(found))
    assert text == html(page(other))
    assert "The grid" in text
