"""The check of displacement among the models."""

from foedus.history.displacement import Displacement, posterior, sections
from foedus.history.model import Model, Report, panel


def fit(report: Report) -> Displacement:
    """The check by the shipped ladder. Raises DataError without the data, FitError."""
    from foedus.history.displacement.fit import measure
    from foedus.history.ladder.posterior import shipped

    data = panel(report)
    report("fitting")
    return measure(data, shipped())


MODEL = Model(
    store=posterior.STORE,
    fit=fit,
    summary=Displacement.to_dict,
    sections=sections.fitted,
    examples="""
foedus fit displacement --out displacement.json

Without data at hand, `foedus data pull` fetches them. docs/neighbors.md says what is compared with
what, and why the answer is no effect of guarantees.""",
)
