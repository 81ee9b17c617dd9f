"""Classes and their words: one threshold each, and words that never cross it."""

import numpy as np

from foedus.signing.verdict import BLOCKS, CLASSES, FOR, ORDER, rank, tenths, tried, verdict, worst


def test_classes_lie_where_they_are_said_to() -> None:
    assert [verdict(share) for share in (0, BLOCKS, 0.26, 0.5, 0.74, FOR, 1)] == [
        "blocks", "blocks", "open", "open", "open", "for", "for",
    ]  # fmt: skip


def test_the_words_say_no_other_class_than_the_share() -> None:
    """Eight of ten or more is for, two or fewer blocks: rounding never says otherwise."""
    for share in np.linspace(0.05, 0.95, 1801):
        count = int(tenths(float(share)).split()[0])
        said = "for" if count >= 8 else "blocks" if count <= 2 else "open"
        assert said == verdict(float(share)), share


def test_the_ends_have_words_of_their_own() -> None:
    assert tried(0.0) == "in none of the weights tried"
    assert tried(1.0) == "in all of the weights tried"
    assert tenths(0.001) == "fewer than 1 of 20"
    assert tenths(0.999) == "more than 19 of 20"


def test_a_package_is_as_good_as_the_worst_of_its_parties() -> None:
    assert worst(["for", "open", "keeps"]) == "open"
    assert worst(["for", "untold", "open"]) == "untold"
    assert worst(["keeps", "blocks"]) == "blocks"
    assert worst([]) == "for"


def test_ranks_run_with_the_classes() -> None:
    assert [rank(each) for each in CLASSES] == [0, 1, 2]
    assert sorted(ORDER, key=rank) == list(ORDER)
