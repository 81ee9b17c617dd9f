"""The search: true to the assessment, whole against brute force, and the same for a seed."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from foedus.assessment import assess
from foedus.assessment.order import SURE
from foedus.assessment.result import Assessment
from foedus.errors import InputError
from foedus.history import lapse
from foedus.history.lapse import Lapse
from foedus.report.text import WIDTH, text
from foedus.scenario import Scenario
from foedus.search.entrapment import entrapment, honored
from foedus.search.front import front, nearest
from foedus.search.result import Search
from foedus.search.search import search
from foedus.search.sections import sections
from foedus.search.space import NOTHING, guarantee
from foedus.search.weighing import weigh
from foedus.signing.acceptance import acceptance
from foedus.signing.verdict import rank

FEW: dict[str, Any] = {"draws": 200, "states": ["GBR", "DEU", "POL"]}


def vector(values: dict[str, float]) -> np.ndarray[Any, Any]:
    """To be made small."""
    return np.array([-v if name == "signing" else v for name, v in values.items()])


def test_chances_of_war_are_those_of_an_assessment(found: Search, ukraine: Scenario) -> None:
    plain = assess(ukraine, draws=200)
    for design in found.own:
        risk = plain.designs[design.name].risk.by["war"][-1]
        assert design.war.value == pytest.approx(risk.value, rel=1e-6)
        assert design.war.low == pytest.approx(risk.low, rel=1e-6)


def never_broken() -> Lapse:
    """The search takes a package to stand for good."""
    model = lapse.shipped()
    mean = np.zeros_like(model.mean)
    mean[0] = -60.0
    return replace(model, mean=mean, cov=np.eye(len(mean)) * 1e-18)


def test_a_package_is_assessed_as_its_text_would_be(found: Search, ukraine: Scenario) -> None:
    deepest = found.front[-1]
    text = guarantee(deepest.package, found.space.senders, "found", "UKR")
    asked = ukraine.model_copy(update={"designs": {**ukraine.designs, "found": text}})
    answered = assess(asked, draws=200, designs=["found"], lapse=never_broken())
    risk = answered.designs["found"].risk
    assert deepest.war.value == pytest.approx(risk.by["war"][-1].value, rel=1e-6)


def test_nothing_on_the_front_beats_another(found: Search) -> None:
    values = [vector(each.values) for each in found.front]
    assert not any((one <= two).all() and (one < two).any() for one in values for two in values)
    assert [each.war.value for each in found.front] == sorted(
        (each.war.value for each in found.front), reverse=True
    )


def test_each_design_is_beaten_as_told(found: Search) -> None:
    for design in found.own:
        mine = vector(design.values)
        if design.beaten_by_text is None:
            assert not any((vector(f.values) <= mine).all() for f in found.front
                           if vector(f.values).tolist() != mine.tolist())  # fmt: skip
            assert design.beaten_by is None
        for place in {design.beaten_by, design.beaten_by_text} - {None}:
            by = vector(found.front[place].values)
            assert (by <= mine).all()
            assert (by < mine).any()


def test_a_design_whose_practice_is_deeper_is_not_beaten_by_its_text_alone(found: Search) -> None:
    nato = next(each for each in found.own if each.name == "nato")
    practice = found.assessment.designs["nato"].practice
    assert practice is not None
    for place in {nato.beaten_by} - {None}:
        assert found.front[place].war.value <= practice.risk.by["war"][-1].value
    assert nato.beaten_by_text is not None
    assert found.front[nato.beaten_by_text].war.value > practice.risk.by["war"][-1].value


def test_a_step_is_told_apart_only_where_enough_draws_say_so(found: Search) -> None:
    for step in found.steps:
        assert not step.told or step.less_war >= SURE
    assert any(not step.told for step in found.steps)


def test_what_was_passed_over_is_beaten(found: Search, ukraine: Scenario) -> None:
    """One guarantor more of the same risk: no less war, and no better a class."""
    ours = (f.package for f in found.front if f.package.guarantors == ("GBR",))
    package = next(each for each in ours if each.defends and each.ties)
    lone = guarantee(package, found.space.senders, "found", "UKR")
    both = replace(package, guarantors=("GBR", "POL"))
    texts = {"lone": lone.model_copy(update={"name": "lone"}),
             "both": guarantee(both, found.space.senders, "both", "UKR")}  # fmt: skip
    asked = ukraine.model_copy(update={"designs": {**ukraine.designs, **texts}})
    known = assess(asked, draws=200, lapse=never_broken())
    signing = {
        name: acceptance(asked, name, draws=200, assessment=known, sensitivity=False)
        for name in texts
    }
    assert signing["both"].share <= signing["lone"].share
    assert rank(signing["both"].verdict) <= rank(signing["lone"].verdict)
    wars = [known.designs[name].risk.by["war"][-1].value for name in texts]
    assert wars[0] == pytest.approx(wars[1], rel=1e-12)


def test_no_package_of_the_space_beats_the_front(found: Search) -> None:
    """Those passed over too: each of a sample is matched or beaten by a package of the front."""
    weighed = weigh(found.assessment, found.space, (), signing=True)
    best = np.array([vector(each.values) for each in found.front])
    kept = set(weighed.packages)
    passed = [p for p in found.space.packages if p not in kept and len(p.guarantors) < 7]
    assert len(passed) > 1000
    for place in np.random.default_rng(3).choice(len(passed), 60, replace=False):
        value = weighed.value(passed[place])
        assert (best <= value + 1e-12).all(axis=1).any(), passed[place]


def test_who_would_sign_is_a_class_and_its_blockers_are_named(
    found: Search, ukraine: Scenario
) -> None:
    told = found.to_dict()
    assert told["signing"]["scored"] is False
    assert {point["signing"] for point in told["front"]} <= set(told["signing"]["classes"])
    plain = assess(ukraine, draws=200)
    for design in found.own:
        signing = acceptance(ukraine, design.name, draws=200, assessment=plain, sensitivity=False)
        assert design.signing == signing.verdict
        assert design.blocks == signing.of("blocks")
        assert bool(design.blocks) == (design.signing == "blocks")


def test_an_unscored_class_does_not_move_the_knee(found: Search) -> None:
    """The knee is the front's nearest to the ideal of war, entrapment and cost alone."""
    values = np.array([vector(each.values)[:3] for each in found.front])
    assert found.nearest == nearest(values)


