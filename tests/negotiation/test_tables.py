"""Reading tables: what is accepted, and how every fault is reported."""

from io import StringIO
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from foedus.errors import InputError
from foedus.negotiation.quantity import Range
from foedus.negotiation.tables import read_tables

ISSUES = "# a comment\nissue_id,proposal_id,outcome,council_regime\ni1,p,50,Nice\ni2,p,,Nice\n"
POSITIONS = (
    "issue_id,actor,position,salience\ni1,com,0,50\ni1,de,100,80\ni1,mt,70,\ni2,de,20..40,100\n"
)
POWER = (
    "actor,votes_pre_nice,votes_nice,population_2014_millions\ncom,,,\nde,10,29,80.8\nmt,,3,0.43\n"
)


def write(
    folder: Path, issues: str = ISSUES, positions: str = POSITIONS, power: str | None = POWER
):  # type: ignore[no-untyped-def]
    paths = []
    for name, text in (("issues", issues), ("positions", positions), ("power", power)):
        if text is not None:
            (folder / f"{name}.csv").write_text(text)
            paths.append(folder / f"{name}.csv")
    return read_tables(*paths)


def test_council_votes_blanks_and_ranges(tmp_path: Path) -> None:
    tables = write(tmp_path)
    first, second = tables.issues
    assert [actor.capability for actor in first.actors] == [100.0, 100.0]
    assert [actor.salience for actor in first.actors] == [0.5, 0.8]
    assert first.left_out == (("mt", "no salience"),)
    assert (first.outcome, second.outcome) == (50.0, None)
    assert second.actors[0].position == Range(20, 40)
    assert tables.salience_top == 100
    assert tables.eu_lawmaking  # power in Council votes: the talks that the forecast was scored on


def test_own_capability_column_and_plain_salience(tmp_path: Path) -> None:
    tables = write(
        tmp_path,
        "issue_id,scale_low,scale_high\ni,-1,1\n",
        "issue_id,actor,position,salience,capability\ni,a,0.5,1,3\ni,b,-1,0.2,1\n",
        None,
    )
    issue = tables.issues[0]
    assert (issue.low, issue.high) == (-1, 1)
    assert [actor.capability for actor in issue.actors] == [3.0, 1.0]
    assert tables.salience_top == 1
    assert not tables.eu_lawmaking


@pytest.mark.parametrize(
    ("issues", "positions", "power", "says"),
    [
        ("issue\ni1\n", POSITIONS, POWER, r"issues.csv:1: the column 'issue_id' is missing"),
        ("issue_id\n", POSITIONS, POWER, "empty"),
        (ISSUES + "i1,p,,Nice\n", POSITIONS, POWER, r"issues.csv:5.*listed twice"),
        (ISSUES, POSITIONS + "i3,de,1,1\n", POWER, r"positions.csv:6: unknown issue 'i3'"),
        (ISSUES, POSITIONS + "i1,de,1,1\n", POWER, r"positions.csv:6.*second row"),
        (ISSUES, POSITIONS + "i1,fr,1,1\n", POWER, r"unknown actor of power.csv 'fr'"),
        (ISSUES, POSITIONS + "i2,mt,x,1\n", POWER, r"positions.csv:6: position: 'x'"),
        (ISSUES, POSITIONS + "i2,mt,1,101\n", POWER, r"positions.csv:6: salience 101"),
        (
            ISSUES,
            POSITIONS + "i2,mt,150,1\n",
            POWER,
            r"positions.csv:6: issue i2: position 150 of mt is off",
        ),
        (ISSUES, POSITIONS + "i2,mt,1\n", POWER, r"positions.csv:6: 3 cells under 4"),
        (ISSUES, POSITIONS + "i2,,1,1\n", POWER, r"positions.csv:6: actor is blank"),
        (ISSUES.replace("Nice", "Rome"), POSITIONS, POWER, "unknown council_regime 'Rome'"),
        (ISSUES, POSITIONS, "actor,gdp\nde,4\n", "neither a capability column"),
        (ISSUES, POSITIONS.replace("i2,de,20..40,100\n", ""), POWER, r"issues.csv:4.*no actor"),
        (ISSUES, POSITIONS, POWER.replace("3,0.43", ",0.43"), "ok"),
    ],
)
def test_faults_say_where(
    tmp_path: Path, issues: str, positions: str, power: str, says: str
) -> None:
    if says == "ok":  # a missing vote matters only to those who take a position
        assert write(tmp_path, issues, positions, power).issues
        return
    with pytest.raises(InputError) as caught:
        write(tmp_path, issues, positions, power)
    assert __import__("re").search(says, str(caught.value)), str(caught.value)


HEAD = "issue_id,actor,position,salience,capability\n"


