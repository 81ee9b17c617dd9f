"""The shipped records: each one sound by itself, and the files sound together."""

from collections import Counter
from datetime import date, timedelta

import pytest

from foedus.evidence.chronology import Dispute, PactChange, chronology
from foedus.evidence.chronology.dispute import WAR_DEATHS
from foedus.states import find

SHIPPED = chronology()
disputes = pytest.mark.parametrize("dispute", SHIPPED.disputes, ids=lambda each: each.id)
pacts = pytest.mark.parametrize("pact", SHIPPED.pacts, ids=lambda each: each.id)


def test_there_are_enough_of_both_to_speak_of_a_chronology() -> None:
    assert len(SHIPPED.disputes) >= 80
    assert len(SHIPPED.pacts) >= 30


@disputes
def test_every_state_was_a_member_of_the_system_and_is_known_by_its_code(dispute: Dispute) -> None:
    for pair in dispute.pairs():
        for code in (pair.initiator, pair.target):
            assert find(code, year=pair.start.year).label == code


@disputes
def test_dates_are_in_order_and_within_the_chronology(dispute: Dispute) -> None:
    assert dispute.start <= (dispute.end or SHIPPED.through) <= SHIPPED.through
    assert dispute.carried == (dispute.start < SHIPPED.about.first)


@disputes
def test_the_level_agrees_with_the_deaths(dispute: Dispute) -> None:
    match dispute.level:
        case "force":
            assert dispute.deaths.low == 0
            assert not dispute.territory
        case "deadly":
            assert dispute.deaths.low > 0 or dispute.territory
            assert dispute.deaths.low < WAR_DEATHS
        case "war":
            assert dispute.deaths.low >= WAR_DEATHS or dispute.why_war


@disputes
def test_two_sources_differ_and_the_opened_ones_have_an_address(dispute: Dispute) -> None:
    assert len({(each.publisher, each.title) for each in dispute.sources}) >= 2
    assert all(each.url for each in dispute.sources if each.checked)


@disputes
def test_two_publishers_were_opened(dispute: Dispute) -> None:
    assert len({each.publisher for each in dispute.sources if each.checked}) >= 2


@disputes
def test_what_a_source_says_was_read_and_its_day_does_not_precede_the_dispute(
    dispute: Dispute,
) -> None:
    for source in dispute.sources:
        assert source.checked or source.says is None
        if source.says and source.date and len(source.date) == 10:
            assert date.fromisoformat(source.date) >= dispute.start


@disputes
def test_nobody_fights_on_both_sides(dispute: Dispute) -> None:
    sides = [{each.state for each in dispute.side(which)} for which in ("initiator", "target")]
    assert not sides[0] & sides[1]


@disputes
def test_a_phase_follows_the_dispute_that_it_continues_within_its_days(dispute: Dispute) -> None:
    if dispute.continues is None:
        return
    earlier = next(each for each in SHIPPED.disputes if each.id == dispute.continues)
    assert earlier.start < dispute.start
    assert {dispute.initiator, dispute.target} & {earlier.initiator, earlier.target}


@disputes
def test_within_six_months_of_another_it_is_a_phase_or_follows_a_settlement(
    dispute: Dispute,
) -> None:
    pair = {dispute.initiator, dispute.target}
    for earlier in SHIPPED.disputes:
        if {earlier.initiator, earlier.target} != pair or earlier.start >= dispute.start:
            continue
        quiet = dispute.start - (earlier.end or SHIPPED.through)
        assert quiet > timedelta(days=182) or dispute.continues or "settled" in dispute.note


def test_no_two_disputes_are_the_same() -> None:
    keys = [(each.initiator, each.target, each.start) for each in SHIPPED.disputes]
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    assert len({each.id for each in SHIPPED.disputes}) == len(SHIPPED.disputes)


def test_what_everybody_knows_is_there() -> None:
    known = {(each.initiator, each.target, str(each.start)) for each in SHIPPED.disputes}
    assert known >= {
        ("TUR", "RUS", "2015-11-24"), ("AZE", "ARM", "2016-04-02"), ("RUS", "UKR", "2018-11-25"),
        ("IND", "PAK", "2019-02-26"), ("USA", "IRN", "2020-01-03"), ("AZE", "ARM", "2020-09-27"),
        ("RUS", "UKR", "2022-02-24"), ("IRN", "PAK", "2024-01-16"), ("IND", "PAK", "2025-05-07"),
        ("ISR", "IRN", "2025-06-13"), ("ISR", "QAT", "2025-09-09"), ("USA", "IRN", "2026-02-28"),
    }  # fmt: skip


@pacts
def test_parties_of_a_pact_are_states_and_its_dates_are_in_order(pact: PactChange) -> None:
    for code in (*pact.states, *pact.partners):
        assert find(code, year=pact.declared.year).label == code
    assert SHIPPED.about.first <= pact.declared <= (pact.effective or SHIPPED.through)


@pacts
def test_a_pact_has_two_sources_and_the_opened_ones_have_an_address(pact: PactChange) -> None:
    assert len({(each.publisher, each.title) for each in pact.sources}) >= 2
    assert all(each.url for each in pact.sources if each.checked)


def test_the_pacts_that_everybody_knows_are_there() -> None:
    known = {(each.states, str(each.effective)) for each in SHIPPED.pacts}
    assert known >= {
        (("FIN",), "2023-04-04"), (("SWE",), "2024-03-07"), (("RUS", "PRK"), "2024-12-04"),
        (("UKR", "RUS"), "2019-04-01"), (("SAU", "PAK"), "2025-09-17"),
    }  # fmt: skip


def test_an_order_of_one_side_is_no_pact_by_atop() -> None:
    [order] = [each for each in SHIPPED.pacts if each.id == "usa-qatar-2025"]
    assert not order.atop_rule


def test_every_region_says_what_it_lacks() -> None:
    covered = {each.region for each in SHIPPED.about.coverage}
    assert covered == set(SHIPPED.regions.values())
