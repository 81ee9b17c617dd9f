"""Sentences: not after an abbreviation, but after a lost capital."""

import pytest

from foedus.clip.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. Special Envoy spoke. He left.", 2),
        ("They went to the U.S. The talks failed.", 2),
        ("Gen. Hart met Mr. Vale at 5 p.m. on Monday.", 1),
        ("“Why?” he asked. Nobody said.", 2),
        ("It failed. moreover, it failed twice.", 2),
        ("One… Two! Three?", 3),
    ],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    found = sentences(text, 0, len(text))
    assert len(found) == count
    assert "".join(text[a:b] for a, b in found).replace(" ", "") == text.replace(" ", "")
