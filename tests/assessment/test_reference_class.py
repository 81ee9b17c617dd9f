"""The reference class of a question: by stated rules, counted, each case named once."""

from dataclasses import replace

from foedus.assessment.reference_class import began, fought, reference_class
from foedus.assessment.result import Assessment
from foedus.history.reference.record import LEAST
from foedus.scenario import Scenario


def test_its_counts_are_those_of_its_cases(answer: Assessment) -> None:
    peers = answer.peers
    assert peers is not None
    assert peers.own.n == len(peers.fought) + len(peers.quiet) >= LEAST
    assert peers.own.k == sum(own for *_, own in peers.fought)
    assert peers.own.k <= peers.either.k <= peers.either.n <= peers.own.n
    assert peers.own.low < peers.own.k / peers.own.n < peers.own.high
    for case, year, _ in peers.fought:
        assert case.begins < year <= case.begins + peers.years
        assert case.began  # as Russia had, of the war that ended


def test_each_new_war_is_named_once_in_order(answer: Assessment) -> None:
    assert answer.peers is not None
    named = fought(answer.peers)
    years = [int(each.rsplit(" ", 1)[1]) for each in named]
    assert years == sorted(years)
    assert len({*named}) == len(named) == answer.peers.either.k


def test_who_began_the_last_war_is_read_off_the_scenario(ukraine: Scenario) -> None:
    assert began(ukraine)
    turned = ukraine.model_copy(update={"challenger": "UKR", "protege": "RUS"})
    assert not began(turned)


def test_pairs_at_peace_are_set_beside_pairs_at_peace(answer: Assessment) -> None:
    asked = answer.scenario
    quiet = replace(
        answer.setting, ongoing=False, memory={**answer.setting.memory, "since_war": float("nan")}
    )
    found = reference_class(asked, quiet, 20)
    assert found is not None
    assert all(not case.war for case in found.quiet)
    assert "not at war with each other" in found.rule


def test_cases_are_not_followed_for_a_century(answer: Assessment) -> None:
    assert reference_class(answer.scenario, answer.setting, 100) is None
