"""Member-years: one a commitment and year, known before the year began."""

import numpy as np
import pytest

from foedus.evidence.table import table
from foedus.history.lapse.covariates import USUAL_RATIFIED, USUAL_SUPPORT
from foedus.history.lapse.ends import LAST_YEAR
from foedus.history.lapse.rows import Years, load

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def real() -> Years:
    return load()


def rows_of(real: Years, alliance: int, member: int) -> Years:
    return real.take((real.alliance == alliance) & (real.member == member))


def test_a_commitment_is_followed_from_signing_to_its_end(real: Years) -> None:
    found = rows_of(real, 3270, 2)  # the United States and Taiwan
    assert found.year.tolist() == list(range(1954, 1981))
    assert found.columns["age"].tolist() == list(range(27))
    assert found.broken.tolist() == [False] * 26 + [True]
    assert set(found.columns["parties"]) == {2.0}
    assert set(found.columns["major"]) == {1.0}


def test_what_stands_is_cut_off_not_ended(real: Years) -> None:
    found = rows_of(real, 3180, 2)
    assert found.year[-1] == LAST_YEAR
    assert not found.ended.any()
    assert found.columns["parties"][0] == 12
    assert found.columns["parties"][-1] == 29  # with Montenegro, whose protocol was signed in 2016


def test_no_member_year_twice_and_breaks_end_a_commitment(real: Years) -> None:
    key = np.column_stack([real.alliance, real.member, real.year])
    assert len(np.unique(key, axis=0)) == len(key)
    assert (real.ended | ~real.broken).all()


def test_support_is_that_of_the_year_before(real: Years) -> None:
    changes = table("chisols")
    known = dict(changes.filter(changes["ccode"] == 651).select("year", "solschdum").iter_rows())
    egypt = rows_of(real, 3205, 651)  # the Arab League's pact of 1950
    told = dict(zip(egypt.year.tolist(), egypt.columns["support"].tolist(), strict=True))
    seen = {year: support for year, support in told.items() if year - 1 in known and year > 1950}
    assert len(seen) > 40
    assert {1, 0} == set(seen.values())
    assert all(support == known[year - 1] for year, support in seen.items())
    assert told[max(known) + 2] == USUAL_SUPPORT  # not known any more


def test_what_is_usual_is_what_the_data_say(real: Years) -> None:
    assert table("chisols")["solschdum"].mean() == pytest.approx(USUAL_SUPPORT, abs=0.0006)
    assert np.nanmean(real.columns["ratified"]) == pytest.approx(USUAL_RATIFIED, abs=0.006)
