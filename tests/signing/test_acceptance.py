"""Who would sign: computed again by hand, and moved the way that each input must move it."""

from itertools import pairwise

import numpy as np
import pytest

from foedus import scenario
from foedus.assessment import Assessment, assess
from foedus.errors import InputError, UnknownNameError
from foedus.estimate import Estimate
from foedus.scenario import Scenario
from foedus.signing.acceptance import RiskSummary, acceptance, signers
from foedus.signing.stakes import Ground, PartyStanding, fighting, ground, nearer
from foedus.signing.verdict import verdict
from foedus.signing.weights import WEIGHTS, Weight, weights

DRAWS = 2000
ENDS = np.array([-1.6448536269514722, 1.6448536269514722])  # of a 90% interval


def same(value: float) -> Estimate:
    return Estimate(value, value, value)


SAFE = RiskSummary(same(0.1), same(0.2), 10)


@pytest.fixture(scope="module")
def risks() -> Assessment:
    return assess("ukraine-2025", draws=400, years=10)


@pytest.fixture(scope="module")
def known(ukraine: Scenario) -> Ground:
    return ground(ukraine, draws=DRAWS, seed=3)


PEACE = """
foedus: 1
title: A test
as_of: 2025-08-18
challenger: RUS
protege: MDA
designs:
  none: {}
  pledge:
    guarantors: [ROU, FRA]
    clauses: [{obligation: defense, trigger: armed-attack, by: [FRA]}]
    adopted_by: executive
issues:
  - name: pledge-strength
    title: How strong
    reference: 10
    designs: {none: 0, pledge: 60}
    positions:
      - {actor: MDA, position: 60, salience: 1, capability: 1}
      - {actor: ROU, position: 80, salience: 0.5, capability: 1}
      - {actor: FRA, position: 10, salience: 0.5, capability: 1}
"""


@pytest.fixture(scope="module")
def peace() -> Scenario:
    return scenario.loads(PEACE)


def test_every_gain_by_hand(peace: Scenario) -> None:
    """All weights fixed, so that one line of arithmetic gives each gain."""
    fixed = {"war_protege": (8.0, 8.0), "war_guarantor": (4.0, 4.0), "care": (0.1, 0.1),
             "honor": (0.5, 0.5)}  # fmt: skip
    drawn = ground(peace, draws=DRAWS, seed=0, changed=fixed)
    found = acceptance(peace, "pledge", draws=DRAWS, assessment=SAFE, known=drawn)
    removed = 0.1 - 0.02
    gain = {
        "MDA": (50 - 0) / 100 + 8 * removed,
        "ROU": 0.5 * (70 - 20) / 100 + 0.8 * removed,
        "FRA": 0.5 * (0 - 50) / 100 + 0.8 * removed - 0.02 * 0.5 * 4,
    }
    assert [party.name for party in found.parties] == list(gain)
    for party in found.parties:
        assert party.gain.value == pytest.approx(gain[party.name])
        assert party.share == float(gain[party.name] > 0)
    assert "entrapment" not in found.parties[1].drivers  # Romania owes no defense
    assert found.of("blocks") == ("FRA",)
    assert set(found.of("for")) == {"MDA", "ROU"}
    assert found.verdict == "blocks"
    assert (found.share, found.without["FRA"]) == (0.0, 1.0)
    assert not found.fighting


def test_nobody_signs_nothing_in_peace(peace: Scenario) -> None:
    found = acceptance(peace, "none", draws=DRAWS, assessment=SAFE)
    assert found.parties == ()
    assert found.share == 1.0
    assert found.verdict == "for"


def test_the_challenger_signs_only_to_end_a_war(peace: Scenario, ukraine: Scenario) -> None:
    assert signers(peace, peace.designs["pledge"]) == ("MDA", "ROU", "FRA")
    assert signers(ukraine, ukraine.designs["none"]) == ("UKR", "RUS")
    assert fighting(ukraine)
    assert not fighting(peace)
    nato = signers(ukraine, ukraine.designs["nato"])
    assert len(nato) == len(set(nato)) == 34


