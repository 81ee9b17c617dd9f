"""What varies, as it is written."""

import pytest

from foedus.errors import InputError
from foedus.sweep.variable import grid, variables


def test_values_and_ranges() -> None:
    found = variables(["term=5, 10", "replicate=1..3", "origin=1950..1975:10"])
    assert [each.values for each in found] == [
        ("5", "10"), ("1", "2", "3"), ("1950", "1960", "1970"),
    ]  # fmt: skip


def test_a_grid_has_every_combination_once() -> None:
    found = grid(variables(["a=1,2", "b=x,y,z"]))
    assert len(found) == 6
    assert found[:2] == [{"a": "1", "b": "x"}, {"a": "1", "b": "y"}]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["term"], "expected a name and its values"),
        (["=5"], "expected a name and its values"),
        (["term=5,,6"], "an empty value"),
        (["term="], "an empty value"),
        (["term=5,5"], "'5' stands twice"),
        (["term=5", "term=6"], "term stands twice"),
        (["x=5..1"], "no rising range"),
        (["x=1..9:0"], "no rising range"),
        (["x=1..999999999"], "no rising range"),
    ],
)
def test_what_says_nothing_is_refused_with_its_place(texts: list[str], told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        variables(texts)
    assert str(caught.value).startswith("--vary")
    assert caught.value.hint


def test_too_many_cells_are_refused() -> None:
    with pytest.raises(InputError, match="1,002,001 cells"):
        grid(variables(["a=1..1001", "b=1..1001"]))
