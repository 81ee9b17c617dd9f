"""Records as plain values: each kind of value, names that differ, what is left out."""

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.estimate import Estimate
from foedus.evidence.card import cards
from foedus.report.plain import plain, record


@dataclass(frozen=True)
class Inner:
    at: date
    shares: tuple[float, ...]


@dataclass(frozen=True)
class Outer:
    name: str
    inner: Inner
    chance: Estimate
    by_state: Any
    place: Path
    states: frozenset[str]
    draws: Any
    _cache: dict[str, int] = field(default_factory=dict)


OUTER = Outer(
    "x", Inner(date(2025, 8, 19), (0.5, float("nan"), float("inf"))), Estimate(0.1, 0.0, 0.2),
    MappingProxyType({"RUS": Inner(date(2000, 1, 1), ())}), Path("a") / "b",
    frozenset({"UKR", "POL"}), np.array([[1.0, np.nan]]),
)  # fmt: skip


def test_every_kind_of_value() -> None:
    assert plain(OUTER) == {
        "name": "x",
        "inner": {"at": "2025-08-19", "shares": [0.5, None, None]},
        "chance": {"value": 0.1, "low": 0.0, "high": 0.2},
        "by_state": {"RUS": {"at": "2000-01-01", "shares": []}},
        "place": str(Path("a") / "b"),
        "states": ["POL", "UKR"],
        "draws": [[1.0, None]],
    }


def test_names_that_differ_and_fields_left_out() -> None:
    said = record(OUTER.inner, {"at": "on"}, without={"shares"})
    assert said == {"on": "2025-08-19"}
    assert list(record(OUTER, {"inner": "within"}))[:2] == ["name", "within"]


def test_digits_are_kept_of_every_float_and_none_is_hidden() -> None:
    said = plain({"x": 0.123456, "draws": np.array([1234.5]), "it": Inner(date(2025, 1, 1), ())}, 3)
    assert said == {"x": 0.123, "draws": [1230.0], "it": {"at": "2025-01-01", "shares": []}}
    with pytest.raises(ValueError, match="not JSON compliant"):
        json.dumps(plain([float("nan")], 9), allow_nan=False)


@dataclass(frozen=True)
class Own:
    share: float

    def to_dict(self) -> dict[str, Any]:
        return record(self, {"share": "share_of_all"})


def test_a_record_with_words_of_its_own_is_asked_for_them() -> None:
    assert plain(Own(0.5)) == {"share_of_all": 0.5}
    assert plain({"own": (Own(0.25),)}) == {"own": [{"share_of_all": 0.25}]}


def test_numbers_of_numpy_are_plain_ones() -> None:
    said = plain({"n": np.int64(3), "x": np.float64(0.25), "yes": np.bool_(True), "no": np.nan})
    assert said == {"n": 3, "x": 0.25, "yes": True, "no": None}
    assert {type(value) for value in said.values()} == {int, float, bool, type(None)}


def test_a_value_of_no_known_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="no plain value for a complex"):
        plain({"z": 1j})
    with pytest.raises(TypeError):
        plain(Inner)


def test_a_record_without_surprises_is_as_the_standard_library_has_it() -> None:
    from dataclasses import asdict

    for card in cards():
        assert plain(card) == asdict(card) | {"missing": list(card.missing)}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner),
        max_leaves=20,
    )
)
def test_all_that_comes_out_is_json_and_stays_itself(value: Any) -> None:
    said = plain(value)
    assert json.loads(json.dumps(said, allow_nan=False)) == said
    assert plain(said) == said
