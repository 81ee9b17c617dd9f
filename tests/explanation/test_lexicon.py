"""Words of the answers: each explained once, and found by what people type."""

from pathlib import Path

import pytest

from foedus.errors import UnknownNameError
from foedus.explanation.lexicon import lexicon, look_up

DOCS = Path(__file__).parents[2] / "docs"


def test_every_form_names_one_word_and_every_page_is_there() -> None:
    forms = [form.casefold() for term in lexicon() for form in (term.word, *term.also)]
    assert len(forms) == len(set(forms))
    assert [term.word for term in lexicon()] == sorted(
        (term.word for term in lexicon()), key=lambda word: word.replace("é", "e")
    )
    for term in lexicon():
        assert (DOCS / term.page).is_file(), term.page
        assert term.means.endswith(".")


@pytest.mark.parametrize("asked", ["depth", "Depth", "not-told-apart", "ICD 203", "Protégé"])
def test_words_are_found_as_they_are_typed(asked: str) -> None:
    assert look_up(asked).means


def test_a_misspelled_word_is_told_its_neighbor() -> None:
    with pytest.raises(UnknownNameError, match=r"'honnor'[^$]*honor"):
        look_up("honnor")
