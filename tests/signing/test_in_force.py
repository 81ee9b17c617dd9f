"""What is in force is kept, and a change of it is weighed against it."""

from datetime import date

import numpy as np
import pytest

from foedus import scenario
from foedus.assessment import assess
from foedus.estimate import Estimate
from foedus.record import DocumentError
from foedus.scenario import Scenario
from foedus.signing.acceptance import RiskSummary, acceptance
from foedus.signing.in_force import since, status_quo
from foedus.signing.signing import spread
from foedus.signing.stakes import BaseDesign, ground
from foedus.signing.variants import variants
from foedus.terms import get, library


def korea(day: str = "2025-10-01", more: str = "") -> Scenario:
    return scenario.loads(
        f"foedus: 1\ntitle: Korea\nas_of: {day}\nchallenger: PRK\nprotege: KOR\n"
        f"designs:\n  none: {{}}\n  treaty: {{extends: us-korea-1953{more}}}\n"
    )


def test_a_treaty_in_force_is_the_status_quo_since_its_day() -> None:
    asked = korea()
    assert since(asked, asked.designs["treaty"]) == date(1954, 11, 17)
    quo = status_quo(asked)
    assert quo is not None
    assert quo.name == "treaty"
    assert since(asked, asked.designs["none"]) is None


@pytest.mark.parametrize(
    ("day", "more"),
    [
        ("1953-10-01", ""),  # signed, not yet in force
        ("2025-10-01", ", military: {bases: none}"),  # another treaty
        ("2025-10-01", ", guarantors: [USA, JPN]"),
        ("2025-10-01", ", adopted_by: executive"),
    ],
)
def test_before_its_day_and_with_other_terms_it_is_not(day: str, more: str) -> None:
    asked = korea(day, more)
    assert since(asked, asked.designs["treaty"]) is None


def test_an_instrument_that_binds_others_is_not_in_force_for_the_protege(
    ukraine: Scenario,
) -> None:
    assert since(ukraine, ukraine.designs["nato"]) is None  # Ukraine is no member
    taiwan = scenario.load("taiwan-2025")
    assert since(taiwan, taiwan.designs["relations-act"]) == get("us-taiwan-1979").in_force
    assert since(taiwan, taiwan.designs["treaty-1954"]) is None  # ended in 1980


def test_a_design_may_say_that_it_is_in_force_but_its_changes_are_not() -> None:
    asked = korea(more=", military: {bases: none}, in_force: 2020-01-01")
    own = asked.designs["treaty"]
    assert since(asked, own) == date(2020, 1, 1)
    for change, text in variants(own):
        assert (since(asked, text) is None) == (change != "treaty")


def test_its_parties_keep_it_whatever_the_weights_say() -> None:
    """By the weights alone the guarantor would leave; the rule asks for a reason to."""
    asked = korea()
    risk = RiskSummary(Estimate(0.1, 0.1, 0.1), Estimate(0.9, 0.9, 0.9), 10)
    found = acceptance(asked, "treaty", draws=500, assessment=risk)
    assert {party.verdict for party in found.parties} == {"keeps"}
    assert found.since == date(1954, 11, 17)
    assert min(party.share for party in found.parties) < 0.1  # told nowhere but in the numbers
    said = found.to_dict()
    assert said["verdict"] == "keeps"
    assert all("in force" in party["statement"] for party in said["parties"])


def test_what_is_in_force_is_what_other_designs_are_weighed_against() -> None:
    """The same design gains nothing against itself; a stronger one gains what is between them."""
    taiwan = scenario.load("taiwan-2025")
    risks = assess(taiwan, draws=200, years=10)
    plain = ground(taiwan, draws=500, seed=0)
    known = ground(taiwan, draws=500, seed=0, assessment=risks)
    assert plain.base is None
    assert isinstance(known.base, BaseDesign)
    assert known.base.design.name == "relations-act"

    def ask(name: str, over: object) -> dict[str, dict[str, float]]:
        found = acceptance(
            taiwan, name, draws=500, assessment=risks, known=over, sensitivity=False,  # type: ignore[arg-type]
            parties=["TWN", "USA"],
        )  # fmt: skip
        return {party.name: dict(party.drivers) for party in found.parties}

    for drivers in ask("relations-act", known).values():
        assert all(by == pytest.approx(0) for by in drivers.values())
    there, here = ask("relations-act", plain), ask("treaty-1954", plain)
    for party, drivers in ask("treaty-1954", known).items():
        for name, by in drivers.items():
            between = here[party].get(name, 0.0) - there[party].get(name, 0.0)
            assert by == pytest.approx(between, abs=1e-9), (party, name)
    found = acceptance(taiwan, "treaty-1954", draws=500, assessment=risks, known=known)
    assert found.alternative == "relations-act, in force"


def test_every_treaty_of_the_library_that_stands_is_kept() -> None:
    """A rule, right by construction; the count says how far the library carries it."""
    kept = 0
    for one in library().values():
        protege = one.protege or next(iter(one.guarantors))
        if one.fate is None or one.fate.end != "in-force":
            continue
        text = (
            f"foedus: 1\ntitle: T\nas_of: 2026-01-01\nchallenger: FJI\nprotege: {protege}\n"
            f"designs: {{none: {{}}, treaty: {{extends: {one.name}}}}}\n"
        )
        try:
            asked = scenario.loads(text)
        except DocumentError:  # a party of it is gone, so that nobody could keep it unchanged
            continue
        assert since(asked, asked.designs["treaty"]) == (one.in_force or one.signed), one.name
        kept += 1
    assert kept > 20


def test_a_middle_lies_in_its_interval_however_skewed() -> None:
    drawn = np.concatenate([np.zeros(97), np.full(3, 100.0)])  # the mean is far outside
    found = spread(drawn)
    assert found.low <= found.value <= found.high
    assert drawn.mean() > found.high
