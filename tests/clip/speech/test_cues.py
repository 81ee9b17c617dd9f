"""Cues and their rates."""

from foedus.clip.speech import cues


def test_rates_are_those_of_the_table_pulled_toward_a_half() -> None:
    assert cues.rates()["say", "q"] == (2719, 2636)
    assert cues.rate("say", "quote", 9) == (2636 + 1) / (2719 + 2)
    assert cues.rate("envision", "noun", 9) == 0.5


def test_forms_lead_back_to_their_verb() -> None:
    words = "said denies pledged warning agrees told states admitted"
    assert [cues.lemma(each[0]) for each in cues.verbs(words, 0, len(words))] == [
        "say", "deny", "pledge", "warn", "agree", "tell", "state", "admit",
    ]  # fmt: skip
    assert cues.also_noun("states")
    assert not cues.also_noun("said")
