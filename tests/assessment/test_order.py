"""Which designs may be ranked: by hand, on a real question, and told alike wherever it is told."""

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from tests.terminal import render

from foedus.assessment import assess
from foedus.assessment.deterrence import Risk
from foedus.assessment.figures.groups import groups
from foedus.assessment.notebook import html
from foedus.assessment.order import SURE, Order, order
from foedus.assessment.result import Assessment
from foedus.assessment.sections import ranking
from foedus.assessment.sections.answer import sections
from foedus.assessment.sections.bottom_line import bottom_line, others
from foedus.assessment.sections.further import further
from foedus.assessment.sections.voice import Voice
from foedus.briefing.compose import compose
from foedus.estimate import Array, Estimate
from foedus.report import markdown, words
from foedus.report.blocks import Table
from foedus.report.page import html as page
from foedus.scenario import Scenario

DRAWS = 1000
COPY = "article-5-like-5-years"


def risk(value: float) -> Risk:
    war = {"war": (Estimate(value, value, value),)}
    return Risk({}, {}, war, war)


def ordered(**readings: Array) -> Order:
    """Designs a, b, … from (n, D) chances; practice and within are the text if not given."""
    text = readings["text"]
    draws = {"text": text, "practice": text, "within": text, **readings}
    names = "abcdef"[: text.shape[1]]
    risks = {
        name: [risk(float(found[:, at].mean())) for found in (text, draws["practice"])]
        for at, name in enumerate(names)
    }
    return order(risks, draws)


def below(share: float, low: float = 0.1, high: float = 0.2) -> Array:
    """(n, 2): the first is below the second in so many of the draws, and on average."""
    mine = np.where(np.arange(DRAWS) < share * DRAWS, low, high + 0.01)
    return np.column_stack([mine, np.full(DRAWS, high)])


def test_every_reading_must_agree() -> None:
    sure, turned = below(0.95), below(0.05)
    assert ordered(text=sure).below("a", "b")
    assert not ordered(text=sure).below("b", "a")
    for reading in ("practice", "within"):
        found = ordered(text=sure, **{reading: turned})
        pair = found.pair("b", "a")
        assert pair is not None
        assert pair.against == (reading,)
        assert not found.below("a", "b")


def test_draws_must_say_so_beyond_the_threshold() -> None:
    assert ordered(text=below(SURE)).below("a", "b")
    short = ordered(text=below(SURE - 0.01))
    [pair] = short.pairs.values()
    assert pair.against == ("text",)
    assert pair.shares["text"] == pytest.approx(SURE - 0.01)
    assert short.lowest("b") == ()


def test_a_mean_the_other_way_round_forbids_a_rank() -> None:
    """In most draws a little lower, in few much higher: nobody should bet on it."""
    skewed = below(0.8)
    skewed[skewed[:, 0] > 0.2, 0] = 0.9
    [pair] = ordered(text=below(0.95), within=skewed).pairs.values()
    assert pair.shares["within"] == pytest.approx(0.8)
    assert pair.gaps["within"] < 0
    assert pair.against == ("within",)


def test_the_lowest_are_all_that_nothing_is_below() -> None:
    """a and b are not told apart; c is above a alone; d is above all of them."""
    a = np.full(DRAWS, 0.1)
    few = np.arange(DRAWS) < 0.3 * DRAWS
    text = np.column_stack([
        a, np.where(few, 0.05, 0.14), np.where(np.roll(few, 300), 0.08, 0.15) + 0.03,
        np.full(DRAWS, 0.4),
    ])  # fmt: skip
    found = ordered(text=text)
    assert found.groups == (("a",), ("b",), ("c",), ("d",))
    assert found.below("a", "c")
    assert not found.below("b", "c")
    assert found.lowest("d") == (("a",), ("b",))


def test_alike_are_those_that_every_reading_gives_the_same() -> None:
    text = np.full((DRAWS, 3), 0.2)
    practice = np.column_stack([text[:, 0], text[:, 1], np.full(DRAWS, 0.1)])
    found = ordered(text=text, practice=practice)
    assert set(found.groups) == {("a", "b"), ("c",)}
    assert found.pair("a", "b") is None
    assert not found.below("c", "a")


