"""Chances over years among the models."""

from foedus.history.horizon import posterior, sections
from foedus.history.horizon.record import HorizonStudy
from foedus.history.model import Model, Report, Scoring, panel
from foedus.report.plain import plain


def fit(report: Report) -> HorizonStudy:
    """Pools and their record. Raises DataError without the data, FitError as the ladder does."""
    from foedus.history.horizon.score import study

    return study(panel(report), report=report)


def score(report: Report, *, again: bool = False) -> HorizonStudy:
    """The shipped record, or ``again`` from the data."""
    return fit(report) if again else posterior.shipped()


MODEL = Model(
    store=posterior.STORE,
    fit=fit,
    summary=lambda study: {"first": study.first, "last": study.last},
    sections=sections.fitted,
    apart=posterior.apart,
    examples="""
foedus fit horizon --out horizon.json

Fits the ladder before each of 22 origins from 1905 to 2010, runs its paths for every pair, and
fits the pools on what came. About three minutes; the scores are kept beside the pools.""",
    scoring=Scoring(
        run=score,
        document=lambda study: plain(study.rows),
        sections=sections.scored,
        examples="""
foedus score horizon
foedus score horizon --json
foedus score horizon --again

At each origin from 1950 the pool is fitted on windows that were over by then. Without --again the
record shipped with the package is printed; with it everything is fitted anew (needs the data).""",
    ),
)
