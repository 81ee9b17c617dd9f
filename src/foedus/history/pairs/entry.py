"""Forecasts of every pair among the models."""

from pathlib import Path
from typing import Any

from foedus.history.model import Model, Report, Scoring
from foedus.history.pairs import posterior, sections
from foedus.history.pairs.mean import weights
from foedus.history.pairs.record import Record
from foedus.history.span import LAST_YEAR


def fit(report: Report) -> Record:
    """Windows, scores and later years. Raises DataError without the data, FitError."""
    from foedus.history.pairs.score import record
    from foedus.history.rows import load

    report("building the panel")
    return record(load(), report=report)


def score(report: Report, *, again: bool = False) -> Record:
    """The shipped record, or ``again`` from the data."""
    return fit(report) if again else posterior.shipped()


def _summary(found: Record, out: Path, _: float | None) -> dict[str, Any]:
    by = weights(found.windows, LAST_YEAR)
    return {"out": str(out), "windows": len(found.windows), "weights": by}


MODEL = Model(
    store=posterior.STORE,
    fit=fit,
    save=posterior.save,
    summary=_summary,
    sections=sections.fitted,
    examples="""\b
Examples:
  foedus fit pairs --out pairs.json

\b
Hindcasts every pair from 1960, 1965 … 2005, five years each, with everything fitted on earlier
years: the ladder, and trees that learn each year ahead. The weights of the mean that `foedus
forecast dyads` gives come from these. Nine minutes of processor time, 2 GB.""",
    scoring=Scoring(
        run=score,
        document=Record.to_dict,
        sections=sections.scored,
        examples="""\b
Examples:
  foedus score pairs
  foedus score pairs --json
  foedus score pairs --again

\b
Windows of five years from 1980, 1985 … 2005, everything fitted on earlier years, the weights of
the mean too; then 2011–2014, from 2010, by disputes that nothing was fitted on (COW MID 5.0).
Without --again the record shipped with the package is printed; with it all is fitted anew.""",
    ),
)
