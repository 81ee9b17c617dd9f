"""Forecasts for every directed dyad in years after the last one known.

A year's disputes are themselves unknown when the next year is forecast, so histories are
simulated: each path has its own posterior draw, and its disputes enter the decaying counts and
years of quiet of the years that follow. A forecast is the mean over paths.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from foedus.errors import InputError
from foedus.evidence.card import card
from foedus.history import posterior
from foedus.history.covariates import RUNGS, Array
from foedus.history.fit import fit_ladder
from foedus.history.ladder import Ladder
from foedus.history.memory import COUNTS, SINCE, advance
from foedus.history.rows import FIRST_YEAR, Data, check_span, load

if TYPE_CHECKING:
    import polars as pl

#: The farthest that years may lie beyond the last one trained on.
HORIZON = 20
#: Paths simulated together: bounds memory to a few hundred megabytes.
CHUNK = 20
Report = Callable[[str], None]


def forecast_dyads(
    through: int,
    first: int,
    last: int,
    *,
    paths: int = 100,
    seed: int = 0,
    report: Report = lambda _: None,
) -> "pl.DataFrame":
    """ccode1, ccode2, year, p_onset, p_force, p_war: yearly and unconditional, one row a dyad-year.

    through: last year trained on; no later dispute is looked at. Capabilities, alliances and the
    like are those of ``through`` (of its first year, for a pair that enters the system later).
    first, last: years to forecast, all after ``through``. Same seed, same numbers.
    Raises InputError for years that do not fit, FitError and DataError as fits and data do.
    """
    import polars as pl

    _check(through, first, last)
    if paths < 1:
        raise InputError(f"{paths} paths are none", where="--paths", hint="100")
    ladder = _trained(through, report)
    pairs = _pairs(load(through, last), through)
    rng = np.random.default_rng(seed)
    draws = ladder.draws(paths, rng)
    total = {rung: np.zeros((last - through, len(pairs.one))) for rung in RUNGS}
    for start in range(0, paths, CHUNK):
        report(f"simulating paths {start + 1} to {min(start + CHUNK, paths)} of {paths}")
        some = {rung: beta[start : start + CHUNK] for rung, beta in draws.items()}
        for step, chances in enumerate(_walk(ladder, pairs, some, last - through, rng)):
            for rung in RUNGS:
                total[rung][step] += chances[rung].sum(axis=1)
    frames = []
    for year in range(first, last + 1):
        step = year - through - 1
        here = pairs.alive[step]
        frames.append(
            pl.DataFrame(
                {
                    "ccode1": pairs.codes[pairs.one[here]],
                    "ccode2": pairs.codes[pairs.two[here]],
                    "year": np.full(int(here.sum()), year, dtype=np.int16),
                    **{f"p_{rung}": total[rung][step, here] / paths for rung in RUNGS},
                }
            )
        )
    return pl.concat(frames).sort("ccode1", "ccode2", "year")


def _check(through: int, first: int, last: int) -> None:
    check_span(FIRST_YEAR, through, "--train-through")
    if not through < first <= last <= through + HORIZON:
        raise InputError(
            f"cannot forecast {first}-{last} from {through}",
            where="--years",
            hint=f"years within {through + 1}-{through + HORIZON}, the first one first",
        )


def _trained(through: int, report: Report) -> Ladder:
    """The shipped ladder where it was fitted on just these years and data; else a new fit."""
    shipped = posterior.shipped()
    same = all(card(name).sha256 == digest for name, digest in shipped.hashes.items())
    if same and (shipped.first, shipped.last) == (FIRST_YEAR, through):
        return shipped
    return fit_ladder(load(FIRST_YEAR, through), variants=False, report=report)


@dataclass(frozen=True, slots=True)
class _Pairs:
    """P directed pairs that are in the system in some forecast year; T years, S states."""

    codes: NDArray[np.int16]  # (S,)
    one: NDArray[np.int64]  # (P,) place of the challenger in codes
    two: NDArray[np.int64]  # (P,) place of the target
    back: NDArray[np.int64]  # (P,) place of the pair the other way round
    alive: NDArray[np.bool_]  # (T, P) whether the pair is in the system, by year
    columns: dict[str, Array]  # name -> (P, 1): what does not change along a path
    memory: dict[str, Array]  # name -> (P, 1): what disputes move, on the eve of the first year


def _pairs(data: Data, through: int) -> _Pairs:
    """The pairs of the years after ``through``; data: rows from ``through`` to the last year."""
    key = data.ccode1.astype(np.int64) * 1000 + data.ccode2
    ahead = data.year > through
    keys, place = np.unique(key[ahead], return_inverse=True)
    years = int(data.year.max()) - through
    alive = np.zeros((years, len(keys)), dtype=np.bool_)
    alive[data.year[ahead] - through - 1, place] = True

    def values_at(rows: NDArray[np.int64], name: str, blank: float) -> Array:
        found = np.full(len(keys), blank)
        at = np.searchsorted(keys, key[rows])
        found[at] = data.columns[name][rows]
        return found

    # The earliest row of each pair stands: written last, from the latest year to the first.
    order = np.argsort(-data.year.astype(np.int64), kind="stable")
    order = order[np.isin(key[order], keys)]
    eve = np.flatnonzero(data.year == through + 1)
    moved = (*COUNTS, *SINCE)
    one, two = keys // 1000, keys % 1000
    memory = {name: values_at(eve, name, np.nan) for name in moved}
    entered = ~np.isin(keys, key[eve])
    for name in COUNTS:  # a pair that enters later has no disputes; its states may have a past
        side = {"1": one, "2": two}.get(name.split("_")[1][-1]) if "pair" not in name else None
        if side is None or name.startswith("mid_past12"):
            memory[name][entered] = 0.0
            continue
        known = {int(c): float(v) for c, v in zip(side[~entered], memory[name][~entered],
                                                  strict=True)}  # fmt: skip
        memory[name][entered] = [known.get(int(c), 0.0) for c in side[entered]]
    codes = np.unique(np.concatenate([one, two]))
    return _Pairs(
        codes=codes.astype(np.int16),
        one=np.searchsorted(codes, one),
        two=np.searchsorted(codes, two),
        back=np.searchsorted(keys, two * 1000 + one),
        alive=alive,
        columns={
            name: values_at(order, name, np.nan)[:, None]
            for name in data.columns
            if name not in moved
        },
        memory={name: values[:, None] for name, values in memory.items()},
    )


def _walk(
    ladder: Ladder, pairs: _Pairs, draws: dict[str, Array], years: int, rng: np.random.Generator
) -> Any:
    """Yield, year by year, each rung's unconditional chance: name -> (P, paths)."""
    memory: dict[str, Array] = pairs.memory
    paths = len(next(iter(draws.values())))
    for step in range(years):
        alive = pairs.alive[step][:, None]
        reached: Array = alive.astype(np.float64)
        happened = alive
        chances, drawn = {}, {}
        for name, rung in ladder.rungs.items():
            z = rung.standardized({**pairs.columns, **memory})
            p = expit(np.einsum("pik,ik->pi", np.broadcast_to(z, (len(z), paths, z.shape[2])),
                                draws[name], optimize=True))  # fmt: skip
            reached = reached * p
            happened = happened & (rng.random(p.shape) < p)
            chances[name], drawn[name] = reached, happened.astype(np.float64)
        yield chances
        memory = _after(pairs, memory, drawn)


def _after(pairs: _Pairs, memory: dict[str, Array], drawn: dict[str, Array]) -> dict[str, Array]:
    """The memory on the eve of the next year, given what each path drew."""
    onset, force, war = drawn["onset"], drawn["force"], drawn["war"]

    def total(events: Array, place: NDArray[np.int64]) -> Array:
        sums = np.zeros((len(pairs.codes), events.shape[1]))
        np.add.at(sums, place, events)
        return sums[place]

    begun, met = total(onset, pairs.one), total(onset, pairs.two)
    both, both_force = onset + onset[pairs.back], force + force[pairs.back]
    new = {
        "mid_pair_h2": both, "mid_pair_h8": both, "mid_pair_h25": both,
        "force_pair_h25": both_force, "mid_past12_h8": onset,
        "mid_past1_h25": begun, "mid_past2_h25": met,
        "force_past1_h25": total(force, pairs.one), "force_past2_h25": total(force, pairs.two),
        "mid_others1_h2": begun - onset, "mid_others2_h2": met - onset,
        "mid_others2_h25": met - onset,
    }  # fmt: skip
    return advance(memory, new, met=both > 0, fought=(war + war[pairs.back]) > 0)
