"""Where the parties stand, drawn: the numbers are the forecast's, nothing is lost for space."""

from pathlib import Path

import pytest

from foedus.errors import InputError
from foedus.negotiation.actors import Actor, Issue
from foedus.negotiation.figures.positions import MOST, draw, of_talk
from foedus.negotiation.forecast import forecast
from foedus.negotiation.quantity import Normal, Range
from foedus.negotiation.talks import talks
from foedus.report.figure.figure import Figure
from foedus.scenario import Scenario

ISSUE = Issue("tariff", (Actor("a", 0), Actor("b", Range(20, 60), 0.5), Actor("c", Normal(90, 5))))


def drawn(issue: Issue) -> Figure:
    return draw(issue, forecast(issue, draws=200), "Unscored.", compromise=True)


def test_rows_are_the_actors_and_the_forecast() -> None:
    made = forecast(ISSUE, draws=200)
    found = draw(ISSUE, made, "Unscored.")
    rows = {row["name"]: row for row in found.rows}
    assert set(rows) == {"a", "b", "c", "tariff"}
    assert (rows["b"]["low"], rows["b"]["value"], rows["b"]["high"]) == (20, 40, 60)
    assert rows["c"]["low"] == pytest.approx(90 - 1.6448536 * 5)
    assert rows["c"]["high"] == pytest.approx(98.2242682)
    assert rows["tariff"]["value"] == pytest.approx(made.point, abs=1e-6)
    assert "before" not in rows["a"]
    assert "compromise" not in found.note


def test_the_compromise_is_marked_where_asked_for() -> None:
    found = drawn(ISSUE)
    settled = next(row for row in found.rows if row["kind"] == "forecast")
    assert f"Diamond: the compromise, {settled['compromise']:.0f}." in found.note


def test_an_issue_of_a_scenario_before_and_after(ukraine: Scenario) -> None:
    [talk] = talks(ukraine, "guarantee", draws=200)
    found = of_talk(ukraine, talk)
    usa = next(row for row in found.rows if row["name"] == "USA")
    assert usa["value"] > usa["before"] + 5
    assert "before the claims 40" in found.alt
    assert {row["name"] for row in found.rows if row["kind"] == "design"} == set(ukraine.designs)


def test_designs_names_are_not_struck_through(ukraine: Scenario) -> None:
    """Each flag's line begins below the names that reach across it."""
    [talk] = talks(ukraine, "guarantee", draws=200)
    plot = of_talk(ukraine, talk).spec["hconcat"][1]
    flags = plot["layer"][0]["data"]["values"]
    for one in flags:
        for other in flags:
            between = sorted((one["value"], other["value"]))
            if one["left"] == other["left"] and one["y"] < other["y"] and between[0] < between[1]:
                assert (one["value"] < other["value"]) == one["left"]


def test_many_actors_long_names_and_a_short_line() -> None:
    actors = tuple(
        Actor(f"Ministry of a very long name {i}", i / 30, 0.5, i + 1.0) for i in range(30)
    )
    found = drawn(Issue("rate", actors, 0.0, 1.0))
    assert sum(row["kind"] == "actor" for row in found.rows) == 30
    assert f"{30 - MOST} lighter actors are in the data." in found.note
    assert "0.97" in found.alt
    labels = [row["text"] for row in found.spec["hconcat"][0]["data"]["values"]]
    assert len(labels) == MOST + 1
    assert max(map(len, labels)) <= 26


def test_one_actor_and_a_label_at_the_end_of_the_line() -> None:
    found = drawn(Issue("rate", (Actor("a", 100),)))
    assert "1 actor on a line" in found.alt
    assert "<svg" in found.svg()


def test_bad_endings_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="gif"):
        drawn(ISSUE).save(tmp_path / "m.gif")
    with pytest.raises(InputError, match="no folder"):
        drawn(ISSUE).save(tmp_path / "absent" / "m.json")
