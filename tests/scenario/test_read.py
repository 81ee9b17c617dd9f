"""Wrong scenarios: each gets its line, its key path, what was found, and what to try."""

from pathlib import Path

import pytest

from foedus import scenario
from foedus.errors import InputError
from foedus.record import DocumentError

GOOD = """\
foedus: 1
title: A small question
as_of: 2025-08-18
horizon: 20
challenger: RUS
protege: UKR
designs:
  none: {}
  pledge:
    guarantors: [USA, NO]
    clauses:
      - {obligation: defense, trigger: armed-attack}
situation:
  states:
    NOR: {nuclear: no, polyarchy: 0.9}
  dyads:
    - {dyad: [RUS, UKR], contiguity: land, at_war_since: 2022-02-24, source: un}
  disputes:
    - {initiator: RUS, target: UKR, start: 2014, end: 2015, hostility: force}
issues:
  - {name: guarantee, title: How strong}
claims:
  - id: said
    says: Something
    by: someone
    on: 2025-08-17
    grade: C3
    moves: {issue: guarantee, actor: RUS, toward: 70}
sources:
  un: {title: A resolution}
""".replace("[USA, NO]", "[USA, NOR]")


def problems(text: str) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        scenario.loads(text, "my.yaml")
    return str(caught.value).splitlines()


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def test_the_good_one_is_read() -> None:
    read = scenario.loads(GOOD, "folder/my.yaml")
    assert read.name == "my"
    assert read.guarantors("pledge") == ("USA", "NOR")
    assert not read.guarantors("none")
    nuclear = read.situation.states["NOR"].nuclear
    polyarchy = read.situation.states["NOR"].polyarchy
    assert nuclear is not None
    assert nuclear.value is False
    assert polyarchy is not None
    assert polyarchy.value == pytest.approx(0.9)
    dispute = read.situation.disputes[0]
    assert (str(dispute.start), str(dispute.end), dispute.hostility) == (
        "2014-01-01",
        "2015-12-31",
        4,
    )
    assert read.claims[0].moves[0].toward == 70
    facts = read.situation.dyad("RUS", "UKR")
    assert {name: fact.source for name, fact in facts.items()} == {
        "contiguity": "un",
        "at_war_since": "un",
    }
    assert read.situation.dyad("UKR", "RUS") == {}


