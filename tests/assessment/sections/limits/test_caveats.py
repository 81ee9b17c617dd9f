"""What is said of disputes that the scenario lists is what is read of them."""

import pytest

from foedus import scenario
from foedus.assessment import assess
from foedus.assessment.sections.limits.caveats import extrapolated

TEXT = """\
foedus: 1
title: t
as_of: 2025-08-18
challenger: RUS
protege: UKR
designs: {none: {}}
situation:
  dyads: []
  disputes:
"""
FACTS = "ukraine-2025"


def said(*disputes: str) -> str:
    """Lines of what is extrapolated about disputes, of a question with frozen facts."""
    shipped = scenario.load(FACTS)
    listed = "".join(f"    - {{judgement: x, hostility: 4, {each}}}\n" for each in disputes)
    read = scenario.loads(TEXT + listed, "mine.yaml").situation.disputes
    asked = shipped.model_copy(
        update={"situation": shipped.situation.model_copy(update={"disputes": read})}
    )
    found = assess(asked, draws=100, years=1, designs=["none"])
    return "\n".join(line for line in extrapolated(found) if "ispute" in line)


def test_disputes_of_others_are_not_counted_as_between_the_two() -> None:
    both = "initiator: RUS, target: UKR, start: 2018, end: 2018"
    text = said(both, "initiator: RUS, target: GEO, start: 2019, end: 2019")
    assert "that the scenario lists (1)" in text


@pytest.mark.parametrize(
    ("end", "read"),
    [
        ("", "What is read is that it is not over: the two were in a dispute within the last year"),
        (", end: 2019-05-01", "What is read is its end: the two were in a dispute to 2019-05-01"),
    ],
)
def test_one_that_begins_where_the_data_count_is_said_as_it_is_read(end: str, read: str) -> None:
    text = said(f"initiator: RUS, target: UKR, start: 1992-03-01{end}")
    assert "that the scenario lists (0)" in text
    assert "The scenario's dispute of 1992 begins where the data count for themselves" in text
    assert read in text
