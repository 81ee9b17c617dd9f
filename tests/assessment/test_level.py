"""The level of chances over years: one factor of the hazard for all designs, events in order."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from foedus.assessment.level import Level, level
from foedus.assessment.result import Assessment
from foedus.history import horizon
from foedus.history.paths import Chances
from foedus.history.setting import Setting

N, T, D = 50, 6, 3
EVENTS = ("dispute", "force", "deadly", "war")


def some(scale: float = 0.01) -> Chances:
    """Chances of events inside one another, that grow with the years; the last never lapses."""
    rng = np.random.default_rng(0)
    hazard = scale * rng.random((N, 1, D)) * np.arange(1, T + 1)[:, None]
    sizes = dict(zip(EVENTS, (8.0, 4.0, 2.0, 1.0), strict=True))
    by = {event: -np.expm1(-size * hazard) for event, size in sizes.items()}
    either = {event: -np.expm1(-1.5 * size * hazard) for event, size in sizes.items()}
    first = {event: chance[:, 0] for event, chance in by.items()}
    guarded = by["war"] * np.array([0.5, 0.9, 1.0])
    return Chances(
        {event: chance / T for event, chance in first.items()}, first, by, either, guarded
    )


def at(deadly: float, war: float, back: float = 1.0) -> Level:
    def full(factor: float) -> np.ndarray:
        return np.full((N, T), factor)

    return Level({"deadly": full(deadly), "war": full(war)},
                 {"deadly": full(back), "war": full(back)})  # fmt: skip


def hazard(chance: np.ndarray) -> np.ndarray:
    return -np.log1p(-chance)


def test_ratios_of_hazards_between_designs_stay() -> None:
    paths = some()
    raised = at(0.9, 1.7).apply(paths)
    for event, factor in (("deadly", 0.9), ("war", 1.7)):
        np.testing.assert_allclose(hazard(raised.by[event]), factor * hazard(paths.by[event]))


@pytest.mark.parametrize(("deadly", "war"), [(0.3, 1.7), (5.0, 9.0), (0.1, 0.05)])
def test_a_lesser_event_is_never_less_likely_than_a_greater(deadly: float, war: float) -> None:
    raised = at(deadly, war, 0.5).apply(some())
    for way in (raised.by, raised.either):
        for less, more in itertools.pairwise(EVENTS):
            assert (way[less] >= way[more]).all()
            assert ((way[less] >= 0) & (way[less] <= 1)).all()
    for event in EVENTS:
        assert (raised.either[event] >= raised.by[event] - 1e-12).all()


def test_a_factor_of_one_changes_nothing() -> None:
    paths = some()
    raised = at(1.0, 1.0).apply(paths)
    for event in EVENTS:
        np.testing.assert_allclose(raised.by[event], paths.by[event])
        np.testing.assert_allclose(raised.either[event], paths.either[event])
        np.testing.assert_allclose(raised.first[event], paths.first[event])
    np.testing.assert_allclose(raised.guarded, paths.guarded)


def test_the_guarantee_keeps_its_share_of_the_wars() -> None:
    paths = some()
    raised = at(1.2, 2.0).apply(paths)
    np.testing.assert_allclose(
        raised.guarded / raised.by["war"], paths.guarded / paths.by["war"], rtol=1e-9
    )
    assert (raised.guarded[..., 2] == raised.by["war"][..., 2]).all()  # where none lapses, exactly


def test_the_last_year_alone_agrees() -> None:
    paths, here = some(), at(1.2, 2.0)
    for event in ("deadly", "war"):
        np.testing.assert_allclose(
            here.last(event, paths.by[event][:, -1]), here.apply(paths).by[event][:, -1]
        )


def test_what_the_protege_may_begin_has_a_level_of_its_own() -> None:
    one, other = (at(1.0, 1.0, back).apply(some()) for back in (1.0, 3.0))
    assert (other.either["war"] > one.either["war"]).all()
    np.testing.assert_allclose(other.by["war"], one.by["war"])


def test_without_the_other_side_there_is_no_level_of_it(here: Setting) -> None:
    by = {event: chance[:, :, 0] for event, chance in some().by.items()}
    stands = dict.fromkeys(("minor", "major", "nuclear", "depth_minor", "depth_major"), 0.0)
    pools = horizon.shipped().pools
    both = level(pools, here, stands, by, by, np.random.default_rng(0))
    one = level(pools, replace(here, back=None), stands, by, by, np.random.default_rng(0))
    assert both.back.keys() == both.ahead.keys() == one.ahead.keys() == pools.keys()
    assert one.back == {}


def test_an_answer_keeps_the_ratios_that_its_paths_have(answer: Assessment) -> None:
    cases = [(answer.designs[n].reading, None) for n in ("none", "article-5-like")]
    paths, raised = (answer.run.chances(cases, leveled=way) for way in (False, True))
    ratios = [
        hazard(each.by["war"][:, -1, 1].astype(float))
        / hazard(each.by["war"][:, -1, 0].astype(float))
        for each in (paths, raised)
    ]
    np.testing.assert_allclose(*ratios, rtol=1e-3)
    assert abs(raised.by["war"].mean() / paths.by["war"].mean() - 1) > 0.01
