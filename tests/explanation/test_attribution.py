"""Why a number moved: shares of data, model, judgement and clause that add up exactly."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.seals import at, book

from foedus import scenario
from foedus.assessment import assess
from foedus.errors import InputError, UnknownNameError
from foedus.explanation.attribution import NumberChange, attribute, number
from foedus.explanation.sections.attribution import sections
from foedus.explanation.version import PLAYERS, AnswerVersion, at_day, of_scenario
from foedus.forecasts.draft import SealDraft
from foedus.forecasts.maker import designs, talks
from foedus.forecasts.version import recorded, version
from foedus.history import origins
from foedus.report.text import text
from foedus.scenario import Scenario
from foedus.scenario.fact import Fact

DRAWS, YEARS = 100, 5


@pytest.fixture(scope="module")
def asked() -> Scenario:
    return scenario.load("ukraine-2025")


@pytest.fixture(scope="module")
def now(asked: Scenario) -> AnswerVersion:
    return of_scenario(asked)


@pytest.fixture(scope="module")
def other(asked: Scenario) -> AnswerVersion:
    """All four differ: an earlier origin, other facts, a judgement, a shorter term."""
    term = asked.designs["article-5-like"].model_copy(update={"term": 3.0, "renewal": None})
    judged = {**asked.situation.states}
    first = judged.get("RUS")
    assert first is None or first.polyarchy is None
    here = asked.situation.model_copy(update={"states": judged | {"RUS": _state(polyarchy=0.6)}})
    then = asked.with_design(term, "article-5-like").model_copy(update={"situation": here})
    made = of_scenario(then, name="other", origin=origins.shipped(2010))
    facts = dict(made.facts.facts)
    facts["UKR.cinc"] = replace(facts["UKR.cinc"], value=0.5 * float(facts["UKR.cinc"].value))  # type: ignore[arg-type]
    return replace(made, facts=replace(made.facts, facts=facts))


def _state(polyarchy: float) -> Any:
    from foedus.scenario.situation import StateFacts

    return StateFacts(polyarchy=Fact(value=polyarchy, judgement="a guess"))


@pytest.fixture(scope="module")
def moved(other: AnswerVersion, now: AnswerVersion) -> NumberChange:
    which = number("war", other, now, "article-5-like", YEARS)
    return attribute(other, now, which, draws=DRAWS, years=YEARS, seed=1)


def test_shares_add_up_exactly(moved: NumberChange) -> None:
    assert list(moved.shares) == list(PLAYERS)
    together = sum(each.value for each in moved.shares.values())
    assert together == pytest.approx(moved.change.value, abs=1e-12)
    gap = moved.after.value - moved.before.value
    assert moved.change.value == pytest.approx(gap, abs=1e-12)
    assert all(abs(each.value) > 0 for each in moved.shares.values())


def test_the_ends_are_what_assess_says(moved: NumberChange, asked: Scenario) -> None:
    said = assess(asked, draws=DRAWS, years=YEARS, seed=1, designs=["article-5-like"])
    whole = said.designs["article-5-like"].risk.by["war"][-1]
    assert moved.after.value == pytest.approx(whole.value, rel=1e-6)


def test_what_differs_is_told(moved: NumberChange) -> None:
    assert any(
        each.startswith("Ukraine, share of the world's capabilities (CINC): ")
        for each in moved.differs["data"]
    )
    assert any("–2010" in each for each in moved.differs["model"])
    assert moved.differs["judgement"] == ("facts of the situation that are judgements",)
    assert any(each.startswith("term, years: ") for each in moved.differs["clause"])
    said = text(sections(moved), 80)
    assert "together" in said
    assert "They add up to the change" in said.replace("\n", " ")
    assert max(map(len, said.splitlines())) <= 80


@given(st.frozensets(st.sampled_from(list(PLAYERS))))
def test_parts_can_be_taken_in_any_order(
    now: AnswerVersion, other: AnswerVersion, taken: frozenset[str]
) -> None:
    mixed = now.with_parts(other, taken)
    step = now
    for each in sorted(taken):
        step = step.with_parts(other, frozenset((each,)))
    assert step.scenario == mixed.scenario.model_copy()
    assert (step.facts, step.origin) == (mixed.facts, mixed.origin)
    assert set(now.differs(other)) == set(PLAYERS)
    assert set(mixed.differs(other)) == set(PLAYERS) - taken


def test_the_same_version_moves_nothing(now: AnswerVersion) -> None:
    which = number("war[0]", now, now, "nato", YEARS)
    found = attribute(now, now, which, draws=DRAWS, years=YEARS, seed=0)
    assert found.shares == {}
    assert found.change.value == 0.0
    assert "Nothing that is read differs" in text(sections(found), 80)


def test_any_number_of_the_answer_can_be_asked(now: AnswerVersion, other: AnswerVersion) -> None:
    clause = replace(other, origin=now.origin, facts=now.facts).with_parts(
        now, frozenset(("data", "judgement"))
    )
    which = number("standing", clause, now, "article-5-like", YEARS)
    assert not which.is_chance
    found = attribute(clause, now, which, draws=DRAWS, years=YEARS, seed=0)
    assert list(found.shares) == ["clause"]
    assert found.shares["clause"].value == pytest.approx(found.change.value)
    assert found.change.value > 0  # three years without renewal stand less long


def test_a_day_knows_nothing_later(asked: Scenario) -> None:
    then = at_day(asked, date(2013, 6, 30))
    assert then.scenario.as_of == date(2013, 6, 30)
    assert then.origin.last <= 2012
    assert all(each.on <= then.scenario.as_of for each in then.scenario.claims)
    assert all(each.start <= then.scenario.as_of for each in then.scenario.situation.disputes)
    years = [each.year for each in then.facts.facts.values() if each.year]
    assert max(years) <= 2013
    with pytest.raises(InputError, match="is not before the question's day"):
        at_day(asked, asked.as_of)


def test_names_that_are_none(now: AnswerVersion, other: AnswerVersion) -> None:
    with pytest.raises(UnknownNameError, match="unknown design 'natto'"):
        number("war", now, other, "natto", YEARS)
    with pytest.raises(InputError, match="year 5 of 5 forecast"):
        number("war[5]", now, other, "nato", YEARS)
    turned = now.scenario.model_copy(update={"challenger": "UKR", "protege": "RUS"})
    with pytest.raises(InputError, match="asks about"):
        attribute(
            replace(now, scenario=turned), now, number("war", now, now, "nato", YEARS),
            draws=DRAWS, years=YEARS, seed=0,
        )  # fmt: skip


@pytest.fixture(scope="module")
def drafted(asked: Scenario) -> SealDraft:
    return designs.draft(asked, None, draws=DRAWS, years=YEARS, seed=0)


def test_a_seal_is_read_back_as_the_version_it_was(
    tmp_path: Path, drafted: SealDraft, now: AnswerVersion
) -> None:
    with book(tmp_path, "2025-08-18") as opened:
        seal = opened.add_seal(drafted, at("2025-08-19"))
        found = version(opened, seal)
    assert found.origin is origins.main()
    assert found.differs(now) == ()
    asked = number("war[4]", found, now, "nato", YEARS)
    assert recorded(seal, asked) == seal.question("nato/war/5").chance  # type: ignore[union-attr]
    assert recorded(seal, number("war[3]", found, now, "nato", YEARS)) is None


def test_what_another_program_sealed_counts_with_the_model(
    tmp_path: Path, drafted: SealDraft, now: AnswerVersion
) -> None:
    """The posteriors differ in one file, so they are read from the log; so does a sealed chance."""
    with book(tmp_path, "2025-08-18") as opened:
        seal = opened.add_seal(drafted, at("2025-08-19"))
        lapse = opened.file(seal.models["lapse"])
        changed = lapse.of("lapse", lapse.raw().replace(b'"version":"0', b'"version":"9'),
                           lapse.recorded)  # fmt: skip
        opened.add([changed])
        old = seal.model_copy(update={"models": seal.models | {"lapse": changed.sha256}})
        found = version(opened, old)
    assert found.origin is not origins.main()
    assert found.origin.lapse.version.startswith("9")
    which = number("war", found, now, "nato", YEARS)
    moved = attribute(found, now, which, draws=DRAWS, years=YEARS, seed=0, recorded=(0.5, None))
    assert list(moved.shares) == ["model"]
    assert moved.before.value == pytest.approx(0.5)
    assert moved.shares["model"].value == pytest.approx(moved.change.value)
    assert moved.program == pytest.approx(moved.after.value - 0.5)
    assert "this program and its draws" in text(sections(moved), 80).replace("\n", " ")


def test_what_talks_end_in_moves_with_positions_and_claims(tmp_path: Path) -> None:
    asked = scenario.load("ukraine-2026")
    bare = asked.model_copy(update={"claims": (), "hypotheses": None})
    with book(tmp_path, "2026-11-18") as opened:
        seals = [
            opened.add_seal(talks.draft(each, draws=200, seed=0, years=1), at(f"2026-11-{day}"))
            for each, day in ((bare, 19), (asked, 20))
        ]
        one, two = (version(opened, each) for each in seals)
    which = number("talks.guarantee.point", one, two, None, YEARS)
    known = (recorded(seals[0], which), recorded(seals[1], which))
    found = attribute(one, two, which, draws=200, years=YEARS, seed=0, recorded=known)
    assert list(found.shares) == ["judgement"]
    assert found.shares["judgement"].value == pytest.approx(found.change.value)
    assert (found.before.value, found.after.value) == pytest.approx(known)
    assert found.program == 0.0
    with pytest.raises(InputError, match="is of talks"):
        number("war", one, two, None, YEARS)
    with pytest.raises(UnknownNameError, match="unknown number 'pint'"):
        attribute(one, two, number("talks.guarantee.pint", one, two, None, YEARS), draws=200,
                  years=YEARS, seed=0)  # fmt: skip
