"""What is called the lowest chance: only what no reading of another design undercuts."""

from dataclasses import dataclass, replace

import pytest

from foedus.assessment.result import Assessment
from foedus.assessment.sections.bottom_line import bottom_line
from foedus.assessment.sections.voice import Voice


@dataclass(frozen=True)
class Told:
    """An order as a test wants it: the lowest, and what stands above it."""

    groups: tuple[tuple[str, ...], ...]
    above: frozenset[str]
    best: str

    def lowest(self, reference: str) -> list[tuple[str, ...]]:
        return [names for names in self.groups if self.best in names]

    def below(self, one: str, other: str) -> bool:
        return one == self.best and other in self.above

    def group(self, name: str) -> tuple[str, ...]:
        return next(names for names in self.groups if name in names)

    def unsure(self, one: str, other: str) -> tuple[str, ...]:
        return ()


@pytest.mark.parametrize(
    ("above", "said"),
    [
        ({"none", "budapest-style", "article-5-like", "nato"}, "goes with the lowest chance that"),
        (
            {"none", "budapest-style", "article-5-like"},
            "none is clearly lower",
        ),
    ],
)
def test_the_lowest_is_called_so_only_above_all_others(
    answer: Assessment, above: set[str], said: str
) -> None:
    order = Told(answer.order.groups, frozenset(above), "article-5-like-stationed")
    first, *_ = bottom_line(Voice(replace(answer, order=order)))
    assert said in first
    assert "Article 5-like law with forces" in first
