"""Codes, names and membership."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus import states, terms
from foedus.states.hints import not_states


def test_a_shared_code_follows_the_year():
    assert states.find("DEU").ccode == 255
    assert states.find("DEU", year=1970).ccode == 260
    assert states.find("deu", year=1930).ccode == 255


def test_norway_stays_norway():
    assert states.find("NOR").name == "Norway"


def test_a_state_outside_its_years_is_refused_with_who_was_there():
    with pytest.raises(states.UnknownStateError, match=r"260 .*1938.*1955–1990") as caught:
        states.find(260, year=1938)
    assert "Germany (DEU)" in str(caught.value)


def test_known_is_what_find_finds_or_none():
    assert states.known("Kosovo", year=2025) is states.find("Kosovo", year=2025)
    assert states.known("Atlantis") is None
    assert states.known("Yugoslavia", year=2025) is None


def test_a_misspelled_state_gets_the_nearest():
    with pytest.raises(states.UnknownStateError, match="Russia"):
        states.find("Rusia")


@given(st.sampled_from(states.all_states()), st.integers(1816, 2030))
def test_every_member_is_found_by_code_and_by_iso(state, year):
    if state.in_system(year):
        assert states.find(state.ccode, year=year) is state
        if state.iso3:
            assert states.find(state.iso3, year=year) is state


def test_codes_are_unique():
    codes = [state.ccode for state in states.all_states()]
    assert len(codes) == len(set(codes)) == 217


def bare(text):
    """Letters and digits alone, without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


@given(st.text(max_size=12))
def test_any_text_is_found_or_refused(text):
    try:
        found = states.find(text)
    except states.UnknownStateError:
        return
    known = {str(found.ccode), found.label, *found.codes, *(name.text for name in found.names)}
    assert any(bare(each).lstrip("0") in bare(text) for each in known)


