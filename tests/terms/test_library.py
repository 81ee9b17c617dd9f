"""The library's instruments: whole, cited article by article, and with what became of each."""

from datetime import date
from pathlib import Path

import pytest

from foedus import terms
from foedus.errors import UnknownNameError
from foedus.states import find
from foedus.terms.instruments import compiled, sources

# States before the day from which the state system counts them as members.
EARLY = {("anglo-egyptian-1936", "EGY")}  # a member from 26 May 1937


@pytest.mark.parametrize("name", terms.names())
def test_each_instrument_is_whole_and_every_clause_cites_its_article(name: str) -> None:
    instrument = terms.get(name)
    assert instrument.name == name
    assert instrument.title
    assert instrument.cites
    assert instrument.guarantors
    assert instrument.clauses
    assert all(clause.cites for clause in instrument.clauses)
    assert instrument.signed is not None
    assert instrument.in_force is None or instrument.in_force >= instrument.signed
    assert instrument.mutual == (instrument.protege is None)
    assert str(instrument.signed.year) in name
    for state in instrument.guarantors:
        if (name, state) in EARLY:
            continue
        find(state, year=instrument.signed.year)  # raises unless it was a state then
    for state, since in instrument.acceded.items():
        find(state, year=since.year)


@pytest.mark.parametrize("name", terms.names())
def test_each_instrument_says_what_became_of_it(name: str) -> None:
    instrument = terms.get(name)
    fate, signed = instrument.fate, instrument.signed
    assert fate
    assert signed
    days = [call.on for call in fate.called]
    assert days == sorted(days)
    parties = {*instrument.guarantors, *instrument.acceded, instrument.protege}
    for call in fate.called:
        assert call.on >= signed
        assert set(call.by) <= parties
        assert not set(call.by) & set(call.protege)
        assert instrument.ended is None or call.on <= instrument.ended or fate.end == "violated"
    if fate.end in {"in-force", "never-in-force"}:
        assert instrument.ended is None
    else:
        assert fate.source or fate.note
    if fate.end == "never-in-force":
        assert instrument.in_force is None
        assert not fate.called


@pytest.mark.parametrize("name", terms.names())
def test_named_adversaries_are_a_condition(name: str) -> None:
    for clause in terms.get(name).clauses:
        if clause.adversaries and clause.obligation in {"defense", "offense"}:
            assert "adversary" in clause.conditions, clause.summary()


def test_the_library_spans_two_centuries_with_successes_and_failures() -> None:
    found = terms.library().values()
    assert len(found) >= 30
    years = [each.signed.year for each in found if each.signed]
    assert (min(years), max(years)) == (1839, 2025)
    assert sum(each.protege is not None for each in found) >= 10  # for states that are no members
    answers = [call.answer for each in found if each.fate for call in each.fate.called]
    assert {"honored", "in-part", "refused", "not-invoked"} <= set(answers)
    ends = {each.fate.end for each in found if each.fate}
    assert {"in-force", "violated", "replaced", "expired", "dissolved", "renounced"} <= ends


def test_the_north_atlantic_treaty_has_its_parties_at_each_date() -> None:
    treaty = terms.get("north-atlantic-1949")
    counts = {1950: 12, 1953: 14, 1956: 15, 1990: 16, 2000: 19, 2005: 26, 2010: 28, 2025: 32}
    assert {year: len(treaty.guarantors_on(date(year, 1, 1))) for year in counts} == counts
    assert terms.depth_count(treaty) == 2
    assert treaty.practice is not None
    assert not treaty.practice.contribution


def test_obligations_are_found() -> None:
    assert terms.get("us-korea-1953").promises_defense
    assert not terms.get("budapest-memorandum-1994").promises_defense
    assert terms.get("belgium-1839").owed("neutrality")[0].by == ("BEL",)


def test_the_library_offers_the_nearest_name() -> None:
    assert set(terms.library()) == set(terms.names())
    assert len(terms.names()) >= 30
    with pytest.raises(UnknownNameError, match="did you mean budapest-memorandum-1994"):
        terms.get("budapest-1994")


def test_what_is_loaded_is_what_the_files_say() -> None:
    read = sources()
    assert tuple(read) == terms.names()
    for name, each in read.items():
        assert terms.get(name) == each, "run python docs/terms.py"
        assert terms.get(name).model_fields_set == each.model_fields_set
    shipped = Path(terms.__file__).with_name("library.json").read_text("utf-8")
    assert compiled(read) == shipped
