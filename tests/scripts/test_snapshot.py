"""The numbers of shipped answers are what they were; ``scripts/snapshot.py`` says more."""

import math

import pytest
from scripts.snapshot import COMMANDS, STORED, answer, moved, numbers, prints, stored, written


@pytest.mark.data
@pytest.mark.parametrize("command", COMMANDS)
def test_no_number_moved(command: str) -> None:
    assert moved(stored()[command], prints(answer(command))) == [], (
        "scripts/snapshot.py --numbers FILE; CONTRIBUTING.md says when to renew"
    )


def test_every_command_is_stored() -> None:
    assert tuple(stored()) == COMMANDS
    assert written(stored()) == STORED.read_text("utf-8")


FOUND = {"designs": {"one": {"risk": [0.1, 2e-6]}, "two": {"risk": [0.3, None, "x", True]}}, "n": 3}


def test_parts_are_keys_and_what_is_below_them() -> None:
    made = prints(FOUND)
    assert {part: count for part, (count, _) in made.items()} == {
        "designs/one": 2, "designs/two": 1, "": 1,
    }  # fmt: skip
    assert [path for path, _ in numbers(FOUND)] == [
        "/designs/one/risk/0", "/designs/one/risk/1", "/designs/two/risk/0", "/n",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "seen"),
    [
        (0.1 * (1 + 1e-10), True), (-0.1, True), (0.1 * (1 + 1e-14), False), (0.1 + 2e-6, True),
        (math.nextafter(0.1, 1), False),
    ],
)  # fmt: skip
def test_a_number_that_moved_is_seen_and_its_last_bit_is_not(number: float, seen: bool) -> None:
    changed = {**FOUND, "designs": {**FOUND["designs"], "one": {"risk": [number, 2e-6]}}}
    said = moved(prints(FOUND), prints(changed))
    assert bool(said) is seen
    assert all(each.startswith("designs/one: of 2 numbers some moved") for each in said)


def test_two_numbers_that_change_places_are_seen() -> None:
    swapped = {**FOUND, "designs": {**FOUND["designs"], "one": {"risk": [2e-6, 0.1]}}}
    assert moved(prints(FOUND), prints(swapped))


def test_what_is_more_or_less_is_said() -> None:
    assert moved(prints(FOUND), prints({"n": 3, "more": [1, 2]})) == [
        "designs/one: 2 numbers before, 0 now",
        "designs/two: 1 numbers before, 0 now",
        "more: 0 numbers before, 2 now",
    ]
