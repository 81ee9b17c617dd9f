"""Words for chances: each range its word, one rule for ends and gaps."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import UnknownNameError
from foedus.report.words import percent
from foedus.report.yardstick import ICD_203, UK, YARDSTICKS, Yardstick, rounded, yardstick

CHANCES = st.floats(0, 1)
BOTH = pytest.mark.parametrize("scale", YARDSTICKS.values(), ids=lambda scale: scale.name)


@pytest.mark.parametrize(
    ("chance", "us", "uk"),
    [
        (0.0, "almost no chance", "remote chance"),
        (0.03, "almost no chance", "remote chance"),
        (0.05, "very unlikely", "remote chance"),  # an end that two share: the one nearer to even
        (0.07, "very unlikely", "remote chance"),  # a gap: the nearer range
        (0.075, "very unlikely", "highly unlikely"),  # its middle: the one nearer to even
        (0.08, "very unlikely", "highly unlikely"),
        (0.20, "unlikely", "highly unlikely"),
        (0.45, "roughly even chance", "realistic possibility"),
        (0.50, "roughly even chance", "realistic possibility"),
        (0.55, "roughly even chance", "likely"),
        (0.70, "likely", "likely"),
        (0.80, "likely", "highly likely"),
        (0.95, "very likely", "almost certain"),
        (0.99, "almost certain", "almost certain"),
        (1.0, "almost certain", "almost certain"),
    ],
)
def test_words(chance: float, us: str, uk: str) -> None:
    assert (ICD_203.word(chance), UK.word(chance)) == (us, uk)


@BOTH
def test_inside_a_range_its_own_word(scale: Yardstick) -> None:
    for term in scale.terms:
        assert scale.word((term.low + term.high) / 200) == term.word


@BOTH
@given(one=CHANCES, two=CHANCES)
def test_a_greater_chance_has_no_lesser_word(scale: Yardstick, one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert scale.words.index(scale.word(low)) <= scale.words.index(scale.word(high))


@given(st.integers(10, 90))
def test_a_chance_and_its_complement_have_mirrored_words(points: int) -> None:
    place = ICD_203.words.index(ICD_203.word(points / 100))
    assert ICD_203.words.index(ICD_203.word(1 - points / 100)) == 6 - place


@BOTH
@given(one=CHANCES, two=CHANCES)
def test_one_printed_number_has_one_word(scale: Yardstick, one: float, two: float) -> None:
    if percent(one) == percent(two):
        assert scale.word(one) == scale.word(two)


@given(CHANCES)
def test_rounded_is_what_is_printed(chance: float) -> None:
    printed = re.sub("[<>%]", "", percent(chance))
    assert float(printed) == pytest.approx(rounded(chance), abs=1e-9)


def test_by_name() -> None:
    assert yardstick("uk") is UK
    with pytest.raises(UnknownNameError, match="icd-203"):
        yardstick("icd203")
