"""The lint of generated text: what it finds, what it lets stand, and that ours is clean."""

import pytest

from foedus.assessment.figures import drawable
from foedus.assessment.result import Assessment
from foedus.assessment.sections.bottom_line import bottom_line
from foedus.assessment.sections.limits.caveats import extrapolated, limits
from foedus.assessment.sections.limits.explanations import selection
from foedus.assessment.sections.voice import Voice
from foedus.report.lint import lint, sentences
from foedus.report.yardstick import ICD_203, UK


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("War is very unlikely.", "number"),
        ("War has a chance of 30%, very unlikely.", "number"),
        ("At 12% it is highly improbable.", "scale"),
        ("At 12% it is highly unlikely.", "scale"),
        ("We have moderate confidence that war, at 12%, is very unlikely.", "confidence"),
        ("At 12% it is very unlikely, and we are confident of it.", "confidence"),
        ("A deep guarantee deters war.", "cause"),
    ],
)
def test_finds_what_breaks_a_rule(text: str, rule: str) -> None:
    assert [finding.rule for finding in lint([text])] == [rule]
    assert text in str(lint([text])[0])


@pytest.mark.parametrize(
    "text",
    [
        "War is put at 12% (90% interval 5.3–22%), very unlikely.",
        "War is put at 12%, very unlikely. Confidence in this is low, since few cases are near.",
        "War is less likely than before, and how likely it is stands below.",
        "The 90% confidence interval is wide; 12%, very unlikely.",
        "At <0.01% it has almost no chance; at >99% it is almost certain.",
        "Nothing is said here.",
        "",
    ],
)
def test_lets_good_sentences_stand(text: str) -> None:
    assert lint([text]) == []


def test_each_yardstick_has_its_own_words() -> None:
    text = "At 12% it is highly unlikely."
    assert lint([text], UK) == []
    assert [finding.rule for finding in lint([text], ICD_203)] == ["scale"]
    assert [finding.rule for finding in lint(["At 12% it is very unlikely."], UK)] == ["scale"]


def test_a_period_in_a_number_ends_no_sentence() -> None:
    assert sentences("It is 4.4%. Then 5% more. 12 of them.") == [
        "It is 4.4%.", "Then 5% more.", "12 of them.",
    ]  # fmt: skip


def test_the_words_of_the_figures_are_clean(found: Assessment) -> None:
    texts = [text for figure in drawable(found) for text in (figure.title, figure.note)]
    assert [str(finding) for finding in lint(texts)] == []


def test_the_words_of_an_assessment_are_clean(found: Assessment, forty: Assessment) -> None:
    for each in (found, forty):
        told = [*bottom_line(Voice(each)), *selection(each), *extrapolated(each)]
        assert [str(finding) for finding in lint([*told, *limits(each)])] == []
