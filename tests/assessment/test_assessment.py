"""The whole answer: same seed, same numbers; what is refused; what the record holds."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from foedus import scenario
from foedus.assessment import assess
from foedus.assessment.result import Assessment
from foedus.errors import InputError, UnknownNameError
from foedus.history.covariates import DEPTH_UNIT
from foedus.history.ladder import Ladder, posterior
from foedus.scenario import Scenario

EVENTS = ["dispute", "force", "deadly", "war"]


def test_the_record_has_every_part(answered: dict[str, Any]) -> None:
    assert list(answered) == [
        "foedus_assessment", "version", "scenario", "title", "as_of", "challenger", "protege",
        "begins", "ends", "first_year", "last_year", "years", "draws", "seed", "interval",
        "assumes", "reference", "reference_means", "designs", "drivers",
        "within_and_between", "credit", "order", "what_would_change_it", "second_lens",
        "reference_class", "honor_record", "honor_published", "not_read", "chronology",
        "carried_forward",
        "facts", "columns", "posterior",
        "record_at_this_level",
    ]  # fmt: skip
    assert answered["years"] == 20
    assert (answered["first_year"], answered["last_year"]) == (2026, 2045)
    assert (answered["begins"], answered["ends"]) == ("2025-08-19", "2045-08-18")
    nato = answered["designs"]["nato"]
    for key in ("guarantors", "depth", "columns", "first_year", "yearly", "by_year", "ratio",
                "share_of_draws_better", "rank_shares", "ratio_within_pairs", "guarantee_terms",
                "reach", "by_practice", "durability", "reliability"):  # fmt: skip
        assert key in nato, key
    for key in ("first_year", "yearly", "by_year", "ratio", "ratio_within_pairs"):
        assert list(nato[key]) == EVENTS, key
    assert len(nato["by_year"]["war"]) == 20
    assert answered["posterior"]["hashes"]


def test_it_is_json_and_nothing_else(answered: dict[str, Any]) -> None:
    assert json.loads(json.dumps(answered, allow_nan=False)) == answered


def test_every_interval_holds_its_value(answered: dict[str, Any]) -> None:
    def estimates(node: Any) -> Any:
        if isinstance(node, dict):
            if set(node) == {"value", "low", "high"}:
                yield node
            else:
                for each in node.values():
                    yield from estimates(each)
        elif isinstance(node, list):
            for each in node:
                yield from estimates(each)

    found = list(estimates(answered["designs"]))
    assert len(found) > 300
    for each in found:
        assert 0.0 <= each["low"] <= each["value"] <= each["high"]


def test_a_design_without_a_promise_is_exactly_no_guarantee(answer: Assessment) -> None:
    versus = answer.designs["budapest-style"].versus
    assert answer.reference == "none"
    assert {(e.value, e.low, e.high) for e in versus.ratio.values()} == {(1.0, 1.0, 1.0)}
    assert versus.better == 0.0
    assert answer.designs["budapest-style"].risk == answer.designs["none"].risk


def test_rank_shares_sum_to_one_each_way(answer: Assessment) -> None:
    ranks = [design.versus.ranks for design in answer.designs.values()]
    assert [sum(row) for row in ranks] == pytest.approx([1.0] * 5)
    assert [sum(column) for column in zip(*ranks, strict=True)] == pytest.approx([1.0] * 5)


def test_the_same_seed_gives_the_same_numbers_and_another_does_not(ukraine: Scenario) -> None:
    one, two = (assess(ukraine, draws=150, years=5, seed=3).to_dict() for _ in range(2))
    assert one == two
    other = assess(ukraine, draws=150, years=5, seed=4).to_dict()
    assert one["designs"]["none"]["yearly"] != other["designs"]["none"]["yearly"]


def test_numbers_do_not_hang_on_the_order_of_sets() -> None:
    code = (
        "import json; from foedus.assessment import assess; "
        "print(json.dumps(assess('ukraine-2025', draws=100, years=3).to_dict()))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1


def test_a_shorter_forecast_is_the_beginning_of_the_same_model(ukraine: Scenario) -> None:
    """Up to simulation, what happens by a year does not hang on how far the forecast goes."""
    short, long = (assess(ukraine, draws=1000, years=years) for years in (5, 15))
    for name in short.designs:
        one, two = (found.designs[name].risk.within("war", 5).value for found in (short, long))
        assert one == pytest.approx(two, rel=0.05)


def test_only_the_designs_asked_for_with_the_reference(ukraine: Scenario) -> None:
    found = assess(ukraine, draws=100, years=2, designs=["nato"])
    assert list(found.designs) == ["none", "nato"]


def test_a_scenario_without_an_empty_design_gets_a_reference(ukraine: Scenario) -> None:
    designs = {name: ukraine.designs[name] for name in ("article-5-like", "nato")}
    found = assess(ukraine.model_copy(update={"designs": designs}), draws=100, years=2)
    assert found.reference == "none"
    assert list(found.designs) == ["none", "article-5-like", "nato"]
    assert found.designs["nato"].versus.ratio["war"].value < 1.5


def test_a_scenario_whose_only_design_is_none_has_an_answer(ukraine: Scenario) -> None:
    found = assess(
        ukraine.model_copy(update={"designs": {"none": ukraine.designs["none"]}}),
        draws=100,
        years=2,
    )
    assert list(found.designs) == ["none"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"draws": 0}, "--draws"),
        ({"draws": 10**9}, "--draws"),
        ({"years": 0}, "--years"),
        ({"years": -3}, "--years"),
        ({"years": 101}, "--years"),
        ({"seed": -1}, "--seed"),
    ],
)
def test_numbers_out_of_range_are_refused(
    ukraine: Scenario, wrong: dict[str, int], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        assess(ukraine, **wrong)  # type: ignore[arg-type]


def test_an_unknown_design_is_refused_with_the_nearest(ukraine: Scenario) -> None:
    with pytest.raises(UnknownNameError, match="did you mean nato"):
        assess(ukraine, designs=["natto"])


def test_a_posterior_of_other_covariates_is_refused(ukraine: Scenario) -> None:
    shipped = posterior.shipped()
    onset = replace(shipped.rungs["onset"], names=("constant",))
    with pytest.raises(InputError, match="another version"):
        assess(ukraine, ladder=replace(shipped, rungs={**shipped.rungs, "onset": onset}))


def test_a_copy_of_the_shipped_scenario_gives_its_numbers(tmp_path: Path) -> None:
    path = tmp_path / "copy.yaml"
    path.write_text(scenario.dumps(scenario.load("ukraine-2025")), "utf-8")
    one, two = (assess(which, draws=100, years=2) for which in ("ukraine-2025", path))
    assert one.to_dict()["designs"] == two.to_dict()["designs"]


def test_facts_beside_a_scenario_file_are_taken(tmp_path: Path, answer: Assessment) -> None:
    from foedus.facts import snapshot

    path = tmp_path / "copy.yaml"
    path.write_text(scenario.dumps(scenario.load("ukraine-2025")), "utf-8")
    text = (
        next(each for each in snapshot.shipped() if each.challenger == "RUS")
        .dumps()
        .replace('"pair.capdist": {"value": 745', '"pair.capdist": {"value": 999')
    )
    snapshot.beside(path).write_text(text, "utf-8")
    found = assess(str(path), draws=100, years=2)
    assert int(found.setting.fixed["capdist"]) == 999


def test_a_deeper_guarantee_changes_the_answer_as_its_terms_say(lively: Ladder) -> None:
    found = assess("ukraine-2025", draws=300, years=10, ladder=lively)
    shallow, deep = (found.designs[name] for name in ("article-5-like", "article-5-like-stationed"))
    for design in (shallow, deep):
        said = 0.2 - 0.6 * design.reading.depth / DEPTH_UNIT
        assert design.total["onset"][0] == pytest.approx(said)
    assert deep.risk.within("war", 10).value < shallow.risk.within("war", 10).value
    assert shallow.versus.ratio["war"].value < 1


def test_within_pairs_replaces_the_guarantees_terms_alone(lively: Ladder) -> None:
    rungs = {
        name: replace(
            rung,
            variants=tuple({**t, "mean": 0.0, "sd": 1e-9} for t in rung.variants),
        )
        for name, rung in lively.rungs.items()
    }
    found = assess("ukraine-2025", draws=200, years=5, ladder=replace(lively, rungs=rungs))
    for design in found.designs.values():
        assert design.within["war"].value == pytest.approx(1.0, abs=1e-6)
    assert found.designs["nato"].versus.ratio["war"].value < 0.9
