"""Guarantees in words: they fit a terminal, and names can be copied from it."""

import pytest

from foedus import scenario, terms
from foedus.estimate import Estimate
from foedus.report.text import text
from foedus.terms import sections
from foedus.terms.compare import compare, diff
from foedus.terms.overview import overviews

DEPTH = Estimate(1.5, 0.5, 2.5)


@pytest.mark.parametrize("columns", [80, 100])
def test_it_fits_whatever_the_instrument(columns: int) -> None:
    designs = scenario.load("ukraine-2025").designs
    for each in (*terms.library().values(), *designs.values()):
        said = text(sections.whole(each, DEPTH, 60.0), columns)
        assert max(map(len, said.splitlines())) <= columns, each.name
        assert each.name in said
    three = [terms.get(name) for name in terms.names()[:3]]
    for found in (
        sections.comparison(compare(*three), every=True),
        sections.difference(diff(three[0], three[1])),
    ):
        assert max(map(len, text(found, columns).splitlines())) <= columns


@pytest.mark.parametrize("columns", [80, 100])
def test_no_name_of_the_list_is_broken(columns: int) -> None:
    said = text(sections.library(overviews(terms.library().values())), columns)
    assert max(map(len, said.splitlines())) <= columns
    assert set(terms.names()) <= set(said.split())


def test_practice_stands_beside_the_text() -> None:
    nato = scenario.load("ukraine-2025").designs["nato"]
    said = text(sections.whole(nato, DEPTH, 60.0))
    assert "MILITARY TIES IN PRACTICE" in said
    assert "deeper than 60% of ATOP's" in said
