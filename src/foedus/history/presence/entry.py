"""The trial of US forces among the models."""

from foedus.history.model import Model, Report, panel
from foedus.history.presence import Presence, posterior, sections
from foedus.report.plain import record


def fit(report: Report) -> Presence:
    """The trial on every rung. Raises DataError without the data, FitError as the ladder does."""
    from foedus.history.presence.fit import fit_presence

    return fit_presence(panel(report), report)


MODEL = Model(
    store=posterior.STORE,
    fit=fit,
    summary=record,
    whole=True,
    sections=sections.fitted,
    examples="""
foedus fit presence --out presence.json
foedus fit presence --out presence.json --json

Takes some minutes: forms of the covariate are put on trial out of sample, rung by rung. The
shipped ladder has none of them; docs/ladder.md says why.""",
)
