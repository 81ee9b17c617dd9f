"""The engine of the extra: it adds what stands apart, and takes nothing away."""

import sys
from pathlib import Path

import pytest

from foedus.clip.score import score
from foedus.clip.speech import grammar, rules
from foedus.clip.text.blocks import blocks
from foedus.errors import InputError

HERE = grammar.installed()
needed = pytest.mark.skipif(not HERE, reason="the extra `clip` (spaCy, its model) is not installed")
TEXT = "Although allies of the envoy suggested the talks may have been a ruse, nobody asked them."


@pytest.mark.optional
@needed
def test_a_subject_far_from_its_verb_is_found() -> None:
    found = grammar.attributions(TEXT, blocks(TEXT))
    assert [TEXT[slice(*each.span)] for each in found] == ["the talks may have been a ruse"]


@pytest.mark.optional
@needed
def test_it_keeps_what_the_rules_find() -> None:
    counts = score().counts
    assert all(
        counts["grammar"][part].found >= rules_.found for part, rules_ in counts["rules"].items()
    )
    text = "“No troops will be sent,” said Hart, who visited the border in May."
    assert grammar.attributions(text, blocks(text)) == rules.attributions(text, blocks(text))


def test_other_weights_have_another_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(b"weights")
    one = grammar.fingerprint(tmp_path)
    (tmp_path / "notes.md").write_bytes(b"words")
    assert grammar.fingerprint(tmp_path) == one
    (tmp_path / "model").write_bytes(b"Weights")
    assert grammar.fingerprint(tmp_path) != one


def test_the_parser_library_is_imported_without_its_commands() -> None:
    before = {name for name in sys.modules if name.startswith("spacy")}
    with grammar.without_its_commands():
        assert before or callable(sys.modules["spacy.cli.info"].info)
    assert {name for name in sys.modules if name.startswith("spacy")} == before


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar, "installed", lambda: False)
    grammar.model.cache_clear()
    with pytest.raises(InputError, match="needs the extra `clip`"):
        grammar.model()
