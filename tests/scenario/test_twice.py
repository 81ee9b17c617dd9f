"""What is given twice is refused, with the line of either."""

import pytest

from foedus import scenario
from foedus.record import DocumentError

HEAD = """\
foedus: 1
title: t
as_of: 2025-08-18
challenger: RUS
protege: MDA
designs: {none: {}}
"""
BEGAN = "{initiator: RUS, target: MDA, hostility: 4, judgement: x, "
BACK = "{initiator: MDA, target: RUS, hostility: 4, judgement: x, "
PLEDGE = "{by: RUS, what: non-invasion, form: treaty, toward: [MDA], on: 2020-01-01, judgement: x}"
CLAIM = "says: it agrees, by: a spokesman, on: 2025-01-01, grade: B2"


def rows(key: str, *entries: str, under: str = "situation") -> str:
    """One entry a line, so that the first is in line 9 (8 at the top of the file)."""
    pad = "  " if under else ""
    listed = "".join(f"{pad}  - {entry}\n" for entry in entries)
    return f"{HEAD}{under + ':' if under else ''}\n{pad}{key}:\n{listed}"


def refused(text: str) -> str:
    with pytest.raises(DocumentError) as caught:
        scenario.loads(text, "my.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            rows("dyads", "{dyad: [RUS, MDA], rivalry: yes, judgement: x}",
                 "{dyad: [RUS, Moldova], rivalry: yes, judgement: z}"),
            "my.yaml:10: situation.dyads[1].rivalry: rivalry of RUS and MDA is given twice; the "
            "other is in line 9",
        ),
        (
            rows("dyads", "{dyad: [RUS, MDA], contiguity: none, judgement: x}",
                 "{dyad: [MDA, RUS], contiguity: land, judgement: z}"),
            "contiguity of MDA and RUS is land, and none the other way round; the other is in "
            "line 9",
        ),
        (
            rows("dyads", "{dyad: [ROU, MDA], defense_pact: yes, judgement: x}",
                 "{dyad: [ROU, MDA], defense_pact: no, judgement: z}"),
            "defense_pact of ROU and MDA is given twice",
        ),
        (
            rows("disputes", BEGAN + "start: 2016, end: 2016}", BEGAN + "start: 2016, end: 2016}"),
            "my.yaml:10: situation.disputes[1]: this dispute of RUS and MDA overlaps that of "
            "2016-01-01; the other is in line 9",
        ),
        (
            rows("disputes", BEGAN + "start: 2018-03-01, end: 2018-05-01}",
                 BEGAN + "start: 2017-03-01, end: 2018-03-01}"),
            "overlaps that of 2018-03-01",
        ),
        (
            rows("disputes", BEGAN + "start: 2016}", BEGAN + "start: 2020, end: 2020}"),
            "overlaps that of 2016-01-01, which has no end",
        ),
        (
            rows("disputes", BEGAN + "start: 2020, end: 2020}", BEGAN + "start: 2016}"),
            "overlaps that of 2020-01-01",
        ),
        (
            rows("disputes", BEGAN + "start: 2016, end: 2016}", BACK + "start: 2016, end: 2016}"),
            "this dispute of MDA and RUS overlaps that of 2016-01-01",
        ),
        (
            rows("disputes", BEGAN + "start: 2025-02-01, end: 2025}"),
            "disputes[0].end: 2025-12-31 is after as_of (2025-08-18)",
        ),
        (rows("disputes", BEGAN + "start: 2025-09-01}"), "2025-09-01 is after as_of"),
        (rows("disputes", BEGAN + "start: 2020, end: 2019}"), "ends before it starts"),
        (
            HEAD + "situation: {history: {initiator: {mid_past1_h25: 1}, "
            "dyad: {mid_past1_h25: 2}}}",
            "history.dyad.mid_past1_h25: mid_past1_h25 is given twice; the other is in line",
        ),
        (
            rows("baseline", "{ends: {pact: [RUS, MDA], since: 2001}}",
                 "{lapsed: {pact: [MDA, RUS], since: 2001}}", under=""),
            "my.yaml:10: baseline[1].lapsed: a change of the pact of 2001 of MDA and RUS is given "
            "twice; the other is in line 9",
        ),
        (
            rows("pledges", PLEDGE, PLEDGE, under=""),
            "my.yaml:10: pledges[1]: the pledge of non-invasion by RUS is given twice; the other "
            "is in line 9",
        ),
        (
            rows("events", "{on: 2025-01-01, what: they meet}", "{on: 2025-01-01, what: they meet}",
                 under=""),
            "the event of 2025-01-01 is given twice",
        ),
        (
            rows("claims", f"{{id: a, {CLAIM}}}", f"{{id: a, {CLAIM}}}", under=""),
            "my.yaml:10: claims[1].id: the id 'a' is given twice; the other is in line 9",
        ),
        (
            rows("claims", f"{{id: a, {CLAIM}}}", f"{{id: b, {CLAIM}}}", under=""),
            "the claim by a spokesman of 2025-01-01 is given twice",
        ),
    ],
)  # fmt: skip
def test_what_is_given_twice_is_refused_with_both_lines(text: str, said: str) -> None:
    assert said in refused(text)


@pytest.mark.parametrize(
    "text",
    [
        rows("dyads", "{dyad: [RUS, MDA], contiguity: land, judgement: x}",
             "{dyad: [MDA, RUS], contiguity: land, judgement: x}"),
        rows("dyads", "{dyad: [ROU, MDA], defense_pact: yes, judgement: x}",
             "{dyad: [FRA, MDA], defense_pact: yes, judgement: x}"),
        rows("dyads", "{dyad: [RUS, MDA], contiguity: land, judgement: x}",
             "{dyad: [RUS, MDA], rivalry: yes, judgement: x}"),
        rows("disputes", BEGAN + "start: 2016, end: 2016}", BEGAN + "start: 2017}"),
        rows("disputes", BEGAN + "start: 2016, end: 2018}", BACK + "start: 2017}"),
        # a war beside the dispute that it grew from
        rows("disputes", BEGAN + "start: 2021}", BEGAN.replace("4", "war") + "start: 2022}"),
        rows("disputes", BEGAN + "start: 2021}", BEGAN.replace("MDA", "UKR") + "start: 2021}"),
        rows("pledges", PLEDGE, PLEDGE.replace("2020", "2021"), under=""),
    ],
)  # fmt: skip
def test_what_is_not_the_same_stands(text: str) -> None:
    assert scenario.loads(text, "my.yaml").protege == "MDA"
