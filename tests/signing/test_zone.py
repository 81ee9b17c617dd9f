"""What would have to give, and the cheapest package that nobody blocks."""

import pytest

from foedus import scenario
from foedus.assessment import assess
from foedus.assessment.groundwork import groundwork
from foedus.errors import InputError, UnknownNameError
from foedus.estimate import Estimate
from foedus.scenario import Scenario
from foedus.signing.acceptance import RiskSummary, acceptance
from foedus.signing.bargain import Bargain, bargain
from foedus.signing.stakes import ground
from foedus.signing.variants import PricedPackage, least_cost, priced, variants
from foedus.signing.verdict import BLOCKS, ORDER
from foedus.signing.zone import zones

DRAWS = 500
RISK = RiskSummary(Estimate(0.06, 0.03, 0.12), Estimate(1, 1, 1), 10)


@pytest.fixture(scope="module")
def found(ukraine: Scenario) -> Bargain:
    return bargain(ukraine, designs=["budapest-style", "article-5-like"], draws=DRAWS, years=10)


def test_a_zone_holds_where_a_party_would_not_block(ukraine: Scenario) -> None:
    known = ground(ukraine, draws=DRAWS, seed=0)
    design = ukraine.designs["budapest-style"]
    whole = acceptance(ukraine, design, draws=DRAWS, assessment=RISK, known=known)
    zone = next(z for z in zones(known, design, whole, RISK) if z.issue == "guarantee")
    for party in whole.parties:
        span = zone.accepted[party.name]
        inside = span is not None and span[0] <= zone.at <= span[1]
        assert inside == (party.share > BLOCKS) == (party.verdict != "blocks")
    assert zone.best[1] >= whole.share
    low, high = zone.accepted["UKR"], zone.accepted["RUS"]
    assert low is not None
    assert high is not None
    assert low[1] == 100  # the protégé wants more, the challenger less
    assert high[0] == 0
    if zone.agreed:
        assert zone.agreed[0] >= low[0]
        assert zone.agreed[1] <= high[1]


def test_variants_change_one_thing(ukraine: Scenario) -> None:
    stationed = ukraine.designs["article-5-like-stationed"]
    made = dict(variants(stationed, ("GBR",)))
    assert made.pop(stationed.name) == stationed
    alone = made["article-5-like-stationed without GBR"]
    assert "GBR" not in alone.guarantors
    assert [each.state for each in alone.military.stationed] == ["FRA"]
    bare = made["article-5-like-stationed without forces or bases"]
    assert (bare.military.stationed, bare.military.bases) == ((), "none")
    ways = {each.adopted_by for each in made.values()}
    assert ways == {"executive", "legislature", "treaty"}
    assert list(variants(ukraine.designs["none"], ("GBR",))) == [("none", ukraine.designs["none"])]


def test_packages_stand_by_cost_and_the_first_that_nobody_blocks_is_cheapest(
    found: Bargain,
) -> None:
    costs = [each.cost.value for each in found.tried]
    assert costs == sorted(costs)
    for least, cheapest in (("open", found.unblocked), ("for", found.agreed)):
        enough = ORDER[ORDER.index(least) :]  # type: ignore[arg-type]
        place = found.tried.index(cheapest) if cheapest else len(found.tried)
        assert all(each.signing.verdict not in enough for each in found.tried[:place])
        if cheapest:
            assert cheapest.signing.verdict in enough
    assert found.widest is not None
    most = max(each.signing.share for each in found.tried)
    assert found.widest.signing.share == most
    assert least_cost((), "blocks") is None


def test_a_design_among_the_variants_is_the_design(ukraine: Scenario, found: Bargain) -> None:
    def of(name: str) -> PricedPackage:
        return next(each for each in found.tried if each.change == name)

    for name, signing in found.signing.items():
        assert of(name).signing.points == signing.points
        assert of(name).signing.share == pytest.approx(signing.share, abs=0.02)
    assert of("article-5-like").cost.value < of("article-5-like, adopted by treaty").cost.value
    known = ground(ukraine, draws=DRAWS, seed=0)
    settled = groundwork(ukraine, DRAWS, 20, 0, None, None, None, None, None)
    again = priced(ukraine, settled, draws=DRAWS, known=known)
    assert of("article-5-like").cost.value == pytest.approx(
        next(p for p in again if p.change == "article-5-like").cost.value
    )


def test_all_of_it_is_plain_data(found: Bargain) -> None:
    told = found.to_dict()
    assert told["scored"] is False
    assert told["designs"]["budapest-style"]["alternative"] == "continued war"
    assert list(told["designs"]) == ["budapest-style", "article-5-like"]
    assert set(told["least_cost"]) == {"nobody_blocks", "all_for_it"}
    assert all(each["unscored_numbers"]["scored"] is False for each in told["packages_by_cost"])
    assert told["weights"]["care"]["why"]
    assert {zone["issue"] for zone in told["designs"]["budapest-style"]["zones"]} == {
        "guarantee", "western-troops",
    }  # fmt: skip


def test_wrong_questions_are_refused(ukraine: Scenario) -> None:
    with pytest.raises(UnknownNameError, match="natto"):
        bargain(ukraine, designs=["natto"])
    mine = ukraine.designs["nato"].model_copy(update={"name": "mine"})
    issues = tuple(each.model_copy(update={"measure": None}) for each in ukraine.issues)
    with pytest.raises(InputError, match="nothing says where mine puts guarantee"):
        acceptance(ukraine.model_copy(update={"issues": issues}), mine, assessment=RISK)


def test_a_scenario_without_issues_is_weighed_by_war_and_cost_alone() -> None:
    ukraine = scenario.load("ukraine-2025").model_copy(update={"issues": (), "claims": ()})
    risks = assess(ukraine, draws=100, years=10, designs=["article-5-like"])
    found = acceptance(ukraine, "article-5-like", draws=DRAWS, assessment=risks)
    assert found.points == {}
    assert not any(party.stated for party in found.parties)
    assert found.verdict == "untold"
    assert zones(ground(ukraine, draws=DRAWS, seed=0), ukraine.designs["article-5-like"], found,
                 RISK) == ()  # fmt: skip
    assert all(party.drivers for party in found.parties)
