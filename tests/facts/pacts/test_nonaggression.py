"""The challenger's own word: by what it is owed, and that no number hangs on it."""

from foedus import scenario
from foedus.assessment.designs import read
from foedus.facts import assembly
from foedus.facts.assembly import gather
from foedus.facts.known import Known
from foedus.facts.pacts.nonaggression import NonaggressionPledge
from foedus.facts.statements import stated
from foedus.scenario import Scenario

Facts = dict[str, Known]
HEAD = "foedus: 1\ntitle: t\nas_of: 2025-08-18\nchallenger: RUS\nprotege: UKR\n"
PACT = "guarantors: [POL], clauses: [{obligation: defense}"


def asked(designs: str = "{}", more: str = "") -> Scenario:
    return scenario.loads(f"{HEAD}{more}designs:\n  none: {{}}\n  it: {designs}\n")


def word(question: Scenario, facts: Facts) -> NonaggressionPledge:
    return read(question, "it", facts).pledge


def without(facts: Facts) -> Facts:
    return facts | {"pair.atop_nonagg": Known(0.0, 2018, "atop-dyad-years", "frozen")}


def test_what_atop_has_stands_by_name_unless_more_is_known() -> None:
    found = word(asked(), assembly.facts(asked()))
    assert found.standing is True
    assert found.pacts == (
        "atop-3740",
    )  # Helsinki 1975 and after; the treaty of 1997 ended in 2019
    assert found.owed
    assert not found.new


def test_the_shipped_question_owes_nothing_at_all(ukraine: Scenario, facts: Facts) -> None:
    found = read(ukraine, "none", facts).pledge
    assert (found.standing, found.owed, found.pacts) == (False, False, ())
    assert found.said == (("no-further-seizure", "domestic-law", "reported"),)


def test_a_pledge_binds_once_it_is_made(facts: Facts) -> None:
    mine = "by: RUS, what: non-invasion, form: treaty, toward: [UKR]"
    for status, owed in (("reported", False), ("offered", False), ("made", True)):
        question = asked(more=f"pledges: [{{{mine}, status: {status}}}]\n")
        assert word(question, without(facts)).owed is owed


def test_the_scenario_may_say_that_nothing_stands(facts: Facts) -> None:
    ended = "situation: {dyads: [{dyad: [RUS, UKR], nonaggression_pact: false, source: s s}]}\n"
    question = asked(more=ended)
    known = facts | dict(stated(question))
    assert word(question, known).standing is False
    assert not word(question, known).owed


def test_where_nobody_knows_it_is_unknown_and_nothing_is_missing(facts: Facts) -> None:
    unknown = {name: fact for name, fact in facts.items()
               if name not in {"pair.atop_nonagg", "all.pacts"}
               and "pact." not in name}  # fmt: skip
    assert word(asked(), unknown).standing is None
    assert "pair.atop_nonagg" not in gather(asked(), [unknown], None)


def test_a_clause_binds_the_challenger_by_name_or_as_a_party(facts: Facts) -> None:
    bare = without(facts)
    named = asked(f"{{{PACT}, {{obligation: nonaggression, by: [RUS]}}]}}")
    party = asked("{guarantors: [RUS, POL], clauses: [{obligation: nonaggression}]}")
    others = asked(f"{{{PACT}, {{obligation: nonaggression}}]}}")
    assert [word(each, bare).by_design for each in (named, party, others)] == [True, True, False]
    assert word(named, bare).owed
    assert not word(others, bare).owed


def test_a_pledge_counts_toward_whom_it_names_unless_broken(facts: Facts) -> None:
    def pledges(text: str) -> tuple[tuple[str, str, str], ...]:
        return word(asked(more=f"pledges: [{text}]\n"), without(facts)).said

    mine = "by: RUS, what: non-invasion, form: treaty"
    assert pledges(f"{{{mine}, toward: [UKR]}}") == (("non-invasion", "treaty", "offered"),)
    assert not pledges(f"{{{mine}, toward: [POL]}}")
    assert not pledges(f"{{{mine}}}")
    assert not pledges(f"{{{mine}, toward: [UKR], status: broken}}")
    assert not pledges("{by: RUS, what: withdrawal, form: treaty, toward: [UKR]}")


def test_an_ally_is_no_pledger(facts: Facts) -> None:
    ally = facts | {"pair.atop_defense": Known(1.0, 2018, "atop-dyad-years", "frozen")}
    assert not word(asked(), ally).owed


def test_it_moves_no_column(facts: Facts) -> None:
    bare = without(facts)
    plain = asked(f"{{{PACT}]}}")
    named = asked(f"{{{PACT}, {{obligation: nonaggression, by: [RUS]}}]}}")
    one, two = (read(each, "it", bare) for each in (plain, named))
    assert one.columns == two.columns
    assert two.to_dict()["pledge"]["by_design"] is True