def test_forces_under_a_pledge_are_not_ranked_below_nato(answer: Assessment) -> None:
    """The text ranks them so, since NATO's has two ties; what is in force says otherwise."""
    pair = answer.order.pair("nato", "article-5-like-stationed")
    assert pair is not None
    assert not pair.told
    assert "practice" in pair.against
    whole, page = (markdown.brief(compose(answer, length=each)) for each in ("full", "page"))
    for text in (render(answer), whole, page, html(answer)):
        flat = " ".join(re.sub("<[^>]*>", " ", text).split())
        assert "not told apart" in flat
        assert "lowest of all" not in flat
        if text in {render(answer), whole}:
            assert f"in {words.percent(pair.shares['practice'])} of draws by practice" in flat


def test_every_design_with_a_practice_has_a_row_for_each_reading(answer: Assessment) -> None:
    with_practice = [name for name, design in answer.designs.items() if design.practice]
    assert with_practice
    for name in with_practice:
        own = answer.designs[name].practice
        assert own is not None
        by_practice = answer.rows[f"{name}, by its practice"]
        assert by_practice.risk == own.risk
        assert answer.rows[f"{name}, by its text"].risk == answer.designs[name].risk
        assert f"{answer.titles[name]}, by its practice" in html(answer)
        heads = [
            row[0]
            for part in sections(answer)
            for block in part.blocks
            if isinstance(block, Table)
            for row in block.rows
        ]
        assert heads.count(f"{answer.titles[name]}, by its practice") >= 3


@pytest.fixture(scope="module")
def five(ukraine: Scenario) -> Assessment:
    """The shipped question with a copy of a design that ends after five years."""
    given = ukraine.designs["article-5-like"]
    copy = given.model_copy(update={"term": 5, "renewal": "none"})
    designs = {**ukraine.designs, COPY: copy}
    return assess(ukraine.model_copy(update={"designs": designs}), draws=400)


def _terminal(found: Assessment) -> str:
    return render(found).partition("THE DESIGNS")[0]


def _page(found: Assessment) -> str:
    return page(compose(found))


@pytest.mark.parametrize("made", [_terminal, _page, html], ids=["terminal", "page", "notebook"])
def test_a_term_of_five_years_is_told_apart_everywhere_alike(
    five: Assessment, made: Callable[[Assessment], str]
) -> None:
    risks = [five.designs[name].risk.by["war"][-1].value for name in ("article-5-like", COPY)]
    assert risks[1] > 1.2 * risks[0]
    assert five.order.group(COPY) == (COPY,)
    assert [each.names for each in groups(five)] == list(reversed(five.order.groups))
    said = " ".join(re.sub("<[^>]*>", " ", made(five)).split())
    for value in risks:
        assert words.percent(value) in said
    assert "cannot tell" not in said
    told = " ".join(others(Voice(five)))
    for name, value in zip(("article-5-like", COPY), risks, strict=True):
        assert five.titles[name].endswith(f"({name})")  # both have one title
        assert f"{five.titles[name]} ({words.percent(value)})" in told
    assert "alike to the model" not in said


def test_designs_alike_are_told_as_one(ukraine: Scenario) -> None:
    twin = ukraine.designs["article-5-like"].model_copy(update={"title": "the same again"})
    designs = {**ukraine.designs, "twin": twin}
    found = assess(ukraine.model_copy(update={"designs": designs}), draws=100, years=3)
    assert found.order.group("twin") == ("article-5-like", "twin")
    assert ("article-5-like", "twin") in [each.names for each in groups(found)]
    v = Voice(found)
    said = " ".join((*bottom_line(v), *others(v)))
    assert "Article 5-like pledge by executives and the same again (alike to the model" in said
    assert bottom_line(v) == compose(found).abstract


def test_the_second_lens_is_beside_the_bottom_line(answer: Assessment) -> None:
    lens = answer.lens
    assert lens is not None
    said = ranking.second(answer)
    assert said in further(Voice(answer))
    for group in answer.order.groups:
        name = group[0]
        view = lens.designs[name]
        if answer.order.below(name, answer.reference) and view.ratio:
            assert f"{words.times(view.ratio.value)} (" in said
            assert f"this one gives {words.times(lens.ladder_ratio(name))}" in said
            assert ("each less" in said) <= (view.ratio.value > lens.ladder_ratio(name))


def test_no_lens_no_line(ukraine: Scenario, answer: Assessment) -> None:
    alone = assess(ukraine, draws=100, years=2, designs=["none", "budapest-style"])
    assert ranking.second(alone) == ""
    assert alone.to_dict()["second_lens"] is not None
    assert ranking.second(replace(answer, lens=None)) == ""
