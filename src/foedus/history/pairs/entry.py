"""Forecasts of every pair among the models."""

from foedus.history.model import Model, Report, Scoring, panel
from foedus.history.pairs import posterior, sections
from foedus.history.pairs.mean import weights
from foedus.history.pairs.record import PairRecord
from foedus.history.span import LAST_YEAR


def fit(report: Report) -> PairRecord:
    """Windows, scores and later years. Raises DataError without the data, FitError."""
    from foedus.history.pairs.score import record

    return record(panel(report), report=report)


def score(report: Report, *, again: bool = False) -> PairRecord:
    """The shipped record, or ``again`` from the data."""
    return fit(report) if again else posterior.shipped()


MODEL = Model(
    store=posterior.STORE,
    fit=fit,
    summary=lambda found: {
        "windows": len(found.windows),
        "weights": weights(found.windows, LAST_YEAR),
    },
    sections=sections.fitted,
    examples="""
foedus fit pairs --out pairs.json

Hindcasts every pair from 1960, 1965 … 2005, five years each, with everything fitted on earlier
years: the ladder, and trees that learn each year ahead. The weights of the mean that `foedus
forecast dyads` gives come from these. Four minutes of processor time, 2 GB.""",
    scoring=Scoring(
        run=score,
        sections=sections.scored,
        examples="""
foedus score pairs
foedus score pairs --json
foedus score pairs --again

Windows of five years from 1980, 1985 … 2005, everything fitted on earlier years, the weights of
the mean too; then 2011–2014, from 2010, by the disputes of COW MID 5.0 as they are.
Without --again the record shipped with the package is printed; with it all is fitted anew.""",
    ),
)
