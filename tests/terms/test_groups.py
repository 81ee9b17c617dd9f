"""Names that people write for states and groups, and who belonged to a group on a day."""

from datetime import date

import pytest

from foedus.errors import InputError
from foedus.states import find, unconfirmed
from foedus.states.table import rows
from foedus.terms import groups

NOW = date(2026, 1, 15)
#: What people write, on which day, and who is meant: a count, some of them, and some who are not.
WRITTEN = [
    ("NATO", NOW, 32, "USA FIN SWE MKD", "UKR IRL"),
    ("nato", date(2022, 6, 1), 30, "MKD", "FIN SWE"),
    ("N.A.T.O.", date(1950, 1, 1), 12, "ISL", "TUR GRC"),
    ("OTAN", date(1960, 1, 1), 15, "DEU TUR", "ESP"),
    ("the North Atlantic Alliance", date(1985, 1, 1), 16, "ESP FRA", "POL"),
    ("EU", NOW, 27, "HRV", "GBR"),
    ("European Union", date(2016, 6, 23), 28, "GBR HRV", "NOR"),
    ("EEC", date(1970, 1, 1), 6, "ITA DEU", "GBR"),
    ("CSTO", NOW, 6, "RUS ARM KAZ", "UZB"),
    ("Warsaw Pact", date(1975, 1, 1), 7, "DDR POL CSK", "ALB"),
    ("Arab League", NOW, 21, "EGY IRQ COM SYR", "IRN"),
    ("League of Arab States", date(1980, 1, 1), 20, "YMD 678 IRQ", "EGY"),
    ("Baltic states", NOW, 3, "EST LVA LTU", "POL"),
    ("the Baltics", date(1938, 1, 1), 3, "EST LVA LTU", "FIN"),
    ("Nordic countries", date(1950, 1, 1), 5, "ISL DNK", "EST"),
    ("nordics", NOW, 5, "FIN SWE", "EST"),
    ("NB8", NOW, 8, "EST NOR", "POL"),
    ("Visegrad", date(1992, 1, 1), 3, "CSK HUN POL", "SVK"),
    ("V4", NOW, 4, "SVK CZE", "AUT"),
    ("AUKUS", NOW, 3, "AUS GBR USA", "NZL"),
    ("GCC", date(1990, 7, 1), 6, "KWT SAU", "IRQ"),
    ("Gulf Cooperation Council", NOW, 6, "ARE OMN", "YEM"),
    ("ASEAN", date(1975, 1, 1), 5, "THA SGP", "VNM"),
    ("asean", NOW, 11, "VNM TLS", "PNG"),
    ("Quad", NOW, 4, "IND JPN", "KOR"),
    ("E3", NOW, 3, "DEU FRA GBR", "USA"),
    ("G7", NOW, 7, "CAN JPN", "RUS"),
    ("P5", date(1960, 1, 1), 5, "TWN USA", "CHN"),
    ("P5", NOW, 5, "CHN", "TWN"),
    ("Weimar Triangle", NOW, 3, "POL", "ITA"),
    ("Five Eyes", NOW, 5, "NZL", "JPN"),
    ("Benelux", NOW, 3, "LUX", "DEU"),
    ("JEF", NOW, 10, "ISL SWE", "POL"),
    ("Bucharest Nine", NOW, 9, "ROU", "SVN"),
    ("SEATO", date(1965, 1, 1), 8, "PAK FRA", "VNM"),
    ("Baghdad Pact", date(1958, 1, 1), 5, "IRQ GBR", "USA"),
    ("ANZUS", date(1970, 1, 1), 3, "AUS NZL USA", "GBR"),
    ("Five Power Defence Arrangements", NOW, 5, "SGP", "IDN"),
    ("Central Asia", NOW, 5, "TKM", "AFG"),
    ("Shanghai Cooperation Organisation", NOW, 10, "BLR IRN", "TKM"),
    ("BRICS", date(2020, 1, 1), 5, "ZAF", "IRN"),
    ("OAS", date(1960, 1, 1), 21, "CUB USA", "CAN"),
]  # fmt: skip
#: What is refused, on which day, and what the message says to write.
REFUSED = [
    ("coalition of the willing", NOW, "name its members that are meant"),
    ("the West", NOW, "who is meant is not said"),
    ("United Nations", NOW, "name its members that are meant"),
    ("AUKUS", date(1990, 1, 1), "had no member on 1990-01-01"),
    ("Warsaw Pact", date(2000, 1, 1), "had no member on 2000-01-01"),
    ("SEATO", date(1980, 1, 1), "had no member on 1980-01-01"),
    ("Scotland", NOW, "United Kingdom (GBR)"),
    ("Natto", NOW, "no state is called 'Natto'"),
    ("USSR", NOW, "Russia (RUS)"),
    ("Baltic states", date(1960, 1, 1), "had no member on 1960-01-01"),
]


@pytest.mark.parametrize(("word", "day", "count", "among", "not_among"), WRITTEN)
def test_a_group_is_its_members_on_the_day(
    word: str, day: date, count: int, among: str, not_among: str
) -> None:
    found = groups.members(word, day)
    assert len(found) == len(set(found)) == count
    assert set(among.split()) <= set(found)
    assert set(not_among.split()).isdisjoint(found)


@pytest.mark.parametrize(("word", "day", "told"), REFUSED)
def test_what_nobody_can_expand_is_refused_with_what_to_write(
    word: str, day: date, told: str
) -> None:
    with pytest.raises(InputError) as error:
        groups.named([word], day)
    assert told in str(error.value)


def test_states_and_groups_together_each_once() -> None:
    found = groups.named(["Finland", "Nordics", 2, "USA"], NOW, without=["SWE"])
    assert found.states == ("FIN", "DNK", "ISL", "NOR", "USA")
    assert found.groups == {"Nordics": ("DNK", "FIN", "ISL", "NOR")}


def test_every_spell_of_the_table_is_a_spell_of_a_state_of_that_time() -> None:
    for names, kind, whom, *_ in rows("not_states.tsv"):
        for each in whom.split() if kind.startswith("members") and whom != "-" else ():
            label, _, spells = each.partition("@")
            for spell in filter(None, spells.split(",")):
                first, _, last = spell.partition("..")
                begun = date.fromisoformat(first)
                assert begun < (date.fromisoformat(last) if last else date.max), (names, each)
                # COW lists some states a year or two after they joined: from then on they count.
                assert find(label, year=max(begun.year, 1946)).label == label, (names, each)


def test_every_group_with_members_says_where_they_are_from() -> None:
    for names, kind, whom, *source in rows("not_states.tsv"):
        if kind.startswith("members") and whom != "-":
            assert 1 <= len(source) <= 2, names
            assert all(source), names
            assert any(map(str.isdigit, source[0])) or "@" not in whom, names


def test_what_was_not_found_at_a_source_is_said_of_every_name_of_the_group() -> None:
    assert "not the day" in unconfirmed("Five Eyes")
    assert unconfirmed("ukusa") == unconfirmed("Five Eyes")
    assert unconfirmed("SCO") == unconfirmed("Estonia") == ""
