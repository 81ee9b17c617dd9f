"""The weights over treaties that were signed: what is tested, and what cannot be."""

import pytest

from foedus.errors import InputError
from foedus.report.text import WIDTH, text
from foedus.signing import sections
from foedus.signing.score import REFUSED, SignedScore, score
from foedus.terms import get

ASKED = ("us-korea-1953", "france-guarantee-1919", "us-israel-1957", "luxembourg-1867")


@pytest.fixture(scope="module")
def found() -> SignedScore:
    return score(ASKED, draws=200)


@pytest.mark.data
def test_each_instrument_is_weighed_before_its_signature_or_left_out(found: SignedScore) -> None:
    assert {case.name for case in found.cases} == set(ASKED) - {"luxembourg-1867"}
    assert found.left_out == {"luxembourg-1867": "the protégé is no state of the data"}
    for case in found.cases:
        assert case.signed == get(case.name).signed
        assert not case.found.points  # the library states no positions
        assert not any(party.verdict == "keeps" for party in case.found.parties)


@pytest.mark.data
def test_signatures_are_counted_once_and_a_refusal_apart(found: SignedScore) -> None:
    given = [found.parties(role) for role in ("protege", "guarantor")]
    refused = found.parties("guarantor", refused=True)
    signed = sum(len(case.found.parties) for case in found.cases)
    assert sum(sum(each.values()) for each in (*given, refused)) == signed
    assert sum(refused.values()) == 1
    accepted, every = found.acceptable
    assert every == 2  # without the one that was refused
    assert 0 <= accepted <= every


@pytest.mark.data
def test_a_party_that_nothing_moves_is_in_no_class(found: SignedScore) -> None:
    letter = next(case for case in found.cases if case.name == "us-israel-1957")
    assert {letter.of(party) for party in letter.found.parties} == {"untold"}
    assert letter.verdict == "untold"
    assert found.packages()["untold"] == 1


@pytest.mark.data
def test_the_text_says_what_it_is_no_test_of(found: SignedScore) -> None:
    said = text(sections.score(found))
    flat = " ".join(said.split())
    assert "always says yes" in flat
    assert "USA in france-guarantee-1919" in flat
    assert "says nothing where a scenario states no positions" in flat
    assert "luxembourg-1867" in flat
    assert max(map(len, said.splitlines())) <= WIDTH
    assert found.to_dict()["forecast"] is False


def test_the_refused_are_those_whose_fate_says_so() -> None:
    for name, who in REFUSED.items():
        one = get(name)
        assert one.fate is not None
        assert one.fate.end == "never-in-force"
        assert set(who) <= set(one.guarantors)


def test_no_other_instrument_never_came_into_force() -> None:
    from foedus.terms import library

    never = {n for n, each in library().items() if each.fate and each.fate.end == "never-in-force"}
    assert never == set(REFUSED)


def test_draws_that_cannot_be_are_refused_before_any_work() -> None:
    with pytest.raises(InputError, match="found 1, allowed: 100") as raised:
        score(draws=1)
    assert raised.value.where == "--draws"


def test_a_score_over_nothing_says_why_and_what_to_try() -> None:
    with pytest.raises(InputError, match="luxembourg-1867: the protégé is no state") as raised:
        score(["luxembourg-1867"], draws=100)
    assert "--instrument" in raised.value.where
    assert "more instruments" in raised.value.hint
