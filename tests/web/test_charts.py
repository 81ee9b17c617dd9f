"""The board's charts, with few designs and with more than have room."""

from itertools import pairwise

from foedus.assessment.result import Assessment
from foedus.web.board.charts import live


def test_of_forty_designs_as_many_are_drawn_as_have_room(forty: Assessment) -> None:
    risk, ratio = live(forty, forty)
    ends = risk.data["ends"]
    assert len(ends) == 12
    assert all(len(each["text"]) == 1 for each in ends)  # a line each
    places = sorted(each["y"] for each in ends)
    assert places[0] >= 0.0
    assert all(two - one >= 15.0 for one, two in pairwise(places))
    assert len(ratio.data["rows"]) == 11
    for chart in (risk, ratio):
        assert "28 designs are left out here" in chart.figure.note
        assert chart.figure.note.count("left out") == 1


def test_of_few_designs_all_are_drawn_with_their_names(answer: Assessment) -> None:
    risk, _ = live(answer, answer)
    named = " ".join(line for each in risk.data["ends"] for line in each["text"]).casefold()
    assert all(title.split()[0].casefold() in named for title in answer.titles.values())
    assert "left out" not in risk.figure.note
