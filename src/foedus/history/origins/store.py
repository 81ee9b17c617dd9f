"""The origins as files: one a last year, each what a forecast needs; and which one answers when."""

from collections.abc import Mapping
from typing import Any

from foedus.history import horizon
from foedus.history.horizon.pool import Pool
from foedus.history.ladder import Ladder, posterior
from foedus.history.origins.packed import KEPT, MODEL, pack, pack_pool, read
from foedus.history.store import Store

#: Last years of the data that each was fitted on. The main posterior, through 2014, is the next.
YEARS = (1913, 1938, 1949, 1959, 1969, 1979, 1989, 1999, 2007, 2010)


def before(year: int) -> Ladder:
    """The ladder, with its pools, that knows most of the years before ``year`` and none later.

    Before the first origin's end there is none: then the first, which has seen later years.
    """
    if posterior.shipped().last < year:
        return posterior.shipped()
    return shipped(max((last for last in YEARS if last < year), default=YEARS[0]))


def pools(ladder: Ladder) -> Mapping[str, Pool]:
    """The pools of a ladder: its own, or the latest shipped that know no later year than it does.

    Empty where no window of years was over by then: the ladder's paths then stand as they are.
    """
    if ladder.pools is not None:
        return ladder.pools
    if ladder.last >= posterior.shipped().last:
        return horizon.shipped().pools
    return before(ladder.last + 1).pools or {}


def shipped(last: int) -> Ladder:
    """The ladder fitted through ``last``, one of ``YEARS``, with its pools."""
    return STORE.shipped(f"origins/{last}")


def _encode(ladder: Ladder) -> dict[str, Any]:
    return {
        **{name: getattr(ladder, name) for name in KEPT},
        "rivalry": ladder.rivalry,
        "rungs": {name: pack(rung) for name, rung in ladder.rungs.items()},
        "pools": {event: pack_pool(pool) for event, pool in pools(ladder).items()},
    }


STORE = Store(
    MODEL, "ladder of an origin", "foedus fit origins", _encode, read,
    ("rungs", "mean", "cov", "spread", "variants", "pools"),
)  # fmt: skip
save, load = STORE.save, STORE.load


def apart(ladder: Ladder) -> float | None:
    """How far a ladder is from the shipped one of its last year, in sds; None without one."""
    return posterior.apart(ladder, shipped(ladder.last)) if ladder.last in YEARS else None