def test_shares_classes_and_gains_agree(
    ukraine: Scenario, risks: Assessment, known: Ground
) -> None:
    """A middle lies in its interval, and on the side of zero that its share of the weights says."""
    for name in ukraine.designs:
        found = acceptance(
            ukraine, name, draws=DRAWS, seed=3, assessment=risks, known=known, sensitivity=False
        )
        assert 0 <= found.share <= min(party.share for party in found.parties)
        gains = [found.least, *(party.gain for party in found.parties)]
        shares = [found.share, *(party.share for party in found.parties)]
        for gain, share in zip(gains, shares, strict=True):
            assert gain.low <= gain.value <= gain.high
            assert (gain.value > 0) == (share > 0.5)
        for party in found.parties:
            assert party.verdict == verdict(party.share)
            assert found.without[party.name] >= found.share
        everyone = [*found.of("blocks"), *found.of("open"), *found.of("for")]
        assert sorted(everyone) == sorted(party.name for party in found.parties)


def test_what_is_said_has_no_chance_in_it_and_the_numbers_are_unscored(
    ukraine: Scenario, risks: Assessment
) -> None:
    told = acceptance(ukraine, "article-5-like", draws=DRAWS, assessment=risks).to_dict()
    assert told["scored"] is False
    numbers = told.pop("unscored_numbers")
    assert numbers["scored"] is False
    assert "no chance" in numbers["what"]
    assert {party["name"] for party in told["parties"]} == set(numbers["parties"])
    for party in told["parties"]:
        assert "of the weights tried" in party["statement"]
        assert "%" not in party["statement"]
    assert "chance" not in told
    assert "joint" not in told


def test_shared_shocks_make_many_signatures_go_together(
    ukraine: Scenario, risks: Assessment, known: Ground
) -> None:
    found = acceptance(ukraine, "nato", draws=DRAWS, seed=3, assessment=risks, known=known)
    assert {party.name for party in found.parties if party.stated} >= {"RUS", "UKR", "USA", "HUN"}
    assert not next(party for party in found.parties if party.name == "BEL").stated
    whole = acceptance(
        ukraine, "nato", draws=DRAWS, seed=3, assessment=risks, known=known,
        parties=[p.name for p in found.parties if p.role == "guarantor" and p.verdict != "blocks"],
        sensitivity=False,
    )  # fmt: skip
    assert whole.share > float(np.prod([party.share for party in whole.parties]))


def test_a_seed_gives_the_same_and_another_another(ukraine: Scenario, risks: Assessment) -> None:
    one, again, other = (
        acceptance(ukraine, "article-5-like", draws=300, seed=seed, assessment=risks)
        for seed in (1, 1, 2)
    )
    assert one == again
    assert one.least != other.least


def test_a_partys_draws_do_not_hang_on_who_else_signs(ukraine: Scenario, risks: Assessment) -> None:
    alone, among = (
        acceptance(ukraine, "article-5-like", draws=300, assessment=risks, parties=who)
        for who in (["USA"], ["GBR", "USA", "RUS"])
    )
    assert alone.parties[0] == among.parties[1]


def test_less_war_wins_the_protege_and_loses_the_challenger(ukraine: Scenario) -> None:
    def ask(left: float) -> dict[str, float]:
        risk = RiskSummary(same(0.1), same(left), 10)
        found = acceptance(ukraine, "article-5-like", draws=DRAWS, assessment=risk)
        return {party.name: party.gain.value for party in found.parties}

    steps = [ask(left) for left in (0.9, 0.5, 0.1)]
    for before, now in pairwise(steps):
        assert now["UKR"] > before["UKR"]
        assert now["RUS"] < before["RUS"]
        assert now["GBR"] > before["GBR"]  # less entrapment, and a safer protégé


def test_a_weight_moved_moves_the_answer(ukraine: Scenario) -> None:
    def everyone(**changed: tuple[float, float]) -> float:
        drawn = ground(ukraine, draws=DRAWS, seed=0, changed=changed)
        return acceptance(
            ukraine, "article-5-like", draws=DRAWS, assessment=SAFE, known=drawn
        ).share

    assert everyone(war_challenger=(10, 20)) < everyone() < everyone(war_challenger=(0.1, 0.2))
    assert everyone(peace_challenger=(0.5, 1.5)) > everyone()


