"""War alone is forecast as the whole assessment forecasts it."""

from foedus import scenario
from foedus.assessment import assess
from foedus.assessment.assessment import war_risk


def test_war_alone_is_the_assessments_to_the_bit() -> None:
    """Ukraine's designs have a practice of their own; Taiwan's challenge an act that stands."""
    for name in ("ukraine-2025", "taiwan-2025"):
        asked = scenario.load(name)
        alone = war_risk(asked, draws=200, years=3, seed=5)
        assert alone == assess(asked, draws=200, years=3, seed=5).war()
        assert list(alone.ratio) == [*assess(asked, draws=200, years=3, seed=5).designs]


def test_war_alone_is_of_the_designs_that_are_asked_for() -> None:
    asked = scenario.load("ukraine-2025")
    found = war_risk(asked, draws=100, years=2, designs=["nato"])
    assert set(found.chance) == {"none", "nato"}
    assert (found.reference, found.years) == ("none", 2)
    assert found.ratio["none"].value == 1.0
