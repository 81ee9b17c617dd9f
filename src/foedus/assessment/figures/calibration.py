"""The model's record: forecasts of years it had not seen, beside what happened."""

from dataclasses import replace

from foedus.assessment.result import Assessment
from foedus.history.events import STEPS
from foedus.history.ladder.calibration import figure
from foedus.report import words
from foedus.report.figure.empty import EmptyFigureError
from foedus.report.figure.figure import Figure


def draw(found: Assessment) -> Figure:
    """Draw the figure. Rows: rung, forecast, observed, low, high, n, events, here.

    here: whether this scenario's first-year forecast, without a guarantee, falls into the bin.
    Raises EmptyFigureError where the posterior carries no scores.
    """
    if not found.ladder.scores:
        raise EmptyFigureError(
            "the posterior carries no record out of sample",
            where="--posterior",
            hint="fit it with its scores: `foedus fit ladder --out FILE`",
        )
    bare = figure(
        found.ladder.scores, {one.rung: (one.asked, one.forecast) for one in found.record}
    )
    each = "; ".join(
        f"whether {STEPS[one.rung]}: this case {words.percent(one.asked)}; forecasts near "
        f"{words.percent(one.forecast)} came true in {words.percent(one.observed)} of {one.n:,} "
        f"(90% interval {words.span(one.low, one.high)})"
        for one in found.record
    )
    return replace(
        bare,
        alt=f"{bare.alt} {each}.",
        note=f"{bare.note} Orange: where this case falls in its first year without a guarantee.",
    )
