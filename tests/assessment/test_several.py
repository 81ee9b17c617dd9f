"""Any of several protégés: independent given the draw, within its bounds; each as it is alone."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from foedus import scenario
from foedus.assessment import assess
from foedus.assessment.figures import together
from foedus.assessment.result import Assessment
from foedus.assessment.sections.several import sections
from foedus.assessment.several import Several, assess_each, combined, union
from foedus.errors import InputError
from foedus.facts import snapshot
from foedus.report import words
from foedus.report.text import text as printed
from foedus.scenario import Scenario

ROOT = Path(__file__).parents[2]
BALTIC = ROOT / "tests" / "scenarios" / "baltic.yaml"


@pytest.fixture(scope="module")
def one(ukraine: Scenario) -> Assessment:
    return assess(ukraine, draws=100, years=4)


@pytest.fixture(scope="module")
def other(ukraine: Scenario) -> Assessment:
    """The same question by another seed, as if of Moldova: other chances in every draw."""
    found = assess(ukraine, draws=100, years=4, seed=1)
    return replace(found, scenario=ukraine.model_copy(update={"protege": "MDA"}))


@pytest.fixture(scope="module")
def both(one: Assessment, other: Assessment) -> Several:
    return combined({"UKR": one, "MDA": other})


def test_union_of_independent_chances() -> None:
    p, q, certain = np.array([0.0, 0.1, 0.5]), np.array([0.0, 0.2, 0.5]), np.ones(3)
    np.testing.assert_allclose(union([p, q]), [0.0, 0.28, 0.75])
    np.testing.assert_allclose(union([p, certain]), 1.0)


def test_one_alone_is_any_of_one(one: Assessment) -> None:
    found = combined({"UKR": one})
    for name, design in one.designs.items():
        for event, by in design.risk.by.items():
            for way in (found.any[name].by, found.any[name].least, found.any[name].most):
                for mine, own in zip(way[event], by, strict=True):
                    assert mine.value == pytest.approx(own.value, rel=1e-5, abs=1e-9)
    assert found.order.groups == one.order.groups


def test_any_is_worked_out_draw_by_draw(both: Several, one: Assessment, other: Assessment) -> None:
    """The mean of the products, not the product of the means."""
    for at, name in enumerate(one.designs):
        p, q = (each.chances.by["war"][:, -1, at].astype(float) for each in (one, other))
        found = both.any[name].by["war"][-1]
        assert found.value == pytest.approx(float(np.mean(1 - (1 - p) * (1 - q))), rel=1e-6)


def test_any_lies_between_the_most_endangered_and_the_sum(both: Several) -> None:
    for name, own in both.any.items():
        for event, by in own.by.items():
            alone = [each.designs[name].risk.by[event] for each in both.each.values()]
            for year, any_ in enumerate(by):
                here = [risk[year].value for risk in alone]
                assert max(here) - 1e-7 <= own.least[event][year].value <= any_.value
                assert any_.value <= own.most[event][year].value + 1e-12
                assert own.most[event][year].value <= sum(here) + 1e-6
                assert own.every[event][year].value <= min(here) + 1e-7


def test_the_reference_is_itself_and_ratios_are_of_any(both: Several) -> None:
    reference = both.any[both.first.reference]
    assert reference.ratio["war"].value == 1.0
    assert {name for name, own in both.any.items() if own.practice} == {
        name for name, design in both.first.designs.items() if design.practice
    }


def test_practice_is_of_those_that_have_one(one: Assessment, other: Assessment) -> None:
    """Where one protégé's design has a practice and the other's has none, its text stands in."""
    name = next(name for name, design in one.designs.items() if design.practice)
    bare = replace(
        other,
        designs={each: replace(design, practice=None) for each, design in other.designs.items()},
    )
    found = combined({"UKR": one, "MDA": bare}).any[name].practice
    assert found is not None
    own = [at for at, design in enumerate(one.designs.values()) if design.practice]
    place = len(one.designs) + [list(one.designs)[at] for at in own].index(name)
    p = one.chances.by["war"][:, -1, place].astype(float)
    q = other.chances.by["war"][:, -1, list(one.designs).index(name)].astype(float)
    assert found.by["war"][-1].value == pytest.approx(float(np.mean(1 - (1 - p) * (1 - q))))


def test_text_puts_any_first_and_then_each(both: Several) -> None:
    lines = printed(sections(both)).splitlines()
    assert max(map(len, lines)) <= 100
    text = " ".join(" ".join(lines).split())
    places = [
        text.index(part)
        for part in (
            "begins a war against any of Ukraine and Moldova", "One decision to attack all",
            "Ukraine alone", "Moldova alone", "independent given the draw",
        )
    ]  # fmt: skip
    assert places == sorted(places)


def test_json_is_finite_and_holds_each_whole(both: Several, one: Assessment) -> None:
    told = json.loads(json.dumps(both.to_dict(), allow_nan=False))
    assert list(told["proteges"]) == ["UKR", "MDA"]
    assert told["proteges"]["UKR"] == json.loads(json.dumps(one.to_dict()))
    assert set(told["any"]["designs"]) == set(one.designs)


def test_questions_changed_alike_are_answered_together() -> None:
    asked = scenario.each("baltic-2025")
    nordic = {
        state: one.with_design(one.design("nato").with_guarantors("Finland", "Norway"), "nordic")
        for state, one in list(asked.items())[:2]
    }
    found = assess_each(nordic, draws=100, years=2, designs=["nordic"])
    assert list(found.each) == ["EST", "LVA"]
    least = max(each.designs["nordic"].risk.within("war", 2).value for each in found.each.values())
    assert found.any["nordic"].within("war", 2).value > least


def test_questions_that_differ_in_more_than_whom_they_protect_are_refused() -> None:
    asked = scenario.each("baltic-2025")
    with pytest.raises(InputError, match="no question"):
        assess_each({})
    changed = asked["LVA"].with_design(asked["LVA"].design("nato"), "twice")
    with pytest.raises(InputError, match="several designs: none, without-us, nato, presence; none"):
        assess_each({**asked, "LVA": changed})


def test_a_file_of_several_pairs_gives_each_its_own(tmp_path: Path) -> None:
    pairs = snapshot.shipped()
    path = tmp_path / "facts.json"
    path.write_text(snapshot.together(pairs), "utf-8")
    assert snapshot.read(path) == pairs
    asked = scenario.load("ukraine-2025")
    mine = next(each for each in pairs if each.answers(asked))
    assert snapshot.about(asked, path)[0] == mine.facts
    assert snapshot.together([mine]) == mine.dumps()
    path.write_text(snapshot.together([each for each in pairs if each is not mine] * 2), "utf-8")
    with pytest.raises(InputError, match="these facts are about"):
        snapshot.about(asked, path)
    path.write_text("[1, 2]", "utf-8")
    with pytest.raises(InputError, match="no file of frozen facts"):
        snapshot.read(path)


@pytest.mark.data
def test_how_often_attacks_on_neighbors_came_together() -> None:
    """The counts that the page gives of common causes."""
    import polars as pl

    from foedus.evidence.panel import panel

    rows = panel("directed-dyad-year", 1816, 2010, ["mids", "contiguity"])
    page = " ".join((ROOT / "docs" / "assess.md").read_text("utf-8").split())
    for event, first, said in (
        (
            "init_war",
            1946,
            "Of {n} wars that a state began against a land neighbor in 1946–2010, {k} ",
        ),
        ("init_war", 1816, "of {n} in 1816–2010, {k} did"),
        ("init_deadly", 1946, "in 1946–2010, {k} of {n} did"),
    ):
        begun = rows.filter(
            (pl.col(event) > 0) & (pl.col("conttype") == 1) & (pl.col("year") >= first)
        ).select("ccode1", "ccode2", "year")
        beside = begun.join(begun, on="ccode1", suffix="_other").filter(
            (pl.col("ccode2") != pl.col("ccode2_other"))
            & ((pl.col("year") - pl.col("year_other")).abs() <= 1)
        )
        several = beside.select("ccode1", "ccode2", "year").unique()
        assert said.format(n=begun.height, k=several.height) in page


@pytest.fixture(scope="module")
def baltic() -> Several:
    return assess_each(BALTIC, draws=100, years=3)


@pytest.mark.data
def test_each_is_what_it_is_alone(baltic: Several) -> None:
    alone = assess(BALTIC, draws=100, years=3, protege="LVA")
    assert alone.to_dict() == baltic.each["LVA"].to_dict()


@pytest.mark.data
def test_what_stands_is_each_ones_own(baltic: Several) -> None:
    for state, found in baltic.each.items():
        reading = found.designs["as-it-stands"].reading
        owed = {giver for promise in reading.promises for giver in promise.guarantors}
        assert {"USA", *baltic.each} - {state} <= owed
        assert state not in owed
        assert found.designs["none"].reading.promises == ()


def test_the_figure_sets_all_side_by_side(both: Several) -> None:
    figure = together.draw(both)
    war = {(row["design"], row["practice"], row["protege"]): row["value"] for row in figure.rows}
    for name, own in both.any.items():
        assert war[name, False, ""] == own.by["war"][-1].value
        for state, each in both.each.items():
            assert war[name, False, state] == each.designs[name].risk.by["war"][-1].value
    assert "Ukraine and Moldova" in figure.title
    assert words.bare(both.any["none"].by["war"][-1]) in figure.alt
    assert "Moldova" in figure.svg()
