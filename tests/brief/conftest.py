"""Assessments to draw: the shipped question, one with 40 designs, one that means harm."""

from datetime import date

import pytest

from foedus import scenario
from foedus.assess import assess
from foedus.assess.result import Assessment
from foedus.scenario.statements import Event

DRAWS = 200
HOSTILE = (
    "</text><script>alert('x')</script><img src=x onerror=alert(1)>&\"' \\input{/etc/passwd} ="
)


@pytest.fixture(scope="session")
def found() -> Assessment:
    return assess("ukraine-2025", draws=DRAWS)


@pytest.fixture(scope="session")
def forty() -> Assessment:
    """Forty designs that differ in how deep they are and in who gives them."""
    asked = scenario.load("ukraine-2025")
    whole = asked.designs["article-5-like-stationed"]
    designs = {"none": asked.designs["none"]}
    for number in range(39):
        most = 1 + number % len(whole.guarantors)
        designs[f"coalition-with-a-rather-long-name-{number}"] = whole.model_copy(
            update={
                "name": f"coalition-with-a-rather-long-name-{number}",
                "guarantors": whole.guarantors[-most:],
                "military": (whole if number % 2 else asked.designs["article-5-like"]).military,
            }
        )
    return assess(asked.model_copy(update={"designs": designs}), draws=DRAWS)


@pytest.fixture(scope="session")
def hostile() -> Assessment:
    """Markup in every text that a figure takes up, and 200 events."""
    asked = scenario.load("ukraine-2025")
    issues = []
    for issue in asked.issues:
        stakes = tuple(
            each.model_copy(update={"actor": f"{HOSTILE}{at}"})
            for at, each in enumerate(issue.positions)
        )
        scale = {point: HOSTILE for point in issue.scale}
        update = {"title": HOSTILE, "scale": scale, "positions": stakes}
        issues.append(issue.model_copy(update=update))
    events = tuple(
        Event(on=date(1990 + at // 12, 1 + at % 12, 1), what=f"{HOSTILE} {at}", place=HOSTILE,
              planned=at % 2 == 0)
        for at in range(200)
    )  # fmt: skip
    claims = tuple(claim.model_copy(update={"moves": ()}) for claim in asked.claims)
    update = {"title": HOSTILE, "issues": tuple(issues), "events": events, "claims": claims}
    return assess(asked.model_copy(update=update), draws=DRAWS)
