"""The distance between terms: in [0, 1], symmetric, 0 for the same, by groups that count alike."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus import terms
from foedus.errors import InputError, UnknownNameError
from foedus.terms.distance import distance, distances
from foedus.terms.features import FEATURES, GROUPS, features

VALUES = st.one_of(st.none(), st.floats(0, 1))
MAPPINGS = st.fixed_dictionaries(dict.fromkeys(FEATURES, VALUES)).map(
    lambda found: found | {"contact": found["contact"] or 0.0}  # something is always known
)
NAMES = st.sampled_from(terms.names())


@given(MAPPINGS, MAPPINGS)
def test_it_is_symmetric_and_within_bounds(
    a: dict[str, float | None], b: dict[str, float | None]
) -> None:
    there, back = distance(a, b), distance(b, a)
    assert there.total == pytest.approx(back.total, abs=1e-12)
    assert there.groups == pytest.approx(back.groups)
    assert 0 <= there.total <= 1
    assert all(part is None or 0 <= part <= 1 for part in there.groups.values())


@given(MAPPINGS)
def test_the_same_terms_are_at_no_distance(a: dict[str, float | None]) -> None:
    assert distance(a, a).total == 0
    assert distance(a, {name: value for name, value in a.items() if value is not None}).total == 0


@given(MAPPINGS, MAPPINGS)
def test_it_is_the_mean_of_its_groups(
    a: dict[str, float | None], b: dict[str, float | None]
) -> None:
    found = distance(a, b)
    known = [part for part in found.groups.values() if part is not None]
    assert found.total == pytest.approx(np.mean(known))


@given(NAMES, NAMES)
def test_a_frame_gives_what_a_pair_gives(one: str, other: str) -> None:
    a, b = terms.get(one), terms.get(other)
    row = distances(a, pl.DataFrame([features(b)], schema=dict.fromkeys(FEATURES, pl.Float64)))
    pair = distance(a, b)
    assert row["distance"][0] == pytest.approx(pair.total)
    assert {name: row[name][0] for name in GROUPS} == pytest.approx(pair.groups)


def test_worked_by_hand() -> None:
    a = {"defense": 1.0, "offense": 0.0, "consultation": 1.0, "contact": 1.0, "command": 0.0}
    b = {"defense": 1.0, "offense": 0.0, "nonaggression": 1.0, "contact": 0.0, "command": 0.0}
    # Of the obligations only defense is known on both sides and on one of them present.
    assert distance(a, b).groups["obligations"] == 0
    assert distance(a, b).groups["military"] == 0.5
    assert distance(a, b).total == 0.25
    assert distance(a, b, weights={"military": 3}).total == pytest.approx(0.375)
    c = b | {"consultation": 0.0}
    assert distance(a, c).groups["obligations"] == 0.5
    assert distance(a, c).groups["term"] is None


def test_how_a_promise_is_owed_differs_wholly_where_one_does_not_make_it() -> None:
    firm = {"defense": 1.0, "offense": 0.0, "discretion": 0.0, "defense_conditional": 0.0}
    none = {"defense": 0.0, "offense": 0.0}
    assert distance(firm, none).groups["discretion"] == 1
    assert distance(none, firm).groups["conditions"] == 1
    armed = none | {"contact": 1.0}
    assert distance(armed, armed).groups["discretion"] is None
    # Unknown on the side that owes it, or unknown whether it is owed at all: left out.
    assert distance({"defense": 1.0, "offense": 0.0}, none).groups["discretion"] is None
    assert distance(firm, {"defense": 1.0}).groups["discretion"] is None
    unknown = {"offense": 0.0, "contact": 1.0}
    assert distance(firm | unknown, unknown).groups["discretion"] is None


def test_a_pledge_to_fight_is_nearer_to_its_like_than_to_an_assurance() -> None:
    korea, atlantic = terms.get("us-korea-1953"), terms.get("north-atlantic-1949")
    budapest = terms.get("budapest-memorandum-1994")
    near, far = distance(korea, atlantic).total, distance(korea, budapest).total
    assert near < 0.3
    assert far > 0.5


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(InputError, match="known on both sides"):
        distance({"defense": 1.0}, {"contact": 1.0})
    with pytest.raises(UnknownNameError, match="military"):
        distance({}, {}, weights={"militari": 1})
    with pytest.raises(UnknownNameError, match="defense"):
        distance({"defence": 1.0}, {})
    with pytest.raises(InputError, match="0 to 1"):
        distance({"contact": 2.0}, {"contact": 1.0})
    with pytest.raises(InputError, match="weight of 0 or more"):
        distance({"contact": 1.0}, {"contact": 1.0}, weights={"military": -1})
    with pytest.raises(InputError, match="weighs 0"):
        distance({"contact": 1.0}, {}, weights=dict.fromkeys(GROUPS, 0.0))
