"""Quantities, actors and issues."""

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.negotiation.actors import Actor, Issue, central, draw
from foedus.negotiation.quantity import Normal, Range, parse, show


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("40", 40.0),
        ("30..50", Range(30, 50)),
        ("30..40..50", Range(30, 50, 40)),
        ("40±10", Normal(40, 10)),
        ("40+-10", Normal(40, 10)),
        ("-5..-1", Range(-5, -1)),
    ],
)
def test_quantities_are_read_and_shown(text: str, value: object) -> None:
    assert parse(text) == value
    assert parse(show(parse(text))) == value


@pytest.mark.parametrize("text", ["", "many", "50..30", "1..2..3..4", "40±0", "nan", "inf", "40±"])
def test_bad_quantities_are_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse(text)


def test_draws_stay_inside_and_center_on_the_mean() -> None:
    issue = Issue(
        "i",
        (
            Actor("a", Range(20, 40), Range(0.2, 0.6), 3),
            Actor("b", Normal(95, 20), 0.5, Range(1, 9, 2)),
            Actor("c", 50),
        ),
    )
    assert issue.uncertain
    drawn = draw(issue, 20_000, np.random.default_rng(0))
    assert drawn.x.shape == (20_000, 3)
    assert drawn.x[:, 0].min() >= 20
    assert drawn.x[:, 0].max() <= 40
    assert drawn.x[:, 0].mean() == pytest.approx(30, abs=0.2)
    assert drawn.x[:, 1].max() <= 100
    assert (drawn.x[:, 2] == 50).all()
    assert drawn.c[:, 1].mean() == pytest.approx(4, abs=0.05)
    middle = central(issue)
    assert middle.w[0] == pytest.approx([1.2, 2.0, 1.0])


def test_a_normal_off_the_scale_is_refused() -> None:
    issue = Issue("i", (Actor("a", Normal(900, 1)),))
    with pytest.raises(InputError, match="outside"):
        draw(issue, 10, np.random.default_rng(0))


def test_bad_issues_are_refused() -> None:
    with pytest.raises(InputError, match="twice"):
        Issue("i", (Actor("a", 1), Actor("a", 2)))
    with pytest.raises(InputError, match="no actor"):
        Issue("i", ())
    with pytest.raises(InputError, match="off the scale"):
        Issue("i", (Actor("a", 101),))
    with pytest.raises(InputError, match="scale"):
        Issue("i", (Actor("a", 1),), low=5, high=5)
    with pytest.raises(InputError, match="salience"):
        Actor("a", 1, 50)
    with pytest.raises(InputError, match="capability"):
        Actor("a", 1, 0.5, -1)
