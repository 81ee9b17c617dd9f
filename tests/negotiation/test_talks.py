"""A scenario's issues before and after its claims."""

import pytest

from foedus import scenario
from foedus.errors import InputError, UnknownNameError
from foedus.negotiation.talks import Talk, talks
from foedus.scenario import Scenario


@pytest.fixture(scope="module")
def ukraine() -> Scenario:
    return scenario.load("ukraine-2025")


@pytest.fixture(scope="module")
def found(ukraine: Scenario) -> dict[str, Talk]:
    return {talk.name: talk for talk in talks(ukraine, draws=500, seed=1)}


def test_every_issue_is_answered(ukraine: Scenario, found: dict[str, Talk]) -> None:
    assert list(found) == [issue.name for issue in ukraine.issues]
    for talk in found.values():
        assert {"RUS", "UKR", "USA"} <= set(talk.stances.after.names)
        assert 0 <= talk.after.point <= 100
        assert talk.after.draws == talk.before.draws == 500


def test_every_move_is_heard_with_its_grades_apart(
    ukraine: Scenario, found: dict[str, Talk]
) -> None:
    heard = {each.claim: each for talk in found.values() for each in talk.hearings}
    assert set(heard) == {claim.id for claim in ukraine.claims if claim.moves}
    hearsay, denial = heard["envoy-russia-accepts"], heard["russia-against-nato"]
    assert hearsay.reliable < denial.reliable
    assert hearsay.error > denial.error
    assert hearsay.shift > 0 > denial.shift
    assert hearsay.believed < hearsay.reliable  # the others contradict it
    assert heard["envoy-law-ukraine"].with_it == ("envoy-law-europe",)


def test_claims_alone_tell_before_from_after(ukraine: Scenario) -> None:
    mute = ukraine.model_copy(update={"claims": ()})
    for talk in talks(mute, draws=300):
        assert talk.hearings == ()
        assert talk.after.point == talk.before.point
        assert talk.after.compromise == talk.before.compromise


def test_russia_drawn_toward_the_pledge_moves_the_answer_up(found: dict[str, Talk]) -> None:
    talk = found["guarantee"]
    assert talk.after.compromise > talk.before.compromise
    told = talk.to_dict()
    usa = next(row for row in told["actors"] if row["actor"] == "USA")
    assert usa["after"]["mean"] > usa["before"]["mean"]
    assert told["before_claims"]["compromise"] < told["compromise"]


def test_what_is_not_there_is_told(ukraine: Scenario) -> None:
    with pytest.raises(UnknownNameError, match="did you mean guarantee"):
        talks(ukraine, "guarante")
    with pytest.raises(InputError, match="no issue of the scenario has positions"):
        talks(ukraine.model_copy(update={"issues": ()}))
