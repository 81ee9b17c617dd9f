"""The level of chances over years, and the protégé's side, as steps of an explanation."""

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import numpy as np

from foedus.estimate import Array
from foedus.explanation.derivation import Step
from foedus.explanation.trace import Trace
from foedus.history import origins
from foedus.history.covariates import logistic
from foedus.history.ladder import Ladder
from foedus.report import words

#: Which chance of a forecast: by a year, in the first year, or the yearly mean.
Of: TypeAlias = Literal["by", "first", "yearly"]


def chance(
    trace: Trace, design: str, event: str, years: int, of: Of = "by", *, practice: bool = False
) -> Step:
    """The level of a chance by the end of so many years, in the first, or yearly over them."""
    found, risk = trace.found, trace.risk(design, practice=practice)
    raw = getattr(trace.paths(design, practice=practice), of)[event]
    paths = float(np.mean(raw[:, years - 1] if of == "by" else raw, dtype=np.float64))
    leveled = getattr(risk, of)[event]
    now = (leveled[years - 1] if of == "by" else leveled).value
    moved = f"from {words.percent(paths)} to {words.percent(now)} under {design}"
    factor = found.run.level.ahead.get(event)
    if factor is None:
        same = abs(paths - now) < 5e-4 * max(now, 1e-12)
        how = "which changes nothing here" if same else moved
        return Step(
            f"the level: none is set for {_plural(event)}; they are kept no less likely than the "
            f"greater events that are among them, {how}"
        )
    pool = origins.pools(found.ladder)[event]
    near = min(pool.horizons, key=lambda each: abs(each.years - years))
    return Step(
        f"the level: the pool multiplies the cumulative hazard by {_times(factor[:, years - 1])}, "
        f"one factor a draw, for this pair as things stand and alike for every design, which takes "
        f"it {moved}. The pool was fitted on hindcasts of {pool.origins[0]}–{pool.origins[-1]} "
        f"(over {words.years(near.years)}: {near.weight:.0%} the paths recalibrated, the rest a "
        "direct count of pairs like it); kinds of pair and windows differ beyond it by "
        f"{pool.spread:.2f} on the log"
    )


def either(trace: Trace, design: str, event: str, years: int) -> tuple[Step, ...]:
    """What the protégé may begin, and its level."""
    found, asked = trace.found, trace.found.scenario
    back = found.setting.back
    both = found.designs[design].risk.either[event][years - 1].value
    if back is None:
        return (
            Step(f"what {asked.protege} may begin is not known here, so that this is the same as "
                 f"what {asked.challenger} begins: {words.percent(both)}"),
        )  # fmt: skip
    told = trace.once(("back",), lambda: _rungs(found.ladder, {**back.fixed, **back.memory}))
    raw = trace.paths(design)
    answered = raw.either[event][:, years - 1] - raw.by[event][:, years - 1]
    factor = found.run.level.back.get(event)
    by = "" if factor is None else (
        f", its cumulative hazard multiplied by {_times(factor[:, years - 1])} for the level of "
        f"what {asked.protege} begins"
    )  # fmt: skip
    return (
        Step(f"the other side: the same ladder with {asked.protege} as challenger, against the "
             f"guarantors that {asked.challenger} has, gives in the first year, rung by rung, at "
             f"the posterior's mean: {told}"),
        Step(f"paths in which {asked.protege} begins the first come to "
             f"{words.percent(float(np.mean(answered)))} by {found.until(years)}{by}; with those "
             f"that {asked.challenger} begins it is {words.percent(both)}"),
    )  # fmt: skip


def _rungs(ladder: Ladder, columns: Mapping[str, Any]) -> str:
    """The chance of each rung in the first year, at the posterior's mean."""
    chances = {
        rung: float(logistic(float(fitted.standardized(columns) @ fitted.mean)))
        for rung, fitted in ladder.rungs.items()
    }
    return ", ".join(f"{rung} {words.percent(chance)}" for rung, chance in chances.items())


def ratio(trace: Trace, event: str) -> Step:
    """What the level does to a ratio: nearly nothing."""
    factor = trace.found.run.level.ahead.get(event)
    if factor is None:
        return Step(
            f"no level is set for {_plural(event)}; they are kept no less likely than the greater "
            "events that are among them, for whose level see the chances themselves"
        )
    return Step(
        f"the level multiplies the cumulative hazard of both by the same factor, draw by draw "
        f"({_times(factor[:, -1])}), so that the ratio of their hazards is that of the paths"
    )


def _times(factor: Array) -> str:
    low, middle, high = (words.times(float(v)) for v in np.percentile(factor, (5.0, 50.0, 95.0)))
    return f"×{middle} (median of draws; 90% {low}–{high})"


def _plural(event: str) -> str:
    return {"dispute": "disputes", "force": "uses of force"}.get(event, f"{event}s")
