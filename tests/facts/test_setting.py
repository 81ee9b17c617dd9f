"""Columns: what the panel would say in the year after the question."""

from math import isnan

import numpy as np
import pytest

from foedus import scenario
from foedus.evidence.spells import retained
from foedus.facts import assembly, public
from foedus.facts.known import Known
from foedus.facts.setting import setting
from foedus.history.memory import COUNTS, SINCE
from foedus.history.setting import Setting
from foedus.scenario import Scenario

Facts = dict[str, Known]


def disputed(ukraine: Scenario, text: str) -> Scenario:
    """The question with these disputes alone after the data's end, and nothing said of a war."""
    base = scenario.dumps(ukraine.model_copy(update={"situation": ukraine.situation.model_copy(
        update={"disputes": (), "dyads": ()}), "baseline": ()}))  # fmt: skip
    extra = f"situation: {{chronology: no, disputes: [{text}]}}\n"
    lines = base.split("situation:\n")
    rest = lines[1].split("\ndesigns:", 1)
    return scenario.loads(lines[0] + extra + "designs:" + rest[1])


def test_every_memory_column_is_there(here: Setting) -> None:
    assert set(here.memory) == {*COUNTS, *SINCE}


def test_listed_disputes_count_as_in_the_panel(ukraine: Scenario, facts: Facts) -> None:
    quiet = setting(disputed(ukraine, ""), facts).memory
    one = "{initiator: RUS, target: UKR, start: 2020-05-01, end: 2020-06-01, hostility: force}"
    loud = setting(disputed(ukraine, one), facts).memory
    for name, half_life in (("mid_pair_h2", 2), ("mid_pair_h8", 8), ("force_pair_h25", 25),
                            ("mid_past12_h8", 8), ("mid_past1_h25", 25)):  # fmt: skip
        assert loud[name] - quiet[name] == pytest.approx(2 ** (-(2026 - 2020) / half_life))
    assert loud["since_mid"] == 6
    assert isnan(loud["since_war"])
    assert loud["mid_others1_h2"] == quiet["mid_others1_h2"]


def test_a_dispute_that_the_protege_begins_counts_for_the_pair(
    ukraine: Scenario, facts: Facts
) -> None:
    quiet = setting(disputed(ukraine, ""), facts).memory
    one = "{initiator: UKR, target: RUS, start: 2020, hostility: display, source: x y}"
    loud = setting(disputed(ukraine, one), facts).memory
    assert loud["mid_pair_h8"] > quiet["mid_pair_h8"]
    assert loud["mid_past12_h8"] == quiet["mid_past12_h8"]
    assert loud["force_pair_h25"] == quiet["force_pair_h25"]


def test_disputes_that_the_data_hold_do_not_count_twice(ukraine: Scenario, facts: Facts) -> None:
    quiet = setting(disputed(ukraine, ""), facts).memory
    old = (
        "{initiator: RUS, target: UKR, start: 2008, end: 2008-06-30, hostility: force, source: x y}"
    )
    again = setting(disputed(ukraine, old), facts).memory
    assert again == pytest.approx(quiet, nan_ok=True)


def test_disputes_with_others_raise_the_steady_level_only_above_it(
    ukraine: Scenario, facts: Facts
) -> None:
    days = [f"2025-01-{2 * day + 1:02}" for day in range(9)]
    one, *more = (
        f"{{initiator: RUS, target: GEO, start: {day}, end: {day}, hostility: force, source: x y}}"
        for day in days
    )
    quiet = setting(disputed(ukraine, ""), facts).memory
    few = setting(disputed(ukraine, one), facts).memory
    assert few["mid_others1_h2"] == quiet["mid_others1_h2"]  # the level stands for them
    many = setting(disputed(ukraine, ", ".join([one, *more])), facts).memory
    assert many["mid_others1_h2"] == pytest.approx(9 * retained(2.0))


def test_a_war_still_fought_ends_in_the_year_before(here: Setting) -> None:
    assert here.ongoing
    assert here.first == 2026
    assert here.memory["since_war"] == 1
    assert here.memory["since_mid"] == 1


def test_a_war_that_ended_is_not_going_on(ukraine: Scenario, facts: Facts) -> None:
    ended = "{initiator: RUS, target: UKR, start: 2022-02-24, end: 2023-01-05, hostility: war}"
    found = setting(disputed(ukraine, ended), facts)
    assert not found.ongoing
    assert found.memory["since_war"] == 2026 - 2023


@pytest.mark.data
def test_a_question_of_the_past_has_the_panels_own_columns() -> None:
    """Facts as of 1995 give what the ladder's data have in 1996, but for what changed that year."""
    from foedus.evidence.panel import panel
    from foedus.history.covariates import HALF_LIVES
    from foedus.history.rows import PARTS, prepare

    asked = scenario.loads(
        "foedus: 1\ntitle: t\nas_of: 1995-12-31\nchallenger: IRQ\nprotege: KWT\n"
        "designs: {none: {}}\n"
    )
    found = setting(asked, public.from_data(asked).facts | assembly.facts(asked))
    rows = prepare(panel("directed-dyad-year", 1996, 1996, PARTS, half_lives=HALF_LIVES))
    [row] = np.flatnonzero((rows.ccode1 == 645) & (rows.ccode2 == 690))
    for name, value in found.memory.items():
        assert value == pytest.approx(float(rows.columns[name][row]), rel=1e-5, abs=1e-6), name
    same = prepare(panel("directed-dyad-year", 1995, 1995, PARTS, half_lives=HALF_LIVES))
    [row] = np.flatnonzero((same.ccode1 == 645) & (same.ccode2 == 690))
    for name, value in found.fixed.items():
        assert value == pytest.approx(float(same.columns[name][row]), rel=1e-5, abs=1e-6), name


@pytest.mark.data
def test_a_pair_of_which_one_is_about_to_leave_the_system_has_its_past() -> None:
    """Poland is no member in 1940; its counts stand in 1939 and decay by formula from there."""
    asked = scenario.loads(
        "foedus: 1\ntitle: t\nas_of: 1939-12-31\nchallenger: '255'\nprotege: POL\n"
        "designs: {none: {}}\n"
    )
    facts = assembly.facts(asked)
    assert facts["pair.last_mid"].year == 1938
    found = setting(asked, facts)
    assert found.first == 1940
    both = sum(facts[f"pair.mid_past{way}_h8"].value for way in ("12", "21"))  # type: ignore[misc]
    assert found.memory["mid_pair_h8"] == pytest.approx(both * retained(8.0))
    assert found.memory["since_mid"] >= 2
