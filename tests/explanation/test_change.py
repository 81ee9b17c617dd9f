"""A changed clause moves the answer as the fitted model says, and is named."""

from functools import cache

import numpy as np
import pytest

from foedus import scenario
from foedus.assessment import assess
from foedus.assessment.designs import nothing
from foedus.assessment.result import Assessment
from foedus.errors import InputError, UnknownNameError
from foedus.explanation.change import DesignChange, changes
from foedus.explanation.difference import term
from foedus.explanation.sections.change import sections
from foedus.history import depth, lapse
from foedus.history.ladder import posterior
from foedus.report.text import text as printed
from foedus.scenario.read import text as shipped_text
from foedus.terms.guarantee import Military

NAME, DESIGN = "ukraine-2025", "article-5-like"
CONTACT = "military: {contact: regular, aid: yes}"
GUARANTORS = "guarantors: [USA, GBR, FRA, DEU, ITA, POL]"
DEFENSE = """\
      - obligation: defense
        trigger: armed-attack
        area: [UKR]
        discretion: as-deemed-necessary     # as art. 5 of the North Atlantic Treaty leaves it
"""


@cache
def answer(old: str = "", new: str = "", draws: int = 1000) -> Assessment:
    """The scenario with one passage of its text put otherwise."""
    text = shipped_text(NAME)
    for leaves, stays in (("GBR", "DEU"), ("FRA", "POL")):  # in another design, so that it reads
        text = text.replace(f"{{state: {leaves}, number", f"{{state: {stays}, number")
    if old:
        assert old in text
        text = text.replace(old, new, 2 if "rivalry" in old else 1)
    return assess(scenario.loads(text, "changed.yaml"), draws=draws, designs=[DESIGN])


@cache
def changed(old: str, new: str, draws: int = 1000) -> DesignChange:
    return changes(answer(draws=draws), answer(old, new, draws), design=DESIGN)[0]


def first_year_war(ties: Military | None, *, nuclear: bool) -> float:
    """The chance of war in the first year at the posterior's means; ``ties`` None: no promise."""
    here = answer()
    columns = {**here.setting.fixed, **here.setting.memory}
    bare = nothing(here.scenario, "none", here.facts).columns
    if ties is None:
        columns |= bare
    else:
        deep = depth.of(ties).mean
        columns |= {"minor": 1.0, "major": 1.0, "nuclear": float(nuclear),
                    "depth_minor": deep, "depth_major": deep}  # fmt: skip
    return float(posterior.shipped().probabilities(columns)["war"])


NOW = Military(contact="regular", aid="general")


def by_ladder(ties: Military | None, *, nuclear: bool = True) -> float:
    """Which way the ladder's coefficients move the risk."""
    return float(np.sign(first_year_war(ties, nuclear=nuclear) - first_year_war(NOW, nuclear=True)))


def by_lapse(hazard_gap: float) -> float:
    """Which way a guarantee moves the risk that ends more (+) or less (-) often than before."""
    worth = first_year_war(NOW, nuclear=True) - first_year_war(None, nuclear=False)
    return float(np.sign(-worth * hazard_gap))


def ratified() -> float:
    """What ratification adds to the yearly hazard of lapse, by the sign of its coefficient."""
    model = lapse.shipped()
    return float(model.mean[model.names.index("ratified")])


