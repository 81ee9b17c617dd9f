"""The chance in other ways."""

from collections.abc import Callable

import pytest

from foedus.history.honor import Honor, sensitivity
from foedus.history.honor.calls import HonorCalls


def test_a_variant_counts_the_later_calls_from_outside(
    make: Callable[..., HonorCalls], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sensitivity, "DRAWS", 2_000)
    calls = make(rows=80, wars=20)
    ways = list(sensitivity._ways(calls))
    monkeypatch.setattr(sensitivity, "_ways", lambda _: iter((ways[0], ways[7], ways[9])))
    shipped, narrow, wide = sensitivity.variants(calls)
    some = (calls.signed >= 1945) & (calls.features["inside"] == 0)
    assert (shipped.honored, shipped.called) == (calls.honored[some].sum(), some.sum())
    assert "families' prior scale" in narrow.name
    # Where families may differ more, one of them is known less.
    assert narrow.high - narrow.low < wide.high - wide.low


def test_the_table_begins_with_what_is_shipped(honor: Honor) -> None:
    rows = honor.scores["sensitivity"]
    assert rows[0]["name"] == "as shipped"
    assert len(rows) > 15
    for row in rows:
        assert row["low"] <= row["rate_low"] < row["mean"] < row["rate_high"] <= row["high"]
