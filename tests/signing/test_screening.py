"""The class of a package is the one that all its numbers give."""

from itertools import product

import pytest

from foedus import scenario
from foedus.assessment import assess
from foedus.estimate import Estimate
from foedus.scenario import Scenario
from foedus.signing.acceptance import RiskSummary, acceptance
from foedus.signing.screening import Screening
from foedus.signing.stakes import ground
from foedus.terms import Guarantee

DRAWS = 200


def risk(war: float, ratio: float) -> RiskSummary:
    return RiskSummary(Estimate(war, war / 2, war * 2), Estimate(ratio, ratio / 2, ratio), 20)


RISKS = (risk(0.1, 0.2), risk(0.1, 0.9), risk(0.6, 0.5))


def texts(asked: Scenario) -> list[Guarantee]:
    """The scenario's designs, each with fewer to guarantee it, and adopted otherwise."""
    found = []
    for design, few, by in product(
        asked.designs.values(), (None, 1, 2), (None, "executive", "treaty")
    ):
        if few is None and by is None:
            found.append(design)
        elif design.guarantors and len(design.guarantors) < 7:
            change = {"name": "package", "guarantors": design.guarantors[:few], "adopted_by": by}
            found.append(design.model_copy(update=change))
    return found


@pytest.mark.parametrize("name", ["ukraine-2025", "korea-2025"])
def test_it_says_what_all_the_numbers_say(name: str) -> None:
    asked = scenario.load(name)
    found = assess(asked, draws=100, years=5)
    known = ground(asked, draws=DRAWS, seed=1, assessment=found)
    screening = Screening(asked, known)
    for design, at in product(texts(asked), RISKS):
        whole = acceptance(
            asked, design, draws=DRAWS, seed=1, assessment=at, known=known, sensitivity=False
        )
        assert screening.verdict(design, at) == whole.verdict, (design.name, at)
