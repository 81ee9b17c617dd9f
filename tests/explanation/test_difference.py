"""What differs, in readers' words."""

import pytest

from foedus.explanation.difference import fact, term
from foedus.terms.compare import TermsChange


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("RUS.cinc", 0.0341, 0.0382,
         "Russia, share of the world's capabilities (CINC): 0.0341 → 0.0382"),
        ("pair.rivalry", 1.0, 0.0, "whether the two are strategic rivals: yes → no"),
        ("all.majors", ["USA"], ["USA", "CHN"], "the major powers: 1 state → 2 states"),
        ("pair.last_war", None, 2022.0, "the year of the last war between the two: none → 2022"),
        ("mid_pair_h2", 0.295, 0.2086,
         "disputes between the two, each counting half after every 2 years: 0.295 → 0.2086"),
        ("mid_others1_h2", 1.0, 2.0,
         "disputes that the challenger began with others, each counting half after every 2 years: "
         "1 → 2"),
    ],
)  # fmt: skip
def test_a_fact_has_its_title_and_no_key(name, before, after, said):
    assert fact(name, before, after, 2025) == said


@pytest.mark.parametrize(
    ("group", "name", "said"),
    [
        ("clauses", "defense on armed-attack: in", "defense on armed attack, where it holds"),
        ("clauses", "nonaggression", "nonaggression"),
        ("term", "notice", "notice, months"),
        ("adoption", "adopted_by", "adopted by"),
        ("membership", "guarantors", "guarantors"),
    ],
)
def test_a_term_has_its_title_and_no_key(group, name, said):
    assert term(TermsChange(group, name, "changed", "a", "b")) == said
