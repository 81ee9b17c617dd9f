"""Rules for the model's record: scores out of sample, and the bin that this forecast falls into."""

from foedus.explanation import basis, support
from foedus.explanation.derivation import Derivation, Step
from foedus.explanation.forecast import SHARE
from foedus.explanation.pattern import Rules
from foedus.explanation.trace import Trace
from foedus.history.events import STEPS
from foedus.report import words

RULES = Rules()

_SCORE = {
    "n": ("forecasts scored", "cases"),
    "events": ("events among them", "events"),
    "auc": ("the area under the ROC curve: the chance that an event is ranked above a non-event",
            "0.5 to 1; none where all forecasts are the same"),
    "average_precision": ("average precision: precision over all recalls", "0 to 1"),
    "brier": ("the Brier score, mean squared error of the chances; less is better", "0 to 1"),
    "log_loss": ("the log loss, mean of minus the log of the chance of what happened; less is "
                 "better", "nats a case"),
    "slope": ("the calibration slope: 1 is right, below 1 too bold, above 1 too timid", "slope"),
    "mean": ("the mean forecast", "a chance, 0 to 1"),
}  # fmt: skip
_BIN = {
    "asked": "the forecast here, in the first year without a design, given the rung before",
    "forecast": "the mean of the out-of-sample forecasts in the bin",
    "observed": "the share of the bin's forecasts that came true",
    "low": "the 5th percentile of that share",
    "high": "the 95th percentile of that share",
    "n": "forecasts in the bin",
    "events": "forecasts in the bin that came true",
}
_HOW = (
    "rolling origins: fitted on the years before each, scored on those after it, so that no case "
    "is scored by a fit that saw it"
)


def _scored(trace: Trace, rung: str, what: str, unit: str, *steps: str) -> Derivation:
    kept = trace.found.ladder.scores[rung]
    span = f"{kept['origins'][0]}–{kept['last']}"
    return Derivation(
        f"{what}; of whether {STEPS[rung]}", unit, span,
        tuple(Step(each) for each in (*steps, _HOW)), basis.ladder(trace.found, (rung,)),
        limits=support.scores(trace.found, (rung,)),
    )  # fmt: skip


@RULES.at("posterior.scores.*.models|politically_relevant.*.*")
def score(trace: Trace, rung: str, group: str, model: str, part: str) -> Derivation:
    """A score of a model."""
    what, unit = _SCORE[part]
    among = "" if group == "models" else ", among politically relevant pairs"
    return _scored(trace, rung, f"{what}: {model}{among}", unit)


@RULES.at("posterior.scores.*.log_loss_over_ladder.*.sum|se")
def over(trace: Trace, rung: str, model: str, part: str) -> Derivation:
    """Log loss beside the ladder's."""
    lead = {"sum": "by how much", "se": "the standard error of by how much"}[part]
    return _scored(trace, rung, f"{lead} the log loss of {model} exceeds the ladder's, summed over "
                 "cases; above 0 the ladder is better", "nats",
                 "case by case, the model's log loss less the ladder's")  # fmt: skip


@RULES.at("posterior.scores.*.calibration.#.forecast|observed|low|high|n|events")
def calibration(trace: Trace, rung: str, place: int, part: str) -> Derivation:
    """A bin of the calibration."""
    bins = len(trace.found.ladder.scores[rung]["calibration"])
    what = f"{_BIN[part]}: bin {place + 1} of {bins} by the size of the forecast"
    return _scored(trace, rung, what, "cases" if part in {"n", "events"} else SHARE)


@RULES.at("posterior.scores.*.origins.#")
def origin(trace: Trace, rung: str, place: int) -> Derivation:
    """An origin."""
    what = f"origin {place + 1}: the year from which a fit is scored"
    return _scored(trace, rung, what, "a year")


@RULES.at("posterior.scores.*.last")
def last(trace: Trace, rung: str) -> Derivation:
    """The last year scored."""
    return _scored(trace, rung, "the last year scored", "a year")


@RULES.at("record_at_this_level.#.asked|forecast|observed|low|high|n|events")
def at_this_level(trace: Trace, place: int, part: str) -> Derivation:
    """The bin that the forecast falls into."""
    one = trace.found.record[place]
    return _scored(
        trace, one.rung, _BIN[part], "cases" if part in {"n", "events"} else "a chance, 0 to 1",
        f"{words.percent(one.asked)} here falls to the bin of forecasts near "
        f"{words.percent(one.forecast)}: {one.events:,} of {one.n:,} came true",
    )  # fmt: skip
