"""States as texts name them."""

import pytest

from foedus.clip.people.nations import mentions, state_of


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("The U.S. and ukraine", ["USA", "UKR"]),
        ("Russians in the Kremlin", ["RUS", "RUS"]),
        ("South Korea and North Korean forces", ["KOR", "PRK"]),
        ("it cooks turkey in china for us", []),
        ("a US-led force of Germany", ["DEU"]),
        ("NATO and the European Union", ["NATO", "EU"]),
    ],
)
def test_states_are_found_in_order(words: str, states: list[str]) -> None:
    assert [each.state for each in mentions(words, 0, len(words))] == states


def test_a_lost_capital_is_marked() -> None:
    [found] = mentions("for ukraine", 0, 11)
    assert found.lowered
    assert state_of("nobody") is None