# What people write, in a year, and the COW number of whom they mean.
MEANT = """
UK 2025 200; U.K. 2025 200; Great Britain 1939 200; Britain 1914 200; England 1850 200; GB 2025 200
826 2025 200; UKG 1990 200; the United Kingdom 2025 200; USSR 1950 365; U.S.S.R. 1985 365
Soviet Union 1991 365; Soviet Union 1922 365; Russia 1950 365; Russian Federation 2025 365
Tsarist Russia 1905 365; Serbia 2025 345; Serbia 1914 345; Republic of Serbia 2025 345
Yugoslavia 1941 345; Yugoslavia 1999 345; YUG 1970 345; Serbia and Montenegro 2004 345
340 2025 345; SERBIA 2025 345; Serbia (Yugoslavia) 1990 345; Ivory Coast 2025 437
Côte d'Ivoire 2025 437; Cote d’Ivoire 1990 437; Cote d Ivoire 2025 437; CDI 2000 437
Türkiye 2025 640; Turkiye 2025 640; Turkey 1960 640; Ottoman Empire 1900 640; TR 2025 640
Republic of Korea 2025 732; South Korea 2025 732; Korea, South 2025 732; ROK 2025 732
Korea, Republic of 2025 732; North Korea 2025 731; DPRK 2025 731; Korea 1900 730
Democratic People's Republic of Korea 2025 731; Korea (North) 1960 731; Czechia 2025 316
Czech Republic 2025 316; CZR 2000 316; Czechoslovakia 1938 315; Burma 1960 775; Burma 2025 775
Myanmar (Burma) 2025 775; DRC 2025 490; Congo-Kinshasa 2025 490; Congo - Kinshasa 2025 490
Zaire 1985 490; D.R. Congo 2025 490; Congo, Democratic Republic of the 2025 490
Congo-Brazzaville 2025 484; Congo (Brazzaville) 2025 484; Republic of Congo 2025 484
Macedonia 2010 343; Macedonia 2025 343; North Macedonia 2025 343; FYROM 2000 343; Holland 1900 210
the Netherlands 2025 210; Taiwan 2025 713; ROC 2025 713; ROC 1930 710; Republic of China 1960 713
PRC 2025 710; People's Republic of China 1975 710; United States of America 2025 2; US 2025 2
U.S. 2025 2; U. S. A. 1900 2; America 1917 2; Swaziland 2025 572; Eswatini 2025 572; KSV 2025 347
XKX 2025 347; Kosovo 2025 347; West Germany 1970 260; FRG 1980 260; FRG 2025 255; GFR 1970 260
Federal Republic of Germany 2025 255; Germany 2025 255; DE 2025 255; 260 2025 255; GDR 1985 265
East Germany 1985 265; Prussia 1866 255; 678 1980 678; North Yemen 1980 678
South Yemen 1980 680; Republic of Yemen 2025 679; 804 2025 369; 369 2025 369; UA 2025 369
008 2025 339; St Lucia 2025 56; Saint Lucia 2025 56; St. Kitts & Nevis 2025 60; Bosnia 2025 346
Bosnia & Herzegovina 2025 346; São Tomé & Príncipe 2025 403; Sao Tome and Principe 2025 403
Cape Verde 2025 402; Timor-Leste 2025 860; Micronesia, Federated States of 2025 987; UAE 2025 696
Iran, Islamic Republic of 2025 630; Persia 1900 630; Siam 1930 800; Ceylon 1960 780
Rhodesia 1970 552; South Vietnam 1970 817; North Vietnam 1970 816; Viet Nam 2025 816
Vietnam 2025 816; Malaya 1960 820; Tanganyika 1962 510; Upper Volta 1970 439; Dahomey 1970 434
Austria-Hungary 1914 300; Habsburg Monarchy 1850 300; AUH 1900 300; Two Sicilies 1850 329
Hesse Electoral 1850 273; Wuerttemburg 1850 271; Transjordan 1947 663; Western Samoa 1990 990
AUS 2025 900; SVN 2025 349; FR 2025 220; Trinidad & Tobago 2025 52; 999990369 2025 -
Germany/France 2025 -; Russia (Kremlin) 2025 -; Italy/Sardinia 1850 325
Russia (Soviet Union) 1950 365; Iran (Islamic Republic of) 2025 630; Germany, West 1970 260
Turkey/Ottoman Empire 1900 640; AND 2025 232; & 2025 -
"""
REFUSED = [
    ("Yugoslavia", 2025, ("no name of 2025 but of 1918–2003", "Serbia (SRB)", "Croatia (HRV)")),
    ("USSR", 2025, ("no name of 2025 but of years to 1991", "Russia (RUS)")),
    ("Malaya", 2025, ("of 1957–1962, when it meant other ground", "Malaysia (MYS)")),
    ("Piedmont", 2025, ("Italy (ITA)",)),
    ("Czechoslovakia", 2025, ("Czechia (CZE), Slovakia (SVK)",)),
    ("West Germany", 2025, ("1955–1990", "Germany (DEU)")),
    ("Germany", 1970, ("West Germany (DEU), East Germany (DDR)",)),
    ("Congo", 2025, ("Republic of the Congo (COG) or Democratic Republic of the Congo (COD)",)),
    ("Congo", None, ("(COG)", "(COD)")),
    ("Korea", 2025, ("North Korea (PRK) or South Korea (KOR)",)),
    ("Korea", None, ("North Korea (PRK) or South Korea (KOR)",)),
    ("Vietnam", 1960, ("North Vietnam (VNM) or South Vietnam (VDR)",)),
    ("Guinae", 2025, ("Guinea, Guinea-Bissau, Equatorial Guinea or Papua New Guinea",)),
    ("Sudann", 2025, ("Sudan or South Sudan",)),
    ("Rusia", 2025, ("did you mean Russia?",)),
    ("Россия", 2025, ("did you mean Russia (RUS)?",)),
    ("Росія", 1950, ("did you mean Soviet Union (RUS)?",)),
    ("Україна", 2025, ("did you mean Ukraine (UKR)?",)),
    ("Укрaїна", 2025, ("did you mean Ukraine (UKR)?",)),  # one letter of it is Latin
    ("中国", 2025, ("did you mean China (CHN)?",)),
    ("ایران", 2025, ("did you mean Iran (IRN)?",)),
    ("대한민국", 2025, ("did you mean South Korea (KOR)?",)),
    ("Косово", 2025, ("did you mean Kosovo (XKX)?",)),
    ("Alemania", 2025, ("did you mean Germany (DEU)?",)),
    ("Республика Татарстан", 2025, ("a name, an ISO 3166 code",)),
    ("Republic of Koreo", 2025, ("North Korea or South Korea",)),
    ("Serbya", 2025, ("did you mean Serbia",)),
    ("UKA", 2025, ("Ukraine (UKR)",)),
    ("NATO", 2025, ("NATO is a group of states", "`extends: north-atlantic-1949`")),
    ("EU", 2025, ("EU is a group of states", "`extends: eu-42-7-2007`")),
    ("Baltic states", 2025, ("`guarantors: [EST, LVA, LTU]`",)),
    ("coalition of the willing", 2025, ("name its members",)),
    ("Scotland", 2025, ("United Kingdom (GBR)",)),
    ("Palestine", 2025, ("no member of COW's state system",)),
    ("Xanadu", 2025, ("such as Ukraine, UKR or 369",)),
    ("", 2025, ("such as Ukraine",)),
    (678, 2025, ("North Yemen, no member", "1926–1990", "in 2025: Yemen (YEM)")),
    ("no", 2025, ("Norway (NOR)",)),
    ("me", 2025, ("did you mean",)),
]  # fmt: skip