def test_a_guarantee_of_ones_own_lies_between_designs(ukraine: Scenario) -> None:
    pledge = ukraine.designs["article-5-like"]
    law = pledge.model_copy(update={"name": "mine", "adopted_by": "legislature"})
    found = acceptance(ukraine, law, draws=300, assessment=SAFE)
    assert 70 < found.points["guarantee"] < 85
    assert found.points["western-troops"] == pytest.approx(10 / 3)  # as designs without presence
    with pytest.raises(InputError, match="comes without its risk"):
        acceptance(ukraine, law, draws=300)


def test_where_nobodys_wishes_are_known_nothing_is_said(peace: Scenario) -> None:
    """By the weights alone most treaties that were signed would have been blocked."""
    silent = peace.model_copy(update={"issues": ()})
    found = acceptance(silent, "pledge", draws=DRAWS, assessment=SAFE)
    assert {party.verdict for party in found.parties} == {"untold"}
    assert found.verdict == "untold"
    assert any(party.drivers for party in found.parties)  # weighed, and shown as numbers


def test_wrong_questions_are_refused(ukraine: Scenario, known: Ground) -> None:
    with pytest.raises(UnknownNameError, match="did you mean nato"):
        acceptance(ukraine, "natto")
    with pytest.raises(InputError, match="allowed: 100 to"):
        acceptance(ukraine, "nato", draws=10, assessment=SAFE)
    with pytest.raises(InputError, match="allowed: 0 to"):
        acceptance(ukraine, "nato", seed=-1, assessment=SAFE)
    with pytest.raises(InputError, match="drawn 2000 times"):
        acceptance(ukraine, "nato", draws=500, assessment=SAFE, known=known)
    with pytest.raises(UnknownNameError, match="honor"):
        weights({"honour": (0, 1)})
    with pytest.raises(InputError, match="both above 0"):
        weights({"care": (0, 1)})
    with pytest.raises(InputError, match="both from 0 to 1"):
        weights({"honor": (0.2, 1.5)})


@pytest.mark.parametrize("weight", [*WEIGHTS.values()], ids=[*WEIGHTS])
def test_weights_have_the_interval_that_they_state(weight: Weight) -> None:
    if weight.shape == "chance":
        drawn = weight.draw(np.array([-8.0, 0.0, 8.0]))
        assert drawn == pytest.approx([weight.low, (weight.low + weight.high) / 2, weight.high])
    else:
        assert weight.draw(ENDS) == pytest.approx([weight.low, weight.high])
    assert weight.why


def test_nearness() -> None:
    at = PartyStanding(np.array([0.0, 40.0, 100.0]), np.array([1.0, 1.0, 0.5]), True)
    assert nearer(at, 80.0, 0.0) == pytest.approx([-0.8, 0.0, 0.4])


def test_risk_is_drawn_with_its_mean_and_ends() -> None:
    risk = RiskSummary(Estimate(0.06, 0.026, 0.12), Estimate(0.23, 0.09, 0.57), 10)
    under, without = risk.draw(ENDS, np.zeros(2))
    assert without == pytest.approx([0.026, 0.12])
    assert under == pytest.approx(0.23 * without)
    under, without = risk.draw(np.zeros(2), ENDS)
    assert under / without == pytest.approx([0.09, 0.57], rel=0.03)


def test_a_weight_is_drawn_once_and_cannot_be_changed(known: Ground) -> None:
    for party in (None, "USA", "GBR"):
        drawn = known.weight("war_guarantor", party)
        assert known.weight("war_guarantor", party) is drawn
        with pytest.raises(ValueError, match="read-only"):
            drawn[0] = 0.0
    apart = known.weight("war_guarantor", "USA"), known.weight("war_guarantor", "GBR")
    assert 0.3 < float(np.corrcoef(np.log(apart))[0, 1]) < 0.7  # they share half
