"""Rows of pairs, in the shapes of the public sets."""

from foedus.evidence.chronology import chronology, initiations, pact_changes, wars
from foedus.states import find

RUS, UKR, USA, GBR, FRA, SYR, FIN, SWE, QAT = (
    find(code).ccode for code in ("RUS", "UKR", "USA", "GBR", "FRA", "SYR", "FIN", "SWE", "QAT")
)


def test_initiations_have_the_columns_of_gmls_and_point_from_the_initiator() -> None:
    begun = initiations()
    assert begun.columns[:3] == ["ccode1", "ccode2", "year"]
    assert begun.height > 60
    israel = find("ISR").ccode
    assert begun.filter(ccode1=israel, ccode2=QAT)["year"].to_list() == [2025]
    assert begun.filter(ccode1=QAT, ccode2=israel).is_empty()


def test_initiations_leave_out_carried_disputes_and_phases_unless_asked() -> None:
    strict, loose = initiations(), initiations(phases=True)
    carried = {each.id for each in chronology().disputes if each.carried}
    phases = {each.id for each in chronology().disputes if each.continues}
    assert not set(strict["dispute"]) & (carried | phases)
    assert set(loose["dispute"]) == set(strict["dispute"]) | phases
    assert not set(loose["dispute"]) & carried


def test_hostility_is_mids() -> None:
    levels = dict(initiations(phases=True).select("level", "hostlev").unique().iter_rows())
    assert levels == {"force": 4, "deadly": 4, "war": 5}


def test_originators_count_and_later_joiners_do_not() -> None:
    begun = initiations(phases=True)
    strike = begun.filter(dispute="usa-uk-france-syria-2018")
    assert set(strike.select("ccode1", "ccode2").iter_rows()) == {
        (USA, SYR), (GBR, SYR), (FRA, SYR),
    }  # fmt: skip
    twelve_days = begun.filter(dispute="israel-iran-2025")["ccode1"].to_list()
    assert twelve_days == [find("ISR").ccode]  # the United States came nine days later


def test_wars_are_between_the_pairs_that_fought_them() -> None:
    found = wars()
    pairs = {(row["ccode1"], row["ccode2"]): row for row in found.iter_rows(named=True)}
    assert str(pairs[RUS, UKR]["start"]) == "2022-02-24"
    assert pairs[RUS, UKR]["end"] is None
    assert found["low"].min() >= 1000 or found["high"].min() >= 1000
    assert str(pairs[find("PRK").ccode, UKR]["start"]) > "2024"


def test_accession_ties_the_newcomer_to_every_member_both_ways() -> None:
    joined = pact_changes().filter(pact="nato-sweden-2024")
    assert joined.height == 2 * 31
    assert joined.filter(ccode1=SWE, ccode2=FIN).height == 1
    assert joined.filter(ccode1=FIN, ccode2=SWE)["defense"].to_list() == [1]


def test_a_promise_of_one_side_ties_one_way() -> None:
    tie = pact_changes().filter(pact="australia-tuvalu-2023")
    assert tie.select("ccode1", "ccode2").rows() == [(find("AUS").ccode, find("TUV").ccode)]


def test_changes_that_took_no_effect_or_fall_short_of_atop_are_left_out() -> None:
    kept = set(pact_changes()["pact"])
    for pact in chronology().pacts:
        assert (pact.id in kept) == (pact.atop_rule and pact.effective is not None)
