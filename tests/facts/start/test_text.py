"""A new scenario's file checks, assesses, negotiates and teaches the form, for any two states."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus import scenario
from foedus.assessment import assess
from foedus.errors import InputError, UnknownNameError
from foedus.facts.start.menu import MENU
from foedus.facts.start.text import NewScenario, text
from foedus.negotiation.talks import talks
from foedus.scenario import Scenario
from foedus.signing.acceptance import acceptance
from foedus.states import find, members

DAY = date(2026, 1, 15)


def new(
    one: str, two: str, day: date = DAY, guarantors: str = "", designs: str = "", title: str = "t"
) -> str:
    return text(
        NewScenario(
            title, find(one, year=day.year), find(two, year=day.year), day,
            tuple(filter(None, designs.split(","))), tuple(filter(None, guarantors.split(","))),
        )
    )  # fmt: skip


def read(*arguments: str, **more: str) -> Scenario:
    return scenario.loads(new(*arguments, **more))


@settings(max_examples=12)
@given(st.data())
def test_it_reads_for_any_two_states_on_any_day_and_any_title(data: st.DataObject) -> None:
    day = date(1946, 1, 1) + timedelta(data.draw(st.integers(0, 80 * 365)))
    there = [state.label for state in members(day.year)]
    one, two = data.draw(st.lists(st.sampled_from(there), min_size=2, max_size=2, unique=True))
    title = data.draw(st.text(max_size=50))
    asked = scenario.loads(new(one, two, day, title=title))
    assert (asked.challenger, asked.protege, asked.as_of) == (one, two, day)
    assert {"none", "consultation", "article-5-like", "article-5-like-stationed"} <= {
        *asked.designs
    }
    assert [issue.name for issue in asked.issues] == ["guarantee"]


@settings(max_examples=4)
@given(st.data())
def test_it_is_answered_as_it_stands(data: st.DataObject) -> None:
    """Facts off what ships or the data, a forecast, the talks, and who would sign."""
    day = date(1946, 1, 1) + timedelta(data.draw(st.integers(0, 80 * 365)))
    there = [state.label for state in members(day.year)]
    one, two = data.draw(st.lists(st.sampled_from(there), min_size=2, max_size=2, unique=True))
    asked = scenario.loads(new(one, two, day))
    found = assess(asked, draws=100, years=1)
    assert set(found.designs) == set(asked.designs)
    assert talks(asked, draws=50)


def test_a_state_that_no_index_codes_is_given_the_mean_as_a_judgement() -> None:
    asked = read("MYS", "BRN", day=date(1990, 1, 1))
    assert asked.situation.states["BRN"].polyarchy is not None
    assert asked.situation.states["BRN"].polyarchy.judgement is not None
    assert assess(asked, draws=100, years=1).facts["BRN.democracy"].origin == "scenario"


def test_who_would_sign_is_said_of_it() -> None:
    asked = read("RUS", "MDA")
    found = acceptance(asked, "article-5-like", draws=200)
    assert {each.name for each in found.parties} >= {"MDA", "USA"}


def test_what_its_comments_show_is_read_too() -> None:
    content = new("RUS", "MDA")
    # The empty values give way to the examples below them, which lose their comment mark.
    content = re.sub(r"^( *\w+:) (?:\{\}|\[\])$", r"\1", content, flags=re.M)
    content = re.sub(r"^( {2,4})# ", r"\1", content, flags=re.M)
    asked = scenario.loads(content)
    assert set(asked.situation.states) == {"MDA"}
    assert len(asked.situation.dyads) == len(asked.situation.disputes) == 1
    assert len(asked.claims) == len(asked.pledges) == len(asked.events) == len(asked.sources) == 1


@pytest.mark.parametrize("name", MENU)
def test_every_design_of_the_menu_stands_alone(name: str) -> None:
    asked = read("RUS", "MDA", designs=name)
    assert list(asked.designs) == list(dict.fromkeys(("none", name)))


def test_designs_and_groups_are_taken_as_people_name_them() -> None:
    content = new("RUS", "MDA", guarantors="USA,Romania,Baltic states", designs="none,nato")
    asked = scenario.loads(content)
    assert list(asked.designs) == ["none", "nato"]
    assert "Baltic states on 2026-01-15: EST, LVA, LTU" in content
    pledge = read("RUS", "MDA", guarantors="USA,Romania,Baltic states", designs="article-5-like")
    assert pledge.designs["article-5-like"].guarantors == ("USA", "ROU", "EST", "LVA", "LTU")


def test_what_stands_and_what_happened_is_in_its_comments() -> None:
    content = new("PRK", "KOR", day=date(1975, 6, 1))
    assert "#   us-korea-1953: KOR is owed defense by USA" in content
    assert "#   1950-06-24: Korean_1950-53 (war, evidence/wars.csv)" in content
    assert "#   1974: PRK against KOR, deadly force (gml-directed-disputes)" in content
    later = new("RUS", "UKR", day=date(2025, 8, 18))
    assert "(the project's chronology)" in later


def test_guarantors_that_owe_the_challenger_defense_are_said_to_count_as_none() -> None:
    content = new("TUR", "GRC", day=date(1974, 7, 1))
    assert "#   USA, GBR, FRA owe Turkey defense" in content
    assert "owe Russia defense" not in new("RUS", "MDA")


@pytest.mark.parametrize(
    ("more", "error", "said"),
    [
        ({"one": "MDA"}, InputError, "both challenger and protégé"),
        ({"guarantors": "Russia"}, InputError, "Russia is a party itself"),
        ({"guarantors": "Xanadu"}, InputError, "--guarantors: no state is called 'Xanadu'"),
        ({"guarantors": "the West"}, InputError, "name its members"),
        ({"designs": "natto"}, UnknownNameError, "did you mean nato?"),
        ({"designs": "nato", "day": date(1946, 5, 1), "two": "POL"}, UnknownNameError, "nato"),
    ],
)
def test_what_cannot_be_written_is_refused(
    more: dict[str, str], error: type[InputError], said: str
) -> None:
    given_ = {"one": "RUS", "two": "MDA"} | more
    with pytest.raises(error) as caught:
        new(**given_)
    assert said in str(caught.value)


def test_before_1946_without_the_data_it_is_written_and_says_so(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FOEDUS_MIRROR", raising=False)
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path))
    content = new("DEU", "POL", day=date(1938, 1, 1), guarantors="FRA")
    assert "begins with questions of 1946" in content
    assert scenario.loads(content).protege == "POL"
