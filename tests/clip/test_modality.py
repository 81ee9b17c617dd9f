"""Modes: agreed, agreed to consider, denied and never are four things."""

import pytest

from foedus.clip.modality import mode, of_words
from foedus.clip.speech import rules
from foedus.clip.text.blocks import blocks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vardania agreed to a pause of ninety days.", "agreed"),
        ("Vardania agreed to consider a pause of ninety days.", "considering"),
        ("Hart denied that any promise had been made.", "denied"),
        ("Belic said Vardania had not agreed to foreign troops.", "denied"),
        ("Belic said Vardania would never accept foreign troops.", "refused"),
        ("Vardania refused to withdraw its troops.", "refused"),
        ("Hart said Norrland would send ships if the parliament agreed.", "conditional"),
        ("Hart said the ships will sail in June.", "planned"),
        ("Belic did not say whether her country would join.", "withheld"),
        ("Officials have not dismissed the possibility of a guarantee.", "considering"),
        ("Vale said the strait was calm.", "stated"),
    ],
)
def test_the_mode_of_a_sentence(text: str, expected: str) -> None:
    [found] = rules.attributions(text, blocks(text))
    assert mode(text, found) == expected


def test_consent_first_and_readiness_second_is_consent() -> None:
    assert of_words("agreed to the draft and is ready to sign it") == "agreed"
    assert of_words("is ready to sign what was agreed") == "considering"
