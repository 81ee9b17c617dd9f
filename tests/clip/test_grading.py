"""Grades: the source by who spoke, the information by how."""

import pytest

from foedus.clip.grading import graded
from foedus.clip.people.speakers import NOBODY, Speaker

MINISTER = Speaker("Brandt", "Lyle Brandt", "foreign minister", "USA", "name")
OFFICIALS = Speaker("officials", "officials", "officials", None, "unnamed")


@pytest.mark.parametrize(
    ("speaker", "form", "mode", "of", "more", "grade"),
    [
        (MINISTER, "clause", "stated", "USA", {}, "B3"),
        (MINISTER, "clause", "agreed", "RUS", {}, "C4"),
        (MINISTER, "clause", "stated", "USA", {"corroborated": True}, "B2"),
        (MINISTER, "clause", "stated", "USA", {"contradicted": True}, "B4"),
        (MINISTER, "clause", "stated", "USA", {"relayed": True}, "C3"),
        (OFFICIALS, "clause", "stated", None, {}, "D3"),
        (
            Speaker("two diplomats", "two diplomats", None, None, "unnamed"),
            "clause",
            "stated",
            None,
            {},
            "D3",
        ),
        (Speaker("sources", "sources", None, None, "unnamed"), "clause", "stated", None, {}, "F3"),
        (NOBODY, "hedge", "stated", None, {}, "F6"),
        (Speaker("Russia", "Russia", None, "RUS", "body"), "noun", "refused", "RUS", {}, "D3"),
    ],
)
def test_the_grade_and_its_reason(speaker, form, mode, of, more, grade) -> None:
    found = graded(speaker, form, mode, of, **more)
    assert found.grade == grade
    assert found.why.startswith(f"{grade[0]}: ")


def test_one_article_never_earns_the_best() -> None:
    found = graded(MINISTER, "quotation", "stated", "USA", corroborated=True)
    assert found.grade[0] > "A"
    assert found.grade[1] > "1"
