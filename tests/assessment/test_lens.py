"""The strategic lens: what a design changes in the game, and what it leaves as it was."""

import json
from dataclasses import replace

import pytest

from foedus.assessment import assess
from foedus.assessment.assessment import through
from foedus.assessment.designs import read
from foedus.assessment.lens import Lens, lens
from foedus.assessment.sections.lens import section
from foedus.errors import InputError
from foedus.facts import reader, third_parties
from foedus.facts.known import Known
from foedus.facts.setting import setting
from foedus.history.ladder import posterior as ladders
from foedus.history.strategic import posterior
from foedus.history.strategic.model import Strategic
from foedus.report.text import text
from foedus.scenario import Scenario


def stated(**values: float) -> dict[str, Known]:
    return {name: Known(value, 2016, "a test", "scenario") for name, value in values.items()}


@pytest.fixture
def known(ukraine: Scenario, facts: dict[str, Known]) -> dict[str, Known]:
    """The scenario's facts, and those on third states: nobody stands by the protégé yet."""
    near = {name: 1.0 for name in third_parties.needed(ukraine) if name.endswith(".near")}
    return facts | stated(**near, **{"pair.reach": 0.0, "pair.depth_reach": 0.0, "all.rivals": 4.0})


def seen(
    ukraine: Scenario, known: dict[str, Known], model: Strategic | None = None, **options: object
) -> Lens:
    readings = {name: read(ukraine, name, known) for name in ukraine.designs}
    return lens(
        ukraine, setting(ukraine, known), readings, "none", known, ladders.shipped(),
        model or posterior.shipped(), draws=400, **options,  # type: ignore[arg-type]
    )  # fmt: skip


def test_no_design_is_the_reference(ukraine: Scenario, known: dict[str, Known]) -> None:
    found = seen(ukraine, known)
    none = found.designs["none"]
    assert none.in_reach == ()
    assert none.ratio is not None
    assert (none.ratio.value, none.ratio.low, none.ratio.high) == (1.0, 1.0, 1.0)
    assert none.challenge is not None
    assert 0 < none.challenge.low < none.challenge.value < none.challenge.high < 1


def test_depth_deters_and_old_danger_stays(ukraine: Scenario, known: dict[str, Known]) -> None:
    """The sign is that of the estimate: the challenger's payoff falls with depth."""
    found = seen(ukraine, known)
    assert found.model.coefficient("challenger(joined):depth")[0] < 0
    binding = {n: v for n, v in found.designs.items() if v.in_reach}
    assert len({view.depth for view in binding.values()}) > 1
    ordered = sorted(binding.values(), key=lambda view: view.depth)
    values = [view.ratio.value for view in ordered if view.ratio]
    assert values == sorted(values, reverse=True)
    assert values[-1] < 1
    for view in binding.values():
        assert view.ratio is not None
        assert view.ratio_if_doing is not None
        assert view.ratio_if_doing.value > view.ratio.value


def test_a_guarantor_out_of_reach_changes_nothing(
    ukraine: Scenario, known: dict[str, Known]
) -> None:
    far = known | stated(**{name: 0.0 for name in known if name.endswith(".near")})
    found = seen(ukraine, far)
    for view in found.designs.values():
        assert view.in_reach == ()
        assert view.ratio is not None
        assert view.ratio.value == 1.0


def titles(found: Lens) -> dict[str, str]:
    return {name: f"{name} by title" for name in found.designs}


def test_what_is_no_forecast_is_not_given(ukraine: Scenario, known: dict[str, Known]) -> None:
    found = seen(ukraine, known)
    assert all(view.help is None for view in found.designs.values())
    assert any("no forecast" in said for said in found.cautions)
    blind = seen(ukraine, known, model=replace(posterior.shipped(), scores={}))
    assert all(view.challenge is None and view.ratio is None for view in blind.designs.values())
    assert "not a forecast" in text([section(blind, titles(blind))])


def test_text_and_json_hold_the_same(ukraine: Scenario, known: dict[str, Known]) -> None:
    found = seen(ukraine, known)
    lines = text([section(found, titles(found))]).splitlines()
    assert max(map(len, lines)) <= 100
    plain = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert list(plain["designs"]) == list(ukraine.designs)
    value = plain["designs"]["none"]["challenge"]["value"]
    assert any(f"{value:.1%}" in line for line in lines)
    assert seen(ukraine, known).to_dict() == found.to_dict()


def test_a_major_power_is_in_reach_without_being_told(
    ukraine: Scenario, known: dict[str, Known], monkeypatch: pytest.MonkeyPatch
) -> None:
    untold = {name: fact for name, fact in known.items() if not name.endswith(".near")}
    untold |= stated(**{f"{state}.major": 1.0 for state in third_parties.guarantors(ukraine)})
    monkeypatch.setattr(third_parties, "_read", lambda scenario, missing: pytest.fail(str(missing)))
    found = third_parties.gather(ukraine, untold)
    assert all(found[f"{state}.near"] == 1.0 for state in third_parties.guarantors(ukraine))


def test_facts_that_nobody_states_are_asked_for(
    ukraine: Scenario, facts: dict[str, Known], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "lacking", lambda sets, year: tuple(sets))
    bare = {name: fact for name, fact in facts.items() if name not in third_parties.STANDING}
    with pytest.raises(InputError, match=r"pair\.reach") as caught:
        third_parties.gather(ukraine, bare)
    assert "foedus data pull" in str(caught.value.hint)


@pytest.mark.data
def test_the_data_know_who_is_in_reach(ukraine: Scenario, facts: dict[str, Known]) -> None:
    bare = {name: fact for name, fact in facts.items() if name not in third_parties.STANDING}
    found = third_parties.gather(ukraine, bare)
    assert set(found) == set(third_parties.needed(ukraine))
    assert found["USA.near"] == 1.0
    assert found["pair.reach"] == 0.0  # nobody is bound to defend Ukraine
    assert found["all.rivals"] >= 1.0


@pytest.mark.data
def test_an_assessment_is_seen_through_it(ukraine: Scenario) -> None:
    found = assess(ukraine, draws=200, years=1, seed=3)
    seen_through = through(found)
    assert list(seen_through.designs) == list(found.designs)
    assert seen_through.year == found.setting.first
    again = lens(
        ukraine, found.setting, {n: d.reading for n, d in found.designs.items()},
        found.reference, found.facts, found.ladder, posterior.shipped(), draws=200, seed=3,
    )  # fmt: skip
    assert seen_through.to_dict() == again.to_dict()


def test_a_major_power_that_stands_by_already_is_counted_in_every_design(
    ukraine: Scenario, known: dict[str, Known]
) -> None:
    stands = known | stated(**{"pair.major": 1.0, "pair.ties_major": 2.0})
    found, bare = seen(ukraine, stands), seen(ukraine, known)
    assert {view.depth for view in found.designs.values()} <= set(range(2, 9))
    before, after = (each.designs["none"].challenge for each in (bare, found))
    assert before is not None
    assert after is not None
    assert after.value > before.value  # promises stand where the danger is