def test_steps_add_up_and_run_through_what_is_shown(found: Search) -> None:
    assert [(s.before, s.after) for s in found.steps] == [*pairwise(found.shown)]
    for step in found.steps:
        ends = [found.front[at].values for at in (step.before, step.after)]
        for name in found.objectives:
            parts = sum(part[name] for part in step.parts.values())
            assert parts == pytest.approx(step.total[name], abs=1e-12)
            assert step.total[name] == pytest.approx(ends[1][name] - ends[0][name], abs=1e-9)
        differ = found.front[step.before].package.differs(found.front[step.after].package)
        assert {what for change in step.parts for what in change} == set(differ)


def test_few_shown_are_both_ends_and_the_knee(ukraine: Scenario) -> None:
    found = search(ukraine, **FEW, signing=False, most=3)
    assert found.shown == (0, found.knee, len(found.front) - 1)
    assert len(found.steps) == 2


def test_the_share_that_stays_is_counted_draw_by_draw(unsigned: Search) -> None:
    weighed = weigh(unsigned.assessment, unsigned.space, (), signing=False)
    _, places = np.unique(weighed.values, axis=0, return_index=True)
    on = np.zeros(len(places))
    for war, into in zip(weighed.war, weighed.entrapment, strict=True):
        risk = weighed.risk[places]
        drawn = np.stack([war[risk], into[risk], weighed.values[places, 2]], axis=1)
        on[front(drawn)] += 1 / len(weighed.war)
    shares = {tuple(weighed.values[place]): share for place, share in zip(places, on, strict=True)}
    for point in unsigned.front:
        key = (point.war.value, point.entrapment.value, float(point.cost))
        near = min(shares, key=lambda other: np.abs(np.subtract(key, other)).sum())
        assert point.stays == pytest.approx(shares[near])


