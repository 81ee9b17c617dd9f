"""English is read, other languages are refused by name."""

import pytest

from foedus.clip.text.language import check
from foedus.errors import InputError


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le ministre a dit que les troupes ne seraient pas retirées du pays. " * 3, "French"),
        ("Министр заявил, что войска не будут выведены из региона в этом году. " * 3, "Russian"),
        ("部长说，军队今年不会从该地区撤出。双方将继续谈判。" * 8, "Chinese"),
    ],
)  # fmt: skip
def test_another_language_is_refused(text: str, name: str) -> None:
    with pytest.raises(InputError, match=name):
        check(text, "a.txt")


@pytest.mark.parametrize(
    "text",
    ["Dunn: Vardania Accepts Outside Guarantees",
     "The minister said that the troops would stay in the region for another year."],
)  # fmt: skip
def test_english_passes_also_where_it_is_short(text: str) -> None:
    check(text, "a.txt")