WRONG = [
    ("horizon: 20", "horizon: -3", ["my.yaml:4: horizon: found -3, expected greater than"]),
    ("horizon: 20", "horizon: 101", ["my.yaml:4: horizon: found 101, expected less than"]),
    ("horizon: 20", "horizon: true", ["my.yaml:4: horizon: found True, expected a whole number"]),
    ("horizon: 20", "horizont: 20", ["my.yaml:4: horizont: unknown key", "did you mean horizon?"]),
    ("as_of: 2025-08-18", "as_of: 2025", ["my.yaml:3: as_of: found 2025, expected a date"]),
    ("as_of: 2025-08-18", "as_of: 1700-01-01", ["my.yaml:3: as_of: year 1700 is out of range"]),
    ("as_of: 2025-08-18", "as_of: 2025-02-30", ["my.yaml:3: as_of: found '2025-02-30'"]),
    ("as_of: 2025-08-18\n", "", ["my.yaml:1: the key 'as_of' is missing"]),
    ("challenger: RUS", "challenger: RUX", ["my.yaml:5: challenger: no state", "RUS"]),
    (
        "challenger: RUS",
        "challenger: DDR",
        ["my.yaml:5: challenger: 'DDR' is East Germany", "1954–1990"],
    ),
    ("    clauses:", "    military: {aid: on}\n    clauses:", ["aid: found 'on'", "try: yes, if"]),
    ("challenger: RUS", "challenger: NATO", ["no state is called 'NATO'", "a group of states"]),
    ("challenger: RUS", "challenger: UKR", ["my.yaml:6: protege: UKR is also the challenger"]),
    ("foedus: 1", "foedus: 2", ["my.yaml:1: foedus: found 2, allowed: 1"]),
    ("  none: {}\n", "  none: []\n", ["my.yaml:8: designs.none: expected keys and values"]),
    ("[USA, NOR]", "[USA, UKX]", ["my.yaml:10: designs.pledge.guarantors[1]: no state", "UKR"]),
    ("[USA, NOR]", "[USA, no]", ["my.yaml:10: designs.pledge.guarantors[1]: no state is"]),
    ("[USA, NOR]", "[USA, USA]", ["my.yaml:10: designs.pledge.guarantors: named twice: USA"]),
    ("[USA, NOR]", "[USA, UKR]", ["my.yaml:10: designs.pledge.guarantors: UKR would guarantee"]),
    ("[USA, NOR]", "[]", ["my.yaml:9: designs.pledge: a design without guarantors", "`{}`"]),
    ("    guarantors: [USA, NOR]\n", "", ["designs.pledge: a design without guarantors"]),
    ("[USA, NOR]", "{USA: 1}", ["designs.pledge.guarantors: expected a list"]),
    (
        "obligation: defense",
        "obligation: defence",
        ["my.yaml:12: designs.pledge.clauses[0].obligation: found 'defence', allowed: defense",
         "did you mean defense?"],
    ),
    ("contiguity: land", "contiguity: sea", ["my.yaml:17: situation.dyads[0].contiguity.value"]),
    ("dyad: [RUS, UKR]", "dyad: [RUS]", ["situation.dyads[0].dyad"]),
    ("dyad: [RUS, UKR]", "dyad: [RUS, RUS]", ["situation.dyads[0]: a dyad of RUS with itself"]),
    ("at_war_since: 2022-02-24", "at_war_since: 2026-02-24", ["my.yaml:17:", "is after as_of"]),
    ("at_war_since: 2022", "war_ended: 2022", ["my.yaml:17:", "war_ended without at_war_since"]),
    ("source: un", "source: ung", ["my.yaml:17: situation.dyads[0].source: no source has the id",
                                   "did you mean un?"]),
    ("start: 2014", "start: 2030", ["my.yaml:19: situation.disputes[0]"]),
    ("end: 2015", "end: 2013", ["situation.disputes[0]: a dispute that ends before it starts"]),
    ("start: 2014", "start: 14", ["disputes[0].start: year 14 is out of range: 1800 to 2100"]),
    ("hostility: force", "hostility: forc", ["disputes[0].hostility: found 'forc', allowed"]),
    ("hostility: force", "hostility: 6", ["disputes[0].hostility: found 6, expected less than"]),
    ("on: 2025-08-17", "on: 2025-08-19", ["my.yaml:26: claims[0].on: 2025-08-19 is after as_of"]),
    ("grade: C3", "grade: G3", ["my.yaml:27: claims[0].grade: found 'G3', expected a letter A-F"]),
    ("issue: guarantee", "issue: guarante", ["my.yaml:28: claims[0].moves[0].issue: no issue",
                                             "did you mean guarantee?"]),
    ("toward: 70", "toward: 170", ["claims[0].moves[0].toward: found 170, expected less than"]),
    ("polyarchy: 0.9", "polyarchy: [0.95, 0.85]", ["polyarchy: expected low ≤ value ≤ high"]),
    ("polyarchy: 0.9", "polyarchy: {value: 0.9, year: 20}",
     ["polyarchy.year: found 20, expected greater"]),
    ("nuclear: no", "nuclear: nope", ["NOR.nuclear.value: found 'nope', expected a valid boolean"]),
    ("states:\n", "states:\n    Norway: {}\n", ["situation.states: 'NOR' is the same state as"]),
    ("polyarchy", "polyarchie", ["my.yaml:15: situation.states.NOR.polyarchie: unknown key",
                                 "did you mean polyarchy?"]),
    ("  un: {", "  Un Paper: {", ["sources.Un Paper: found 'Un Paper', expected a short name"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), WRONG, ids=[new.strip() for _, new, _ in WRONG])
def test_each_mistake_is_told_with_place_and_remedy(old: str, new: str, said: list[str]) -> None:
    told = "\n".join(problems(changed(old, new)))
    for words in said:
        assert words in told


def test_no_stays_norway() -> None:
    # YAML 1.1 would read both as false; here NO is an ISO code, no is none, and NOR is offered.
    read = scenario.loads(changed("[USA, NOR]", "[USA, NO]"))
    assert read.designs["pledge"].guarantors == ("USA", "NOR")
    told = problems(changed("[USA, NOR]", "[USA, no]"))
    assert told[0] == "my.yaml:10: designs.pledge.guarantors[1]: no state is called 'no'"
    assert "NOR" in told[1]


def test_states_are_read_by_number_and_name_alike() -> None:
    by_code = scenario.loads(GOOD)
    by_name = scenario.loads(changed("challenger: RUS", "challenger: Russia"))
    by_number = scenario.loads(changed("challenger: RUS", "challenger: 365"))
    assert by_code.challenger == by_name.challenger == by_number.challenger == "RUS"


def test_several_problems_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = GOOD.replace("horizon: 20", "horizon: 0").replace("grade: C3", "grade: Z")
    text = text.replace("challenger: RUS", "challenger: XXX")
    lines = [line for line in problems(text) if line.startswith("my.yaml")]
    assert [line.split(":")[1] for line in lines] == ["4", "5", "27"]


def test_at_most_twenty_problems_are_told() -> None:
    rows = "".join(f"  key{index}: 1\n" for index in range(30))
    told = problems(GOOD.replace("situation:\n", f"situation:\n{rows}"))
    assert sum(line.startswith("my.yaml") for line in told) == 20
    assert told[-1] == "… and 10 more"


def test_two_claims_of_one_id_and_a_stranger_contradicted() -> None:
    extra = "  - {id: said, says: B, by: b, on: 2025-08-17, grade: A1, contradicts: [sad]}\n"
    told = "\n".join(problems(changed("sources:\n", extra + "sources:\n")))
    assert "claims[1].id: the id 'said' is given twice; the other is in line" in told
    assert "claims[1].contradicts[0]: no other claim has the id 'sad'" in told


@pytest.mark.parametrize("content", ["- a\n- b\n", "just text\n", "12\n"])
def test_a_file_that_holds_no_keys_is_refused(content: str) -> None:
    with pytest.raises(InputError, match="expected keys and values"):
        scenario.loads(content)


def test_names_and_paths(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD, "utf-8")
    assert scenario.load(path) == scenario.load(str(path))
    assert scenario.load(path).name == "mine"
    with pytest.raises(InputError, match=r"did you mean .*ukraine-2025"):
        scenario.load("ukraine-2024")
    for wrong in ("", "absent.yaml", str(tmp_path), "nul\0"):
        with pytest.raises(InputError):
            scenario.load(wrong)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("designs: {pledg: 70}", "issues[0].designs.pledg: no design is called 'pledg'"),
        ("designs: {pledge: 170}", "issues[0].designs.pledge: a point off the scale"),
        ("reference: -1", "issues[0].reference: a point off the scale"),
        ("measure: power", "issues[0].measure: found 'power', allowed: promise, presence"),
        (
            "positions: [{actor: RUS, position: 1, salience: 1}, "
            "{actor: RUS, position: 2, salience: 1}]",
            "issues[0].positions[1].actor: a position of 'RUS' is given twice",
        ),
    ],
)
def test_issues_are_checked_against_the_designs(more: str, said: str) -> None:
    first = problems(changed("title: How strong}", f"title: How strong, {more}}}"))[0]
    assert said in first
    assert first.startswith("my.yaml:21: ")


PARTIES = (
    "foedus: 1\ntitle: t\nas_of: {day}\nchallenger: {who}\nprotege: UKR\ndesigns: {{none: {{}}}}\n"
)


def test_a_party_of_today_goes_by_its_name_of_today() -> None:
    with pytest.raises(DocumentError) as caught:
        scenario.loads(PARTIES.format(day="2025-08-18", who="USSR"), "my.yaml")
    assert "my.yaml:4: challenger: 'USSR' is no name of 2025 but of years to 1991" in str(
        caught.value
    )
    assert "in 2025: Russia (RUS)" in str(caught.value)


def test_what_happened_then_keeps_its_name_of_then() -> None:
    text = PARTIES.format(day="2025-08-18", who="Russia")
    events = "events: [{on: 1962-10-28, what: withdrawal, states: [USSR, USA]}]\n"
    assert scenario.loads(text + events).events[0].states == ("RUS", "USA")
