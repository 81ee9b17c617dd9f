"""What facts mean, and how large they may be."""

import pytest

from foedus.facts.glossary import limits


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pair.last_mid", (1.0, 9999.0)),
        ("pair.last_war", (1.0, 9999.0)),
        ("pair.rivalry", (0.0, 1.0)),
        ("UKR.polity2", (-10.0, 10.0)),
        ("pair.depth_major", (0.0, 5.0)),
        ("pair.none-such", (-1e12, 1e12)),
    ],
)
def test_a_fact_has_the_limits_of_its_unit(name: str, expected: tuple[float, float]) -> None:
    assert limits(name) == expected
