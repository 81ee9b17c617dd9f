"""The page on the ladder says what the shipped posteriors say."""

import re
from pathlib import Path

from tests.modules import module

from foedus.history import pledge, presence
from foedus.history.ladder import posterior

DOCS = Path(__file__).resolve().parents[3] / "docs"
PAGE = (DOCS / "ladder.md").read_text("utf-8")


def test_its_tables_are_those_that_the_posteriors_give() -> None:
    found = module("docs/ladder.py")
    assert found.page(PAGE) == PAGE, "run `just docs`"
    for name in found.TABLES:
        assert f"<!-- end of {name} -->" in PAGE


def test_the_riskiest_are_those_kept_with_the_posterior() -> None:
    top = posterior.shipped().scores["onset"]["calibration"][-1]
    said = f"{top['n']} riskiest pair-years are forecast near {top['forecast']:.0%}"
    assert said in PAGE
    assert f"dispute in {top['observed']:.0%}" in PAGE


def test_what_the_text_says_of_pledges_is_the_record() -> None:
    record = pledge.shipped()
    rates = [
        record.rate("dispute", "bilateral", era) for era in ("1816–1945", "1946–1989", "1990–")
    ]
    told = re.search(r"disputes ([\d.]+), ([\d.]+), ([\d.]+) times", " ".join(PAGE.split()))
    assert told is not None
    assert [float(each) for each in told.groups()] == [round(rate.ratio, 2) for rate in rates]


def test_the_trial_of_forces_is_the_shipped_one() -> None:
    record = presence.shipped()
    section = PAGE.split("## Forces in the target")[1]
    assert f"{record.hosts:,} state-years" in section
    assert ("Nothing helps" in section) == (not record.helps)
