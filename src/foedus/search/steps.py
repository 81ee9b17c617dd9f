"""From one package of a front to the next: which choices differ, and what each of them changed."""

from dataclasses import replace

import numpy as np

from foedus.estimate import Array
from foedus.search.front import shapley
from foedus.search.result import OBJECTIVES, FrontPoint, FrontStep
from foedus.search.space import NOTHING, Package, canonical
from foedus.search.weighing import WeighedPackages

#: Choices that make a promise of nothing together: from nothing to a guarantee is one change.
_PROMISED = ("guarantors", "promise", "adoption")


def step(
    weighed: WeighedPackages,
    points: list[FrontPoint],
    ends: tuple[int, int],
    risks: tuple[int, int],
) -> FrontStep:
    """The step between two places on the front, with their places among the kinds of risk."""
    before, after = (points[place].package for place in ends)
    changes = _changes(before, after)

    def worth(made: frozenset[tuple[str, ...]]) -> Array:
        chosen = {what: getattr(after, what) for change in made for what in change}
        mixed = canonical(replace(before, **chosen), weighed.scales.space.senders)
        return np.asarray(weighed.value(mixed) * signs)

    width = weighed.values.shape[1]
    signs = np.array([1.0, 1.0, 1.0, -1.0])[:width]
    names = OBJECTIVES[:width]
    parts = shapley(changes, worth)
    total = worth(frozenset(changes)) - worth(frozenset())
    return FrontStep(
        before=ends[0],
        after=ends[1],
        parts={change: dict(zip(names, map(float, each), strict=True))
               for change, each in parts.items()},
        total=dict(zip(names, map(float, total), strict=True)),
        less_war=float((weighed.war[:, risks[1]] < weighed.war[:, risks[0]]).mean()),
        told=weighed.told(risks[1], risks[0]),
    )  # fmt: skip


def _changes(before: Package, after: Package) -> tuple[tuple[str, ...], ...]:
    """The choices that differ; those that are nothing one without the other, as one."""
    differ = before.differs(after)
    if NOTHING not in (before, after):
        return tuple((what,) for what in differ)
    return (_PROMISED, *((what,) for what in differ if what not in _PROMISED))