def meant():
    for entry in MEANT.replace("\n", ";").split(";"):
        if entry.strip():
            word, year, code = entry.strip().rsplit(" ", 2)
            yield word, int(year), None if code == "-" else int(code)


@pytest.mark.parametrize(("word", "year", "code"), [*meant()])
def test_what_people_write_is_understood(word, year, code):
    if code is None:
        with pytest.raises(states.UnknownStateError):
            states.find(word, year=year)
    else:
        assert states.find(word, year=year).ccode == code


@pytest.mark.parametrize(("word", "year", "told"), REFUSED)
def test_what_names_no_state_or_several_is_refused_with_what_to_write(word, year, told):
    with pytest.raises(states.UnknownStateError) as caught:
        states.find(word, year=year)
    assert [each for each in told if each not in str(caught.value)] == []


@pytest.mark.parametrize("state", states.all_states(), ids=lambda state: state.label)
def test_a_state_is_found_by_its_own_name_in_every_year(state):
    for year in range(1816, 2031):
        if state.in_system(year):
            assert states.find(state.called(year), year=year) is state
            assert states.find(state.called(year).upper(), year=year) is state


@pytest.mark.parametrize("state", states.all_states(), ids=lambda state: state.label)
def test_every_code_and_other_name_means_its_state(state):
    """But those that are an alpha-3 code of another, and names that two states share."""
    taken = {other.iso3 for other in states.all_states()}
    shared = {"Congo", "Korea", "Vietnam", "Viet Nam"}
    years = [year for year in range(1816, 2031) if state.in_system(year)]
    for code in {*state.codes} - taken:
        assert states.find(code, year=years[-1]) is state
    for name in state.names:
        fit = [year for year in years if name.covers(year)]
        assert name.text in shared or states.find(name.text, year=fit[-1]) is state, name


@pytest.mark.parametrize(
    ("code", "names"),
    [
        (345, {1900: "Serbia", 1930: "Yugoslavia", 2004: "Serbia and Montenegro", 2025: "Serbia"}),
        (365, {1914: "Russia", 1962: "Soviet Union", 1991: "Soviet Union", 2025: "Russia"}),
        (640, {1914: "Ottoman Empire", 1974: "Turkey"}),
        (255, {1866: "Prussia", 1914: "Germany", 2025: "Germany"}),
        (775, {1960: "Burma", 2025: "Myanmar"}),
        (490, {1965: "Democratic Republic of the Congo", 1985: "Zaire"}),
        (678, {1980: "North Yemen"}),
        (816, {1965: "North Vietnam", 1979: "Vietnam"}),
    ],
)  # fmt: skip
def test_a_state_is_called_by_its_name_of_the_year(code, names):
    state = states.find(code)
    assert {year: state.called(year) for year in names} == names


@pytest.mark.parametrize(
    ("word", "year", "expected"),
    [
        ("Zaire", 2025, True), ("Zaire", 1985, False), ("Burma", 2025, True), ("MMR", 2025, False),
        ("Myanmar (Burma)", 2025, False), ("Central African Empire", 2025, True),
        ("Macedonia", 2025, True), ("FYROM", 2025, False), ("Swaziland", 2017, False),
        (775, 2025, False),
    ],
)  # fmt: skip
def test_a_name_of_other_years_is_known_as_one(word, year, expected):
    assert states.renamed(word, states.find(word, year=year), year) is expected


def test_groups_point_at_instruments_and_states_that_exist():
    for name, kind, whom in not_states().values():
        pact = whom if kind == "instrument" else kind.removeprefix("members").strip()
        if pact and kind != "part of":
            assert pact in terms.names(), name
        for each in whom.split() if kind != "instrument" and whom != "-" else ():
            label = each.partition("@")[0]
            assert states.find(label).label == label
        with pytest.raises(states.UnknownStateError):
            states.find(name)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Rep. of Korea", "KOR"), ("S. Korea", "KOR"), ("N. Korea", "PRK"), ("Korea, Rep.", "KOR"),
        ("Korea, Dem. People's Rep.", "PRK"), ("Congo, Dem. Rep.", "COD"), ("Congo, Rep.", "COG"),
        ("Egypt, Arab Rep.", "EGY"), ("Iran, Islamic Rep.", "IRN"), ("Czech Rep.", "CZE"),
        ("Micronesia, Fed. Sts.", "FSM"), ("Gambia, The", "GMB"), ("U. S. A.", "USA"),
        ("N. Macedonia", "MKD"), ("St. Lucia", "LCA"), ("Dominican Rep.", "DOM"),
    ],
)  # fmt: skip
def test_names_as_they_are_cut_short(text: str, label: str) -> None:
    assert states.find(text, year=2025).label == label


def test_several_states_in_one_text_are_told_to_be_a_list() -> None:
    with pytest.raises(states.UnknownStateError, match=r"write a list, \[USA, GBR\]"):
        states.find("USA, UK", year=2025)
