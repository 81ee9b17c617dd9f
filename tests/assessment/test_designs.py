"""How designs are read: who is bound, how deep, and who is left out."""

import numpy as np
import pytest

from foedus import scenario
from foedus.assessment.designs import COLUMNS, drawn, nothing, read, standing
from foedus.errors import InputError
from foedus.facts.known import TIES, Known
from foedus.history import depth
from foedus.scenario import Scenario
from foedus.terms.guarantee import Military

Facts = dict[str, Known]
NONE = dict.fromkeys(COLUMNS, 0.0)
HEAD = "foedus: 1\ntitle: t\nas_of: 2025-08-18\nchallenger: RUS\nprotege: UKR\n"


def asked(designs: str, situation: str = "") -> Scenario:
    return scenario.loads(f"{HEAD}{situation}designs:\n  none: {{}}\n  it: {designs}\n")


def test_no_design_is_what_stands(ukraine: Scenario, facts: Facts) -> None:
    assert read(ukraine, "none", facts).columns == NONE
    assert nothing(ukraine, "empty", facts).columns == NONE


def test_assurances_are_no_promise_of_defense(ukraine: Scenario, facts: Facts) -> None:
    found = read(ukraine, "budapest-style", facts)
    assert found.columns == NONE
    assert set(found.left_out.values()) == {"no promise of defense"}


def test_major_and_nuclear_guarantors_are_told_from_minor_ones(
    ukraine: Scenario, facts: Facts
) -> None:
    found = read(ukraine, "article-5-like-stationed", facts)
    assert found.majors == ("USA", "GBR", "FRA", "DEU")
    assert found.nuclear == ("USA", "GBR", "FRA")
    assert found.depth_count == 6
    measured = depth.of(ukraine.designs["article-5-like-stationed"])
    assert (found.depth, found.depth_sd) == (measured.mean, measured.sd)
    deep = dict.fromkeys(("depth_minor", "depth_major"), measured.mean)
    assert found.columns == {**dict.fromkeys(NONE, 1.0), **deep}
    assert found.share == pytest.approx(
        sum(facts[f"{state}.cinc"].value for state in found.guarantors)  # type: ignore[misc]
    )


def test_practice_counts_only_when_asked(ukraine: Scenario, facts: Facts) -> None:
    text, practice = (read(ukraine, "nato", facts, practice=each) for each in (False, True))
    assert (text.depth_count, practice.depth_count) == (2, 7)
    assert text.columns["depth_major"] == text.depth
    assert practice.columns["depth_major"] == practice.depth > text.depth + 1


def test_a_minor_guarantor_alone_has_its_own_depth(facts: Facts) -> None:
    pact = "{guarantors: [POL], clauses: [{obligation: defense}], military: {aid: yes}}"
    found = read(asked(pact), "it", facts)
    aid = depth.of(Military(aid="general")).mean
    assert aid > 0
    assert found.columns == {**NONE, "minor": 1.0, "depth_minor": aid}


def test_who_is_bound_to_the_challenger_is_no_guarantor(facts: Facts) -> None:
    pact = "{guarantors: [KAZ, POL], clauses: [{obligation: defense}]}"
    found = read(asked(pact), "it", facts | {f"KAZ.{w}": facts[f"POL.{w}"]
                                             for w in ("major", "nuclear", "cinc")})  # fmt: skip
    assert found.guarantors == ("POL",)
    assert found.left_out == {"KAZ": "bound to defend the challenger"}


def test_the_scenario_may_say_that_it_is_not_bound_any_more(facts: Facts) -> None:
    pact = "{guarantors: [KAZ, POL], clauses: [{obligation: defense}]}"
    free = "situation: {dyads: [{dyad: [KAZ, RUS], defense_pact: false, source: s s}]}\n"
    known = facts | {f"KAZ.{w}": facts[f"POL.{w}"] for w in ("major", "nuclear", "cinc")}
    assert "KAZ" in read(asked(pact, free), "it", known).guarantors


def test_a_promise_against_another_adversary_does_not_count(facts: Facts) -> None:
    pact = "{guarantors: [POL], clauses: [{obligation: defense, adversaries: [BLR]}]}"
    assert not read(asked(pact), "it", facts).binds
    named = "{guarantors: [POL], clauses: [{obligation: defense, adversaries: [BLR, RUS]}]}"
    assert read(asked(named), "it", facts).binds


