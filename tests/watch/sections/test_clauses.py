"""Readings of a clause side by side, each where its strongest case stands."""

from tests.watches import at, blame, pledge, report, watched

from foedus.report.blocks import Table
from foedus.watch.casus.truth import Truth
from foedus.watch.sections.clauses import clauses, states

CASUS = {"any": {"attribution": "unneeded"}, "proved": {"attribution": "established"},
         "five": {"attribution": "unneeded", "intensity": {"deaths": 5, "days": 7}}}  # fmt: skip
TEXT = pledge({"casus": CASUS})


def test_without_incidents_every_reading_stands_and_none_is_met() -> None:
    [state] = states(at(9, guarantee=TEXT), watched(TEXT))
    assert state.truths == dict.fromkeys(CASUS, Truth.NOT_MET)


def test_each_reading_has_the_truth_of_its_strongest_case_and_counts_those() -> None:
    toll = {"best": 6, "low": 2, "high": 9}
    found = at(9, report(deaths=toll), report("r2"), blame(), guarantee=TEXT)
    [state] = states(found, watched(TEXT))
    assert state.truths == {
        "any": Truth.MET, "proved": Truth.MET, "five": Truth.UNDETERMINED,
    }  # fmt: skip
    assert (state.cases["any"], state.cases["proved"]) == (2, 1)
    assert any("2 to 9 deaths in 7 days" in fact for fact in state.hangs_on)


def test_the_table_sets_the_readings_beside_each_other() -> None:
    [table] = clauses(at(9, report(), guarantee=TEXT), watched(TEXT)).blocks
    assert isinstance(table, Table)
    [(under, clause, met, open_, unmet, hangs)] = table.rows
    assert (under, clause, met, open_, unmet) == ("pledge", "1, defense", "any (1)",
                                                 "proved (1)", "five")  # fmt: skip
    assert hangs == "who did it: nobody has said"
