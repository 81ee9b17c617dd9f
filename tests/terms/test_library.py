"""The library's instruments: whole, cited, and coded as ATOP codes them or with a reason."""

import csv
from datetime import date
from pathlib import Path

import pytest

from foedus import terms
from foedus.errors import UnknownNameError
from foedus.states import find
from foedus.terms.depth import ATOP_ITEMS, atop_codes

REFERENCE = Path(__file__).parents[1] / "reference" / "atop_alliances.csv"

# Where our coding departs from ATOP's, and why.
DEPARTURES = {
    ("britain-poland-1939", "offense"): "art. 2 answers a threat that the victim resists by force; "
    "we code it as defense on a threat, ATOP as offense",
    ("us-taiwan-1954", "consul"): "art. IV consults on carrying the treaty out, not on crises; "
    "ATOP does not count it, and we keep it without the trigger of a threat",
    ("us-japan-1960", "defcon"): "art. V is bound to territories under Japan's administration; "
    "ATOP does not count that as a condition",
}


def atop() -> dict[int, dict[str, int]]:
    lines = [line for line in REFERENCE.read_text().splitlines() if not line.startswith("#")]
    rows = [{key: int(value) for key, value in row.items()} for row in csv.DictReader(lines)]
    return {row["atopid"]: row for row in rows}


def ours(instrument: terms.Guarantee) -> dict[str, int]:
    kinds = {clause.obligation for clause in instrument.clauses}
    conditions = {word for clause in instrument.owed("defense") for word in clause.conditions}
    coded = {
        "defense": "defense" in kinds,
        "offense": "offense" in kinds,
        "neutral": "neutrality" in kinds,
        "nonagg": "nonaggression" in kinds,
        "consul": "consultation" in kinds,
        "defcon": bool(conditions - {"constitutional-processes"}),
    }
    return {key: int(value) for key, value in coded.items()}


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
        find(state, year=instrument.signed.year)  # raises unless it was a state then
    for state, since in instrument.acceded.items():
        find(state, year=since.year)


@pytest.mark.parametrize("name", [name for name in terms.names() if terms.get(name).atop])
def test_coding_agrees_with_atop_or_the_departure_is_explained(name: str) -> None:
    instrument = terms.get(name)
    row = atop()[instrument.atop or 0]
    differing = {item for item, value in ours(instrument).items() if value != row[item]}
    explained = {item for of, item in DEPARTURES if of == name}
    assert differing == explained
    ties = dict(zip(ATOP_ITEMS, atop_codes(instrument.military), strict=True))
    for item, code in ties.items():  # ATOP's kinds of bases are not told apart
        assert (code > 0) == (row[item] > 0), item
        assert item == "base" or code == row[item], item


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
    assert len(terms.names()) >= 6
    with pytest.raises(UnknownNameError, match="did you mean budapest-memorandum-1994"):
        terms.get("budapest-1994")