def test_only_those_who_owe_defense_are_bound(facts: Facts) -> None:
    pact = (
        "{guarantors: [POL, FRA], clauses: [{obligation: defense, by: [POL]}, {obligation: aid}]}"
    )
    assert read(asked(pact), "it", facts).guarantors == ("POL",)


def test_guarantors_that_stand_already_are_in_every_design(facts: Facts) -> None:
    pact = "{guarantors: [POL], clauses: [{obligation: defense}]}"
    before = "situation: {dyads: [{dyad: [USA, UKR], defense_pact: true, source: s s}]}\n"
    question = asked(pact, before)
    stands = {**NONE, **dict.fromkeys(TIES, 0.0), "major": 1.0, "nuclear": 1.0}
    assert standing(question, facts) == stands
    assert read(question, "none", facts).columns["major"] == 1.0
    assert read(question, "it", facts).columns == {**NONE, "minor": 1, "major": 1, "nuclear": 1}


def stated(facts: Facts, **values: float) -> Facts:
    return facts | {
        f"pair.{name}": Known(value, 2016, "me", "scenario") for name, value in values.items()
    }


def test_a_standing_promise_is_told_by_its_ties(facts: Facts) -> None:
    stands = stated(facts, major=1.0, depth_major=1.5, ties_major=3.0)
    found = read(asked("{}"), "it", stands)
    assert found.standing == "major guarantor, depth 3 of 8"
    assert found.columns["depth_major"] == 1.5


def test_a_depth_given_as_a_count_of_ties_is_refused(facts: Facts) -> None:
    with pytest.raises(InputError, match=r"found 6, allowed: 0 \(no tie\) to 3"):
        read(asked("{}"), "it", stated(facts, major=1.0, depth_major=6.0))


SEED = np.random.SeedSequence(3)


def test_depth_is_drawn_from_its_posterior(ukraine: Scenario, facts: Facts) -> None:
    found = read(ukraine, "article-5-like", facts)
    each = found.drawn(20_000, SEED)
    assert set(each) == set(COLUMNS)
    for what in ("depth_minor", "depth_major"):
        assert np.mean(each[what]) == pytest.approx(found.depth, abs=0.02)
        assert np.std(each[what]) == pytest.approx(found.depth_sd, rel=0.02)
    assert each["major"] == 1.0


def test_the_same_ties_have_the_same_draws_and_others_have_others(facts: Facts) -> None:
    clause = "clauses: [{obligation: defense}]"
    one, two, other = (
        read(asked(f"{{guarantors: [{who}], {clause}, military: {{{ties}}}}}"), "it", facts)
        for who, ties in (("USA", "aid: yes"), ("FRA", "aid: yes"), ("USA", "contact: regular"))
    )
    mine, same, apart = (each.drawn(50, SEED)["depth_major"] for each in (one, two, other))
    np.testing.assert_array_equal(mine, same)
    assert abs(np.corrcoef(mine, apart)[0, 1]) < 0.5


def test_designs_are_drawn_side_by_side(ukraine: Scenario, facts: Facts) -> None:
    readings = [read(ukraine, name, facts) for name in ukraine.designs]
    found = drawn(readings, 30, SEED)
    for place, reading in enumerate(readings):
        own = reading.drawn(30, SEED)
        for what in COLUMNS:
            assert found[what].shape == (30, len(readings))
            np.testing.assert_array_equal(found[what][:, place], np.broadcast_to(own[what], 30))


def test_a_drawn_depth_is_no_less_than_what_stands(facts: Facts) -> None:
    pact = "{guarantors: [USA], clauses: [{obligation: defense}]}"
    stands = stated(facts, major=1.0, depth_major=0.5)
    assert np.min(read(asked(pact), "it", stands).drawn(400, SEED)["depth_major"]) == 0.5
    assert np.min(read(asked(pact), "it", facts).drawn(400, SEED)["depth_major"]) < 0
    assert read(asked("{}"), "it", stands).drawn(400, SEED)["depth_major"] == 0.5
