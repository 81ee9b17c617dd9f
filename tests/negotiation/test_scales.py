"""Percents are of a hundred: said where that is the scale, asked where it is not."""

from pathlib import Path

import pytest

from foedus.errors import InputError
from foedus.negotiation.tables import Tables, read_tables


def read(folder: Path, issues: str, positions: str) -> Tables:
    one, two = folder / "i.csv", folder / "p.csv"
    one.write_text(issues, "utf-8")
    two.write_text(f"issue_id,actor,position,salience\n{positions}", "utf-8")
    return read_tables(one, two)


def test_percents_on_a_hundred_are_read_and_said(tmp_path: Path) -> None:
    found = read(tmp_path, "issue_id\nt\n", "t,A,45%,50%\nt,B,10%,80%\n")
    assert [actor.position for actor in found.issues[0].actors] == [45.0, 10.0]
    assert [actor.salience for actor in found.issues[0].actors] == [0.5, 0.8]
    assert any("% in position and salience is read on 0 to 100" in note for note in found.notes)


def test_small_percents_of_salience_are_still_of_a_hundred(tmp_path: Path) -> None:
    found = read(tmp_path, "issue_id\nt\n", "t,A,45,1%\nt,B,10,0.5%\n")
    assert [actor.salience for actor in found.issues[0].actors] == pytest.approx([0.01, 0.005])


@pytest.mark.parametrize("scale", ["0,1", "0,10", "-100,100"])
def test_percents_on_another_scale_are_asked_about(tmp_path: Path, scale: str) -> None:
    issues = f"issue_id,scale_low,scale_high\nt,{scale}\n"
    with pytest.raises(InputError, match=r"p.csv:2: position 45% on issue 't', whose scale is"):
        read(tmp_path, issues, "t,A,45%,50\nt,B,10%,80\n")


def test_an_outcome_in_percent_is_asked_about_too(tmp_path: Path) -> None:
    issues = "issue_id,outcome,scale_low,scale_high\nt,40%,0,1\n"
    with pytest.raises(InputError, match=r"i.csv:2: outcome 40% on issue 't'"):
        read(tmp_path, issues, "t,A,0.45,50\nt,B,0.1,80\n")
