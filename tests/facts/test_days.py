"""Contiguity and distance on a day."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from foedus.evidence.table import table
from foedus.facts import days

pytestmark = pytest.mark.data


def test_contiguity_is_the_lowest_record_that_spans_the_day() -> None:
    rows = table("cow-contiguity").sample(200, seed=1)
    rng = np.random.default_rng(1)
    when = [date(int(year), int(month), 15) for year, month in
            zip(rng.integers(1816, 2030, 200), rng.integers(1, 13, 200), strict=True)]  # fmt: skip
    ones, twos = rows["ccode1"].to_list(), rows["ccode2"].to_list()
    found = days.contiguity(ones, twos, when)
    turned = days.contiguity(twos, ones, when)
    every: dict[frozenset[int], list[dict[str, Any]]] = {}
    for each in table("cow-contiguity").iter_rows(named=True):
        every.setdefault(frozenset((each["ccode1"], each["ccode2"])), []).append(each)
    for row, (one, two, day) in enumerate(zip(ones, twos, when, strict=True)):
        there = min(day, date(2016, 1, 1))
        spans = [
            each["conttype"]
            for each in every[frozenset((one, two))]
            if each["conttype"] > 0 and each["stdate"] <= there <= each["enddate"]
        ]
        assert found.values[row] == min(spans, default=0)
        assert found.years[row] == there.year
    assert (found.values == turned.values).all()
    assert found.values.any()


def test_a_row_of_no_contiguity_hides_no_border() -> None:
    rows = table("cow-contiguity").rows(named=True)
    near: dict[frozenset[int], list[dict[str, Any]]] = {}
    for each in rows:
        if each["conttype"] > 0:
            near.setdefault(frozenset((each["ccode1"], each["ccode2"])), []).append(each)
    hidden = [
        (zero["ccode1"], zero["ccode2"], max(zero["stdate"], border["stdate"]))
        for zero in rows
        if zero["conttype"] == 0
        for border in near.get(frozenset((zero["ccode1"], zero["ccode2"])), [])
        if max(zero["stdate"], border["stdate"]) <= min(zero["enddate"], border["enddate"])
    ]
    assert hidden
    assert (days.contiguity(*map(list, zip(*hidden, strict=True))).values > 0).all()


def test_distance_follows_the_capital() -> None:
    """The Federal Republic's capital was Bonn, and is Berlin; Kosovo had none in 1900."""
    when = [date(1985, 1, 1), date(2020, 1, 1), date(1900, 1, 1)]
    found = days.distance([260, 255, 347], [220, 220, 220], when)
    bonn, berlin, none = found.values
    assert bonn == pytest.approx(400, abs=15)
    assert berlin == pytest.approx(878, abs=15)
    assert np.isnan(none)
    assert found.years.tolist() == [1985, 2020, 1900]


def test_no_pair_no_value() -> None:
    assert days.contiguity([], [], []).values.shape == (0,)
    assert days.distance([], [], []).values.shape == (0,)