@pytest.mark.parametrize(
    ("issues", "positions", "says"),
    [
        (
            "issue_id\ni\n",
            HEAD + "i,a,1,0.9,6\ni,b,0.4,0.7,5\n",
            r"positions.csv:2: every position",
        ),
        ("issue_id\ni\n", HEAD + "i,a,10,0.9,6\ni,b,4,7,5\ni,c,4,.6,5\n", r"csv:3: salience 7, wh"),
        ("issue_id\ni\n", HEAD + "i,a,10,9,6\ni,b,4,0.7,5\ni,c,4,6,5\n", r"csv:3: salience 0.7"),
        ("issue_id\ni\n", HEAD + "i,a,10,1,6\ni,b,4,1,\n", r"positions.csv:3: b has no capability"),
        ("issue_id,outcome\ni,999\n", HEAD + "i,a,10,1,6\n", r"issues.csv:2.*outcome 999 is off"),
        ("issue_id\ni\nj\n", HEAD + "i,a,9,1,1\nj,a,9,0,1\n", r"issues.csv:3: issue j: no actor"),
        ("issue_id\ni\n", HEAD.replace("salience", "position") + "i,a,1,1,6\n", "stands twice"),
    ],
)
def test_what_may_be_read_in_two_ways_is_asked(
    tmp_path: Path, issues: str, positions: str, says: str
) -> None:
    with pytest.raises(InputError, match=says):
        write(tmp_path, issues, positions, None)


@pytest.mark.parametrize("scale", ["0,1", "0,100"])
def test_a_stated_scale_answers(tmp_path: Path, scale: str) -> None:
    issues = f"issue_id,scale_low,scale_high\ni,{scale}\n"
    found = write(tmp_path, issues, HEAD + "i,a,1,0.9,6\ni,b,0.4,0.7,5\n", None)
    assert [actor.position for actor in found.issues[0].actors] == [1.0, 0.4]


def test_semicolons_decimal_commas_and_line_breaks_in_notes(tmp_path: Path) -> None:
    positions = (
        'issue_id;actor;position;salience;notes\ni;a;50,5;0,8;"said\non Monday"\n'
        "i;b;NA;0,5;\ni;c;30,5..60;80%;\n"
    )
    with pytest.raises(InputError, match=r"positions.csv:5: salience: '80%' is not a quantity"):
        write(tmp_path, "issue_id\ni\n", positions, None)
    found = write(tmp_path, "issue_id\ni\n", positions.replace("80%", "−0,5±1"), None)
    issue = found.issues[0]
    assert [actor.position for actor in issue.actors] == [50.5, Range(30.5, 60)]
    assert [actor.source for actor in issue.actors] == [
        f"{tmp_path / 'positions.csv'}:{line}" for line in (2, 5)
    ]
    assert issue.left_out == (("b", "no position"),)
    assert [note.partition(": ")[2] for note in found.notes] == [
        "read with ; between cells and , as decimal mark"
    ]


def test_scales_to_ten_are_said(tmp_path: Path) -> None:
    positions = HEAD + "i,a,7,9,6\ni,b,4,2,5\nj,a,50,3,6\n"
    salience, place = write(tmp_path, "issue_id\ni\nj\n", positions, None).notes
    assert salience.endswith("positions.csv: salience, 10 at most, is read on 0 to 100")
    assert "positions, 10 at most on i, are read on 0 to 100; scale_low" in place


@pytest.mark.parametrize("ending", ["dta", "parquet"])
def test_tables_of_stata_and_parquet_say_the_same(tmp_path: Path, ending: str) -> None:
    content = HEAD + "i,a,70,90.5,60\ni,b,40,20,50\n"
    plain = write(tmp_path, "issue_id\ni\n", content, None)
    frame = pl.read_csv(StringIO(content))
    stored = tmp_path / f"positions.{ending}"
    if ending == "dta":
        pd.DataFrame(frame.to_dict(as_series=False)).to_stata(stored, write_index=False)
    else:
        frame.write_parquet(stored)
    found = read_tables(tmp_path / "issues.csv", stored)
    (one,), (other,) = plain.issues, found.issues
    assert [actor.position for actor in other.actors] == [actor.position for actor in one.actors]
    assert [actor.salience for actor in other.actors] == [actor.salience for actor in one.actors]
    assert [actor.source for actor in other.actors] == [f"{stored}:1", f"{stored}:2"]


@pytest.mark.parametrize("power", ["1e308", "-1e16", "10..1e300", "5±1e200"])
def test_a_number_too_large_to_be_summed_is_refused(tmp_path: Path, power: str) -> None:
    with pytest.raises(
        InputError, match=r"csv:2: capability: found .*, allowed: -1e\+15 to 1e\+15"
    ):
        write(tmp_path, "issue_id\ni\n", HEAD + f"i,a,1,90,{power}\ni,b,4,70,5\n", None)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read as a table: No such file"):
        read_tables(tmp_path / "no.csv", tmp_path / "no.csv")


def test_headers_in_another_case_are_told_apart(tmp_path: Path) -> None:
    issues = tmp_path / "issues.csv"
    issues.write_text("issue_id\nwar\n")
    rows = tmp_path / "positions.csv"
    for head, told in (
        ("Issue_ID,actor,position,salience", "did you mean Issue_ID"),
        ("issue_id,actor,position,salience,Position", "differ in case alone"),
    ):
        rows.write_text(f"{head}\nwar,A,10,80{',1' * (head.count(',') - 3)}\n")
        with pytest.raises(InputError, match=told):
            read_tables(issues, rows)


def test_a_negative_capability_is_told_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "issues.csv").write_text("issue_id\nwar\n")
    (tmp_path / "rows.csv").write_text("issue_id,actor,position,salience\nwar,A,10,80\n")
    (tmp_path / "power.csv").write_text("actor,capability\nA,-5\n")
    with pytest.raises(InputError, match=r"power\.csv:2: capability -5 of A"):
        read_tables(tmp_path / "issues.csv", tmp_path / "rows.csv", tmp_path / "power.csv")