CASES = {
    "bases added": (
        CONTACT, "military: {contact: regular, aid: yes, bases: permanent}", "bases",
        lambda: by_ladder(Military(contact="regular", aid="general", bases="permanent")),
    ),
    "contact dropped": (
        CONTACT, "military: {aid: yes}", "contact", lambda: by_ladder(Military(aid="general")),
    ),
    "term halved": ("term: 10\n", "term: 5\n", "term", lambda: by_lapse(1.0)),
    "ratified": (
        "adopted_by: executive", "adopted_by: legislature", "adopted_by",
        lambda: by_lapse(ratified()),
    ),
    "nuclear powers left out": (
        GUARANTORS, "guarantors: [DEU, ITA, POL]", "guarantors",
        lambda: by_ladder(NOW, nuclear=False),
    ),
    "no promise of defense": (DEFENSE, "", "defense on armed-attack", lambda: by_ladder(None)),
    "automatic": (
        "discretion: as-deemed-necessary ", "discretion: automatic ",
        "defense on armed-attack: discretion", lambda: 0.0,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_risk_moves_as_the_fitted_model_says(case: str) -> None:
    old, new, name, expected = CASES[case]
    found = changed(old, new, 4000 if case == "bases added" else 1000)
    assert np.sign(found.difference.value) == expected()
    [clause] = [each for each in found.clauses if each.name == name]
    said = sections((found,), answer(), answer(old, new))
    assert f"{term(clause)}: " in " ".join(printed(said).split())
    for columns in (80, 100):
        assert max(map(len, printed(said, columns).splitlines())) <= columns


@pytest.mark.parametrize("case", CASES)
def test_the_parts_add_up_and_the_ends_are_what_assess_says(case: str) -> None:
    old, new, *_ = CASES[case]
    found = changed(old, new)
    total = sum(part.value for part in found.parts.values())
    assert total == pytest.approx(found.difference.value, abs=1e-12)
    for side, of in ((found.before, answer()), (found.after, answer(old, new))):
        told = of.designs[DESIGN].risk.by["war"][-1]
        assert side.war.value == pytest.approx(told.value, rel=1e-5)
        assert side.war.high == pytest.approx(told.high, rel=1e-4)


def test_a_clause_that_no_model_reads_moves_nothing_and_is_told_why() -> None:
    old, new, *_ = CASES["automatic"]
    found = changed(old, new)
    assert (found.difference.low, found.difference.high) == (0.0, 0.0)
    assert found.parts == {}
    assert [each.moves for each in found.clauses] == [False]
    text = " ".join(printed(sections((found,), answer(), answer(old, new))).split())
    assert "given no credit by the record, because" in text
    assert "docs/ladder.md" in text
    assert "the same in every draw" in text


@pytest.mark.parametrize(
    ("old", "new", "name", "reason"),
    [
        ("area: [UKR]\n        discretion", "discretion", "defense on armed-attack: in", "where"),
        ("trigger: armed-attack", "trigger: threat", "defense: on", "what calls on"),
        ("      - {obligation: consultation, trigger: threat}\n", "", "consultation on threat",
         "only promises of defense"),
        ("aid: yes}", "aid: yes, command: coordinated}", "command", "integrated"),
    ],
)  # fmt: skip
def test_other_clauses_without_credit(old: str, new: str, name: str, reason: str) -> None:
    found = changed(old, new)
    told = {each.name: each for each in found.clauses}
    assert name in told
    assert not told[name].moves
    assert reason in told[name].reason
    assert found.difference.value == 0.0


def test_each_part_gets_the_clauses_that_bear_on_it() -> None:
    text = shipped_text(NAME).replace(CONTACT, "military: {aid: yes}", 1)
    text = text.replace("term: 10\n", "term: 5\n", 1)
    both = assess(scenario.loads(text, "changed.yaml"), draws=1000, designs=[DESIGN])
    found = changes(answer(), both, design=DESIGN)[0]
    assert set(found.parts) == {"depth", "term"}
    assert {each.name: each.parts for each in found.clauses} == {
        "contact": ("depth",),
        "term": ("term",),
    }
    assert sum(p.value for p in found.parts.values()) == pytest.approx(found.difference.value)


def test_the_coefficients_moved_are_the_ladders() -> None:
    found = changed(CONTACT, "military: {aid: yes}")
    model = posterior.shipped().rungs["force"]
    place = model.names.index("depth_major")
    moved = next(m for m in found.moved if (m.rung, m.name) == ("force", "depth_major"))
    assert moved.effect == pytest.approx((moved.after - moved.before) * moved.coefficient)
    assert moved.coefficient == pytest.approx(model.mean[place] / model.scale[place])
    assert found.total["force"][0] == pytest.approx(moved.effect)


def test_a_fact_that_differs_is_a_part_of_its_own() -> None:
    # The two are rivals or not: what is said of one way must be said of the other.
    found = changed("      rivalry:\n        value: true", "      rivalry:\n        value: false")
    assert found.facts == (("pair.rivalry", 1.0, 0.0),)
    assert set(found.parts) == {"setting"}
    assert found.difference.value < 0
    assert {m.name for m in found.moved} >= {"rivalry"}


def test_the_same_text_changes_nothing() -> None:
    assert changes(answer(), answer()) == ()
    assert "the same answer" in printed(sections((), answer(), answer()))


def test_two_designs_of_one_scenario_are_compared() -> None:
    whole = assess(NAME, draws=200, years=10)
    found = changes(whole, whole, design="none", to="nato")[0]
    assert found.difference.value < 0
    assert found.before.durability is None
    assert found.after.durability is not None


def test_what_cannot_be_compared_is_refused() -> None:
    whole = assess(NAME, draws=200, years=10)
    with pytest.raises(InputError, match="1000 and 200"):
        changes(answer(), whole)
    with pytest.raises(UnknownNameError, match="nata"):
        changes(whole, whole, design="nata")
    with pytest.raises(UnknownNameError, match="nata"):
        changes(whole, whole, design="nato", to="nata")
