"""The origins as files: one a last year, each what a forecast needs; and which one answers when."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from foedus.history import depth, honor, horizon, lapse
from foedus.history.depth import DepthModel
from foedus.history.horizon.pool import Pool
from foedus.history.ladder import Ladder, posterior
from foedus.history.origins.origin import Origin
from foedus.history.store import Store
from foedus.history.strategic import posterior as strategic

#: Last years of the data that each was fitted on. The main posteriors are the next.
YEARS = (1913, 1938, 1949, 1959, 1969, 1979, 1989, 1999, 2007, 2010, 2014)
COMMAND = "foedus fit origins"


@lru_cache(maxsize=1)
def main() -> Origin:
    """The main posteriors together: an origin at the last year that any of them knows."""
    ladder, measure, hazard = posterior.shipped(), depth.shipped(), lapse.shipped()
    last = max(ladder.last, measure.last, hazard.last)
    return Origin(last, ladder, measure, honor.shipped(), hazard, strategic.shipped())


def before(year: int) -> Origin:
    """The models that know most of the years before ``year`` and none later.

    Before the first origin's end there are none: then the first, which have seen later years.
    """
    if main().last < year:
        return main()
    return shipped(max((last for last in YEARS if last < year), default=YEARS[0]))


def pools(ladder: Ladder) -> Mapping[str, Pool]:
    """The pools of a ladder: its own, or the latest shipped that know no later year than it does.

    Empty where no window of years was over by then: the ladder's paths then stand as they are.
    """
    if ladder.pools is not None:
        return ladder.pools
    if ladder.last >= posterior.shipped().last:
        return horizon.shipped().pools
    return before(ladder.last + 1).ladder.pools or {}


def measure(ladder: Ladder) -> DepthModel:
    """The measure of depth that a ladder was fitted to promises by: an origin's, or the main one.

    A ladder of ``foedus fit ladder`` takes the main one, whatever its last year.
    """
    for last in YEARS:
        if ladder.last == last and ladder.command == COMMAND:
            return shipped(last).depth
    return depth.shipped()


def shipped(last: int) -> Origin:
    """The models fitted through ``last``, one of ``YEARS``."""
    return STORE.shipped(f"origins/{last}")


def load_posterior(path: Path) -> Ladder | Origin:
    """The posterior in a file: a ladder, or all models of an origin.

    Raises InputError where the file is neither, DataError where it cannot be read.
    """
    ladder = posterior.load(path)
    return load(path) if ladder.command == COMMAND else ladder


def _encode(origin: Origin) -> dict[str, Any]:
    from foedus.history.origins.document import encode

    return encode(origin, pools(origin.ladder))


def _decode(document: dict[str, Any]) -> Origin:
    from foedus.history.origins.document import decode  # most answers read no origin

    return decode(document)


STORE = Store(
    posterior.ORIGIN, "origin", COMMAND, _encode, _decode,
    ("rungs", "mean", "cov", "spread", "variants", "pools", "record", "families", "space",
     "depth", "honor", "lapse", "game"),
    format=2,  # 1 had the ladder and its pools alone
)  # fmt: skip
save, load = STORE.save, STORE.load


def apart(origin: Origin) -> float | None:
    """How far its ladder is from the shipped one of its last year, in sds; None without one."""
    if origin.last not in YEARS:
        return None
    return posterior.apart(origin.ladder, shipped(origin.last).ladder)
