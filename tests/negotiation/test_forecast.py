"""The headline: properties, Monte Carlo, degenerate issues."""

import json
import re
from importlib.resources import files

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.negotiation.actors import Actor, Issue
from foedus.negotiation.distribution import LEVELS
from foedus.negotiation.forecast import forecast, headline, unscored
from foedus.negotiation.outcomes import FAMILIES
from foedus.negotiation.quantity import Range

ISSUE = Issue(
    "tariff",
    (Actor("a", 0, 0.5, 10), Actor("b", 40, 0.9, 30), Actor("c", 100, 0.2, 50)),
)


def mirrored(issue: Issue) -> Issue:
    return Issue(
        issue.name,
        tuple(Actor(a.name, 100 - a.position, a.salience, a.capability) for a in issue.actors),  # type: ignore[operator]
    )


def test_quantiles_rise_and_stay_on_the_scale() -> None:
    made = forecast(ISSUE).to_dict()
    assert list(made["quantiles"]) == [f"{level:.2f}" for level in LEVELS]
    values = list(made["quantiles"].values())
    assert values == sorted(values)
    assert min(values) >= 0
    assert max(values) <= 100
    assert made["point"] == made["quantiles"]["0.50"]
    assert made["compromise"] == pytest.approx((40 * 27 + 100 * 10) / 42)
    assert made["status"] == "converged"
    assert made["settings"]["weights"]["election"] > 0
    json.dumps(made)


def test_mirror_and_scale() -> None:
    base, other = forecast(ISSUE), forecast(mirrored(ISSUE))
    assert other.distribution.mean == pytest.approx(100 - base.distribution.mean, abs=1e-6)
    assert other.compromise == pytest.approx(100 - base.compromise)
    stretched = forecast(
        Issue(
            "s",
            tuple(
                Actor(a.name, 4 * a.position - 200, a.salience, a.capability) for a in ISSUE.actors
            ),  # type: ignore[operator]
            low=-200,
            high=200,
        )
    )
    q = np.array(LEVELS)
    assert stretched.distribution.quantile(q) == pytest.approx(
        4 * base.distribution.quantile(q) - 200, abs=1e-6
    )


def test_merging_identical_actors_changes_nothing() -> None:
    split = Issue(
        "t", (*ISSUE.actors[:1], Actor("b", 40, 0.9, 10), Actor("b2", 40, 0.9, 20), ISSUE.actors[2])
    )
    q = np.array(LEVELS)
    assert forecast(split).distribution.quantile(q) == pytest.approx(
        forecast(ISSUE).distribution.quantile(q), abs=1e-6
    )


def test_uncertainty_is_drawn_and_repeats() -> None:
    vague = Issue(
        "v", (Actor("a", 0, 0.5, 10), Actor("b", Range(10, 90), 0.9, 30), Actor("c", 100, 0.2, 50))
    )
    one, again, other = (
        forecast(vague, draws=500),
        forecast(vague, draws=500),
        forecast(vague, draws=500, seed=1),
    )
    assert one.to_dict() == again.to_dict()
    assert one.input_hash != other.input_hash
    assert one.draws == 500
    low, high = one.compromise_range
    assert low < one.compromise < high
    known = forecast(ISSUE)
    assert known.draws == 1
    assert known.compromise_range[0] == pytest.approx(known.compromise_range[1])


def test_narrow_ranges_tend_to_the_known_answer() -> None:
    narrow = Issue(
        "n",
        tuple(
            Actor(
                a.name,
                Range(a.position, a.position + 1e-6 * (a.name != "c")),
                a.salience,
                a.capability,
            )
            for a in ISSUE.actors
        ),
    )  # type: ignore[arg-type, operator]
    q = np.array([0.1, 0.5, 0.9])
    assert forecast(narrow, draws=400).distribution.quantile(q) == pytest.approx(
        forecast(ISSUE).distribution.quantile(q), abs=0.05
    )


def test_degenerate_issues() -> None:
    alone = forecast(Issue("i", (Actor("a", 30),)))
    assert alone.point == 30
    agreed = forecast(Issue("i", (Actor("a", 30), Actor("b", 30, 0.1, 9))))
    assert agreed.point == 30
    poles = forecast(Issue("i", (Actor("a", 0, 0.5, 1), Actor("b", 100, 0.5, 1))))
    assert poles.distribution.mean == pytest.approx(50, abs=1e-6)
    silent = forecast(Issue("i", (Actor("a", 0, 0.0), Actor("b", 80, 0.4))))
    assert silent.compromise == 80
    with pytest.raises(InputError, match="any weight"):
        forecast(Issue("i", (Actor("a", 0, 0.0), Actor("b", 80, 0.0))))


def test_shipped_parameters_are_complete() -> None:
    stored = json.loads((files("foedus.negotiation") / "parameters" / "headline.json").read_text())
    model = headline()
    w = model.weights
    assert w.election + w.normal + w.middle == pytest.approx(1, abs=1e-5)
    assert model.family in FAMILIES
    assert len(stored["data"]["sha256"]) == 64
    assert stored["command"].startswith("foedus negotiate fit --issues")
    covariance = np.array(stored["theta"]["covariance"])
    assert (np.linalg.eigvalsh(covariance) > 0).all()


def test_what_was_validated_is_told_as_it_is_stored() -> None:
    """22.2 against 24.0: the numbers are those of the cross-validation, rounded once."""
    [scores] = [s for s in headline().provenance["scores"].values() if isinstance(s, dict)]
    told = re.findall(r"\d+\.\d", unscored())
    stored = [scores[name]["mae"] for name in ("headline", "compromise")]
    assert [float(each) for each in told] == pytest.approx(stored, abs=0.0501)
    assert float(told[0]) < float(told[1])
    assert "nothing scores it" in unscored()
