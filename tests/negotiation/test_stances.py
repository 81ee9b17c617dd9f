"""Claims of a scenario move its parties by their grades, once an origin; the rest stays."""

from typing import Any

import numpy as np
import pytest

from foedus import scenario
from foedus.errors import InputError
from foedus.negotiation.stances import mixture, stances, triangular
from foedus.scenario import Scenario

HEAD = """
foedus: 1
title: A test
as_of: 2025-08-18
challenger: RUS
protege: UKR
designs: {none: {}}
issues:
  - name: pledge
    title: How much
    positions:
      - {actor: RUS, position: {value: 20, low: 0, high: 40}, salience: 0.9, capability: 80}
      - {actor: UKR, position: 90, salience: [0.8, 1], capability: 60}
"""


def asked(*claims: str) -> Scenario:
    rows = "".join(f"  - {claim}\n" for claim in claims)
    return scenario.loads(HEAD + (f"claims:\n{rows}" if rows else ""))


def claim(name: str, grade: str, toward: float, **more: Any) -> str:
    move = {"issue": "pledge", "actor": more.pop("actor", "RUS"), "toward": toward} | {
        key: more.pop(key) for key in ("low", "high") if key in more
    }
    told = {
        "id": name,
        "says": "so",
        "by": "one",
        "via": f"outlet {name}",
        "on": "2025-08-01",
        "grade": grade,
    } | more
    return str(told | {"moves": move}).replace("'", "").replace("None", "null")


def after(*claims: str) -> tuple[float, float]:
    found = stances(asked(*claims), "pledge").updates["RUS"].after
    return found.mean, found.sd


def test_without_claims_nothing_moves() -> None:
    found = stances(asked(), "pledge")
    assert found.updates == {}
    assert found.before == found.after
    assert found.before.actors[1].position == 90


def test_reliability_and_credibility_do_different_things() -> None:
    strong, unreliable, vague = (after(claim("a", grade, 30)) for grade in ("B1", "E1", "B4"))
    assert 20 < unreliable[0] < strong[0]
    assert strong[0] > vague[0] > 20
    assert strong[1] < vague[1]
    assert strong[1] < unreliable[1]


def test_an_origin_counts_once_however_often_it_is_repeated() -> None:
    once = after(claim("a", "C3", 60, origin="talk"))
    twice = after(claim("a", "C3", 60, origin="talk"), claim("b", "D3", 60, origin="talk"))
    apart = after(claim("a", "C3", 60), claim("b", "C3", 60))
    assert twice == pytest.approx(once)
    assert apart[0] > once[0]


def test_contradiction_widens() -> None:
    assert after(claim("a", "B2", 20), claim("b", "B2", 90))[1] > after(claim("a", "B2", 20))[1]


def test_a_claims_own_range_weakens_it() -> None:
    wide = after(claim("a", "B2", 30, low=0, high=60))
    assert 20 < wide[0] < after(claim("a", "B2", 30))[0]


def test_draws_have_the_moments_of_the_mixture() -> None:
    found = stances(asked(claim("a", "C2", 60)), "pledge")
    drawn = found.draw(40_000, np.random.default_rng(0))
    assert drawn.x.shape == (40_000, 2)
    assert drawn.x[:, 0].mean() == pytest.approx(found.updates["RUS"].after.mean, abs=1.0)
    assert (drawn.x[:, 1] == 90).all()
    assert 0.8 <= drawn.s[:, 1].min() < drawn.s[:, 1].max() <= 1
    edge = mixture(np.array([[1.0, 99.0, 30.0]]), 500, np.random.default_rng(1))
    assert edge.max() == 100


def test_triangle() -> None:
    drawn = np.random.default_rng(0).triangular(10, 30, 80, 200_000)
    assert triangular(10, 30, 80) == pytest.approx((drawn.mean(), drawn.std()), rel=0.01)


def test_what_cannot_be_moved_is_told() -> None:
    with pytest.raises(InputError, match="given as certain"):
        stances(asked(claim("a", "B2", 60, actor="UKR")), "pledge")
    assert stances(asked(claim("a", "B2", 60, actor="FRA")), "pledge").unplaced == (("a", "FRA"),)
    bare = scenario.loads(HEAD.replace(", capability: 60", ""))
    with pytest.raises(InputError, match="UKR has no capability"):
        stances(bare, "pledge")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("position: 90", "position: 101"),
        ("salience: 0.9", "salience: 90"),
        ("capability: 60", "capability: -1"),
    ],
)
def test_numbers_off_their_scale_are_refused_with_their_line(key: str, value: str) -> None:
    with pytest.raises(InputError, match=r":1[23]: issues.*allowed"):
        scenario.loads(HEAD.replace(key, value))
