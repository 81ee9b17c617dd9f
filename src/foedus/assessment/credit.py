"""Which clause does the work: a design's effect on the risk, shared out among its parts.

The parts of a guarantee are put in and taken out, every coalition of them is forecast, and each
part gets its Shapley value of the logit of war: what it adds on average, over all orders in which
parts may join. Without the promise nothing else binds, so then the risk is that of no design.

The model gives other clauses no credit: whose attack, where, how freely the guarantor judges, under
which conditions, consultation and aid short of defense. Where the data had them they lost out of
sample (docs/ladder.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from foedus.assessment.designs import COLUMNS, Reading
from foedus.assessment.durability import Holding
from foedus.assessment.run import Case, Run
from foedus.assessment.shapley import shapley
from foedus.estimate import ENDS, Array, Estimate, percentiles
from foedus.history import depth
from foedus.history.depth import DepthModel
from foedus.terms.depth import atop_codes
from foedus.terms.guarantee import Military

#: Parts of a guarantee, and what stands in each one's place when it is taken out.
PARTS = {
    "promise": "a promise of defense, by whomever",
    "majors": "that major powers give it; without: minor powers",
    "nuclear": "that nuclear powers give it",
    "ties": "military ties",
    "end": "how long it may stand; without: for good",
}
#: Draws, the first of the run's: enough for an interval of a median.
DRAWS = 400


@dataclass(frozen=True, slots=True)
class Credit:
    """One design's effect on the logit of war within ``years``, shared out.

    total: that effect, beside no design. parts: part -> its share; they add up to the total, draw
    by draw. Values are medians over draws.
    """

    years: int
    total: Estimate
    parts: dict[str, Estimate]


def parts(reading: Reading) -> tuple[str, ...]:
    """The parts that a design has."""
    kinds = {
        "promise": reading.binds,
        "majors": bool(reading.majors),
        "nuclear": bool(reading.nuclear),
        "ties": reading.binds and reading.depth_count > 0,
        "end": reading.binds,
    }
    return tuple(name for name in PARTS if kinds[name])


def coalition(
    kept: frozenset[str],
    reading: Reading,
    bare: Reading,
    held: Holding | None,
    measure: DepthModel | None = None,
) -> tuple[Reading, Holding | None]:
    """A design with some of its parts, as the models would read it.

    bare: no design; for one that takes the place of what stands, what is left without that.
    measure: of depth; the shipped one if not given.
    """
    if reading.replaces:
        stands = {what: reading.before[what] for what in COLUMNS}
        bare = replace(
            bare, columns=stands, before=reading.before, deep=reading.deep,
            promises=reading.promises,
        )  # fmt: skip
    if "promise" not in kept:
        return bare, None
    majors, nuclear = "majors" in kept, "nuclear" in kept
    out = reading
    if "ties" not in kept:
        none = depth.of(Military(), measure)
        out = replace(out, ties=atop_codes(Military()), depth=none.mean, depth_sd=none.sd)
    strong = reading.majors if majors else ()
    minor = len(reading.guarantors) > len(strong)
    own = {
        "minor": float(minor),
        "major": float(bool(strong)),
        "nuclear": float(nuclear and bool(reading.nuclear)),
        "depth_minor": out.depth if minor else 0.0,
        "depth_major": out.depth if strong else 0.0,
    }
    columns = {what: max(own[what], bare.columns[what]) for what in COLUMNS}
    return replace(out, majors=strong, columns=columns), held if "end" in kept else None


def credit(
    run: Run, readings: Mapping[str, Reading], held: Mapping[str, Holding | None]
) -> dict[str, Credit]:
    """The credit of each design that binds, by name, over the first of the run's draws."""
    few = run.first(DRAWS, run.years)
    cases: list[Case] = []
    places: dict[str, slice] = {}
    for name, reading in readings.items():
        mine = parts(reading)
        if not mine:
            continue
        start = len(cases)
        for mask in range(1 << len(mine)):
            kept = frozenset(part for i, part in enumerate(mine) if mask >> i & 1)
            cases.append(coalition(kept, reading, run.bare, held.get(name), run.origin.depth))
        places[name] = slice(start, len(cases))
    if not cases:
        return {}
    chance = np.clip(few.war(cases, paths=2), 1e-15, 1.0 - 1e-15)
    logit = (np.log(chance) - np.log1p(-chance)).T  # (cases, n)
    found = {}
    for name, rows in places.items():
        worth = logit[rows]
        shares = zip(parts(readings[name]), shapley(worth), strict=True)
        found[name] = Credit(
            years=few.years,
            total=middle(worth[-1] - worth[0]),
            parts={part: middle(each) for part, each in shares},
        )
    return found


def middle(draws: Array) -> Estimate:
    """Median and interval over (n,) draws."""
    low, median, high = percentiles(draws, (ENDS[0], 50.0, ENDS[1]))
    return Estimate(float(median), float(low), float(high))
