"""Answers many tests ask about: shipped questions, one with 40 designs, one that means harm."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from tests.hostile import hostile as hostile_scenario
from tests.ladders import LIVELY, ladder_of

from foedus import scenario
from foedus.assessment import assess
from foedus.assessment.order import order as ordered
from foedus.assessment.result import Assessment
from foedus.briefing.compose import compose
from foedus.estimate import Estimate
from foedus.facts import assembly
from foedus.facts.known import Known
from foedus.facts.setting import setting
from foedus.history.ladder import Ladder
from foedus.history.setting import Setting
from foedus.report.blocks import Brief
from foedus.scenario import Scenario
from foedus.scenario.statements import Event

DRAWS = 200
HOSTILE = (
    "</text><script>alert('x')</script><img src=x onerror=alert(1)>&\"' \\input{/etc/passwd} ="
)


@pytest.fixture(scope="session")
def found() -> Assessment:
    return assess("ukraine-2025", draws=DRAWS)


@pytest.fixture(scope="session")
def forty(found: Assessment) -> Assessment:
    """Forty designs, no two with the same chances: those of one, made less step by step."""
    first = found.designs["article-5-like"]
    designs = {"none": found.designs["none"]}
    for number in range(39):
        part = 1.0 - number / 50.0

        def less(one: Estimate, part: float = part) -> Estimate:
            return Estimate(one.value * part, one.low * part, one.high * part)

        risk = replace(
            first.risk,
            by={event: tuple(map(less, all_)) for event, all_ in first.risk.by.items()},
        )
        ratio = {event: less(one) for event, one in first.versus.ratio.items()}
        name = f"coalition-with-a-rather-long-name-{number}"
        designs[name] = replace(
            first,
            reading=replace(first.reading, name=name),
            risk=risk,
            versus=replace(first.versus, ratio=ratio),
        )
    last = np.array([design.risk.by["war"][-1].value for design in designs.values()])
    draws = last * np.linspace(0.5, 1.5, 51)[:, None]
    order = ordered(
        {name: [design.risk] for name, design in designs.items()},
        dict.fromkeys(("text", "practice", "within"), draws),
    )
    return replace(found, designs=designs, order=order, lens=None)


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
        scale = dict.fromkeys(issue.scale, HOSTILE)
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


#: A title that no line holds, and one of a scenario that no page's head holds.
LONG = (
    "A pledge of collective defense modeled on the North Atlantic Treaty, given by the "
    "legislatures of a coalition of the willing, with numbers, places and dates"
)
ASKED = (
    "What would become of the security of Ukraine under guarantees like those of Article 5 that a "
    "coalition of thirty-one states was said to weigh in August 2025"
)


@pytest.fixture(scope="session", params=["crowd", "alone"])
def awkward(request: pytest.FixtureRequest) -> Assessment:
    """Twelve designs with long names and titles; or one, of 31 guarantors, and no facts beside."""
    asked = scenario.load("ukraine-2025")
    given = [asked.designs[name] for name in ("article-5-like", "article-5-like-stationed", "nato")]
    if request.param == "crowd":
        designs = {"none": asked.designs["none"]} | {
            f"a-coalition-of-the-willing-with-a-long-name-{at}": given[at % 3].model_copy(
                update={"title": f"Design {at}: {LONG}"}
            )
            for at in range(12)
        }
    else:
        designs = {"a-coalition": given[2].model_copy(update={"title": LONG})}
    update = {"designs": designs, "title": ASKED, "issues": ()}
    return assess(asked.model_copy(update=update), draws=DRAWS)


@pytest.fixture(scope="session")
def brief(found: Assessment) -> Brief:
    """The whole of it: the page, and the annex."""
    return compose(found, length="full")


@pytest.fixture(scope="session", params=[(200, 40), (0, 5)], ids=["crowd", "no-claims"])
def harm(request: pytest.FixtureRequest) -> Brief:
    """A brief on a scenario that means harm."""
    return compose(assess(hostile_scenario(*request.param), draws=100), length="full")


@pytest.fixture(scope="session")
def lively() -> Ladder:
    return ladder_of(0.15, **LIVELY)


@pytest.fixture(scope="session")
def ukraine() -> Scenario:
    return scenario.load("ukraine-2025")


@pytest.fixture(scope="session")
def facts(ukraine: Scenario) -> dict[str, Known]:
    return assembly.facts(ukraine)


@pytest.fixture(scope="session")
def here(ukraine: Scenario, facts: dict[str, Known]) -> Setting:
    return setting(ukraine, facts)


@pytest.fixture(scope="session")
def answer() -> Assessment:
    """The shipped question, with few draws."""
    return assess("ukraine-2025", draws=400)


@pytest.fixture(scope="session")
def answered(answer: Assessment) -> dict[str, Any]:
    return answer.to_dict()
