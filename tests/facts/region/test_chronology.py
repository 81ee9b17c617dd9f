"""A region's promises of defense after the chronology's changes."""

import numpy as np
import pytest

from foedus import scenario
from foedus.facts.region.chronology import chronicled
from foedus.history.guarantors import LAST_YEAR, Commitments, commitments
from foedus.scenario import Scenario

pytestmark = pytest.mark.data
RUSSIA, BELARUS, ARMENIA, FRANCE, GERMANY = 365, 370, 371, 220, 255
CSTO = 4220  # ATOP's number
REGION = {RUSSIA, BELARUS, ARMENIA, FRANCE, GERMANY}


@pytest.fixture(scope="module")
def owed() -> Commitments:
    return commitments(np.arange(1000))


def asked(*, chronology: bool = True) -> Scenario:
    found = scenario.load("ukraine-2025")
    said = found.situation.model_copy(update={"chronology": chronology})
    return found.model_copy(update={"situation": said})


def members(owed: Commitments, alliance: int) -> set[int]:
    now = (owed.first <= LAST_YEAR) & (owed.last >= LAST_YEAR)
    return set(owed.member[now & (owed.alliance == alliance)].tolist())


def test_a_suspended_member_is_neither_bound_nor_protected(owed: Commitments) -> None:
    found, said = chronicled(asked(), owed, REGION)
    assert ARMENIA in members(owed, CSTO)
    assert members(found, CSTO) == members(owed, CSTO) - {ARMENIA}
    assert "armenia-csto-2024: ARM suspended" in said


def test_a_pact_of_the_chronology_alone_binds_without_ties(owed: Commitments) -> None:
    found, said = chronicled(asked(), owed, REGION)
    (made,) = [each for each in said if each.startswith("france-germany-aachen-2019")]
    assert made.endswith("FRA, DEU")
    new = found.alliance >= 200_000
    pairs = {int(n): set(found.member[found.alliance == n]) for n in found.alliance[new]}
    assert {FRANCE, GERMANY} in pairs.values()
    assert found.owes[new].all()
    assert not found.ties[new].any()


def test_what_touches_none_of_the_region_is_left_out(owed: Commitments) -> None:
    found, said = chronicled(asked(), owed, {2, 20})
    assert said == ()
    assert found is owed


def test_a_question_that_refuses_the_chronology_keeps_what_atop_has(owed: Commitments) -> None:
    found, said = chronicled(asked(chronology=False), owed, REGION)
    assert said == ()
    assert found is owed
