"""How long a guarantee stands, what lapse does to the risk, and how a war would go."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from foedus import scenario
from foedus.assessment import assess
from foedus.assessment.durability import Holding, LapseDraws
from foedus.assessment.result import Assessment
from foedus.history import lapse
from foedus.scenario import Scenario

HELD = Holding(7, (0.85, 0.8), (0.7, 0.7), 1.0, 10, 10, "none")


@pytest.fixture(scope="module")
def lapsing() -> LapseDraws:
    return LapseDraws.of(lapse.shipped(), 500, np.random.SeedSequence(1))


def with_design(asked: Scenario, name: str, **changes: Any) -> Scenario:
    design = asked.designs[name].model_copy(update=changes)
    return asked.model_copy(update={"designs": {**asked.designs, name: design}})


def test_without_a_term_only_breaking_ends_it(lapsing: LapseDraws) -> None:
    held = replace(HELD, term=None, span=None)
    hazard = lapsing.hazard(held, 20)
    assert np.all(hazard == lapsing.broken(held)[:, None])
    assert lapsing.durability(held, 20).renewed is None


def test_a_term_ends_when_it_says_and_again_when_renewed(lapsing: LapseDraws) -> None:
    hazard, broken = lapsing.hazard(HELD, 25), lapsing.broken(HELD)
    ends = np.flatnonzero(hazard.mean(axis=0) > 2 * broken.mean())
    assert ends.tolist() == [9, 19]
    expected = 1 - (1 - broken) * lapsing.renewed(HELD)
    np.testing.assert_allclose(hazard[:, 9], expected)
    # What is left of a running term counts first; renewed, it runs its whole span.
    left = lapsing.hazard(replace(HELD, term=4), 25).mean(axis=0)
    assert np.flatnonzero(left > 2 * broken.mean()).tolist() == [3, 13, 23]


def test_standing_is_the_product_of_the_years(lapsing: LapseDraws) -> None:
    found = lapsing.durability(HELD, 20)
    values = [each.value for each in found.standing]
    assert values == sorted(values, reverse=True)
    assert values[8] == pytest.approx(float(((1 - lapsing.broken(HELD)) ** 9).mean()), rel=1e-9)
    assert found.renewed is not None
    assert values[9] == pytest.approx(values[8] * found.renewed.value, rel=0.02)


def test_automatic_renewal_holds_longer(lapsing: LapseDraws) -> None:
    silent = lapsing.durability(HELD, 20).standing[-1].value
    automatic = lapsing.durability(replace(HELD, renewal="automatic"), 20).standing[-1].value
    assert automatic > silent + 0.1


def test_features_that_are_not_known_are_left_out(lapsing: LapseDraws) -> None:
    unknown = replace(HELD, democracy=(np.nan,), democracy_others=(np.nan,), ratified=np.nan)
    assert np.all(lapsing.broken(unknown) > 0)


def test_a_pact_that_stands_keeps_what_is_left_of_its_term(ukraine: Scenario) -> None:
    """The North Atlantic Treaty's twenty years ran out in 1969; a copy signed anew has them all."""
    assert ukraine.designs["nato"].term is None
    early = scenario.loads(
        "foedus: 1\ntitle: t\nas_of: 1955-01-01\nhorizon: 20\nchallenger: RUS\nprotege: AUT\n"
        "designs: {nato: {extends: north-atlantic-1949}}\n"
    )
    term = early.designs["nato"].term
    assert term is not None
    assert 14 < term < 15


def test_a_shorter_term_leaves_more_war(ukraine: Scenario, answer: Assessment) -> None:
    name = "article-5-like"
    short = assess(with_design(ukraine, name, term=5.0), draws=400)
    for_good = assess(with_design(ukraine, name, term=None), draws=400)
    wars = [each.designs[name].risk.by["war"][-1].value for each in (short, answer, for_good)]
    assert wars[0] > wars[1] > wars[2]
    none = answer.designs["none"].risk.by["war"][-1].value
    assert short.designs["none"].risk.by["war"][-1].value == pytest.approx(none)


def test_helped_abandoned_and_lapsed_add_up_to_war(answer: Assessment) -> None:
    for design in answer.designs.values():
        if design.reliability is None:
            assert not design.reading.binds
            continue
        kept = design.reliability
        for year, war in enumerate(design.risk.by["war"]):
            parts = (kept.helped[year], kept.abandoned[year], kept.lapsed[year])
            assert sum(part.value for part in parts) == pytest.approx(war.value, rel=1e-4)


def test_every_promise_signed_today_is_honored_alike(answer: Assessment) -> None:
    """The honor model knows the era and an attacker from within alone."""
    chances = {d.reliability.honored for d in answer.designs.values() if d.reliability}
    assert len(chances) == 1
    record = answer.honor.record.outside["since 1945"]
    assert record.low < chances.pop().value < record.high
