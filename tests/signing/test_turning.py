"""What would turn a party: an input's ends, and a claim left out."""

import pytest

from foedus import scenario
from foedus.estimate import Estimate
from foedus.report.words import name_of
from foedus.scenario import Scenario
from foedus.signing.acceptance import RiskSummary, acceptance
from foedus.signing.party import Party, Turn
from foedus.signing.signing import Acceptance
from foedus.signing.stakes import ground, standing
from foedus.signing.words import grouped, hanging, hangs_on, said

DRAWS = 2000
SAFE = RiskSummary(Estimate(0.1, 0.05, 0.2), Estimate(0.2, 0.1, 0.4), 10)

CLAIMED = """
foedus: 1
title: A test
as_of: 2025-08-18
challenger: RUS
protege: MDA
designs:
  none: {}
  pledge:
    guarantors: [ROU]
    clauses: [{obligation: assurance, trigger: armed-attack}]
    adopted_by: executive
issues:
  - name: strength
    title: How strong
    reference: 0
    designs: {none: 0, pledge: 60}
    positions:
      - {actor: MDA, position: 60, salience: 1, capability: 1}
      - {actor: ROU, position: {value: 22, low: 0, high: 60}, salience: 1, capability: 1}
claims:
  - id: will-pledge
    says: Romania will pledge
    by: its government
    on: 2025-08-17
    grade: A1
    manner: stated
    moves: {actor: ROU, issue: strength, toward: 45, judgement: true}
    source: press
sources:
  press: {title: A paper, on: 2025-08-17}
"""


@pytest.fixture(scope="module")
def article(ukraine: Scenario) -> Acceptance:
    return acceptance(ukraine, "article-5-like", draws=DRAWS, assessment=SAFE)


def of(found: Acceptance, name: str) -> Party:
    return next(party for party in found.parties if party.name == name)


def test_what_it_hangs_on_turns_it_and_is_told_most_first(article: Acceptance) -> None:
    assert any(party.turns for party in article.parties)
    for party in article.parties:
        sizes = [turn.size(party.share) for turn in party.turns]
        assert sizes == sorted(sizes, reverse=True)
        assert all(turn.turned(party.verdict) for turn in party.turns)
        assert len(hangs_on(party)) == len(party.turns)


def test_the_war_and_its_wishes_are_what_the_challenger_hangs_on(ukraine: Scenario) -> None:
    found = acceptance(ukraine, "budapest-style", draws=DRAWS, assessment=SAFE)
    party = of(found, "RUS")
    ends = next(turn for turn in party.turns if "end of the fighting" in turn.what)
    assert ends.cases["low"] < party.share < ends.cases["high"]
    course = [turn for turn in party.turns if "gains on the ground" in turn.what]
    assert all(turn.cases["low"] < turn.cases["high"] for turn in course)  # the protégé's gains


def test_a_claim_left_out_turns_a_party_that_hangs_on_it() -> None:
    asked = scenario.loads(CLAIMED)
    found = of(acceptance(asked, "pledge", draws=DRAWS, assessment=SAFE), "ROU")
    assert found.verdict == "for"
    turn = next(turn for turn in found.turns if turn.what == "claim will-pledge")
    assert turn.turned("for").get("left out") in {"open", "blocks"}
    assert "claim will-pledge (left out:" in hanging(found)


def test_a_ground_without_a_claim_moves_the_actor_alone() -> None:
    asked = scenario.loads(CLAIMED)
    known = ground(asked, draws=DRAWS, seed=0)
    without = known.without("will-pledge")
    means = []
    for each in (known, without):
        stand = standing(each, "ROU", "strength")
        assert stand is not None
        means.append(stand.position.mean())
    assert 20 < means[1] < 30  # 22, cut at the end of the scale
    assert means[0] > means[1] + 10
    assert not without.scenario.claims
    assert asked.claims


def test_alike_parties_are_told_together_and_none_is_lost(ukraine: Scenario) -> None:
    found = acceptance(ukraine, "nato", draws=DRAWS, assessment=SAFE)
    told = grouped(found.parties, 2025)
    assert len(told) < len(found.parties)
    assert sum("nobody says where" in line for line in told) >= 1
    for party in found.parties:
        if party.stated:
            assert sum(name_of(party.name, 2025) in line.split("(")[0] for line in told) == 1


def test_a_statement_names_class_share_and_what_moves_it(article: Acceptance) -> None:
    told = said(of(article, "RUS"))
    assert told.startswith("RUS (challenger) ")
    assert "held back by" in told
    assert Turn("x", {"low": 0.1, "high": 0.9}).turned("open") == {"low": "blocks", "high": "for"}
