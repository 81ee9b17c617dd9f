"""Where designs put the issues, and points between the ones that a scenario gives."""

from typing import Literal, get_args

import pytest

from foedus.scenario import Scenario
from foedus.signing.package import points, presence, promise
from foedus.terms.clause import FIRMNESS, Obligation


def test_the_scenarios_own_points_stand(ukraine: Scenario) -> None:
    for issue in ukraine.issues:
        for name, fact in issue.designs.items():
            assert points(ukraine, ukraine.designs[name])[issue.name] == fact.value


def test_every_obligation_has_its_place() -> None:
    assert set(FIRMNESS) == set(get_args(Obligation))


def test_orders_follow_the_designs(ukraine: Scenario) -> None:
    designs = ukraine.designs.values()
    assert sorted(map(promise, designs)) == list(map(promise, designs))  # as listed in the file
    least, most = ukraine.designs["article-5-like"], ukraine.designs["article-5-like-stationed"]
    assert presence(least) == 0 < presence(most)


@pytest.mark.parametrize(("how", "more"), [("legislature", True), ("treaty", True)])
def test_a_firmer_adoption_is_a_firmer_promise(
    ukraine: Scenario, how: Literal["legislature", "treaty"], more: bool
) -> None:
    pledge = ukraine.designs["article-5-like"]
    firmer = pledge.model_copy(update={"name": "firmer", "adopted_by": how})
    assert (points(ukraine, firmer)["guarantee"] > 70) is more
    assert (promise(firmer) > promise(pledge)) is more


def test_unchanged_terms_under_another_name_fall_on_the_same_point(ukraine: Scenario) -> None:
    again = ukraine.designs["nato"].model_copy(update={"name": "again"})
    assert points(ukraine, again) == pytest.approx(points(ukraine, ukraine.designs["nato"]))