def test_without_acceptance_nothing_is_passed_over_and_alikes_are_counted(
    unsigned: Search,
) -> None:
    assert unsigned.passed_over == 0
    assert unsigned.weighed == len(unsigned.space.packages)
    assert "signing" not in unsigned.front[0].values
    assert unsigned.front[0].package == NOTHING
    shallow = next(f for f in unsigned.front if f.package.defends)
    assert shallow.cost == 0
    assert set(shallow.varies) >= {"promise", "adoption"}
    assert shallow.alike == len(shallow.varies["guarantors"]) * 2 * 3  # promise, adoption


def test_entrapment_needs_a_promise_and_is_war_times_the_record() -> None:
    war = np.full((4, 2), 0.2)
    honor = np.array([0.1, 0.3, 0.5, 0.7])
    assert entrapment(war, np.array([0.0, 1.0]), honor).tolist() == [
        [0.0, pytest.approx(0.2 * h)] for h in honor
    ]


def test_a_promise_signed_today_is_honored_as_the_record_since_1945_says(
    answer: Assessment,
) -> None:
    drawn = honored(answer)
    since = answer.honor.record.outside["since 1945"]
    assert drawn.shape == (answer.draws,)
    assert since.low < drawn.mean() < since.high


def test_the_same_seed_gives_the_same_and_another_another(found: Search, ukraine: Scenario) -> None:
    assert search(ukraine, **FEW).to_dict() == found.to_dict()
    other = search(ukraine, **FEW, seed=1).front[0].war
    assert other.value != found.front[0].war.value


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"states": ["RUS"]}, "Russia is a party itself"),
        ({"states": ["ZZZ"]}, "ZZZ"),
        ({"states": ["USA", "GBR", "FRA", "DEU", "ITA", "POL", "NLD", "BEL", "ESP"]}, "allowed: 8"),
        ({"most": 2}, "allowed: 3 or more"),
        ({"draws": 5}, "allowed: 100"),
        ({"years": 0}, "allowed: 1 to 100"),
    ],
)
def test_wrong_input_is_refused(options: dict[str, Any], told: str, ukraine: Scenario) -> None:
    with pytest.raises(InputError) as error:
        search(ukraine, **options)
    assert told in str(error.value)


def test_a_scenario_without_guarantors_asks_for_some(ukraine: Scenario) -> None:
    bare = ukraine.model_copy(update={"designs": {"none": ukraine.designs["none"]}})
    with pytest.raises(InputError, match="no design of the scenario names a guarantor"):
        search(bare)


def test_an_ally_of_the_challenger_is_left_out(ukraine: Scenario) -> None:
    found = search(ukraine, draws=100, states=["GBR", "BLR"], signing=False)
    assert found.left_out == {"BLR": "bound to defend the challenger"}
    assert found.space.states == ("GBR",)


@pytest.mark.parametrize("kind", ["found", "unsigned"])
def test_the_text_has_its_parts_and_fits(kind: str, request: pytest.FixtureRequest) -> None:
    asked: Search = request.getfixturevalue(kind)
    said = text(sections(asked))
    lines = said.splitlines()
    heads = [line for line in lines if line.isupper() and len(line) > 8]
    assert heads == [
        "BOTTOM LINE", "THE FRONT", "THE KNEE, AND WHY", "WHY NEIGHBORS DIFFER",
        "THE SCENARIO'S OWN DESIGNS", "WHAT THE SEARCH CANNOT TELL APART",
        "WHAT THE NUMBERS ARE NOT",
    ]  # fmt: skip
    assert max(map(len, lines)) <= WIDTH
    assert "nan" not in said.split()
    assert re.findall(r"^ *\* (\d+) ", said, flags=re.M) == [str(asked.knee + 1)]
    assert max(map(len, text(sections(asked), 80).splitlines())) <= 80
    flat = " ".join(said.split())
    assert "39 of 96 promises of defense" in flat
    assert ("Who would sign is no objective here" in flat) == bool(asked.unsigned)


def test_the_manuals_example_runs() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "design-search.md"
    [block] = re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    exec(compile(block, str(page), "exec"), {})  # noqa: S102


def test_where_nobody_says_who_wants_what_three_objectives_are_left(ukraine: Scenario) -> None:
    found = search(ukraine.model_copy(update={"issues": ()}), draws=100, states=["GBR"])
    assert found.objectives == ("war", "entrapment", "cost")
    assert "where the parties stand" in found.unsigned
    assert all(point.signing is None for point in (*found.front, *found.own))
