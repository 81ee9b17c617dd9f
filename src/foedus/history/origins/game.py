"""The game beside the ladder as an origin knows it, scored by the games of earlier origins.

Each origin's game forecasts the years to the next origin, so that what came of its forecasts is
known at the end of every later one: no game is scored on years that it was fitted on. Where no
earlier game could be scored, as at the first origin, there is no game.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.errors import FitError, InputError
from foedus.evidence.bridge import GML_LAST
from foedus.history.ladder import ERAS, eras_to
from foedus.history.origins.digits import COARSE, DIGITS, covariance, one, read_covariance, short
from foedus.history.strategic.game import PAYOFFS
from foedus.history.strategic.helpers import Bound, Helpers, Kind
from foedus.history.strategic.model import PARTS, FreeConstant, Strategic
from foedus.report.plain import plain

if TYPE_CHECKING:
    from foedus.history.model import Report
    from foedus.history.rows import Data
    from foedus.history.strategic.rows import Moves

_PLAIN = ("rows", "dyads", "outcomes", "first", "last", "scores")
_KIND = ("guarantor", "rival", "in_reach", "chances", "joined")
_FREED = ("constant", "sd", "gain", "reach")


def fits(
    data: "Data", lasts: Sequence[int], command: str, report: "Report"
) -> Iterator[tuple[int, Strategic | None]]:
    """The game of each last year, rising, scored by those before it; None where none was, or where
    it has no proper maximum.
    """
    from foedus.history.horizon.hindcast import before
    from foedus.history.strategic.fit import fit_strategic
    from foedus.history.strategic.rows import prepare

    earlier: dict[int, Strategic] = {}
    for last in sorted(lasts):
        report(f"the game through {last}")
        history = prepare(before(data, min(last, GML_LAST) + 1))
        try:
            found = _named(fit_strategic(history, command=command, report=report), last)
        except (FitError, InputError):
            yield last, None
            continue
        scored = replace(found, scores=scores(history.moves, earlier)) if earlier else None
        earlier[last] = found
        yield last, scored


def scores(moves: "Moves", earlier: Mapping[int, Strategic]) -> dict[str, Any]:
    """Scores of each part beside the base rate, each game on the years after its own.

    moves: to the last year scored. earlier: last year -> the game fitted through it.
    """
    from foedus.history.strategic.score import Gathered, at_risk, part_score, rate

    gathered: Gathered = {part: [] for part in PARTS}
    end = int(moves.year.max())
    starts = [last + 1 for last in sorted(earlier) if last < end]
    for start, stop in pairwise((*starts, end + 1)):
        before = moves.take(moves.year < start)
        after = np.flatnonzero((moves.year >= start) & (moves.year < stop))
        chances = earlier[start - 1].chances(moves.take(after).regressors)
        for part in PARTS:
            some = at_risk(moves, part)[after]
            base = np.full(int(some.sum()), rate(before, part))
            gathered[part].append((after[some], {"base rate": base, "game": chances[part][some]}))
    told = {
        part: part_score(moves, part, tuple(starts), end, each).to_dict()
        for part, each in gathered.items()
    }
    for each in told.values():
        del each["calibration"]
    rounded: dict[str, Any] = plain(told, COARSE)
    return rounded


def _named(found: Strategic, last: int) -> Strategic:
    """Eras by the years of them that were over."""
    names = {ERAS[place][1]: name for place, name in eras_to(last).items()}
    bound = tuple(replace(each, era=names.get(each.era, each.era)) for each in found.helpers.bound)
    return replace(found, helpers=Helpers(found.helpers.kinds, bound))


def pack(model: Strategic | None) -> dict[str, Any] | None:
    """The estimates, third states, spans and scores, as plain values."""
    if model is None:
        return None
    helpers, freed = model.helpers, model.freed
    return {
        **{name: getattr(model, name) for name in _PLAIN},
        "names": list(model.names), "mean": short(model.mean, DIGITS),
        "cov": covariance(model.cov), "model_sd": short(model.model_sd, COARSE),
        "loglik": one(model.loglik, DIGITS), "gradient_norm": one(model.gradient_norm),
        # single precision, as the data are: a bound must not round to the inside of itself
        "spans": {name: short(ends, DIGITS + 3) for name, ends in model.spans.items()},
        "kinds": [[int(getattr(each, name)) for name in _KIND] for each in helpers.kinds],
        "bound": {each.era: short((each.mean, each.sd), COARSE) for each in helpers.bound},
        "freed": None if freed is None else short((getattr(freed, n) for n in _FREED), COARSE),
    }  # fmt: skip


def unpack(told: Mapping[str, Any] | None, about: Mapping[str, Any]) -> Strategic | None:
    """The game again; about: its version, command and hashes.

    Raises KeyError, TypeError or ValueError where the values are none of it.
    """
    if told is None:
        return None
    freed = told["freed"]
    kinds = tuple(Kind(*map(bool, each[:3]), *each[3:]) for each in told["kinds"])
    bound = tuple(Bound(era, *each) for era, each in told["bound"].items())
    return Strategic(
        payoffs=PAYOFFS, names=tuple(told["names"]),
        mean=np.asarray(told["mean"], dtype=np.float64), cov=read_covariance(told["cov"]),
        model_sd=np.asarray(told["model_sd"], dtype=np.float64),
        loglik=told["loglik"], gradient_norm=told["gradient_norm"],
        spans={name: (low, high) for name, (low, high) in told["spans"].items()},
        helpers=Helpers(kinds, bound), freed=None if freed is None else FreeConstant(*freed),
        **{name: told[name] for name in _PLAIN}, **about,
    )  # fmt: skip
