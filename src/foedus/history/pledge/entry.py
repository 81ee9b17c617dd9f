"""The record of pledges among the models."""

from foedus.history.model import Model, Report, panel
from foedus.history.pledge import Pledges, posterior, sections
from foedus.report.plain import record


def fit(report: Report) -> Pledges:
    """Record and trial. Raises DataError without the data, FitError as the ladder does."""
    from foedus.history.pledge.fit import fit_pledges

    return fit_pledges(panel(report), report)


MODEL = Model(
    store=posterior.STORE,
    fit=fit,
    summary=record,
    whole=True,
    sections=sections.fitted,
    examples="""
foedus fit pledge --out pledge.json
foedus fit pledge --out pledge.json --json

Takes two minutes: the pledge is also put on trial as a covariate of the ladder, out of
sample. The shipped ladder has none, since it did not help; docs/ladder.md says more.""",
)
