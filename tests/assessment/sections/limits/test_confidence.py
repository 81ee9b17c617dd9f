"""Confidence: its rules, and that it answers to what it rests on."""

from dataclasses import replace

import pytest

from foedus.assessment.result import Assessment
from foedus.assessment.sections.limits.confidence import Confidence, of_comparison, of_level
from foedus.estimate import Estimate
from foedus.report import words

BINDING = "article-5-like"


def ground(found: Confidence, name: str) -> str:
    return next(each.level for each in found.grounds if each.name == name)


def narrowed(found: Assessment, wide: float) -> Assessment:
    """The reference's chance of war by the last year with an interval of that width."""
    bare = found.designs[found.reference]
    last = Estimate(0.1, 0.1 / wide**0.5, 0.1 * wide**0.5)
    by = {**bare.risk.by, "war": (*bare.risk.by["war"][:-1], last)}
    return replace(
        found,
        designs={**found.designs,
                 found.reference: replace(bare, risk=replace(bare.risk, by=by))},
    )  # fmt: skip


@pytest.mark.parametrize(("wide", "level"), [(2.0, "high"), (5.0, "moderate"), (20.0, "low")])
def test_a_wider_interval_rates_lower(found: Assessment, wide: float, level: str) -> None:
    assert ground(of_level(narrowed(found, wide)), "width of the interval") == level


def test_older_facts_rate_lower(found: Assessment) -> None:
    fresh = replace(found, carried=())
    assert ground(of_level(fresh), "age of the facts") == "high"
    one = replace(found.carried[0], years=5)
    assert ground(of_level(replace(found, carried=(one,))), "age of the facts") == "moderate"
    assert ground(of_level(found), "age of the facts") == "low"


def test_two_low_grounds_make_it_low(found: Assessment) -> None:
    assert of_level(narrowed(found, 20.0)).level == "low"


def test_a_comparison_is_never_high(found: Assessment) -> None:
    design = found.designs[BINDING]
    sure = Estimate(0.5, 0.45, 0.55)
    near = {rung: replace(each, percentile=10.0, outside=()) for rung, each in design.reach.items()}
    best = replace(
        design,
        reach=near,
        versus=replace(design.versus, ratio={**design.versus.ratio, "war": sure}),
        within={**design.within, "war": sure},
    )
    firm = replace(found, carried=(), designs={**found.designs, BINDING: best})
    compared = of_comparison(firm, BINDING)
    # Only the record of such forecasts, which is as it is, may be a low ground.
    assert sum(each.level == "low" for each in compared.grounds) <= 1
    assert compared.level == "moderate"


def test_within_pairs_that_say_the_opposite_rate_low(found: Assessment) -> None:
    design = found.designs[BINDING]
    turned = replace(design, within={**design.within, "war": Estimate(1.5, 0.7, 3.0)})
    other = replace(found, designs={**found.designs, BINDING: turned})
    assert ground(of_comparison(other, BINDING), "change within pairs") == "low"


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], "none"),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (list("abcdefg"), "a, b, c, d, e, f and g"),
        (list("abcdefgh"), "a, b, c, d, e, f and 2 more"),
    ],
)
def test_long_lists_are_counted(names: list[str], told: str) -> None:
    assert words.some(names) == told


def test_counts_agree_in_number() -> None:
    assert words.counted(1, "design") == "1 design"
    assert words.counted(1200, "design") == "1,200 designs"
    assert words.left_out(3, 4, "party", "parties") == "1 more party left out here."
    assert words.left_out(3, 6, "party", "parties") == "3 more parties left out here."
    assert words.left_out(3, 3, "party", "parties") == ""


def test_cut_keeps_one_line() -> None:
    assert words.cut(" a\n b ") == "a b"
    assert len(words.cut("x" * 1000, 50)) == 50
