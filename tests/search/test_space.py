"""The space: whole, without repetition, and each package is read as what it says."""

import pytest

from foedus.scenario import Scenario
from foedus.search.space import (
    ADOPTIONS,
    NOTHING,
    PRESENCE,
    PROMISES,
    TIES,
    Package,
    canonical,
    guarantee,
    space,
)
from foedus.terms import depth_count

POOL = ("USA", "GBR", "POL")
WIDE = (*POOL, "DEU", "ITA")


def test_every_combination_is_there_once(ukraine: Scenario) -> None:
    found = space(ukraine, POOL, [WIDE, ("GBR", "USA")])
    assert found.senders == ("GBR", "FRA")  # as the scenario's own design stations them
    assert len(found.coalitions) == 8  # seven subsets and one more; GBR and USA are a subset
    sending = sum("GBR" in each or "FRA" in each for each in found.coalitions)
    terms = (len(PROMISES) - 1) * (len(TIES) + 1) * len(ADOPTIONS)
    assert len(found.packages) == 1 + terms * (8 * (len(PRESENCE) - 1) + sending)
    assert len(set(found.packages)) == len(found.packages)
    assert NOTHING in found.packages


def test_each_package_means_itself(ukraine: Scenario) -> None:
    found = space(ukraine, POOL, [])
    assert all(canonical(each, found.senders) == each for each in found.packages)


def test_each_has_the_depth_that_its_text_has(ukraine: Scenario) -> None:
    found = space(ukraine, ("GBR",), [])
    for package in found.packages:
        text = guarantee(package, found.senders, "x", "UKR")
        assert depth_count(text) == package.depth
        assert text.promises_defense == package.defends
        assert tuple(f.state for f in text.military.stationed) == found.sending(package)


def test_steps_keep_the_promises_below() -> None:
    owed: set[str] = set()
    for promise in PROMISES[1:]:
        text = guarantee(Package(("USA",), promise, adoption="treaty"), (), "x", "UKR")
        now = {str(clause.obligation) for clause in text.clauses}
        assert owed <= now
        owed = now
    assert owed == {"assurance", "consultation", "sanctions", "aid", "defense"}


@pytest.mark.parametrize(
    ("package", "same"),
    [
        (Package((), "defense", "forces", 4, "treaty"), NOTHING),
        (Package(("USA",), "none", "none", 4, "treaty"), NOTHING),
        (Package(("USA",), "aid", "none", 4, "none"), NOTHING),
        (
            Package(("USA",), "aid", "forces", 4, "treaty"),
            Package(("USA",), "aid", "permanent", 4, "treaty"),
        ),
        (
            Package(("USA", "GBR"), "aid", "forces", 4, "treaty"),
            Package(("USA", "GBR"), "aid", "forces", 4, "treaty"),
        ),
    ],
)
def test_combinations_that_mean_the_same_are_one(package: Package, same: Package) -> None:
    assert canonical(package, ("GBR", "FRA")) == same
