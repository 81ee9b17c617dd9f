"""Which clause does the work: shares that add up, with the signs of the fitted terms."""

import numpy as np
import pytest
from tests.ladders import LIVELY, ladder_of

from foedus.assessment import assess
from foedus.assessment.credit import PARTS, coalition, parts
from foedus.assessment.result import Assessment
from foedus.scenario import Scenario


def test_only_designs_that_bind_have_credit(answer: Assessment) -> None:
    binding = {name for name, design in answer.designs.items() if design.reading.binds}
    assert set(answer.credit) == binding


def test_without_the_promise_nothing_is_left(answer: Assessment) -> None:
    bare, reading = answer.run.bare, answer.designs["article-5-like-stationed"].reading
    assert coalition(frozenset({"majors", "ties"}), reading, bare, None) == (bare, None)
    whole, _ = coalition(frozenset(PARTS), reading, bare, None)
    assert whole.columns == reading.columns
    minor, _ = coalition(frozenset({"promise"}), reading, bare, None)
    assert minor.columns == {
        "minor": 1.0, "major": 0.0, "nuclear": 0.0, "depth_minor": minor.depth, "depth_major": 0.0,
    }  # fmt: skip
    assert minor.depth < 0.05  # a promise without ties


def test_shares_add_up_to_the_whole(ukraine: Scenario) -> None:
    """Medians add up nearly as draws do; draws differ by little but the level."""
    found = assess(ukraine, draws=100, years=5, ladder=ladder_of(**LIVELY))
    for one in found.credit.values():
        assert one.years == 5
        total = sum(part.value for part in one.parts.values())
        assert total == pytest.approx(one.total.value, rel=0.1, abs=0.05)


def test_a_part_has_the_sign_of_its_terms(ukraine: Scenario) -> None:
    found = assess(
        ukraine, draws=100, years=5,
        ladder=ladder_of(**{"onset_constant": -1.0, "force_constant": 0.0, "war_constant": -1.0,
                            "war_nuclear": -1.2, "onset_depth_major": 0.6}),
    )  # fmt: skip
    parts_of = found.credit["article-5-like-stationed"].parts
    assert parts_of["nuclear"].value < -0.5
    assert parts_of["ties"].value > 0.1
    assert abs(parts_of["promise"].value) < abs(parts_of["nuclear"].value)


def test_the_total_is_the_assessments_own(ukraine: Scenario) -> None:
    """Both are medians; at small chances a difference of logits is the log of the ratio."""
    found = assess(ukraine, draws=300, years=10)
    for name, one in found.credit.items():
        ratio = found.designs[name].versus.ratio["war"].value
        assert one.total.value == pytest.approx(np.log(ratio), abs=0.2)
        assert set(one.parts) == set(parts(found.designs[name].reading))
