"""How ATOP's codes are read."""

import numpy as np
import pytest

from foedus.errors import DataError
from foedus.history.depth.items import CLUSTERS, ITEMS, categories, indicators
from foedus.terms.depth import ATOP_ITEMS


def test_items_are_those_of_the_count_in_its_order() -> None:
    assert tuple(item.name for item in ITEMS) == ATOP_ITEMS


def test_a_code_stands_in_one_category_and_zero_is_none() -> None:
    for item in ITEMS:
        codes = [code for members in item.codes for code in members]
        assert len(codes) == len(set(codes))
        assert 0 in item.codes[0]


def test_clusters_name_items_once() -> None:
    members = [name for _, names in CLUSTERS for name in names]
    assert len(members) == len(set(members))
    assert set(members) <= {item.name for item in ITEMS}


def test_codes_are_collapsed_and_missing_stays_missing() -> None:
    rows = np.array([[3, 1, 2, 3, 1, 2, 2, 4], [0, np.nan, 0, -9, 0, 0, 4, 1]])
    found = categories(rows)
    assert found[0].tolist() == [3, 1, 1, 3, 1, 1, 1, 0]
    assert np.isnan(found[1]).tolist() == [False, True, False, True, False, False, False, False]
    assert found[1, 6:].tolist() == [3, 1]


def test_a_code_that_atop_does_not_have_is_refused() -> None:
    with pytest.raises(DataError, match="code 7 is not one of ATOP's") as caught:
        categories([[0, 0, 0, 7, 0, 0, 0, 0]])
    assert "organ1" in str(caught.value)


def test_indicators_leave_a_missing_item_empty() -> None:
    found = indicators(np.array([[1.0, np.nan]]), (2, 3))
    assert found.tolist() == [[0, 1, 0, 0, 0]]
