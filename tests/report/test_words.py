"""Words: what others wrote, in one line."""

import pytest

from foedus.estimate import Estimate
from foedus.report import words


def test_what_others_wrote_is_one_line_cut_and_reads_one_way() -> None:
    assert words.cut("a\n  b\tc") == "a b c"
    assert words.cut("abcdef", 4) == "abc…"
    assert words.cut("the \u202eships\u202c would \u2066stay\u2069") == "the ships would stay"
    assert words.cut("שלום, said Hart") == "שלום, said Hart"


@pytest.mark.parametrize(
    ("name", "said"),
    [("Soviet Union", "the Soviet Union"), ("United States", "the United States"),
     ("Dominican Republic", "the Dominican Republic"), ("Netherlands", "the Netherlands"),
     ("Republic of Vietnam", "the Republic of Vietnam"), ("Finland", "Finland"),
     ("South Vietnam", "South Vietnam"), ("Bosnia and Herzegovina", "Bosnia and Herzegovina")],
)  # fmt: skip
def test_a_name_inside_a_sentence_has_its_article(name: str, said: str) -> None:
    assert words.the(name) == said


def test_states_by_code_are_spelled_by_their_names_of_the_year() -> None:
    assert words.spelled("USA 28,500 in KOR; NATO", 2025) == (
        "United States 28,500 in South Korea; NATO"
    )
    assert words.spelled("RUS", 1970) == "Soviet Union"


def test_a_count_inside_a_sentence_is_never_0() -> None:
    assert [words.none_or(n, "dispute") for n in (0, 1, 3732)] == [
        "no disputes", "1 dispute", "3,732 disputes",
    ]  # fmt: skip


@pytest.mark.parametrize(("value", "low", "high", "said"), [
    (-0.0207, -0.1049, 0.00142, "−2.1 points (−10 to +0.14)"),
    (0.00004, -0.00002, 0.0996, "0 points (0 to +10)"),
    (0.5, 0.0099, 0.00996, "+50 points (+0.99 to +1.0)"),
])  # fmt: skip
def test_differences_have_two_digits_and_a_true_minus(
    value: float, low: float, high: float, said: str
) -> None:
    assert words.points(Estimate(value, low, high)) == said
