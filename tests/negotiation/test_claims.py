"""Graded claims: what each does, and what it must not do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.negotiation.claims import PositionClaim, update_position
from foedus.negotiation.quantity import Normal

PRIOR = Normal(30, 15)


def claim(position: float, grade: str, origin: str = "envoy", name: str = "c") -> PositionClaim:
    return PositionClaim(name, position, grade, origin)


def test_no_claims_change_nothing() -> None:
    found = update_position(PRIOR, [])
    assert (found.after.mean, found.after.sd) == pytest.approx((30, 15))
    assert found.effects == ()


def test_one_sure_claim_equals_the_normal_update() -> None:
    found = update_position(
        PRIOR, [claim(70, "A1")], reliability={"A": 1 - 1e-12}, credibility={"1": 0.15}
    )
    assert (found.after.mean, found.after.sd) == pytest.approx((50, 15 / 2**0.5), abs=1e-4)


def test_reliability_and_credibility_act_separately() -> None:
    near = [update_position(PRIOR, [claim(45, grade)]).after for grade in ("A2", "C2", "E2")]
    assert near[0].mean > near[1].mean > near[2].mean > PRIOR.mean
    exact = [update_position(PRIOR, [claim(45, grade)]).after for grade in ("B1", "B3", "B5")]
    assert exact[0].mean > exact[1].mean > exact[2].mean > PRIOR.mean


@settings(max_examples=50)
@given(
    st.floats(0, 100),
    st.sampled_from("ABCDEF"),
    st.sampled_from("123456"),
    st.integers(1, 5),
)
def test_repeats_from_one_origin_count_once(x: float, letter: str, digit: str, n: int) -> None:
    once = update_position(PRIOR, [claim(x, letter + digit)])
    often = update_position(PRIOR, [claim(x, letter + digit, name=f"c{k}") for k in range(n)])
    assert often.after.mean == pytest.approx(once.after.mean)
    assert often.after.sd == pytest.approx(once.after.sd)
    other = update_position(PRIOR, [claim(x, letter + digit), claim(x, letter + digit, "press")])
    assert abs(other.after.mean - x) <= abs(once.after.mean - x) + 1e-9
    assert other.effects[0].believed >= once.effects[0].believed - 1e-9


def test_contradicting_claims_widen() -> None:
    agree = update_position(PRIOR, [claim(40, "B2", "a"), claim(42, "B2", "b")])
    differ = update_position(PRIOR, [claim(40, "B2", "a"), claim(95, "B2", "b")])
    alone = update_position(PRIOR, [claim(40, "B2", "a")])
    assert differ.after.sd > alone.after.sd > agree.after.sd
    assert differ.effects[1].widening > 0 > agree.effects[1].widening
    assert differ.effects[1].believed < agree.effects[1].believed


def test_disagreement_within_one_origin_widens_too() -> None:
    steady = update_position(PRIOR, [claim(40, "B2"), claim(40, "B2", name="d")])
    wavering = update_position(PRIOR, [claim(30, "B2"), claim(50, "B2", name="d")])
    assert wavering.after.sd > steady.after.sd


def test_order_does_not_matter_and_effects_name_claims() -> None:
    a, b = claim(70, "B2", "x", "first"), claim(20, "D4", "y", "second")
    one, two = update_position(PRIOR, [a, b]), update_position(PRIOR, [b, a])
    assert (one.after.mean, one.after.sd) == pytest.approx((two.after.mean, two.after.sd))
    assert one.effects[0].claims == ("first",)
    assert one.effects[0].shift > 0 > one.effects[1].shift


def test_a_wild_claim_is_disbelieved() -> None:
    found = update_position(Normal(10, 3), [claim(95, "C3")])
    assert found.effects[0].believed < 0.01
    assert found.after.mean == pytest.approx(10, abs=0.5)


def test_many_origins_stay_bounded() -> None:
    many = [claim(60, "C3", f"o{k}", f"c{k}") for k in range(16)]
    found = update_position(PRIOR, many)
    assert found.after.mean == pytest.approx(60, abs=6)
    assert found.after.sd < 8


def test_bad_input_is_refused() -> None:
    with pytest.raises(InputError, match="NATO grade"):
        claim(40, "G7")
    with pytest.raises(InputError, match="off the scale"):
        update_position(PRIOR, [claim(140, "A1")])
    with pytest.raises(InputError, match="empty"):
        update_position(PRIOR, [], low=1, high=1)
