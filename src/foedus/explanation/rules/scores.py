"""Rules for the model's record: scores out of sample, and the bin that this forecast falls into."""

from foedus.explanation import basis as rests
from foedus.explanation.far import scores
from foedus.explanation.result import Step, Told
from foedus.explanation.rule import rule
from foedus.explanation.steps import Case
from foedus.history.events import STEPS
from foedus.report import words

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


def _told(case: Case, rung: str, what: str, unit: str, *steps: str) -> Told:
    kept = case.found.ladder.scores[rung]
    span = f"{kept['origins'][0]}–{kept['last']}"
    return Told(
        f"{what}; of whether {STEPS[rung]}", unit, span,
        tuple(Step(each) for each in (*steps, _HOW)), rests.ladder(case.found, (rung,)),
        far=scores(case.found, (rung,)),
    )  # fmt: skip


@rule("posterior.scores.*.models|politically_relevant.*.*")
def score(case: Case, rung: str, group: str, model: str, part: str) -> Told:
    """A score of a model."""
    what, unit = _SCORE[part]
    among = "" if group == "models" else ", among politically relevant pairs"
    return _told(case, rung, f"{what}: {model}{among}", unit)


@rule("posterior.scores.*.log_loss_over_ladder.*.sum|se")
def over(case: Case, rung: str, model: str, part: str) -> Told:
    """Log loss beside the ladder's."""
    lead = {"sum": "by how much", "se": "the standard error of by how much"}[part]
    return _told(case, rung, f"{lead} the log loss of {model} exceeds the ladder's, summed over "
                 "cases; above 0 the ladder is better", "nats",
                 "case by case, the model's log loss less the ladder's")  # fmt: skip


@rule("posterior.scores.*.calibration.#.forecast|observed|low|high|n|events")
def calibration(case: Case, rung: str, place: int, part: str) -> Told:
    """A bin of the calibration."""
    bins = len(case.found.ladder.scores[rung]["calibration"])
    return _told(case, rung, f"{_BIN[part]}: bin {place + 1} of {bins} by the size of the forecast",
                 "cases" if part in {"n", "events"} else "a share, 0 to 1")  # fmt: skip


@rule("posterior.scores.*.origins.#")
def origin(case: Case, rung: str, place: int) -> Told:
    """An origin."""
    return _told(case, rung, f"origin {place + 1}: the year from which a fit is scored", "a year")


@rule("posterior.scores.*.last")
def last(case: Case, rung: str) -> Told:
    """The last year scored."""
    return _told(case, rung, "the last year scored", "a year")


@rule("record_at_this_level.#.asked|forecast|observed|low|high|n|events")
def at_this_level(case: Case, place: int, part: str) -> Told:
    """The bin that the forecast falls into."""
    one = case.found.record[place]
    return _told(
        case, one.rung, _BIN[part], "cases" if part in {"n", "events"} else "a chance, 0 to 1",
        f"{words.percent(one.asked)} here falls to the bin of forecasts near "
        f"{words.percent(one.forecast)}: {one.events:,} of {one.n:,} came true",
    )  # fmt: skip
