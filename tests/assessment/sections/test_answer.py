"""The text: its parts, its width, and words that agree with the numbers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.terminal import render

from foedus.assessment import assess
from foedus.assessment.result import Assessment
from foedus.assessment.sections import clauses
from foedus.assessment.sections.bottom_line import bottom_line
from foedus.assessment.sections.designs import horizons
from foedus.assessment.sections.further import further
from foedus.assessment.sections.limits.explanations import selection
from foedus.assessment.sections.voice import Voice
from foedus.history import presence
from foedus.history.covariates import RUNGS
from foedus.report import words
from foedus.report.text import WIDTH
from foedus.report.yardstick import ICD_203, UK
from foedus.scenario import Scenario
from foedus.scenario.situation import DyadFacts
from foedus.terms import Military

SECTIONS = [
    "BOTTOM LINE", "BESIDE IT", "KEY JUDGEMENTS", "THE DESIGNS COMPARED", "HOW THE RISK GROWS",
    "HOW LONG IT STANDS, AND HOW A WAR WOULD GO", "WOULD IT BE HONORED",
    "WHICH CLAUSE DOES THE WORK", "WHAT WOULD FLIP THE RANKING", "HOW EACH DESIGN WAS READ",
    "WHAT DRIVES IT", "COMPETING EXPLANATIONS", "KEY ASSUMPTIONS",
    "WHAT IS EXTRAPOLATED, AND HOW FAR", "THE MODEL'S RECORD", "SOURCES, DATA AND METHOD",
]  # fmt: skip


@pytest.fixture(scope="module")
def text(answer: Assessment) -> str:
    return render(answer)


def test_it_begins_with_the_bottom_line_and_ends_with_sources(text: str) -> None:
    lines = text.splitlines()
    found = [line for line in lines if line in SECTIONS]
    assert found == SECTIONS
    assert lines.index("BOTTOM LINE") < 9  # a title, what is asked, and what it rests on


def test_no_line_is_too_wide_and_none_is_colored(text: str) -> None:
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "\x1b" not in text
    assert "nan" not in text


def test_it_fits_a_narrow_terminal(answer: Assessment) -> None:
    narrow = render(answer, 80)
    assert max(map(len, narrow.splitlines())) <= 80
    for design in answer.designs.values():
        assert words.brackets(design.risk.by["war"][-1]).split()[1] in narrow


def test_the_yardstick_is_the_one_asked_for(answer: Assessment) -> None:
    assert "remote chance" in " ".join(bottom_line(Voice(answer, UK)))
    assert "almost no chance" in " ".join(bottom_line(Voice(answer)))


def test_the_table_has_two_lines_a_design_and_numbers_of_the_record(
    text: str, answer: Assessment
) -> None:
    lines = text.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("No guarantee  "))
    for label, design in Voice(answer).rows:
        row, ends = lines[start : start + 2]
        head, *numbers = row.rsplit(None, 5)
        below, mark, _ = ends.partition("(")
        assert f"{head} {below}".strip() == label  # a long title goes on in the second line
        assert mark
        assert numbers[0] == words.percent(design.risk.within("deadly", 10).value)
        assert numbers[-2] == words.percent(design.risk.within("war", 20).value)
        assert numbers[-1] == words.times(design.versus.ratio["war"].value)
        assert len(row) == len(ends)
        start += 2


def test_what_is_assumed_is_said(text: str) -> None:
    flat = " ".join(text.split())
    assert "has stopped before the forecast begins; whether it does is not forecast" in flat
    assert "until it lapses" in flat
    assert "Whether a promise is honored changes how a war goes, not whether it comes" in flat
    assert "not the result of an experiment" in flat
    assert "Disputes are in the data to 2014" in flat
    assert "By its practice: ties in force count" in flat


def test_forces_as_such_are_said_to_be_unseen_with_the_trial_s_numbers(text: str) -> None:
    flat = " ".join(text.split())
    record = presence.shipped()
    assert not record.helps
    total, se = record.change("level", "onset")
    told = f"onset {total:+.1f} ± {se:.1f}".replace("-", "−")
    assert "Nor are forces as such seen" in flat
    assert told in flat


def test_a_presence_that_helped_is_not_said_to_be_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    record = presence.shipped()
    trials = {"level": {"onset": {"change": {"sum": -9.0, "se": 1.0}}}}
    monkeypatch.setattr(presence, "shipped", lambda: replace(record, trials=trials))
    assert clauses.forces() == ""


@pytest.mark.parametrize("years", [1, 3, 12, 60])
def test_any_horizon_has_a_table(ukraine: Scenario, years: int) -> None:
    text = render(assess(ukraine, draws=100, years=years))
    assert max(map(len, text.splitlines())) <= WIDTH
    assert f"within {words.years(years)}" in " ".join(text.split())


def test_horizons() -> None:
    assert horizons(1) == (1,)
    assert horizons(10) == (10,)
    assert horizons(20) == (10, 20)
    assert horizons(60) == (10, 60)


@pytest.mark.parametrize(
    ("chance", "term"),
    [
        (0.01, "almost no chance"), (0.05, "very unlikely"), (0.1, "very unlikely"),
        (0.3, "unlikely"), (0.5, "roughly even chance"), (0.7, "likely"), (0.9, "very likely"),
        (0.97, "almost certain"), (1.0, "almost certain"),
    ],
)  # fmt: skip
def test_estimative_words_are_those_of_the_yardstick(chance: float, term: str) -> None:
    assert ICD_203.word(chance) == term


@given(st.floats(0, 1))
def test_percentages_are_near_their_chances(chance: float) -> None:
    shown = words.percent(chance)
    if shown[0] in "<>":
        assert chance < 0.0001 or chance > 0.995
    else:
        assert float(shown.removesuffix("%")) / 100 == pytest.approx(chance, rel=0.06, abs=5e-5)


@pytest.mark.parametrize(
    ("chance", "shown"),
    [
        (0.0, "0%"),
        (0.00001, "<0.01%"),
        (0.0026, "0.26%"),
        (0.044, "4.4%"),
        (0.17, "17%"),
        (1, "100%"),
    ],
)
def test_percentages_have_about_two_digits(chance: float, shown: str) -> None:
    assert words.percent(chance) == shown


def test_lists() -> None:
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b", "c"]) == "a, b and c"


def test_the_bottom_line_is_computed(answer: Assessment) -> None:
    first, bare, count, firm = bottom_line(Voice(answer))
    assert bare.startswith("Without a guarantee, that chance")
    assert answer.peers
    assert count.startswith(f"Without a model: of {answer.peers.own.n} ")
    assert f", {answer.peers.own.k} (" in count
    assert firm.startswith("Confidence in the level of the risk")
    assert words.percent(answer.designs["none"].risk.within("war", 20).value) in bare
    assert "once the fighting of 2025 has stopped" in first
    least = answer.order.lowest("none")
    assert "lowest chance" in first
    assert all(answer.titles[group[0]] in first for group in least)
    inner = [answer.designs[group[0]].within["war"] for group in least]
    [told] = [each for each in further(Voice(answer)) if "judged only by pairs" in each]
    assert all(f"({words.times(one.low)}–{words.times(one.high)})" in told for one in inner)
    assert ("does not exclude" in told) == any(one.high >= 1 for one in inner)


def test_selection_names_what_the_posterior_says(answer: Assessment) -> None:
    said = selection(answer)
    assert len(said) == len(RUNGS)
    for rung, sentence in zip(RUNGS, said, strict=True):
        terms = {
            f"{term['mean']:+.2f}".replace("-", "−") for term in answer.ladder.rungs[rung].variants
        }
        assert sum(term in sentence for term in terms) >= 2


def test_what_the_docs_say_of_depth_holds_for_the_shipped_posterior(answer: Assessment) -> None:
    """docs/assess.md: for onset, depth works mostly between pairs."""
    onset, *_ = selection(answer)
    assert "depth with a major guarantor mostly tells different pairs apart" in onset


def test_what_stands_before_any_design_is_said(ukraine: Scenario) -> None:
    pact = DyadFacts.model_validate({"dyad": ("USA", "UKR"), "defense_pact": True, "source": "s s"})
    situation = ukraine.situation.model_copy(update={"dyads": (*ukraine.situation.dyads, pact)})
    found = assess(ukraine.model_copy(update={"situation": situation}), draws=100, years=2)
    assert found.stands == "a pact (USA), depth 0 of 8"
    text = " ".join(render(found).split())
    assert "As things stand, with a pact in force, that chance is" in text
    assert "What stands already (none): no guarantee; what stands: a pact (United States)" in text


def test_a_promise_that_adds_nothing_is_not_called_none(ukraine: Scenario) -> None:
    """With a major and nuclear power bound already, a shallow pledge by another is idle."""
    pact = DyadFacts.model_validate({"dyad": ("USA", "UKR"), "defense_pact": True, "source": "s s"})
    situation = ukraine.situation.model_copy(update={"dyads": (*ukraine.situation.dyads, pact)})
    pledge = ukraine.designs["article-5-like"]
    again = pledge.model_copy(update={"guarantors": ("GBR",), "military": Military()})
    designs = {"none": ukraine.designs["none"], "again": again}
    asked = ukraine.model_copy(update={"situation": situation, "designs": designs})
    said = " ".join(further(Voice(assess(asked, draws=100, years=2))))
    assert "To what stands already, Article 5-like pledge by executives would add nothing" in said
    assert "no promise of defense" not in said
