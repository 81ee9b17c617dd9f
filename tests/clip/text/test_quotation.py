"""Quotation marks of every kind; titles and terms are no speech."""

import pytest

from foedus.clip.text.quotation import is_speech, quotations


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We go,” he said.", ["We go,"]),
        ('"We go," he said. "Now."', ["We go,", "Now."]),
        ("«We go», he said.", ["We go"]),
        ("„We go“, he said.", ["We go"]),
        ("»We go«, he said.", ["We go"]),
        ("‘We won’t go,’ he said.", ["We won’t go,"]),
        ("'We won't go,' he said.", ["We won't go,"]),
        ("“We heard ‘no’ from them,” he said.", ["We heard ‘no’ from them,"]),
        ("“We go on and on.", ["We go on and on."]),
        ("Hart’s men and Belic’s ships", []),
        ("the ships' guns and the men's boots", []),
    ],
)
def test_quotations_are_found(text: str, inside: list[str]) -> None:
    assert [each.inside(text) for each in quotations(text, 0, len(text))] == inside


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("“No troops will be sent,” said Hart.", True),
        ("The so-called “peace zone” covers three valleys.", False),
        ("Her memoir, “The Long Border,” was published.", False),
        ("Hart replied: “Not this year.”", True),
    ],
)
def test_titles_and_terms_are_no_speech(text: str, speech: bool) -> None:
    [mark] = quotations(text, 0, len(text))
    assert is_speech(text, mark, (0, len(text))) is speech
